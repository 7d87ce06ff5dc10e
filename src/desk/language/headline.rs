//! Headlines that count their issues: “Nine sticking points …”.

use crate::desk::lexicon::{Class, is_in};

/// A number in a headline, with the noun that it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The number.
    pub number: usize,
    /// The number and noun as written: “Nine sticking points”.
    pub words: String,
}

pub(super) const ONES: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Words that make the number after them part of a name, not a count: “Article 50”.
const NUMBERED: [&str; 6] = ["article", "chapter", "clause", "resolution", "rule", "section"];

/// The number of issues that `headline` promises. If it promises several numbers, prefers one equal to `expected`.
#[must_use]
pub fn headline_count(headline: &str, expected: usize) -> Option<Count> {
    let words: Vec<&str> = headline.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut counts = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let is_name = index.checked_sub(1).is_some_and(|before| NUMBERED.contains(&bare(words[before]).as_str()));
        let Some(number) = number(&bare(word)).filter(|_| !is_name) else { continue };
        let after: Vec<&str> = words[index + 1..].iter().take(4).copied().collect();
        let position = after.iter().position(|word| is_in(Class::Counted, &bare(word)));
        // Punctuation ends the phrase (“two leaders, nine issues”), and so does a stop word (“two presidents with many
        // issues”, “70 years of conflicts”).
        let stops = |word: &&str| word.ends_with([',', ';', ':', '.', '?', '!']) || is_in(Class::Stop, &bare(word));
        let Some(noun) = position.filter(|at| !stops(word) && !after[..*at].iter().any(stops)) else {
            continue;
        };
        // “sticking points” is one noun.
        let second_noun = after.get(noun + 1).filter(|word| is_in(Class::Counted, &bare(word)));
        let phrase = words[index..=index + 1 + noun + usize::from(second_noun.is_some())].join(" ");
        let phrase = phrase.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned();
        counts.push(Count { number, words: phrase });
    }
    let agrees = counts.iter().position(|count| count.number == expected);
    (!counts.is_empty()).then(|| counts.swap_remove(agrees.unwrap_or(0)))
}

/// Parses a number from 2 to 99, in figures or words.
fn number(word: &str) -> Option<usize> {
    let one = |word: &str| ONES.iter().position(|one| *one == word);
    let ten = |word: &str| TENS.iter().position(|ten| !ten.is_empty() && *ten == word).map(|tens| tens * 10);
    let both = |(tens, ones)| Some(ten(tens)? + one(ones).filter(|one| (1..10).contains(one))?);
    let dozen = || (word == "dozen").then_some(12);
    let in_words = || one(word).or_else(|| ten(word)).or_else(|| word.split_once('-').and_then(both)).or_else(dozen);
    let number = if word.len() <= 2 { word.parse().ok() } else { None };
    number.or_else(in_words).filter(|number| (2..=99).contains(number))
}

//! Titles of sessions, in the words of the sentence that states their time.

use std::ops::Range;

use crate::desk::language::{Reading, capitalized, one_line, without_article, word_count};
use crate::desk::lexicon::{Class, is_in};

/// The title of an event: the clause without its times and days. Empty if nothing is left.
pub(super) fn title(sentence: &Reading<'_>, clause: &Range<usize>) -> String {
    let kept = without_times(sentence, &reported(sentence, clause));
    // Conversions leave brackets and “which is” behind.
    let mut text = without_empty_brackets(&kept);
    for rest in [", which is", "which is", " local time", " respectively", " as late as", " as early as"] {
        text = text.replace(rest, " ");
    }
    let text = one_line(&text).replace(" ,", ",").replace(" .", ".");
    let mut text = text.as_str();
    loop {
        let before = text;
        text = text.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '-' | '–' | '—' | '•' | '*' | '/')
        });
        for word in [
            "and", "or", "then", "but", "followed by", "at", "on", "from", "by", "around", "before", "with", "while",
            "until", "to", "in",
        ] {
            let cut = text.strip_prefix(word).filter(|rest| rest.starts_with([' ', ',']));
            let cut = cut.filter(|_| !matches!(word, "in" | "at" | "on" | "by" | "with" | "before" | "to"));
            text = cut.unwrap_or(text);
            let cut = text.strip_suffix(word).filter(|rest| rest.ends_with([' ', ',']));
            text = cut.unwrap_or(text);
        }
        if text == before {
            break;
        }
    }
    text = without_opening(text.strip_prefix("that ").unwrap_or(text));
    let whole = with_subject(text, &sentence.text[..clause.start]);
    text = whole.as_str();
    for verb in [
        " is expected", " are expected", " is scheduled", " are scheduled", " is slated", " is due", " are due",
        " is set", " is planned", " will follow", " follows", " takes place", " will take place", " will be held",
        " is held", " is", " are", " will be", " was",
    ] {
        let Some((subject, rest)) = text.split_once(verb) else { continue };
        let openings = [
            "", "for no earlier than", "to follow", "to begin", "to start", "to be held", "to take place", "for",
            "to be",
        ];
        let nothing_more = openings.contains(&rest.trim());
        // “Kickoff is at 10am”
        let bare = matches!(verb, " is" | " are") && rest.is_empty();
        if nothing_more && (word_count(subject) >= 2 || bare) {
            text = without_article(subject);
            break;
        }
    }
    let headline = to_come(text);
    text = headline.as_str();
    if let Some((end, _)) = text.char_indices().nth(90) {
        // A title over 90 characters ends at its first comma, or else at the last word that fits.
        let clause = text.split(", ").next().unwrap_or_default();
        let fits = word_count(clause) >= 3 && clause.len() <= 140;
        let cut = || text[..end].rsplit_once(' ').map_or(&text[..end], |(start, _)| start);
        text = if fits { clause } else { cut() };
    }
    if names_nothing(text) { String::new() } else { capitalized(text) }
}

/// `text` without unbalanced brackets and without brackets that are left almost empty: “(, which is )”.
fn without_empty_brackets(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['(', '[', ')', ']']) {
        kept.push_str(&rest[..at]);
        let inside = rest[at + 1..].split(['(', ')', '[', ']']).next().unwrap_or_default();
        let opens = rest[at..].starts_with(['(', '[']) && rest[at + 1 + inside.len()..].starts_with([')', ']']);
        let says = word_count(inside) > 1 && !inside.contains("which is");
        if opens && says {
            kept.push_str(&rest[at..at + inside.len() + 2]);
            rest = &rest[at + inside.len() + 2..];
        } else {
            kept.push(' ');
            rest = &rest[at + 1..];
        }
    }
    kept + rest
}

/// The reported part of a clause: “that the talks would begin at 10am” in “The ministry said that …”.
fn reported(sentence: &Reading<'_>, clause: &Range<usize>) -> Range<usize> {
    let time = sentence.times.iter().find(|time| clause.contains(&time.span.start));
    let before = clause.start..time.map_or(clause.start, |time| time.span.start);
    let report = sentence.marks_of(Class::Report, &before).map(|span| span.end).max();
    // “The bank announces its decision” reports nothing.
    let is_clause = |end: &usize| {
        let rest = *end..before.end;
        sentence.has(Class::Future, &rest) || sentence.has(Class::Planned, &rest)
    };
    let Some(start) = report.filter(is_clause) else { return clause.clone() };
    start..clause.end
}

/// A future event in headline style: “Leaders were due to meet” becomes “Leaders to meet”, and “They were due to meet”
/// becomes “They will meet”.
fn to_come(text: &str) -> String {
    const PLANS: [&str; 9] =
        ["", "due ", "expected ", "scheduled ", "set ", "slated ", "supposed ", "planned ", "likely "];
    let is_pronoun = ["He ", "She ", "They ", "It ", "We ", "he ", "she ", "they ", "it ", "we "]
        .iter()
        .any(|pronoun| text.starts_with(pronoun));
    let verb = if is_pronoun { " will " } else { " to " };
    let plans = ["is", "are", "was", "were"].into_iter().flat_map(|be| PLANS.map(|plan| format!(" {be} {plan}to ")));
    let found = plans.chain([" would ".to_owned()]).find_map(|plan| text.split_once(plan.as_str()));
    found.map_or_else(|| text.to_owned(), |(subject, rest)| [without_article(subject), verb, rest].concat())
}

/// The clause without its times and days, and without the prepositions before them.
fn without_times(sentence: &Reading<'_>, clause: &Range<usize>) -> String {
    let Reading { text: sentence, times, days, .. } = sentence;
    let mut holes: Vec<Range<usize>> = times
        .iter()
        .map(|time| with_brackets(sentence, &time.span, clause))
        .chain(days.iter().map(|(_, at)| at.clone()))
        .collect();
    holes.sort_by_key(|hole| hole.start);
    let mut kept = String::new();
    let mut at = clause.start;
    for hole in holes.iter().filter(|hole| hole.start >= clause.start && hole.end <= clause.end) {
        if hole.start > at {
            push_without_preposition(&mut kept, &sentence[at..hole.start]);
        }
        at = at.max(hole.end);
    }
    kept.push_str(&sentence[at.min(clause.end)..clause.end]);
    kept
}

/// The range of a time with the brackets around it, if they contain little else: “(that means 2:41 a.m. UTC the next day)”.
fn with_brackets(sentence: &str, time: &Range<usize>, clause: &Range<usize>) -> Range<usize> {
    const MAX_WORDS: usize = 12;
    let open = sentence[..time.start].rfind('(').filter(|at| !sentence[*at..time.start].contains(')'));
    let close = sentence[time.end..].find(')').map(|at| time.end + at + 1);
    match open.zip(close) {
        Some((open, close))
            if clause.start <= open && close <= clause.end && word_count(&sentence[open..close]) <= MAX_WORDS =>
        {
            open..close
        }
        _ => time.clone(),
    }
}

/// Whether a clause only adds a time to the previous clause: “… and on Wednesday at 2pm”.
pub(super) fn joins(sentence: &Reading<'_>, clause: &Range<usize>) -> bool {
    let kept = without_times(sentence, clause);
    let words = kept.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    sentence.text[clause.clone()].trim_start().starts_with([',', 'a', 'o'])
        && words.clone().all(|word| {
            matches!(word, "and" | "or" | "on" | "at" | "again" | "local" | "time" | "from" | "to" | "then" | "also")
        })
}

/// Removes an opening phrase (“After dinner, the summit begins”) or the remains of one (“On, Liu is due”).
fn without_opening(text: &str) -> &str {
    let opening = text.split_once(", ").filter(|(opening, rest)| {
        let mut words = opening.split(' ');
        let first = words.next().unwrap_or_default();
        let emptied = words.next().is_none() && matches!(first, "On" | "At" | "By" | "From" | "Then" | "in");
        emptied || (matches!(first, "After" | "Following" | "Before") && word_count(rest) >= 2 && opening.len() <= 60)
    });
    opening.map_or(text, |(_, rest)| rest)
}

/// Whether a title names nothing: “It is expected”, “End”.
fn names_nothing(title: &str) -> bool {
    let first = title.split(' ').next().unwrap_or_default();
    let pronoun = matches!(first, "It" | "it" | "This" | "this" | "That" | "that" | "Which" | "which");
    let empty_words = [
        "is", "are", "end", "ends", "begin", "begins", "start", "starts", "expected", "due", "scheduled", "be", "to",
        "will", "follow", "follows",
    ];
    (pronoun && title.split(' ').skip(1).all(|word| empty_words.contains(&word)))
        || title.split(' ').all(|word| empty_words.contains(&word.to_lowercase().as_str()))
}

/// Adds the subject from the text `before` to a clause without one: “is expected to resume”.
fn with_subject(text: &str, before: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    if before.is_empty() || !matches!(first, "is" | "are" | "will" | "resumes" | "ends" | "continues" | "closes") {
        return text.to_owned();
    }
    let words: Vec<&str> = before.split(' ').take(8).collect();
    // “The hearing opens …”: a subject may be an event word too, so the search for the verb starts after its first noun.
    let from = if matches!(words.first(), Some(&("The" | "A" | "An"))) { 2 } else { 1 };
    let is_verb =
        |word: &&str| is_in(Class::Event, word) || is_in(Class::Past, word) || matches!(*word, "is" | "are" | "will");
    let verb = words.iter().skip(from).position(is_verb).map(|at| at + from);
    verb.map_or_else(|| text.to_owned(), |at| [&words[..at].join(" "), " ", text].concat())
}

fn push_without_preposition(kept: &mut String, piece: &str) {
    let trimmed = piece.trim_end();
    let last = trimmed.rsplit(' ').next().unwrap_or_default();
    let drops =
        ["at", "on", "from", "by", "around", "about", "for", "is", "until", "between", "and", "or", "of", "the"];
    let short =
        if drops.contains(&last.to_lowercase().as_str()) { &trimmed[..trimmed.len() - last.len()] } else { trimmed };
    kept.push_str(short.trim_end());
    kept.push(' ');
}

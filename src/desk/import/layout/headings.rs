//! Distinguishes headings of sections from headlines of other stories.

use super::super::block::{Block, BlockKind};
use super::super::stamp::is_all_date;
use super::{Role, is_general};
use crate::desk::language::{is_prose, sentences, word_count};
use crate::desk::lexicon::{Class, begins_with, is_in};

/// The title of a numbered heading: “1. Election meddling”, “(2) Ukraine”.
fn numbered(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['(', '#']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let rest = rest.get(digits..)?.trim_start_matches([' ']);
    let title = rest.strip_prefix(['.', ')', ':', '–', '—', '-'])?.trim();
    ((1..=2).contains(&digits) && title.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '‘' | '"')))
        .then_some(title)
}

/// The number and the title of “1 Election meddling”.
fn counted(text: &str) -> Option<(usize, &str)> {
    let (number, title) = text.split_once(' ')?;
    let number = number.parse().ok().filter(|_| number.len() <= 2)?;
    title.starts_with(char::is_uppercase).then_some((number, title))
}

/// Whether `text` names a correspondent: “Ada Example in Washington”.
fn is_correspondent(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let place = words.iter().position(|word| *word == "in");
    let name = |word: &&&str| **word == "and" || word.starts_with(char::is_uppercase);
    let fits =
        |at: usize| (2..=7).contains(&at) && words[..at].iter().filter(name).count() == at && words.len() - at <= 4;
    place.is_some_and(|at| {
        fits(at) && words[at + 1..].iter().all(|word| word.starts_with(char::is_uppercase)) && at + 1 < words.len()
    })
}

/// Whether `text` is a label that introduces another story, such as “Read more:”.
pub(in super::super) fn is_label(text: &str) -> bool {
    text.trim().strip_suffix(':').is_some_and(|label| is_in(Class::Teaser, label.trim_end()))
}

/// Whether `text` is a label on a line of its own, or begins like a picture caption.
fn is_aside(text: &str) -> bool {
    let text = text.trim();
    is_label(text) || is_in(Class::Alone, text.trim_end_matches([':', '…'])) || begins_with(Class::Aside, text)
}

/// Whether `text` is a label with a headline: “Read more: how the talks came about”.
fn is_other_story(text: &str) -> bool {
    let (label, rest) = text.split_at(text.find(':').map_or(0, |at| at + 1));
    is_label(label) && word_count(rest) > 2 && !is_prose(rest)
}

/// Finds the headings, correspondents and other stories among the `blocks` below the headline.
pub(super) fn headings(blocks: &[Block], roles: &mut [Role], marked: bool) {
    for (at, block) in blocks.iter().enumerate().take(8) {
        if roles[at] == Role::Paragraph && is_prose(&block.text) && at > 1 {
            break;
        }
        if roles[at] == Role::Paragraph && !is_marked(block) && is_correspondent(&block.text) {
            roles[at] = Role::Byline;
        }
    }
    if marked {
        marked_headings(blocks, roles);
    } else {
        plain_headings(blocks, roles);
        demote_long_headings(blocks, roles);
    }
}

fn is_marked(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
}

fn marked_headings(blocks: &[Block], roles: &mut [Role]) {
    // “1 Election meddling”, “2 Ukraine”: the figures are heading numbers if they count from 1.
    let numbers: Vec<_> = blocks.iter().filter_map(|block| counted(&block.text)).map(|(number, _)| number).collect();
    let in_order = numbers.contains(&1) && numbers.contains(&2);
    // The most frequent level is that of the sections. Deeper headings are inside sections.
    let mut counts = [0_usize; 8];
    for block in blocks {
        match block.kind {
            BlockKind::Heading(level) if !is_general(&block.text) => counts[usize::from(level.min(7))] += 1,
            _ => {}
        }
    }
    let most = (1..8).max_by_key(|level| (counts[*level], 8 - level)).unwrap_or(2);
    for (block, role) in blocks.iter().zip(roles) {
        let text = block.text.as_str();
        if let BlockKind::Heading(level) = block.kind {
            let plain = counted(text).filter(|_| in_order).map(|(_, title)| title);
            let title = numbered(text).or(plain).unwrap_or(text).to_owned();
            *role = if usize::from(level) <= most {
                Role::Heading(title, true)
            } else if is_prose(text) {
                // A question inside a section stays with its answer.
                Role::Paragraph
            } else {
                Role::Other
            };
        }
        if *role == Role::Paragraph && is_other_story(text) {
            *role = Role::OtherStory(None);
        } else if *role == Role::Paragraph && is_aside(text) {
            *role = Role::Other;
        }
    }
}

/// Whether `text` is one question: “When do the crews row, and who are the ones to watch?”
fn is_question(text: &str) -> bool {
    text.ends_with('?') && text.len() <= 200 && sentences(text).len() == 1
}

fn plain_headings(blocks: &[Block], roles: &mut [Role]) {
    let short = |title: &str| word_count(title) <= 14 && !is_prose(title.trim_end_matches('?')) && title.len() <= 120;
    let is_numbered = |(block, role): &(&Block, &Role)| **role != Role::Row && numbered(&block.text).is_some_and(short);
    let numbers = blocks.iter().zip(&*roles).filter(is_numbered).count();
    for at in 0..blocks.len() {
        let text = blocks[at].text.as_str();
        if roles[at] != Role::Paragraph || text.ends_with(',') {
            continue;
        }
        let is_capitals =
            |text: &str| text.len() > 3 && text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
        let followed = blocks.get(at + 1).is_some_and(|next| match roles[at + 1] {
            // “WHY IT MATTERS”
            Role::Paragraph => is_prose(&next.text) || is_capitals(text) && !is_capitals(&next.text),
            Role::Row | Role::General => true,
            _ => false,
        });
        // “Programme (all times are local, CEST)”
        let bare = if text.ends_with(')') { text.split(" (").next().unwrap_or(text) } else { text };
        let words = word_count(bare);
        // Headlines of other stories are sentences without a full stop; headings are noun phrases.
        let is_sentence = bare.contains([',', '‘', '“']) || text.contains(" says") || text.contains(" said");
        let prose = is_prose(text.trim_end_matches('?')) || text.len() > 160 || text.starts_with(['-', '*', '•', '·']);
        roles[at] = match numbered(text).filter(|title| numbers >= 2 && short(title)) {
            _ if words == 0 || is_aside(text) => Role::Other,
            _ if is_other_story(text) => Role::OtherStory(None),
            Some(title) => Role::Heading(title.to_owned(), true),
            None if followed && is_question(text) => Role::Heading(text.to_owned(), true),
            None if is_all_date(text) => Role::General,
            None if prose => Role::Paragraph,
            None => match words {
                ..=5 if followed && numbers < 2 => Role::Heading(text.to_owned(), words <= 4),
                6 | 7 if followed && !is_sentence && numbers < 2 => Role::Heading(text.to_owned(), false),
                _ if words >= 5 => Role::OtherStory(None),
                _ if is_general(text) && followed => Role::Heading(text.to_owned(), false),
                _ => Role::Other,
            },
        };
    }
}

/// If the median heading has at most three words, treats headings of six or more words as headlines of other stories.
fn demote_long_headings(blocks: &[Block], roles: &mut [Role]) {
    let headings: Vec<usize> = (0..roles.len()).filter(|at| matches!(roles[*at], Role::Heading(..))).collect();
    let mut lengths: Vec<usize> = headings.iter().map(|at| word_count(&blocks[*at].text)).collect();
    lengths.sort_unstable();
    let Some(median) = lengths.get(lengths.len() / 2).copied() else { return };
    for at in headings {
        if lengths.len() >= 3 && !blocks[at].text.ends_with('?') && word_count(&blocks[at].text) >= 6 && median <= 3 {
            roles[at] = Role::OtherStory(None);
        }
    }
}

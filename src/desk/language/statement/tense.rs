//! What the words of a clause say about its event: whether there is one, and whether it is expected, past, cancelled or
//! moved.

use std::ops::Range;

use super::What;
use crate::brief::Status;
use crate::desk::language::{Reading, weekday, word_count, words};
use crate::desk::lexicon::Class;

/// When an event is, seen from the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    /// “They met at 10am”
    Past,
    /// “They were due to meet at 10am”: still to come, unless the day has passed.
    Planned,
    /// “They meet at 10am”, or no verb.
    Open,
}

/// Whether the sentence says that something does not happen. Its day then does not carry over to later text.
pub(crate) fn is_not_happening(sentence: &Reading<'_>) -> bool {
    is_cancelled(sentence) || denies(sentence, &(0..sentence.text.len()))
}

/// Whether the sentence says that something is cancelled.
pub(crate) fn is_cancelled(sentence: &Reading<'_>) -> bool {
    cancels(sentence, &(0..sentence.text.len()))
}

/// The status that the words in `range` give an event.
pub(super) fn status(sentence: &Reading<'_>, range: &Range<usize>) -> Status {
    if cancels(sentence, range) {
        return Status::Cancelled;
    }
    // In “expected to last”, only the duration is uncertain.
    let lasts = |span: &Range<usize>| sentence.text[span.end..].starts_with(" to last");
    let expected = sentence.marks_of(Class::Expected, range).any(|span| !lasts(span));
    if expected { Status::Expected } else { Status::Confirmed }
}

fn cancels(sentence: &Reading<'_>, range: &Range<usize>) -> bool {
    let denied = |span: &Range<usize>| {
        let before = sentence.text[..span.start].trim_end();
        ["not been", "not be", "n’t been", "n't been", "not", "never"].iter().any(|end| before.ends_with(end))
    };
    sentence.marks_of(Class::Cancelled, range).any(|span| !denied(span))
}

pub(super) fn is_moved(sentence: &Reading<'_>) -> bool {
    sentence.has(Class::Moved, &(0..sentence.text.len()))
}

/// Whether the time after `before` says when something was written, known or counted: “As of 11:15 AM ET”.
pub(super) fn is_stamp(sentence: &Reading<'_>, before: &Range<usize>) -> bool {
    sentence.marks_of(Class::Stamp, before).any(|span| {
        let rest = span.end..before.end;
        let days: usize = sentence.days.iter().filter(|(_, day)| rest.contains(&day.start)).count();
        words(&sentence.text[rest]).count() <= 1 + days * 4
    })
}

/// Whether the words before a time say that something ends then.
pub(super) fn is_end(before: &str) -> bool {
    let is_filler = |word: &str| matches!(word, "at" | "by" | "around" | "about" | "on") || weekday(word).is_some();
    let mut last = before.trim_end().rsplit(' ').filter(|word| !is_filler(word));
    matches!(last.next(), Some("end" | "ends" | "finish" | "finishes" | "conclude" | "concludes"))
}

/// Whether the words before a time give a former plan, which may have changed.
pub(super) fn is_former_plan(sentence: &Reading<'_>, before: &Range<usize>) -> bool {
    main(sentence, before).iter().any(|part| sentence.has(Class::Former, part))
}

/// The tense of the words before a time; of those after it if there is no verb before it.
pub(super) fn tense(sentence: &Reading<'_>, before: &Range<usize>, after: &Range<usize>) -> Tense {
    let (parts, after) = (main(sentence, before), std::slice::from_ref(after));
    let has = |class, parts: &[Range<usize>]| parts.iter().any(|part| sentence.has(class, part));
    if has(Class::Planned, &parts) {
        return Tense::Planned;
    }
    // The last verb counts: “It is the first meeting since talks broke off at 23:40”. “Is held” and “will be held” are not past.
    let last = |class, parts: &[Range<usize>]| {
        let marks = parts.iter().flat_map(|part| sentence.marks_of(class, part));
        marks.filter(|span| class != Class::Past || !is_participle(sentence, span)).map(|span| span.end).max()
    };
    let is_past = |parts: &[Range<usize>]| last(Class::Past, parts) > last(Class::Future, parts);
    let is_verbless = !has(Class::Past, &parts) && !has(Class::Future, &parts) && !has(Class::Event, &parts);
    let past = is_past(&parts) || is_verbless && is_past(after) && !has(Class::Planned, after);
    if past { Tense::Past } else { Tense::Open }
}

/// Whether the word at `span` follows a form of “be”: “is held”, “are to be held”.
pub(super) fn is_participle(sentence: &Reading<'_>, span: &Range<usize>) -> bool {
    let before = sentence.text[..span.start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    matches!(word.as_str(), "is" | "are" | "be" | "being" | "been" | "get" | "gets" | "hosted")
}

/// The main clause in `range`: what is reported in “The Kremlin said the talks would begin”, without relative clauses.
fn main(sentence: &Reading<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let text = sentence.text;
    let reported = sentence.marks_of(Class::Report, range).map(|span| span.end).max();
    let start = reported.filter(|end| words(&text[*end..range.end]).count() >= 2).unwrap_or(range.start);
    let mut parts = Vec::new();
    let mut from = start;
    let relative = |from: usize| {
        let clause = &text[from..range.end];
        let at = [", who ", ", which ", ", whose "].iter().filter_map(|word| clause.find(word)).min()?;
        let end = clause[at + 2..].find(", ")?;
        Some((from + at, from + at + 2 + end))
    };
    while let Some((at, end)) = relative(from) {
        parts.push(from..at);
        from = end;
    }
    parts.push(from..range.end);
    parts
}

/// Whether the words around a time say that something does not happen then.
pub(super) fn is_negated(sentence: &Reading<'_>, before: &Range<usize>, after: &Range<usize>) -> bool {
    let parts = [", but ", "; ", ", and ", ", although "];
    let text = &sentence.text[before.clone()];
    let from = before.start + parts.iter().filter_map(|part| text.rfind(part)).max().unwrap_or(0);
    let last = from..before.end;
    denies(sentence, &last) || words(&sentence.text[last]).count() < 2 && denies(sentence, after)
}

/// Whether the words in `range` deny something. “No earlier than” does not.
fn denies(sentence: &Reading<'_>, range: &Range<usize>) -> bool {
    const LIMITS: [&str; 8] = [
        "no earlier than", "no later than", "not before", "not later than", "no sooner than", "not only", "not until",
        "not earlier than",
    ];
    let lower = sentence.text[range.clone()].to_ascii_lowercase();
    let is_limit =
        |span: &Range<usize>| LIMITS.iter().any(|limit| lower[span.start - range.start..].starts_with(limit));
    sentence.marks_of(Class::Negation, range).any(|span| !is_limit(span))
        || lower.contains("n’t ")
        || lower.contains("n't ")
}

/// What happens at the time after `before`, in the words of its clause.
pub(super) fn what(sentence: &Reading<'_>, clause: &Range<usize>, before: &Range<usize>, after: &Range<usize>) -> What {
    if is_end(&sentence.text[before.clone()]) {
        What::End
    } else if is_invitation(sentence, clause) && !introduces_event(sentence, after) {
        What::Coverage
    } else if is_event(sentence, clause, before) || cancels(sentence, clause) || may_be_event(sentence, before, after) {
        What::Event
    } else {
        What::Unknown
    }
}

/// Whether a clause describes an event.
fn is_event(sentence: &Reading<'_>, clause: &Range<usize>, before: &Range<usize>) -> bool {
    const FUTURE: [&str; 8] = ["will", "is to", "are to", "would", "expected", "due", "scheduled", "slated"];
    let is_at = [" is", " are", " is at", " are at", " is from", " is on", " are on"];
    let mut future = sentence.marks_of(Class::Future, clause).map(|span| sentence.text[span.clone()].to_lowercase());
    sentence.has(Class::Event, clause)
        || sentence.has(Class::Planned, clause)
        || future.any(|words| FUTURE.contains(&words.as_str()))
        || is_at.iter().any(|end| sentence.text[before.clone()].trim_end().ends_with(end))
}

/// Whether a clause without a known event word may still announce an event: “The Senate gavels in at 10 a.m.” A past
/// tense, a participle, or “by” or “until” before the time rules that out.
fn may_be_event(sentence: &Reading<'_>, before: &Range<usize>, after: &Range<usize>) -> bool {
    const LIMITS: [&str; 8] = ["by", "until", "till", "before", "after", "since", "than", "past"];
    const FILLERS: [&str; 5] = ["at", "about", "around", "approximately", "exactly"];
    const NO_PARTICIPLES: [&str; 8] = ["need", "speed", "feed", "seed", "proceed", "succeed", "exceed", "indeed"];
    // “He appears at 9am, his lawyer said”
    let end = sentence.text[after.clone()].find([',', ';', '.']).map_or(after.end, |at| after.start + at);
    let clause = before.start..end;
    let own = words(&sentence.text[clause.clone()]);
    // “Are introduced” is not past.
    let mut last = "";
    let is_participle = |word| {
        let is_passive = matches!(std::mem::replace(&mut last, word), "is" | "are" | "be" | "being");
        let is_lower = word.starts_with(char::is_lowercase);
        !is_passive && is_lower && word.len() > 4 && word.ends_with("ed") && !NO_PARTICIPLES.contains(&word)
    };
    // “The morning after, at 10am”
    let is_day = sentence
        .days
        .iter()
        .any(|(_, at)| sentence.text.get(at.end..before.end).is_some_and(|rest| word_count(rest) < 2));
    // “Please register by 23 June, 18:00”
    let last_day = sentence.days.iter().rfind(|(_, at)| at.start >= before.start && at.end <= before.end);
    let by_day = last_day.is_some_and(|(_, at)| {
        matches!(words(&sentence.text[before.start..at.start]).last(), Some("by" | "until" | "till"))
    });
    let before: Vec<&str> = words(&sentence.text[before.clone()]).collect();
    let last = before.iter().rfind(|word| !FILLERS.contains(word)).copied().unwrap_or_default();
    !by_day
        && before.len() >= 2
        && (is_day || !LIMITS.contains(&last))
        && !sentence.has(Class::Past, &clause)
        && !own.into_iter().any(is_participle)
}

/// Whether the words after a time name the event: “Join us at 18:00 CET for the launch”.
fn introduces_event(sentence: &Reading<'_>, after: &Range<usize>) -> bool {
    let text = &sentence.text[after.clone()];
    let at = [" for a ", " for an ", " for the ", " for our "].iter().filter_map(|word| text.find(word)).min();
    at.is_some_and(|at| sentence.has(Class::Event, &(after.start + at..after.end)))
}

/// Whether a clause invites readers to follow the coverage: “Follow our live coverage from 9:30am”.
pub(super) fn is_invitation(sentence: &Reading<'_>, clause: &Range<usize>) -> bool {
    let text = sentence.text[clause.clone()].trim_start();
    let (start, lower) = (clause.end - text.len(), text.to_lowercase());
    sentence.marks_of(Class::Invitation, clause).any(|span| span.start == start)
        && [" our ", " us ", "live coverage", "live blog", "liveblog", "live"].iter().any(|words| lower.contains(words))
}

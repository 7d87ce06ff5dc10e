//! Events moved from one time to another: “originally scheduled for 10am on Tuesday, postponed to Wednesday at 2pm”.

use super::day::DaySource;
use super::{Event, TimeSlot, words};
use crate::desk::language::{DayName, Stated, capitalized, without_article};

/// The event that `sentence` says was moved. If the new time is unclear, the editor has to decide.
pub(super) fn event(
    sentence: &str,
    slots: &[TimeSlot],
    times: &[Stated],
    on: &[(Option<DayName>, DaySource)],
) -> Option<Event> {
    if !words::is_moved(sentence) {
        return None;
    }
    let sides: Vec<Side> = (0..slots.len()).map(|at| side(sentence, slots, at)).collect();
    let only = |wanted: Side| {
        let mut found = (0..slots.len()).filter(|at| sides[*at] == wanted);
        found.next().filter(|_| found.next().is_none())
    };
    let unambiguous = !sides.contains(&Side::Unclear) && sides.iter().filter(|side| **side == Side::Old).count() < 2;
    let new = only(Side::New).filter(|at| unambiguous && matches!(on[*at].1, DaySource::Beside));
    let old = only(Side::Old).filter(|at| !matches!(on[*at].1, DaySource::Unclear | DaySource::Elsewhere));
    let shown = new.unwrap_or(0);
    let before = &sentence[..slots.first()?.span.start];
    let stated = |at: usize| times[slots[at].times[0]].clone();
    let subject = subject(before);
    let is_clear = new.is_some() && !subject.is_empty() && !words::is_negated(before, "");
    Some(Event {
        title: subject,
        times: slots.get(shown)?.times.iter().map(|at| times[*at].clone()).collect(),
        end: None,
        day: on[shown].0,
        day_source: on[shown].1,
        was: old.filter(|_| is_clear).map(|at| (stated(at), on[at].0)),
        expected: words::is_expected(sentence),
        cancelled: words::is_cancelled(sentence),
        past: false,
        is_event: true,
        doubt: (!is_clear).then_some("found an event that was moved, but the new time is unclear"),
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Old,
    New,
    Unclear,
}

/// Whether a time is the old or the new one, judged by the last decisive word before it.
fn side(sentence: &str, slots: &[TimeSlot], at: usize) -> Side {
    let from = if at == 0 { 0 } else { slots[at - 1].span.end };
    let gap = sentence[from..slots[at].span.start].to_lowercase();
    let mut side = Side::Unclear;
    for word in gap.split(|c: char| !c.is_alphabetic()) {
        side = match word {
            "from" | "originally" | "initially" | "instead" | "than" => Side::Old,
            "to" | "until" | "till" => Side::New,
            // The “to” of “to be held on …” says nothing about the move.
            "be" | "begin" | "start" | "take" if side == Side::New => Side::Unclear,
            _ => side,
        };
    }
    side
}

/// The event that is moved: the words before the verb.
fn subject(before: &str) -> String {
    const ENDS: [&str; 16] = [
        ", originally", " originally", ", initially", " initially", ", which", " has been", " have been", " had been",
        " was ", " were ", " is ", " are ", " will be", " postponed", " moved", " delayed",
    ];
    let end = ENDS.iter().filter_map(|end| before.find(end)).min().unwrap_or(0);
    let subject = before[..end].trim().trim_end_matches(',');
    let title = without_article(subject);
    if title.split_whitespace().count() <= 10 { capitalized(title) } else { String::new() }
}

//! What is moved from one time to another: “originally scheduled for 10am on Tuesday, postponed to Wednesday at 2pm”.

use super::day::Found;
use super::{Event, Slot, words};
use crate::desk::language::{DayName, Stated, capitalized, without_article};

/// The event of a sentence that says something is moved. Which time is the new one it must say, or it is for the editor.
pub(super) fn event(
    sentence: &str,
    slots: &[Slot],
    times: &[Stated],
    on: &[(Option<DayName>, Found)],
) -> Option<Event> {
    if !words::is_moved(sentence) {
        return None;
    }
    let sides: Vec<Side> = (0..slots.len()).map(|at| side(sentence, slots, at)).collect();
    let only = |wanted: Side| {
        let mut found = (0..slots.len()).filter(|at| sides[*at] == wanted);
        found.next().filter(|_| found.next().is_none())
    };
    let clear = !sides.contains(&Side::Unclear) && sides.iter().filter(|side| **side == Side::Old).count() < 2;
    let new = only(Side::New).filter(|at| clear && matches!(on[*at].1, Found::Beside));
    let old = only(Side::Old).filter(|at| !matches!(on[*at].1, Found::Unclear | Found::Elsewhere));
    let shown = new.unwrap_or(0);
    let before = &sentence[..slots.first()?.span.start];
    let stated = |at: usize| times[slots[at].times[0]].clone();
    let subject = subject(before);
    let whole = new.is_some() && !subject.is_empty() && !words::is_negated(before, "");
    Some(Event {
        title: subject,
        times: slots.get(shown)?.times.iter().map(|at| times[*at].clone()).collect(),
        end: None,
        day: on[shown].0,
        found: on[shown].1,
        was: old.filter(|_| whole).map(|at| (stated(at), on[at].0)),
        expected: words::is_expected(sentence),
        cancelled: words::is_cancelled(sentence),
        past: false,
        event: true,
        doubt: (!whole).then_some("says that something is moved, but not clearly to which time"),
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Old,
    New,
    Unclear,
}

/// Whether a time is the one moved from or to, by the last word before it that tells.
fn side(sentence: &str, slots: &[Slot], at: usize) -> Side {
    let from = if at == 0 { 0 } else { slots[at - 1].span.end };
    let gap = sentence[from..slots[at].span.start].to_lowercase();
    let mut side = Side::Unclear;
    for word in gap.split(|c: char| !c.is_alphabetic()) {
        side = match word {
            "from" | "originally" | "initially" | "instead" | "than" => Side::Old,
            "to" | "until" | "till" => Side::New,
            // “To be held on …” and “talks to be held” tell nothing.
            "be" | "begin" | "start" | "take" if side == Side::New => Side::Unclear,
            _ => side,
        };
    }
    side
}

/// What is moved: the words before those that say so.
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

//! Events moved from one time to another: “originally scheduled for 10am on Tuesday, postponed to Wednesday at 2pm”.

use super::days::{Day, DaySource};
use super::{Statement, Tense, TimeSlot, What, tense};
use crate::desk::language::{Reading, Stated, capitalized, without_article};

/// The event that the sentence says was moved. If the new time is unclear, the editor has to decide.
pub(super) fn statement(sentence: &Reading<'_>, slots: &[TimeSlot], on: &[Day]) -> Option<Statement> {
    if !tense::is_moved(sentence) {
        return None;
    }
    let (text, times) = (sentence.text, &sentence.times);
    let sides: Vec<Side> = (0..slots.len()).map(|at| side(text, slots, at)).collect();
    let only = |wanted: Side| {
        let mut found = (0..slots.len()).filter(|at| sides[*at] == wanted);
        found.next().filter(|_| found.next().is_none())
    };
    let unambiguous = !sides.contains(&Side::Unclear) && sides.iter().filter(|side| **side == Side::Old).count() < 2;
    let is_dated = |at: &usize| matches!(on[*at].source, DaySource::Beside | DaySource::Earlier);
    let new = only(Side::New).filter(|at| unambiguous && is_dated(at));
    let old = only(Side::Old).filter(|at| !matches!(on[*at].source, DaySource::Unclear | DaySource::Elsewhere));
    let shown = new.unwrap_or(0);
    let before = 0..slots.first()?.span.start;
    let stated = |at: usize| -> Stated { times[slots[at].times[0]].clone() };
    let subject = subject(&text[before.clone()]);
    let is_clear = new.is_some() && !subject.is_empty() && !tense::is_negated(sentence, &before, &(0..0));
    let mut own: Vec<Stated> = slots.get(shown)?.times.iter().map(|at| times[*at].clone()).collect();
    // “Due at 3pm BST, but brought forward to 1pm”
    if let Some(old) = old.filter(|_| own.len() == 1 && own[0].zone.is_none()) {
        own[0].zone = stated(old).zone;
    }
    Some(Statement {
        title: subject,
        span: slots[shown].span.clone(),
        times: own,
        end: None,
        day: on[shown],
        was: old.filter(|_| is_clear).map(|at| (stated(at), on[at])),
        status: tense::status(sentence, &(0..text.len())),
        tense: Tense::Open,
        what: What::Event,
        doubt: (!is_clear).then_some("the event was moved, but the new time is unclear"),
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
    let mut last = "";
    for word in gap.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        side = match word {
            "from" | "originally" | "initially" | "instead" | "than" | "previously" => Side::Old,
            // “Was to have begun at 9am”
            "to" if matches!(last, "was" | "were") => Side::Old,
            "due" | "scheduled" | "set" | "planned" if side == Side::Unclear => Side::Old,
            "to" if side == Side::Old && matches!(last, "due" | "scheduled" | "set" | "planned") => Side::Old,
            "to" | "until" | "till" | "now" | "will" => Side::New,
            // “Rescheduled for 5pm”
            "for" if matches!(last, "rescheduled" | "postponed" | "rearranged") => Side::New,
            // The “to” of “to be held on …” says nothing about the move.
            "be" | "begin" | "start" | "take" if side == Side::New && last == "to" => Side::Unclear,
            _ => side,
        };
        last = word;
    }
    side
}

/// The event that is moved or cancelled: the words before the verb.
pub(super) fn subject(before: &str) -> String {
    const ENDS: [&str; 26] = [
        ", originally", " originally", ", initially", " initially", ", which", " which", " has been", " have been",
        " had been", " was ", " were ", " is ", " are ", " will ", " postponed", " moved", " delayed", ", due",
        " due ", " set for", " planned", " scheduled", ", planned", ", scheduled", " on ", " at ",
    ];
    let end = ENDS.iter().filter_map(|end| before.find(end)).min().unwrap_or(0);
    let subject = before[..end].trim().trim_end_matches(',');
    let title = without_article(subject);
    if title.split_whitespace().count() <= 10 { capitalized(title) } else { String::new() }
}

//! Events moved from one time to another: “originally scheduled for 10am on Tuesday, postponed to Wednesday at 2pm”.

use super::days::{Day, DaySource};
use super::title::title;
use super::{Statement, Tense, TimeSlot, What, tense};
use crate::brief::Status;
use crate::desk::language::{Reading, Stated, capitalized, without_article};
use crate::desk::lexicon::{Class, is_in};

/// The event that the sentence says was moved. If the new time is unclear, the editor has to decide.
pub(super) fn statement(sentence: &Reading<'_>, slots: &[TimeSlot], on: &[Day]) -> Option<Statement> {
    if !tense::is_moved(sentence) {
        return None;
    }
    let (text, times) = (sentence.text, &sentence.times);
    let mut sides: Vec<Side> = (0..slots.len()).map(|at| side(text, slots, at)).collect();
    // “The 6 p.m. launch has slipped to 8:47 p.m.”, “Thursday’s launch, set for 21:10, has been put off”
    let verb = sentence.marks_of(Class::Moved, &(0..text.len())).map(|span| span.start).max().unwrap_or_default();
    if sides[0] == Side::Unclear && slots[0].span.end <= verb && sides[1..].iter().all(|side| *side == Side::New) {
        sides[0] = Side::Old;
    }
    // “Rescheduled for Monday at 2 p.m. after storms washed out Saturday's 1 p.m. start”
    for at in 1..slots.len() {
        let is_cause = text[slots[at - 1].span.end..slots[at].span.start].contains(" after ");
        if is_cause && sides[at] == Side::Unclear && sides[at - 1] != Side::Unclear {
            // “Saturday’s 1 p.m. start”
            let rest = text[slots[at].span.end..].trim_start();
            let next = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            sides[at] = if is_in(Class::Event, next) { Side::Old } else { Side::Cause };
        }
    }
    let only = |wanted: Side| {
        let mut found = (0..slots.len()).filter(|at| sides[*at] == wanted);
        found.next().filter(|_| found.next().is_none())
    };
    let unambiguous = !sides.contains(&Side::Unclear) && sides.iter().filter(|side| **side == Side::Old).count() < 2;
    // If the sentence names one day, it is that of both times.
    let named = on.iter().find(|day| day.source == DaySource::Beside).filter(|_| sentence.days.len() == 1);
    let on: Vec<Day> = on.iter().map(|day| named.copied().unwrap_or(*day)).collect();
    let is_dated = |at: &usize| !matches!(on[*at].source, DaySource::Unclear | DaySource::Later);
    let new = only(Side::New).filter(|at| unambiguous && is_dated(at));
    let old = only(Side::Old).filter(|at| on[*at].source != DaySource::Unclear);
    let shown = new.unwrap_or(0);
    let before = 0..slots.first()?.span.start;
    let stated = |at: usize| -> Stated { times[slots[at].times[0]].clone() };
    let subject = Some(subject(&text[before.clone()])).filter(|subject| !subject.is_empty());
    let subject = subject.unwrap_or_else(|| self::subject(&(title(sentence, &(0..verb)) + " ")));
    // Put off without a new time.
    let is_put_off = !text[verb..].contains(" by ")
        && slots.len() == 1
        && sides[0] == Side::Old
        && on[0].name.is_some()
        && !subject.is_empty();
    let is_clear =
        (new.is_some() || is_put_off) && !subject.is_empty() && !tense::is_negated(sentence, &before, &(0..0));
    let mut own: Vec<Stated> = slots.get(shown)?.times.iter().map(|at| times[*at].clone()).collect();
    // “Due at 3pm BST, but brought forward to 1pm”
    if let Some(old) = old.filter(|_| own.len() == 1 && own[0].zone.is_none()) {
        own[0].zone = stated(old).zone;
    }
    Some(Statement {
        title: subject,
        span: slots[shown].span.clone(),
        end: None,
        is_row: false,
        day: on[shown],
        was: old.filter(|_| is_clear && !is_put_off).map(|at| {
            let mut was = stated(at);
            was.zone = was.zone.or_else(|| own[0].zone.clone());
            (was, on[at])
        }),
        status: match tense::status(sentence, &(0..text.len())) {
            _ if is_put_off => Status::Postponed,
            // “After storms washed out the start”
            Status::Cancelled if is_clear => Status::Confirmed,
            status => status,
        },
        times: own,
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
    /// The time of what caused the move.
    Cause,
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
            "due" | "scheduled" | "set" | "planned" | "announced" if side == Side::Unclear => Side::Old,
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
    const ENDS: [&str; 28] = [
        ", originally", " originally", ", initially", " initially", ", which", " which", " has been", " have been",
        " had been", " was ", " were ", " is ", " are ", " will ", " has ", " have ", " postponed", " moved",
        " delayed", ", due", " due ", " set for", " planned", " scheduled", ", planned", ", scheduled", " on ", " at ",
    ];
    let end = ENDS.iter().filter_map(|end| before.find(end)).min().unwrap_or(0);
    let subject = before[..end].trim().trim_end_matches(',');
    let title = without_article(subject);
    if title.split_whitespace().count() <= 10 { capitalized(title) } else { String::new() }
}

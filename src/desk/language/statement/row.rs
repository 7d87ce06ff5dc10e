//! What a line of a schedule or a row of a table states.

use std::ops::Range;

use super::days::Day;
use super::title::title;
use super::{CARRIED, Statement, Tense, What, tense};
use crate::desk::language::{CellKind, DayName, Reading, word_count};
use crate::desk::lexicon::{Class, is_in};

/// The event of a row. Its title is empty if the row names none: “When: 16 July, 10:20 GMT”.
pub(super) fn statement(row: &Reading<'_>) -> Option<Statement> {
    let group = match row.groups().as_slice() {
        [group] => group.clone(),
        _ => return None,
    };
    let times: Vec<_> = group.starts.iter().map(|at| row.times[*at].clone()).collect();
    let label = label(row);
    let words = label.as_ref().map_or("", |at| row.text[at.clone()].trim());
    let is_label = |class| is_in(class, words.trim_end_matches([':', '?']));
    if is_label(Class::Stamp) {
        return None;
    }
    let names_event = label.is_some() && !is_label(Class::When) && !is_label(Class::Until);
    let event = label.filter(|_| names_event).unwrap_or(0..0);
    let all = 0..row.text.len();
    let status = tense::status(row, &all);
    let is_own = |day: &DayName| !matches!(day, DayName::After(_));
    let named = times.iter().find_map(|time| time.day.filter(is_own));
    // A day in brackets is that of a conversion: “Ceremony in Ottawa (Tuesday noon)”.
    let is_open = |at: usize| row.text[..at].matches('(').count() > row.text[..at].matches(')').count();
    let beside = row.days.iter().find(|(_, at)| !is_open(at.start)).map(|(day, _)| *day).filter(is_own);
    let day = named.or(beside).map_or(CARRIED, Day::beside);
    let what = if is_label(Class::Until) || ends(&row.text[event.clone()]) {
        What::End
    } else if tense::is_invitation(row, &event)
        || words.split_once(':').is_some_and(|(first, _)| is_in(Class::Invitation, first))
    {
        What::Coverage
    } else {
        What::Event
    };
    let doubt = times.iter().find_map(|time| time.fault).map(super::why_faulty);
    let doubt = doubt.or_else(|| row.text.contains(" if ").then_some("it depends on a condition"));
    let doubt = doubt.or_else(|| row.has(Class::Opening, &all).then_some("these may be opening hours"));
    Some(Statement {
        title: title(row, &event),
        span: times.first()?.span.clone(),
        end: group.ends.first().map(|at| row.times[*at].clone()),
        times,
        day,
        was: None,
        is_row: true,
        status,
        tense: Tense::Open,
        what,
        doubt,
    })
}

/// “Reception ends”, but not “Walk across the bridge from both ends”
fn ends(event: &str) -> bool {
    tense::is_end(event) && word_count(event) <= 4
}

/// The cell that says what happens.
fn label(row: &Reading<'_>) -> Option<Range<usize>> {
    let has_time = |span: &Range<usize>| row.times.iter().any(|time| span.contains(&time.span.start));
    let is_day = |span: &Range<usize>| {
        let words = row.text[span.clone()].trim();
        row.days.iter().any(|(_, at)| row.text[at.clone()].trim() == words)
    };
    let has_words = |span: &Range<usize>| row.text[span.clone()].contains(char::is_alphabetic);
    let cells = || row.cells.iter().filter(|cell| has_words(&cell.span) && !has_time(&cell.span));
    let by_heading = cells().find(|cell| cell.kind == CellKind::Event);
    let other = || cells().find(|cell| cell.kind == CellKind::Other && !is_day(&cell.span));
    // “10:00: Signing (0200 GMT)”
    let with_time = || row.cells.get(1).filter(|cell| cell.kind == CellKind::Other && has_words(&cell.span));
    by_heading.or_else(other).or_else(with_time).map(|cell| cell.span.clone())
}

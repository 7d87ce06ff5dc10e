//! The schedule: sessions down, places across. On a narrow page the style sheet turns each row into a block, where
//! every cell shows the head of its column.

use yew::{AttrValue, Html};

use super::markup::{element, element_with, fragment, labelled, list, space, span, text};
use super::moment::moment;
use crate::brief::Status;
use crate::schedule::{Column, Day, Moment, Phase, Row};
use crate::text::{Locale, column_heading, date};
use crate::widget::Content;

/// The table. `phases` has one a session, in the brief's order, or none in the static view; `reserve` keeps room for
/// a reader's column where there is none of its own.
pub(super) fn schedule_table(content: &Content, locale: Locale, reserve: bool, phases: &[Phase]) -> Html {
    let schedule = &content.schedule;
    if schedule.days.is_empty() {
        return Html::default();
    }
    let strings = locale.strings();
    let mut columns = Vec::new();
    let mut own = false;
    for column in &schedule.columns {
        columns.push(Some(column));
        own |= column.reader && column.labels.is_empty();
    }
    if reserve && !own {
        columns.push(None);
    }
    let head = |column: &Option<&Column>| match column {
        Some(column) => {
            element_with("th", COLUMN_HEAD, ["col".into(), column_class(column)], text(&column_heading(locale, column)))
        }
        None => element("td", "sb-column sb-live", Html::default()),
    };
    let heads = [
        element_with("th", COLUMN_HEAD, ["col".into(), "sb-schedule__session".into()], text(strings.session)),
        list(&columns, &head),
    ];
    let day = |day: &Day| {
        let width = (columns.len() + 1).to_string();
        let attributes = ["rowgroup".into(), width.into(), "sb-day__date".into()];
        let date = element_with("th", &["scope", "colspan", "class"], attributes, text(&date(locale, day.date)));
        let rows = list(&day.rows, &|row| table_row(content, locale, &columns, row, phases));
        element_with("tbody", &[], [], fragment([element("tr", "sb-day", date), rows]))
    };
    let table = [
        element("caption", "sb-caption sb-schedule__caption", text(strings.schedule)),
        element("thead", "sb-schedule__head", element_with("tr", &[], [], fragment(heads))),
        list(&schedule.days, &day),
    ];
    element("table", "sb-schedule", fragment(table))
}

/// The attributes of a head.
const COLUMN_HEAD: &[&str; 2] = &["scope", "class"];

/// One session; a column without content is one that is kept free.
fn table_row(content: &Content, locale: Locale, columns: &[Option<&Column>], row: &Row, phases: &[Phase]) -> Html {
    let session = &content.brief.sessions[row.session];
    let phase = phases.get(row.session);
    let state = match (session.status, phase) {
        (Status::Cancelled, _) => " sb-session--cancelled",
        (_, Some(Phase::UnderWay)) => " sb-session--under-way",
        (_, Some(Phase::Over)) => " sb-session--over",
        (Status::Expected, _) => " sb-session--expected",
        _ => "",
    };
    let strings = locale.strings();
    let title = text(&session.title);
    let title = if session.status == Status::Cancelled { element_with("s", &[], [], title) } else { title };
    let phase = match phase {
        Some(Phase::UnderWay) => Some(strings.under_way),
        Some(Phase::Over) => Some(strings.over),
        Some(Phase::Upcoming | Phase::Cancelled) | None => None,
    };
    let mut parts = vec![title];
    if let Some(status) = strings.status(session.status) {
        parts.extend([space(), span("sb-tag", status)]);
    }
    if let Some(phase) = phase {
        parts.extend([space(), span("sb-tag sb-tag--phase", phase)]);
    }
    if let Some(note) = &session.note {
        parts.extend([space(), span("sb-session__note", note)]);
    }
    if let Some(outcome) = &session.outcome {
        let outcome = labelled(strings.outcome, text(outcome));
        parts.extend([space(), element("span", "sb-session__outcome", outcome)]);
    }
    let mut cells =
        vec![element_with("th", &["scope", "class"], ["row".into(), "sb-session__title".into()], fragment(parts))];
    for (index, column) in columns.iter().enumerate() {
        let (head, class, times) = match column {
            Some(column) => {
                let times = cell(locale, session.status, row, index);
                (column_heading(locale, column), column_class(column), element("span", "sb-cell", times))
            }
            None => (String::new(), "sb-column sb-live".into(), Html::default()),
        };
        cells.push(element_with("td", &["data-label", "class"], [head.into(), class], times));
    }
    // How many clocks a cell has, whatever the reader's zone: its row is as high in all of them.
    let range = if row.end.is_empty() { "" } else { " sb-session--range" };
    let moved = if row.was.is_empty() { "" } else { " sb-session--moved" };
    let class = ["sb-session", state, range, moved].concat();
    element_with("tr", &["class"], [class.into()], fragment(cells))
}

/// The clock of one session in one column; the old one struck beside it where the session was moved.
fn cell(locale: Locale, status: Status, row: &Row, column: usize) -> Html {
    let strings = locale.strings();
    let at = |moments: &[Moment]| moments.get(column).copied();
    let Some(start) = at(&row.start) else {
        return Html::default();
    };
    let times = moment(locale, &start, at(&row.end).as_ref());
    let times = if status == Status::Cancelled { element_with("s", &[], [], times) } else { times };
    match at(&row.was) {
        None => times,
        Some(was) => {
            let hidden = |word: &str| span("sb-hidden", &[word, " "].concat());
            fragment([
                hidden(strings.moved_from),
                element("s", "sb-was", moment(locale, &was, None)),
                space(),
                hidden(strings.moved_to),
                times,
            ])
        }
    }
}

fn column_class(column: &Column) -> AttrValue {
    AttrValue::Static(if column.reader { "sb-column sb-column--reader" } else { "sb-column" })
}

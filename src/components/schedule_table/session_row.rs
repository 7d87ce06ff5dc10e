//! One row of the schedule.

use yew::{Html, html};

use super::super::moment::moment;
use super::column_class;
use crate::brief::{Session, Status};
use crate::schedule::{Phase, Row};
use crate::text::{Locale, column_heading};
use crate::widget::Content;

/// The row of one session. The static view has no `phase`. `reserve` adds an empty cell at the end.
pub(super) fn session_row(content: &Content, locale: Locale, reserve: bool, row: &Row, phase: Option<Phase>) -> Html {
    let session = &content.brief.sessions[row.session];
    html! {
        <tr class={row_class(session, row, phase)}>
            <th scope="row" class="sb-session__title">{title(locale, session, phase)}</th>
            for (index, column) in content.schedule.columns.iter().enumerate() {
                <td data-label={column_heading(locale, column)} class={column_class(column)}>
                    <span class="sb-cell">{cell(locale, session.status, row, index)}</span>
                </td>
            }
            if reserve {
                <td data-label="" class="sb-column sb-live" />
            }
        </tr>
    }
}

/// `--range` and `--moved` tell the style sheet that cells contain an end or a former start, so that the row has the
/// same height in every reader's zone.
fn row_class(session: &Session, row: &Row, phase: Option<Phase>) -> String {
    let state = match (session.status, phase) {
        (Status::Cancelled, _) => " sb-session--cancelled",
        (_, Some(Phase::UnderWay)) => " sb-session--under-way",
        (_, Some(Phase::Over)) => " sb-session--over",
        (Status::Expected, _) => " sb-session--expected",
        _ => "",
    };
    let range = if row.end.is_empty() { "" } else { " sb-session--range" };
    let moved = if row.was.is_empty() { "" } else { " sb-session--moved" };
    ["sb-session", state, range, moved].concat()
}

/// Title, status, phase, note and outcome.
fn title(locale: Locale, session: &Session, phase: Option<Phase>) -> Html {
    let strings = locale.strings();
    let phase = match phase {
        Some(Phase::UnderWay) => Some(strings.under_way),
        Some(Phase::Over) => Some(strings.over),
        Some(Phase::Upcoming | Phase::Cancelled) | None => None,
    };
    html! {
        <>
            if session.status == Status::Cancelled {
                <s>{&session.title}</s>
            } else {
                {&session.title}
            }
            if let Some(status) = strings.status(session.status) {
                {" "}<span class="sb-tag">{status}</span>
            }
            if let Some(phase) = phase {
                {" "}<span class="sb-tag sb-tag--phase">{phase}</span>
            }
            if let Some(note) = &session.note {
                {" "}<span class="sb-session__note">{note}</span>
            }
            if let Some(outcome) = &session.outcome {
                {" "}
                <span class="sb-session__outcome"><b class="sb-label">{strings.outcome}</b>{" "}{outcome}</span>
            }
        </>
    }
}

/// The time of one session in one column. If the session was moved, its former start comes first, struck through.
fn cell(locale: Locale, status: Status, row: &Row, column: usize) -> Html {
    let strings = locale.strings();
    let Some(start) = row.start.get(column) else {
        return Html::default();
    };
    let times = moment(locale, start, row.end.get(column));
    html! {
        <>
            if let Some(was) = row.was.get(column) {
                <span class="sb-hidden">{strings.moved_from}{" "}</span>
                <s class="sb-was">{moment(locale, was, None)}</s>
                {" "}
                <span class="sb-hidden">{strings.moved_to}{" "}</span>
            }
            if status == Status::Cancelled {
                <s>{times}</s>
            } else {
                {times}
            }
        </>
    }
}

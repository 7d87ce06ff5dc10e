//! One row of the schedule.

use yew::{Html, html};

use super::super::brief_text::{block, inline};
use super::super::copy_link::copy_link;
use super::super::moment::{DayMark, moment};
use super::TableState;
use crate::brief::{Brief, Session, Status};
use crate::schedule::{Phase, Row};
use crate::text::{Locale, column_name, date, fill, without_time};
use crate::time::{DateOrTime, decimal};
use crate::widget::Content;

/// The row of one session. `reserve` adds an empty cell at the end.
pub(super) fn session_row(
    content: &Content,
    locale: &Locale,
    reserve: bool,
    row: &Row,
    state: &TableState<'_>,
) -> Html {
    let session = &content.brief.sessions[row.session];
    let phase = state.phases.get(row.session).copied();
    let fragment = content.brief.session_fragment(session);
    let view = state.live.map(|(view, _)| view);
    let is_marked = view.is_some_and(|view| view.marked.contains(&fragment));
    let is_target = view.is_some_and(|view| view.target == fragment);
    // Readers who came by such a link have it already.
    let copy_link = state
        .live
        .filter(|(view, _)| is_target && view.followed)
        .map(|(view, on_action)| copy_link(locale, &fragment, view.link_to(&fragment), Some(on_action)));
    let mut cells = Vec::new();
    let columns = &content.schedule.columns;
    if row.start.is_empty() && row.was.is_empty() {
        let span = columns.len() + usize::from(reserve);
        cells.push(cell(String::new(), false, span, days(locale, session, phase)));
    } else {
        for (index, column) in columns.iter().enumerate() {
            let times = times(locale, session, row, index, &DayMark::Word(state.today).for_column(column));
            cells.push(cell(column_name(locale, column), column.reader, 1, times));
        }
        if reserve {
            cells.push(html! { <td data-label="" class="sb-column sb-live" /> });
        }
    }
    html! {
        <tr
            key={decimal(row.session * 16 + usize::from(is_marked) * 8 + phase.map_or(0, |phase| phase as usize))}
            id={fragment.clone()}
            data-state={look(session, phase)}
            data-target={is_target.then_some("")}
            data-times={times_shown(row)}
            class="sb-session"
        >
            <th scope="row" class="sb-session__title">
                {title(&content.brief, locale, session, &fragment, row, phase, is_marked)}
                {copy_link}
            </th>
            for cell in cells {
                {cell}
            }
        </tr>
    }
}

fn cell(heading: String, reader: bool, columns: usize, content: Html) -> Html {
    html! {
        <td
            data-label={heading}
            data-reader={reader.then_some("")}
            colspan={(columns > 1).then(|| decimal(columns))}
            class="sb-column"
        >
            {content}
        </td>
    }
}

/// What the style sheet has to know about the session.
fn look(session: &Session, phase: Option<Phase>) -> Option<&'static str> {
    match (session.status, phase) {
        _ if session.is_cancelled() => Some("cancelled"),
        _ if session.lacks_new_time() => Some("postponed"),
        (_, Some(Phase::Over)) => Some("over"),
        (Status::Expected, _) => Some("expected"),
        (_, Some(Phase::UnderWay)) => Some("under-way"),
        _ => None,
    }
}

/// Tells the style sheet whether cells contain an end or a former start, so that the row has the same height in every
/// reader's zone.
fn times_shown(row: &Row) -> Option<&'static str> {
    match (row.end.is_empty(), row.was.is_empty()) {
        (true, true) => None,
        (false, true) => Some("range"),
        (true, false) => Some("moved"),
        (false, false) => Some("range moved"),
    }
}

/// Title, which links to the row, status, phase, note and outcome. `is_marked` says whether it is marked as changed.
fn title(
    brief: &Brief,
    locale: &Locale,
    session: &Session,
    fragment: &str,
    row: &Row,
    phase: Option<Phase>,
    is_marked: bool,
) -> Html {
    let strings = locale.strings();
    let has_passed = matches!(phase, Some(Phase::UnderWay | Phase::Over));
    // A session that is not confirmed is only known to have been planned.
    let (status, phase) = match (session.status, phase) {
        (Status::Expected, Some(Phase::UnderWay)) => (strings.status(session), None),
        (Status::Expected, Some(Phase::Over)) => (Some(strings.was_planned), None),
        (_, Some(Phase::UnderWay)) if !session.has_known_end() => (strings.status(session), Some(strings.began)),
        (_, Some(Phase::UnderWay)) => (strings.status(session), Some(strings.under_way)),
        (_, Some(Phase::Over)) if session.has_known_end() => (strings.status(session), Some(strings.over)),
        _ => (strings.status(session), None),
    };
    // The title shows what the cells leave out: a former date that had no time and, if they show a former time,
    // “all day” or “time to be confirmed” for the new date.
    let was = session.was.and_then(DateOrTime::date);
    let was = was.map(|was| locale.fill(strings.moved_from_day, &[&date(locale, was)]));
    let new_day = without_time(locale, session).filter(|_| !row.was.is_empty() && !has_passed);
    html! {
        <>
            <a href={["#", fragment].concat()} class="sb-session__link">
                if session.is_cancelled() {
                    <s>{inline(brief, locale, &session.title)}</s>
                } else {
                    {inline(brief, locale, &session.title)}
                }
            </a>
            {tag(status, None)}
            {tag(new_day, None)}
            {tag(phase, Some(""))}
            {tag(is_marked.then_some(strings.changed), Some("changed"))}
            {note(was.map(Html::from))}
            {note(session.note.as_deref().map(|note| block(brief, locale, note)))}
            if let Some(outcome) = &session.outcome {
                {" "}
                <span class="sb-session__outcome"><b class="sb-label">{strings.outcome}</b>{" "}{inline(brief, locale, outcome)}</span>
            }
        </>
    }
}

fn tag(words: Option<&'static str>, phase: Option<&'static str>) -> Html {
    html! {
        if let Some(words) = words {
            {" "}<span data-phase={phase} class="sb-tag">{words}</span>
        }
    }
}

fn note(words: Option<Html>) -> Html {
    html! {
        if let Some(words) = words {
            {" "}<span class="sb-session__note">{words}</span>
        }
    }
}

/// What a session with only a date shows instead of times.
fn days(locale: &Locale, session: &Session, phase: Option<Phase>) -> Html {
    let strings = locale.strings();
    let words = match phase {
        Some(Phase::Over) if session.lacks_clock_time() => Some(strings.no_time_given),
        _ => without_time(locale, session),
    };
    let mut words = words.unwrap_or_default().to_owned();
    if let Some(last) = session.end.and_then(DateOrTime::date) {
        words = fill(strings.comma, &[&words, &locale.fill(strings.until, &[&date(locale, last)])]);
    }
    struck_unless_held(session, words.into())
}

fn struck_unless_held(session: &Session, times: Html) -> Html {
    if session.is_held() {
        times
    } else {
        html! { <s>{times}</s> }
    }
}

/// The time of one session in one column. If the session was moved, its former start comes first, struck through.
fn times(locale: &Locale, session: &Session, row: &Row, column: usize, mark: &DayMark) -> Html {
    let strings = locale.strings();
    let times = row.start.get(column).map(|start| moment(locale, start, row.end.get(column), mark));
    html! {
        <>
            if let Some(was) = row.was.get(column) {
                <span class="sb-hidden">{strings.moved_from}{" "}</span>
                <s class="sb-was">{moment(locale, was, None, mark)}</s>
                if times.is_some() {
                    {" "}
                    <span class="sb-hidden">{strings.moved_to}{" "}</span>
                }
            }
            {struck_unless_held(session, times.unwrap_or_default())}
        </>
    }
}

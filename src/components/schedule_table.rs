//! The schedule: sessions down, places across. On a narrow page the style sheet turns each row into a block, where
//! every cell shows the head of its column.

use yew::{AttrValue, Html, html};

use super::Content;
use super::list::list;
use super::moment::moment;
use crate::brief::Status;
use crate::text::{Locale, date};
use crate::time::{Column, Day, Moment, Phase, Row};

impl Column {
    /// The column's head.
    pub(super) fn head(&self, locale: Locale) -> String {
        let strings = locale.strings();
        let labels = self.labels.join(" · ");
        match (self.reader, labels.is_empty()) {
            (true, true) => strings.your_time.to_owned(),
            (true, false) => crate::text::fill(strings.shared_with_your_time, &[&labels]),
            (false, _) => labels,
        }
    }
}

/// The table. `phases` has one a session, in the brief's order, or none in the static view; `reserve` keeps room for
/// a reader's column where there is none of its own.
pub(super) fn schedule_table(content: &Content, locale: Locale, reserve: bool, phases: &[Phase]) -> Html {
    let schedule = &content.schedule;
    if schedule.days.is_empty() {
        return Html::default();
    }
    let strings = locale.strings();
    let mut heads: Vec<(AttrValue, bool)> =
        schedule.columns.iter().map(|column| (column.head(locale).into(), column.reader)).collect();
    let own = schedule.columns.iter().any(|column| column.reader && column.labels.is_empty());
    let reserve = reserve && !own;
    if reserve {
        heads.push((AttrValue::default(), false));
    }
    let head = heads.iter().enumerate().map(|(index, (head, reader))| match index < schedule.columns.len() {
        true => html! { <th scope="col" class={column_class(*reader)}>{head}</th> },
        false => html! { <td class="sb-column sb-live"></td> },
    });
    let head: Vec<Html> = head.collect();
    let day = |day: &Day| {
        html! {
            <tbody>
                <tr class="sb-day">
                    <th class="sb-day__date" scope="rowgroup" colspan={(heads.len() + 1).to_string()}>
                        {date(locale, day.date)}
                    </th>
                </tr>
                {list(&day.rows, &|row| table_row(content, locale, &heads, row, phases))}
            </tbody>
        }
    };
    html! {
        <table class="sb-schedule">
            <caption class="sb-caption sb-schedule__caption">{strings.schedule}</caption>
            <thead class="sb-schedule__head">
                <tr>
                    <th scope="col" class="sb-schedule__session">{strings.session}</th>
                    {head}
                </tr>
            </thead>
            {list(&schedule.days, &day)}
        </table>
    }
}

fn table_row(content: &Content, locale: Locale, heads: &[(AttrValue, bool)], row: &Row, phases: &[Phase]) -> Html {
    let session = &content.brief.sessions[row.session];
    let phase = phases.get(row.session);
    let state = match (session.status, phase) {
        (Status::Cancelled, _) => " sb-session--cancelled",
        (_, Some(Phase::UnderWay)) => " sb-session--under-way",
        (_, Some(Phase::Over)) => " sb-session--over",
        (Status::Expected, _) => " sb-session--expected",
        _ => "",
    };
    let cells = heads.iter().enumerate().map(|(index, (head, reader))| match index < row.start.len() {
        true => html! {
            <td class={column_class(*reader)} data-label={head}>
                <span class="sb-cell">{cell(locale, session.status, row, index)}</span>
            </td>
        },
        false => html! { <td class="sb-column sb-live" data-label=""></td> },
    });
    let cells: Vec<Html> = cells.collect();
    // How many clocks a cell has, whatever the reader's zone: its row is as high in all of them.
    let range = if row.end.is_empty() { "" } else { " sb-session--range" };
    let moved = if row.was.is_empty() { "" } else { " sb-session--moved" };
    let class = ["sb-session", state, range, moved].concat();
    html! {
        <tr {class}>
            <th scope="row" class="sb-session__title">
                if session.status == Status::Cancelled {
                    <s>{&session.title}</s>
                } else {
                    {&session.title}
                }
                {tags(locale, session.status, phase)}
                if let Some(note) = &session.note {
                    {" "}<span class="sb-session__note">{note}</span>
                }
                if let Some(outcome) = &session.outcome {
                    {" "}<span class="sb-session__outcome">
                        <b class="sb-label">{locale.strings().outcome}</b>{" "}{outcome}
                    </span>
                }
            </th>
            {cells}
        </tr>
    }
}

/// The words beside a session's title: its status, and where it stands.
fn tags(locale: Locale, status: Status, phase: Option<&Phase>) -> Vec<Html> {
    let strings = locale.strings();
    let status = strings.status(status);
    let phase = match phase {
        Some(Phase::UnderWay) => Some(strings.under_way),
        Some(Phase::Over) => Some(strings.over),
        Some(Phase::Upcoming | Phase::Cancelled) | None => None,
    };
    let tag = |class: &'static str| move |text: &str| html! { <>{" "}<span class={class}>{text}</span></> };
    status.map(tag("sb-tag")).into_iter().chain(phase.map(tag("sb-tag sb-tag--phase"))).collect()
}

/// The clock of one session in one column; the old one struck beside it where the session was moved.
fn cell(locale: Locale, status: Status, row: &Row, column: usize) -> Html {
    let strings = locale.strings();
    let at = |moments: &[Moment]| moments.get(column).copied();
    let Some(start) = at(&row.start) else {
        return Html::default();
    };
    let times = moment(locale, &start, at(&row.end).as_ref());
    let times = if status == Status::Cancelled {
        html! { <s>{times}</s> }
    } else {
        times
    };
    match at(&row.was) {
        None => times,
        Some(was) => html! {
            <>
                <span class="sb-hidden">{strings.moved_from}{" "}</span>
                <s class="sb-was">{moment(locale, &was, None)}</s>{" "}
                <span class="sb-hidden">{strings.moved_to}{" "}</span>
                {times}
            </>
        },
    }
}

fn column_class(reader: bool) -> &'static str {
    if reader { "sb-column sb-column--reader" } else { "sb-column" }
}

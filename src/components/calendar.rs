//! *Add to calendar*: a popover with links to web calendars, which opens without script. The live widget adds calendar
//! files.

use yew::{Callback, Html, html};

use super::brief_text::block;
use super::control::control;
use crate::brief::Session;
use crate::schedule::calendar::{LocalTimes, Provider, links};
use crate::schedule::{Phase, Row};
use crate::text::{
    Locale, column_heading, date_range, moment_clock, short_date, short_date_time, with_city, without_time,
};
use crate::time::{CivilDate, decimal};
use crate::widget::{Action, Content, ReaderView};

/// What the live calendar needs: the reader's state, and the callback for actions.
type Live<'a> = (&'a ReaderView, &'a Callback<Action>);

/// The control and its popover; nothing if no session is left to add. `phases` has one phase per session, in the
/// brief's order; it is empty in the static view. `hosted` is the address of a hosted calendar file.
pub(super) fn calendar(
    content: &Content,
    locale: &Locale,
    phases: &[Phase],
    hosted: Option<&str>,
    live: Option<Live<'_>>,
) -> Html {
    let mut offered = Vec::new();
    for day in &content.schedule.days {
        for row in &day.rows {
            if is_offered(&content.brief.sessions[row.session], phases.get(row.session).copied()) {
                offered.push((day.date, row));
            }
        }
    }
    if offered.is_empty() {
        return Html::default();
    }
    let id = popover_id(content, live);
    let strings = locale.strings();
    html! {
        <>
            <button type="button" popovertarget={id.clone()} class="sb-control">{strings.add_to_calendar}</button>
            <div popover="auto" id={id.clone()} class="sb-calendar">
                // The style sheet shows `data-label`, so that the words are in the text only once.
                <p data-label={strings.add_to_calendar} class="sb-calendar__head">
                    <button type="button" popovertarget={id} popovertargetaction="hide" class="sb-control">
                        {strings.close}
                    </button>
                </p>
                if let Some(url) = hosted {
                    <p class="sb-controls sb-calendar__all">
                        {hosted_link(strings.subscribe, subscription(url), "webcal", live)}
                        {" "}
                        {hosted_link(strings.all_sessions, url.to_owned(), "ics", live)}
                    </p>
                } else if let Some((_, on_action)) = live.filter(|_| offered.len() > 1) {
                    <p class="sb-calendar__all">
                        {control(strings.all_sessions, Action::CalendarFile(None), on_action)}
                    </p>
                }
                <ul role="list" class="sb-calendar__sessions">
                    for (day, row) in offered {
                        {session_item(content, locale, day, row, live)}
                    }
                </ul>
            </div>
        </>
    }
}

/// No card has this id, because ids in a brief have no underscores. Each live widget has its own; prerendered widgets
/// with the same brief share one.
fn popover_id(content: &Content, live: Option<Live<'_>>) -> String {
    let number = live.map_or_else(String::new, |(view, _)| ["-", &decimal(view.widget)].concat());
    [&content.brief.id, "_calendar", &number].concat()
}

/// Whether readers can still add the session: it is held, and not over.
fn is_offered(session: &Session, phase: Option<Phase>) -> bool {
    session.is_held() && phase != Some(Phase::Over)
}

/// A session with its links, and its file if the widget is live. `day` is the day that the schedule lists it under.
fn session_item(content: &Content, locale: &Locale, day: CivilDate, row: &Row, live: Option<Live<'_>>) -> Html {
    let strings = locale.strings();
    let session = &content.brief.sessions[row.session];
    // The reader's column has a time for every session that has one.
    let column = content.schedule.columns.iter().position(|column| column.reader);
    let local = column.map(|column| LocalTimes {
        start: row.start.get(column).map(|start| start.civil),
        end: row.end.get(column).map(|end| end.civil),
    });
    let page = live.and_then(|(view, _)| view.page.as_deref());
    let when = when(content, locale, day, row);
    html! {
        <li key={[&session.id, &*when].concat()} data-session={session.id.clone()} class="sb-calendar__session">
            <span class="sb-calendar__title">{block(&content.brief, locale, &session.title)}</span>
            {" "}
            if let Some(status) = strings.status(session) {
                <span class="sb-tag">{status}</span>
                {" "}
            }
            <span class="sb-calendar__when">{when.as_str()}</span>
            {" "}
            <span class="sb-controls">
                for (provider, href) in links(&content.brief, row.session, &strings.calendar(), page, local) {
                    {link(locale, session, row.session, provider, href, live)}
                    {" "}
                }
                if let Some((_, on_action)) = live {
                    {file(locale, session, row.session, on_action)}
                }
            </span>
        </li>
    }
}

fn link(
    locale: &Locale,
    session: &Session,
    index: usize,
    provider: Provider,
    href: String,
    live: Option<Live<'_>>,
) -> Html {
    let onclick =
        live.map(|(_, on_action)| on_action.reform(move |_| Action::CalendarLink(Some(index), provider.id())));
    html! {
        <a
            {href}
            target="_blank"
            rel="noopener"
            aria-label={label(locale, provider.name(), session)}
            data-provider={provider.id()}
            class="sb-control"
            {onclick}
        >
            {provider.name()}
        </a>
    }
}

/// A link to the hosted calendar.
fn hosted_link(text: &'static str, href: String, provider: &'static str, live: Option<Live<'_>>) -> Html {
    let onclick = live.map(|(_, on_action)| on_action.reform(move |_| Action::CalendarLink(None, provider)));
    html! { <a {href} data-provider={provider} class="sb-control" {onclick}>{text}</a> }
}

/// `webcal://example.com/brief.ics`, with which calendars subscribe to the file at `url`, `http` or `https`.
fn subscription(url: &str) -> String {
    ["webcal", url.trim_start_matches(|c| c != ':')].concat()
}

fn file(locale: &Locale, session: &Session, index: usize, on_action: &Callback<Action>) -> Html {
    let text = locale.strings().calendar_file;
    let onclick = on_action.reform(move |_| Action::CalendarFile(Some(index)));
    html! {
        <button type="button" aria-label={label(locale, text, session)} class="sb-control" {onclick}>{text}</button>
    }
}

/// The accessible name of a link or button: what it shows, then its session (WCAG 2.2, 2.4.4 and 2.5.3).
fn label(locale: &Locale, text: &str, session: &Session) -> String {
    locale.fill(locale.strings().colon, &[text, &session.title])
}

/// When a session takes place: `Mon 16 July, 18:20–20:20 · Hong Kong · your time`. The zone is the reader's, or the
/// newsroom's in the static view.
fn when(content: &Content, locale: &Locale, day: CivilDate, row: &Row) -> String {
    let strings = locale.strings();
    let session = &content.brief.sessions[row.session];
    let columns = &content.schedule.columns;
    let reader = columns.iter().position(|column| column.reader);
    let index = reader.or_else(|| content.schedule.principal_columns().first().copied()).unwrap_or_default();
    let (time, zone) = match (row.start.get(index), columns.get(index)) {
        (Some(start), Some(column)) => {
            let mut time = short_date_time(locale, start.civil.date, &moment_clock(locale, start));
            if let Some(end) = row.end.get(index) {
                let clock = moment_clock(locale, end);
                time = match end.civil.date == start.civil.date {
                    true => [&time, "–", &clock].concat(),
                    false => [&time, " – ", &short_date_time(locale, end.civil.date, &clock)].concat(),
                };
            }
            let zone = match column.labels.is_empty() {
                true => with_city(locale, strings.in_your_time, column),
                false => column_heading(locale, column),
            };
            (time, Some(zone))
        }
        _ if row.until > day => (date_range(locale, day, row.until), None),
        _ => (short_date(locale, day), None),
    };
    let words = without_time(locale, session);
    let parts = [time.as_str(), zone.as_deref().or(words).unwrap_or_default()];
    locale.joined(&mut parts.into_iter().filter(|part| !part.is_empty()))
}

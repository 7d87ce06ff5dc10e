//! What happens next, or now, or that it is over.

use std::rc::Rc;

use yew::{Html, Properties, component, html};

use super::Content;
use super::moment::moment;
use crate::brief::Status;
use crate::text::{Locale, date, date_range, two_digits};
use crate::time::{Countdown as Figures, Instant, Outlook, Row};

#[derive(PartialEq, Properties)]
pub(super) struct CountdownProps {
    pub(super) content: Rc<Content>,
    pub(super) locale: Locale,
    /// `None`: the static view, which names the first session and keeps room for the figures.
    pub(super) now: Option<Instant>,
}

#[component]
pub(super) fn Countdown(props: &CountdownProps) -> Html {
    let CountdownProps { content, locale, now } = props;
    let strings = locale.strings();
    let body = match now.map(|now| content.agenda.outlook(now)) {
        None => static_view(content, *locale),
        Some(Outlook::Empty) => return Html::default(),
        Some(Outlook::Cancelled) => sentence(strings.all_cancelled),
        Some(Outlook::Over) => took_place(content, *locale),
        Some(Outlook::Ahead { under_way, next }) => html! {
            <>
                {for under_way.into_iter().map(|session| under_way_line(content, *locale, session))}
                if let Some((session, left)) = next {
                    {upcoming(content, *locale, session, Some(left))}
                }
            </>
        },
    };
    html! { <div class="sb-countdown">{body}</div> }
}

fn sentence(text: &str) -> Html {
    html! { <p class="sb-countdown__sentence">{text}</p> }
}

/// The first session that takes place, without a countdown.
fn static_view(content: &Content, locale: Locale) -> Html {
    let rows = content.schedule.days.iter().flat_map(|day| &day.rows);
    let mut sessions = rows.map(|row| row.session);
    let first = sessions.find(|session| content.brief.sessions[*session].status != Status::Cancelled);
    match first {
        Some(session) => upcoming(content, locale, session, None),
        None if content.brief.sessions.is_empty() => Html::default(),
        None => sentence(locale.strings().all_cancelled),
    }
}

/// A session to come: its title, what is left until it begins, and the moment in the clocks that matter.
fn upcoming(content: &Content, locale: Locale, session: usize, left: Option<Figures>) -> Html {
    let strings = locale.strings();
    let shown = &content.brief.sessions[session];
    let lead = if shown.status == Status::Expected { strings.next_expected } else { strings.next };
    html! {
        <>
            <p class="sb-countdown__label">
                <span class="sb-countdown__lead">{lead}</span>{" "}
                <span class="sb-countdown__title">{&shown.title}</span>
            </p>
            {figures(locale, left)}
            <p class="sb-countdown__moment">{moments(content, locale, session, left.is_none())}</p>
        </>
    }
}

fn figures(locale: Locale, left: Option<Figures>) -> Html {
    let strings = locale.strings();
    let reserved = Figures { days: 0, hours: 0, minutes: 0, seconds: Some(0) };
    let figures = left.unwrap_or(reserved);
    let days = (figures.days > 0).then(|| (figures.days.to_string(), strings.days.of(figures.days)));
    let hours = Some((figures.hours.to_string(), strings.hours));
    let minutes = Some((two_digits(figures.minutes), strings.minutes));
    let seconds = figures.seconds.map(|seconds| (two_digits(seconds), strings.seconds));
    let groups = [days, hours, minutes, seconds].into_iter().flatten().map(|(value, unit)| {
        html! {
            <>
                <span class="sb-figure">
                    <span class="sb-figure__value">{value}</span>{" "}
                    <span class="sb-figure__unit">{unit}</span>
                </span>{" "}
            </>
        }
    });
    // What is reserved for the live widget is nobody's to read: it is hidden, from screen readers too.
    match left {
        Some(_) => html! { <p class="sb-countdown__figures" role="timer">{for groups}</p> },
        None => html! { <p class="sb-countdown__figures sb-live">{for groups}</p> },
    }
}

/// `Monday 16 July 2018` and the clocks: the first column's in the static view, otherwise the newsroom's and the
/// reader's.
fn moments(content: &Content, locale: Locale, session: usize, is_static: bool) -> Html {
    let Some((day, row)) = content.schedule.row(session) else {
        return Html::default();
    };
    let columns =
        if is_static { Vec::from_iter(row.start.first().map(|_| 0)) } else { content.schedule.principal_columns() };
    html! {
        <>
            <span class="sb-countdown__date">{date(locale, day)}</span>
            {clocks(content, locale, row, columns)}
        </>
    }
}

fn under_way_line(content: &Content, locale: Locale, session: usize) -> Html {
    let Some((_, row)) = content.schedule.row(session) else {
        return Html::default();
    };
    html! {
        <p class="sb-countdown__now">
            <span class="sb-mark" aria-hidden="true"></span>
            <span class="sb-countdown__lead">{locale.strings().now}</span>{" "}
            <span class="sb-countdown__title">{&content.brief.sessions[session].title}</span>{" "}
            <span class="sb-countdown__since">
                {locale.strings().since}
                {clocks(content, locale, row, content.schedule.principal_columns())}
            </span>
        </p>
    }
}

/// That it took place, on which of the venue's days, and when it began.
fn took_place(content: &Content, locale: Locale) -> Html {
    let held = |row: &&Row| content.brief.sessions[row.session].status != Status::Cancelled;
    let mut days = content.schedule.days.iter().filter(|day| day.rows.iter().any(|row| held(&row)));
    let Some(first) = days.next() else {
        return Html::default();
    };
    let last = days.next_back().unwrap_or(first);
    html! {
        <>
            <p class="sb-countdown__label"><span class="sb-countdown__lead">{locale.strings().took_place}</span></p>
            <p class="sb-countdown__sentence">{date_range(locale, first.date, last.date)}</p>
            if let Some(row) = first.rows.iter().find(held) {
                <p class="sb-countdown__moment">
                    {&content.brief.sessions[row.session].title}
                    {clocks(content, locale, row, content.schedule.principal_columns())}
                </p>
            }
        </>
    }
}

/// `18:20 Hong Kong`, for each of `columns`.
fn clocks(content: &Content, locale: Locale, row: &Row, columns: Vec<usize>) -> Html {
    let clock = |index: usize| {
        let column = &content.schedule.columns[index];
        let place =
            if column.labels.is_empty() { locale.strings().in_your_time.to_owned() } else { column.head(locale) };
        html! {
            <>
                {" "}
                <span class="sb-clock">{moment(locale, &row.start[index], None)}{" "}<span>{place}</span></span>
            </>
        }
    };
    html! { <>{for columns.into_iter().map(clock)}</> }
}

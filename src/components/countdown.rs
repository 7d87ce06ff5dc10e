//! What happens next, or now, or that it is over.

use yew::{Html, html};

use super::Content;
use super::list::list;
use super::moment::moment;
use crate::brief::Status;
use crate::text::{Locale, date, date_range, two_digits};
use crate::time::{Countdown as Figures, Instant, Outlook, Row};

/// The countdown at `now`. `None`: the static view, which names the first session and keeps room for the figures.
pub(super) fn countdown(content: &Content, locale: Locale, now: Option<Instant>) -> Html {
    let body = match now.map(|now| content.agenda.outlook(now)) {
        None => static_view(content, locale),
        Some(Outlook::Empty) => return Html::default(),
        Some(Outlook::Cancelled) => all_cancelled(locale),
        Some(Outlook::Over) => took_place(content, locale),
        Some(Outlook::Ahead { under_way, next: Some((session, left)) }) if under_way.is_empty() => {
            upcoming(content, locale, session, left)
        }
        Some(Outlook::Ahead { under_way, next }) => html! {
            <>
                {list(&under_way, &|session| now_line(content, locale, *session))}
                if let Some((session, left)) = next {
                    {then_line(content, locale, session, left)}
                }
            </>
        },
    };
    html! { <div class="sb-countdown">{body}</div> }
}

fn all_cancelled(locale: Locale) -> Html {
    html! { <p class="sb-countdown__sentence">{locale.strings().all_cancelled}</p> }
}

/// The first session that takes place and its moment in the first column, with room for what only runs live.
fn static_view(content: &Content, locale: Locale) -> Html {
    let held = |row: &&Row| content.brief.sessions[row.session].status != Status::Cancelled;
    let mut rows = content.schedule.days.iter().flat_map(|day| day.rows.iter().filter(held).map(|row| (day.date, row)));
    let Some((day, row)) = rows.next() else {
        return if content.brief.sessions.is_empty() { Html::default() } else { all_cancelled(locale) };
    };
    html! {
        <>
            <p class="sb-countdown__label">
                <span class="sb-countdown__lead sb-live"></span>
                <span class="sb-countdown__title">{&content.brief.sessions[row.session].title}</span>
            </p>
            <p class="sb-countdown__figures sb-live"></p>
            <p class="sb-countdown__moment">
                <span class="sb-countdown__date">{date(locale, day)}</span>
                {clocks(content, locale, row, if row.start.is_empty() { &[] } else { &[0] })}
            </p>
        </>
    }
}

/// A session to come: its title, what is left until it begins, and the moment in the clocks that matter.
fn upcoming(content: &Content, locale: Locale, session: usize, left: Figures) -> Html {
    let Some((day, row)) = content.schedule.row(session) else {
        return Html::default();
    };
    html! {
        <>
            <p class="sb-countdown__label">
                <span class="sb-countdown__lead">{lead(content, locale, session)}</span>{" "}
                <span class="sb-countdown__title">{&content.brief.sessions[session].title}</span>
            </p>
            <p class="sb-countdown__figures" role="timer">{figures(locale, left)}</p>
            <p class="sb-countdown__moment">
                <span class="sb-countdown__date">{date(locale, day)}</span>
                {clocks(content, locale, row, &content.schedule.principal_columns())}
            </p>
        </>
    }
}

/// A session under way.
fn now_line(content: &Content, locale: Locale, session: usize) -> Html {
    let Some((_, row)) = content.schedule.row(session) else {
        return Html::default();
    };
    let strings = locale.strings();
    html! {
        <>
            <p class="sb-countdown__label">
                <span class="sb-countdown__lead">
                    <span class="sb-mark" aria-hidden="true"></span>{strings.now}
                </span>{" "}
                <span class="sb-countdown__title sb-countdown__title--now">
                    {&content.brief.sessions[session].title}
                </span>
            </p>
            <p class="sb-countdown__moment">
                {strings.since}{clocks(content, locale, row, &content.schedule.principal_columns())}
            </p>
        </>
    }
}

/// The session after the one under way, with its countdown on a line.
fn then_line(content: &Content, locale: Locale, session: usize, left: Figures) -> Html {
    html! {
        <p class="sb-countdown__then">
            <span class="sb-countdown__lead">{lead(content, locale, session)}</span>{" "}
            <span class="sb-countdown__title">{&content.brief.sessions[session].title}</span>{" "}
            <span class="sb-countdown__left" role="timer">{figures(locale, left)}</span>
        </p>
    }
}

/// That it took place, on which of the venue's days, and when it began in every zone.
fn took_place(content: &Content, locale: Locale) -> Html {
    let held = |row: &&Row| content.brief.sessions[row.session].status != Status::Cancelled;
    let mut days = content.schedule.days.iter().filter(|day| day.rows.iter().any(|row| held(&row)));
    let Some(first) = days.next() else {
        return Html::default();
    };
    let last = days.next_back().unwrap_or(first);
    let columns: Vec<usize> = (0..content.schedule.columns.len()).collect();
    html! {
        <>
            <p class="sb-countdown__label"><span class="sb-countdown__lead">{locale.strings().took_place}</span></p>
            <p class="sb-countdown__sentence">{date_range(locale, first.date, last.date)}</p>
            if let Some(row) = first.rows.iter().find(held) {
                <p class="sb-countdown__moment">
                    {&content.brief.sessions[row.session].title}
                    {clocks(content, locale, row, &columns)}
                </p>
            }
        </>
    }
}

/// The word before the title of the next session.
fn lead(content: &Content, locale: Locale, session: usize) -> &'static str {
    let strings = locale.strings();
    match content.brief.sessions[session].status {
        Status::Expected => strings.next_expected,
        Status::Confirmed | Status::Postponed | Status::Cancelled => strings.next,
    }
}

/// `6 h 27 min 00 s`.
fn figures(locale: Locale, left: Figures) -> Html {
    let strings = locale.strings();
    let days = (left.days > 0).then(|| (left.days.to_string(), strings.days.of(left.days)));
    let hours = Some((left.hours.to_string(), strings.hours));
    let minutes = Some((two_digits(left.minutes), strings.minutes));
    let seconds = left.seconds.map(|seconds| (two_digits(seconds), strings.seconds));
    let groups = [days, hours, minutes, seconds];
    list(&groups, &|group| match group {
        None => Html::default(),
        Some((value, unit)) => html! {
            <>
                <span class="sb-figure">
                    <span class="sb-figure__value">{value}</span>{" "}
                    <span class="sb-figure__unit">{*unit}</span>
                </span>{" "}
            </>
        },
    })
}

/// `18:20 Hong Kong`, for each of `columns`.
fn clocks(content: &Content, locale: Locale, row: &Row, columns: &[usize]) -> Html {
    list(columns, &|&index| {
        let column = &content.schedule.columns[index];
        let place =
            if column.labels.is_empty() { locale.strings().in_your_time.to_owned() } else { column.head(locale) };
        html! {
            <>
                {" "}
                <span class="sb-clock">{moment(locale, &row.start[index], None)}{" "}<span>{place}</span></span>
            </>
        }
    })
}

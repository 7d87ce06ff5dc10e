//! What happens next, or now, or that it is over.

use yew::Html;

use super::markup::{element, element_with, fragment, list, space, span, text};
use super::moment::moment;
use crate::brief::Status;
use crate::schedule::{Outlook, Row};
use crate::text::{Locale, column_heading, date, date_range, two_digits};
use crate::time::Countdown as Figures;
use crate::widget::Content;

/// The countdown for `outlook`. `None`: the static view, which names the first session and keeps room for the figures.
pub(super) fn countdown(content: &Content, locale: Locale, outlook: Option<&Outlook>) -> Html {
    let body = match outlook {
        None => static_view(content, locale),
        Some(Outlook::Empty) => return Html::default(),
        Some(Outlook::Cancelled) => all_cancelled(locale),
        Some(Outlook::Over) => took_place(content, locale),
        Some(Outlook::Ahead { under_way, next: Some((session, left)) }) if under_way.is_empty() => {
            upcoming(content, locale, *session, *left)
        }
        Some(Outlook::Ahead { under_way, next }) => {
            let now = list(under_way, &|session| now_line(content, locale, *session));
            let then = next.as_ref().map(|(session, left)| then_line(content, locale, *session, *left));
            fragment([now, then.unwrap_or_default()])
        }
    };
    element("div", "sb-countdown", body)
}

fn all_cancelled(locale: Locale) -> Html {
    element("p", "sb-countdown__sentence", text(locale.strings().all_cancelled))
}

/// The first session that takes place and its moment by the newsroom's clock, with room for what only runs live.
fn static_view(content: &Content, locale: Locale) -> Html {
    let Some((day, row)) = content.schedule.first_held(&content.brief) else {
        return if content.brief.sessions.is_empty() { Html::default() } else { all_cancelled(locale) };
    };
    let label = [element("span", "sb-countdown__lead sb-live", Html::default()), title(content, row.session)];
    let columns: Vec<usize> = content.schedule.principal_columns().into_iter().take(1).collect();
    fragment([
        element("p", "sb-countdown__label", fragment(label)),
        element("p", "sb-countdown__figures sb-live", Html::default()),
        moment_line(span("sb-countdown__date", &date(locale, day)), clocks(content, locale, row, &columns)),
    ])
}

/// A session to come: its title, what is left until it begins, and the moment in the clocks that matter.
fn upcoming(content: &Content, locale: Locale, session: usize, left: Figures) -> Html {
    let Some((day, row)) = content.schedule.row(session) else {
        return Html::default();
    };
    let label = [lead(content, locale, session), space(), title(content, session)];
    fragment([
        element("p", "sb-countdown__label", fragment(label)),
        timer("p", "sb-countdown__figures", figures(locale, left)),
        moment_line(
            span("sb-countdown__date", &date(locale, day)),
            clocks(content, locale, row, &content.schedule.principal_columns()),
        ),
    ])
}

/// A session under way.
fn now_line(content: &Content, locale: Locale, session: usize) -> Html {
    let Some((_, row)) = content.schedule.row(session) else {
        return Html::default();
    };
    let strings = locale.strings();
    let mark = element_with("span", &["aria-hidden", "class"], ["true".into(), "sb-mark".into()], Html::default());
    let label = [
        element("span", "sb-countdown__lead", fragment([mark, text(strings.now)])),
        space(),
        span("sb-countdown__title sb-countdown__title--now", &content.brief.sessions[session].title),
    ];
    fragment([
        element("p", "sb-countdown__label", fragment(label)),
        moment_line(text(strings.since), clocks(content, locale, row, &content.schedule.principal_columns())),
    ])
}

/// The session after the one under way, with its countdown on a line.
fn then_line(content: &Content, locale: Locale, session: usize, left: Figures) -> Html {
    let line = [
        lead(content, locale, session),
        space(),
        title(content, session),
        space(),
        timer("span", "sb-countdown__left", figures(locale, left)),
    ];
    element("p", "sb-countdown__then", fragment(line))
}

/// That it took place, on which of the venue's days, and when it began in every zone.
fn took_place(content: &Content, locale: Locale) -> Html {
    let (brief, schedule) = (&content.brief, &content.schedule);
    let Some(((_, row), (first, last))) = schedule.first_held(brief).zip(schedule.dates(brief)) else {
        return Html::default();
    };
    let columns: Vec<usize> = (0..schedule.columns.len()).collect();
    fragment([
        element("p", "sb-countdown__label", span("sb-countdown__lead", locale.strings().took_place)),
        element("p", "sb-countdown__sentence", text(&date_range(locale, first, last))),
        moment_line(text(&brief.sessions[row.session].title), clocks(content, locale, row, &columns)),
    ])
}

fn title(content: &Content, session: usize) -> Html {
    span("sb-countdown__title", &content.brief.sessions[session].title)
}

fn moment_line(what: Html, clocks: Html) -> Html {
    element("p", "sb-countdown__moment", fragment([what, clocks]))
}

fn timer(tag: &'static str, class: &'static str, figures: Html) -> Html {
    element_with(tag, &["role", "class"], ["timer".into(), class.into()], figures)
}

/// The word before the title of the next session.
fn lead(content: &Content, locale: Locale, session: usize) -> Html {
    let strings = locale.strings();
    let words = match content.brief.sessions[session].status {
        Status::Expected => strings.next_expected,
        Status::Confirmed | Status::Postponed | Status::Cancelled => strings.next,
    };
    span("sb-countdown__lead", words)
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
        Some((value, unit)) => {
            let figure = [span("sb-figure__value", value), space(), span("sb-figure__unit", unit)];
            fragment([element("span", "sb-figure", fragment(figure)), space()])
        }
    })
}

/// `18:20 Hong Kong`, for each of `columns`.
fn clocks(content: &Content, locale: Locale, row: &Row, columns: &[usize]) -> Html {
    list(columns, &|&index| {
        let column = &content.schedule.columns[index];
        let place = if column.labels.is_empty() {
            locale.strings().in_your_time.to_owned()
        } else {
            column_heading(locale, column)
        };
        let place = element_with("span", &[], [], text(&place));
        let clock = [moment(locale, &row.start[index], None), space(), place];
        fragment([space(), element("span", "sb-clock", fragment(clock))])
    })
}

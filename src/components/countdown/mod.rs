//! The countdown: the next session, the sessions under way, or a line that the event is over or cancelled.

mod clocks;
mod figures;

use yew::{Html, html};

use self::clocks::clocks;
use self::figures::figures;
use crate::brief::Status;
use crate::schedule::Outlook;
use crate::text::{Locale, date, date_range};
use crate::time::Countdown;
use crate::widget::Content;

/// The countdown for `outlook`. Without an outlook, the static view: it names the first session and reserves room for
/// the figures.
pub(super) fn countdown(content: &Content, locale: Locale, outlook: Option<&Outlook>) -> Html {
    let body = match outlook {
        None => static_view(content, locale),
        Some(Outlook::Empty) => return Html::default(),
        Some(Outlook::Cancelled) => all_cancelled(locale),
        Some(Outlook::Over) => took_place(content, locale),
        Some(Outlook::Running { under_way, next: Some((session, left)) }) if under_way.is_empty() => {
            upcoming(content, locale, *session, *left)
        }
        Some(Outlook::Running { under_way, next }) => html! {
            <>
                for session in under_way {
                    {now_line(content, locale, *session)}
                }
                if let Some((session, left)) = next {
                    {then_line(content, locale, *session, *left)}
                }
            </>
        },
    };
    html! { <div class="sb-countdown">{body}</div> }
}

fn all_cancelled(locale: Locale) -> Html {
    html! { <p class="sb-countdown__sentence">{locale.strings().all_cancelled}</p> }
}

/// The first session that is not cancelled, with its start in the newsroom's zone. Reserves room for the parts that
/// only the live widget has.
fn static_view(content: &Content, locale: Locale) -> Html {
    let Some((day, row)) = content.schedule.first_held(&content.brief) else {
        return if content.brief.sessions.is_empty() { Html::default() } else { all_cancelled(locale) };
    };
    let columns: Vec<usize> = content.schedule.principal_columns().into_iter().take(1).collect();
    html! {
        <>
            <p class="sb-countdown__label">
                <span class="sb-countdown__lead sb-live" />
                <span class="sb-countdown__title">{&content.brief.sessions[row.session].title}</span>
            </p>
            <p class="sb-countdown__figures sb-live" />
            <p class="sb-countdown__moment">
                <span class="sb-countdown__date">{date(locale, day)}</span>
                {clocks(content, locale, row, &columns)}
            </p>
        </>
    }
}

/// The next session: its title, the time left, and its start in the newsroom's and the reader's zone.
fn upcoming(content: &Content, locale: Locale, session: usize, left: Countdown) -> Html {
    let Some((day, row)) = content.schedule.row(session) else {
        return Html::default();
    };
    html! {
        <>
            <p class="sb-countdown__label">
                <span class="sb-countdown__lead">{lead(content, locale, session)}</span>
                {" "}
                <span class="sb-countdown__title">{&content.brief.sessions[session].title}</span>
            </p>
            <p role="timer" class="sb-countdown__figures">{figures(locale, left)}</p>
            <p class="sb-countdown__moment">
                <span class="sb-countdown__date">{date(locale, day)}</span>
                {clocks(content, locale, row, &content.schedule.principal_columns())}
            </p>
        </>
    }
}

/// A session that is under way, with its start.
fn now_line(content: &Content, locale: Locale, session: usize) -> Html {
    let Some((_, row)) = content.schedule.row(session) else {
        return Html::default();
    };
    let strings = locale.strings();
    html! {
        <>
            <p class="sb-countdown__label">
                <span class="sb-countdown__lead"><span aria-hidden="true" class="sb-mark" />{strings.now}</span>
                {" "}
                <span class="sb-countdown__title sb-countdown__title--now">
                    {&content.brief.sessions[session].title}
                </span>
            </p>
            <p class="sb-countdown__moment">
                {strings.since}
                {clocks(content, locale, row, &content.schedule.principal_columns())}
            </p>
        </>
    }
}

/// The next session while another is under way, with its countdown, on one line.
fn then_line(content: &Content, locale: Locale, session: usize, left: Countdown) -> Html {
    html! {
        <p class="sb-countdown__then">
            <span class="sb-countdown__lead">{lead(content, locale, session)}</span>
            {" "}
            <span class="sb-countdown__title">{&content.brief.sessions[session].title}</span>
            {" "}
            <span role="timer" class="sb-countdown__left">{figures(locale, left)}</span>
        </p>
    }
}

/// After the event: its dates at the venue, and the start of its first session in every column.
fn took_place(content: &Content, locale: Locale) -> Html {
    let (brief, schedule) = (&content.brief, &content.schedule);
    let Some(((_, row), (first, last))) = schedule.first_held(brief).zip(schedule.dates(brief)) else {
        return Html::default();
    };
    let columns: Vec<usize> = (0..schedule.columns.len()).collect();
    html! {
        <>
            <p class="sb-countdown__label">
                <span class="sb-countdown__lead">{locale.strings().took_place}</span>
            </p>
            <p class="sb-countdown__sentence">{date_range(locale, first, last)}</p>
            <p class="sb-countdown__moment">
                {&brief.sessions[row.session].title}
                {clocks(content, locale, row, &columns)}
            </p>
        </>
    }
}

/// The words before the title of the next session.
fn lead(content: &Content, locale: Locale, session: usize) -> &'static str {
    let strings = locale.strings();
    if content.brief.sessions[session].status == Status::Expected { strings.next_expected } else { strings.next }
}

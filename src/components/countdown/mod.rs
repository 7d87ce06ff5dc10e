//! The countdown: what is next or under way, or that the event is over, postponed or cancelled.

mod clocks;
mod figures;

use yew::{Callback, Html, html};

use self::clocks::clocks;
use self::figures::{figure, figures};
use super::brief_text::inline;
use super::moment::DayMark;
use super::widget::Now;
use crate::brief::{Session, Status};
use crate::schedule::{Next, Outlook, Row};
use crate::text::{Locale, column_heading, date_range, fill, moment_clock, parts, short_date, without_time};
use crate::time::{CivilDate, Instant, decimal};
use crate::widget::{Action, Content, View};

/// If at most this many sessions start together, all are named. If more do, the first ones are named and the rest are
/// counted.
const NAMED_SESSIONS: usize = 3;

/// What a live countdown needs for its controls.
type Live<'a> = Option<(&'a View, &'a Callback<Action>)>;

/// The countdown for the outlook at a moment; without one, the static view.
pub(super) fn countdown(content: &Content, locale: &Locale, outlook: Option<(&Outlook, Now)>, live: Live<'_>) -> Html {
    let Some((outlook, now)) = outlook else {
        return static_view(content, locale);
    };
    let strings = locale.strings();
    let lead = |next: &Next| {
        if all_expected(content, &next.sessions) { strings.next_expected } else { strings.next }
    };
    let body = match outlook {
        Outlook::Empty => return Html::default(),
        Outlook::Postponed => sentence(strings.all_postponed),
        Outlook::Cancelled => sentence(strings.all_cancelled),
        Outlook::Over => over(content, locale, now.today),
        Outlook::Running { under_way, next: Some(next) } if under_way.is_empty() => {
            let mark = DayMark::Word(now.today);
            let figures = next.left.map(|left| figures(locale, left, live));
            let columns = content.schedule.principal_columns();
            upcoming(content, locale, lead(next), figures, &next.sessions, &columns, &mark)
        }
        Outlook::Running { under_way, next } => html! {
            <>
                for session in under_way {
                    {now_line(content, locale, *session, now.instant)}
                }
                if let Some(next) = next {
                    {then_line(content, locale, lead(next), next, live)}
                }
            </>
        },
    };
    // Changes with the reader's zone, for which the content is laid out anew, and with the sessions' phases.
    let layout = decimal(std::ptr::from_ref(content).addr());
    let key = [&layout, "-", &decimal(content.agenda.progress(now.instant))].concat();
    html! { <div {key} class="sb-countdown">{body}</div> }
}

fn sentence(text: &'static str) -> Html {
    html! { <p class="sb-countdown__sentence">{text}</p> }
}

/// The first sessions, with the newsroom's clock in place of the figures, and the date there. It is true at any time, and
/// as high as the live view.
fn static_view(content: &Content, locale: &Locale) -> Html {
    let first = content.agenda.first();
    if first.is_empty() {
        // No session is held, so this is the same at every moment.
        let now = Now { instant: content.brief.published.instant, today: None, folded: None };
        return countdown(content, locale, Some((&content.agenda.outlook(now.instant), now)), None);
    }
    let strings = locale.strings();
    let label = if all_expected(content, &first) { strings.planned_label } else { strings.start_label };
    let Some((day, row)) = content.schedule.row(first[0]) else {
        return Html::default();
    };
    let columns = content.schedule.principal_columns();
    let newsroom = columns.first().and_then(|&index| row.start.get(index).zip(content.schedule.columns.get(index)));
    html! {
        <div class="sb-countdown">
            {headline(label, titles(content, locale, &first), false)}
            if let Some((moment, column)) = newsroom {
                <p class="sb-countdown__figures">
                    {figure(moment_clock(locale, moment), column_heading(locale, column).into(), None)}
                </p>
                <p class="sb-countdown__moment">
                    <span class="sb-countdown__date">{short_date(locale, moment.civil.date)}</span>
                </p>
            } else {
                {start(content, locale, day, row, &[], &DayMark::Shift)}
            }
        </div>
    }
}

/// What comes next: its title, the time left, and its start in `columns`.
fn upcoming(
    content: &Content,
    locale: &Locale,
    lead: &'static str,
    figures: Option<Html>,
    sessions: &[usize],
    columns: &[usize],
    mark: &DayMark,
) -> Html {
    let Some((day, row)) = sessions.first().and_then(|session| content.schedule.row(*session)) else {
        return Html::default();
    };
    html! {
        <>
            {headline(lead, titles(content, locale, sessions), false)}
            if let Some(figures) = figures {
                <p role="timer" aria-label={locale.strings().time_left} class="sb-countdown__figures">{figures}</p>
            }
            {start(content, locale, day, row, columns, mark)}
        </>
    }
}

/// `marked` adds a mark for what is under way.
fn headline(lead: &'static str, title: Html, marked: bool) -> Html {
    html! {
        <p class="sb-countdown__label">
            <span class="sb-countdown__lead">
                if marked {
                    <span aria-hidden="true" class="sb-mark" />
                }
                {lead}
            </span>
            {" "}
            <span class="sb-countdown__title">{title}</span>
        </p>
    }
}

/// The date of a session at the venue, with its time in `columns` if it is known.
fn start(content: &Content, locale: &Locale, day: CivilDate, row: &Row, columns: &[usize], mark: &DayMark) -> Html {
    let session = &content.brief.sessions[row.session];
    let last = if row.start.is_empty() { row.until } else { day };
    html! {
        <p class="sb-countdown__moment">
            <span class="sb-countdown__date">
                {if day == last { short_date(locale, day) } else { date_range(locale, day, last) }}
            </span>
            {" "}
            {without_time(locale, session)}
            {clocks(content, locale, row, columns, mark)}
        </p>
    }
}

/// A session that is under way, with its start. If its end is unknown, the line says only that it began; if it is not
/// confirmed, only that it was planned.
fn now_line(content: &Content, locale: &Locale, session: usize, now: Instant) -> Html {
    let Some((day, row)) = content.schedule.row(session) else {
        return Html::default();
    };
    let strings = locale.strings();
    let session = &content.brief.sessions[session];
    let columns = content.schedule.principal_columns();
    let (label, pattern) = match session.status {
        Status::Expected => (strings.planned_label, ""),
        _ if session.has_known_end() => (strings.under_way_label, strings.since),
        _ => (strings.began_label, ""),
    };
    let [before, after, _] = parts(pattern);
    html! {
        <>
            {headline(label, inline(&content.brief, locale, &session.title), session.status != Status::Expected)}
            if row.start.is_empty() {
                {start(content, locale, day, row, &[], &DayMark::Shift)}
            } else {
                <p class="sb-countdown__moment">
                    {before}
                    {clocks(content, locale, row, &columns, &DayMark::Since(now))}
                    {after}
                </p>
            }
        </>
    }
}

/// What comes next while a session is under way, with its countdown, on one line.
fn then_line(content: &Content, locale: &Locale, lead: &'static str, next: &Next, live: Live<'_>) -> Html {
    let row = next.sessions.first().and_then(|session| content.schedule.row(*session));
    html! {
        <p class="sb-countdown__then">
            <span class="sb-countdown__lead">{lead}</span>
            {" "}
            <span class="sb-countdown__title">{titles(content, locale, &next.sessions)}</span>
            {" "}
            if let Some(left) = next.left {
                <span role="timer" aria-label={locale.strings().time_left} class="sb-countdown__left">
                    {figures(locale, left, live)}
                </span>
            } else if let Some((day, row)) = row {
                {fill(locale.strings().date_time, &[
                    &date_range(locale, day, row.until),
                    without_time(locale, &content.brief.sessions[row.session]).unwrap_or_default(),
                ])}
            }
        </p>
    }
}

/// After the event: its dates at the venue, and the start of its first session in every column. If no session had a
/// confirmed time, the event “was planned for” its dates. A session that still lacks a new time is named.
fn over(content: &Content, locale: &Locale, today: Option<CivilDate>) -> Html {
    let (brief, schedule, strings) = (&content.brief, &content.schedule, locale.strings());
    let is_confirmed = |session: &Session| session.status != Status::Expected && !session.lacks_clock_time();
    let confirmed = schedule.find_row(&|row| row.is_held(brief) && is_confirmed(&brief.sessions[row.session]));
    let label = if confirmed.is_some() { strings.took_place } else { strings.was_planned_for };
    let first = confirmed.or_else(|| schedule.find_row(&|row| row.is_held(brief)));
    let Some(((_, row), (from, to))) = first.zip(schedule.dates(brief)) else {
        return Html::default();
    };
    let [_, colon, _] = parts(strings.colon);
    let columns: Vec<usize> = (0..schedule.columns.len()).collect();
    let mark = DayMark::Word(today);
    html! {
        <>
            {headline(label, date_range(locale, from, to).into(), false)}
            <p class="sb-countdown__moment">
                {inline(brief, locale, &brief.sessions[row.session].title)}
                {clocks(content, locale, row, &columns, &mark)}
            </p>
            for session in &brief.sessions {
                if session.lacks_new_time() {
                    <p class="sb-countdown__moment">
                        {inline(brief, locale, &session.title)}{colon}{strings.no_new_time}
                    </p>
                }
            }
        </>
    }
}

/// The titles of sessions that start together: all, or the first ones and how many more there are. If only some are not
/// confirmed, it says which.
fn titles(content: &Content, locale: &Locale, sessions: &[usize]) -> Html {
    let strings = locale.strings();
    let named = if sessions.len() > NAMED_SESSIONS { NAMED_SESSIONS - 1 } else { sessions.len() };
    let says_which = !all_expected(content, sessions);
    let titles = html! {
        for (position, session) in sessions[..named].iter().enumerate() {
            {if position > 0 { " · " } else { "" }}
            {title(content, locale, &content.brief.sessions[*session], says_which)}
        }
    };
    let [_, and, after] = parts(strings.and_more);
    match sessions.len() - named {
        0 => titles,
        more => html! { <>{titles}{and}{decimal(more)}{after}</> },
    }
}

/// The title of `session`. If `says_which` is set, it says whether the session is not confirmed.
fn title(content: &Content, locale: &Locale, session: &Session, says_which: bool) -> Html {
    let strings = locale.strings();
    let title = inline(&content.brief, locale, &session.title);
    let [_, open, close] = parts(strings.in_brackets);
    match session.status {
        Status::Expected if says_which => html! { <>{title}{open}{strings.expected}{close}</> },
        _ => title,
    }
}

/// Whether none of `sessions` is confirmed.
fn all_expected(content: &Content, sessions: &[usize]) -> bool {
    sessions.iter().all(|session| content.brief.sessions[*session].status == Status::Expected)
}

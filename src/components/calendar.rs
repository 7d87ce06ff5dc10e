//! Sessions for the reader's calendar: a popover, which opens without script, with links to four calendars, and with
//! files, which the running widget writes.

use yew::{Callback, Html, html};

use super::Content;
use super::controls::control;
use super::list::list;
use super::view::Action;
use crate::brief::Status;
use crate::text::Locale;
use crate::time::Phase;
use crate::time::calendar::{Provider, links};

/// The control and what it opens; nothing where nothing is to come. `phases` has one a session, or none in the static
/// view.
pub(super) fn calendar(
    content: &Content,
    locale: Locale,
    phases: &[Phase],
    on_action: Option<&Callback<Action>>,
) -> Html {
    let sessions = &content.brief.sessions;
    let to_come = |index: &usize| {
        sessions[*index].status != Status::Cancelled && phases.get(*index).is_none_or(|phase| *phase != Phase::Over)
    };
    let to_come: Vec<usize> = (0..sessions.len()).filter(to_come).collect();
    if to_come.is_empty() {
        return Html::default();
    }
    // No id of an issue has an underscore.
    let id = [&content.brief.id, "_calendar"].concat();
    let strings = locale.strings();
    html! {
        <>
            <button class="sb-control" type="button" popovertarget={id.clone()}>{strings.add_to_calendar}</button>
            <div class="sb-calendar" popover="auto" {id}>
                <p class="sb-caption">{strings.add_to_calendar}</p>
                <ul class="sb-calendar__sessions" role="list">
                    {list(&to_come, &|session| item(content, locale, *session, on_action))}
                </ul>
                <p class="sb-live">
                    if let Some(on_action) = on_action {
                        {control(strings.all_sessions, Action::CalendarFile(None), on_action)}
                    }
                </p>
            </div>
        </>
    }
}

fn item(content: &Content, locale: Locale, index: usize, on_action: Option<&Callback<Action>>) -> Html {
    let session = &content.brief.sessions[index];
    let strings = locale.strings();
    let remark = match session.status {
        Status::Expected => Some(strings.expected),
        Status::Confirmed | Status::Postponed | Status::Cancelled => None,
    };
    let link = |(provider, href): &(Provider, String)| {
        html! {
            <a class="sb-control" href={href.clone()} target="_blank" rel="noopener" data-provider={provider.id()}>
                {provider.name()}
            </a>
        }
    };
    html! {
        <li class="sb-calendar__session" data-session={session.id.clone()}>
            <span class="sb-calendar__title">{&session.title}</span>{" "}
            <span class="sb-controls">
                {list(&links(&content.brief, &content.agenda, index, remark, None), &link)}
                <span class="sb-live">
                    if let Some(on_action) = on_action {
                        {control(strings.calendar_file, Action::CalendarFile(Some(index)), on_action)}
                    }
                </span>
            </span>
        </li>
    }
}

//! Sessions for the reader's calendar: a popover, which opens without script, with links to calendars, and with
//! files, which the running widget writes.

use yew::{Callback, Html, html};

use super::control::control;
use crate::brief::{Session, Status};
use crate::schedule::Phase;
use crate::schedule::calendar::links;
use crate::text::Locale;
use crate::widget::{Action, Content};

/// The control and what it opens; nothing where nothing is to come. `phases` has one a session, or none in the static
/// view.
pub(super) fn calendar(
    content: &Content,
    locale: Locale,
    phases: &[Phase],
    on_action: Option<&Callback<Action>>,
) -> Html {
    let sessions = content.brief.sessions.iter().enumerate();
    let mut to_come = sessions.filter(|(index, session)| is_to_come(session, phases.get(*index).copied())).peekable();
    if to_come.peek().is_none() {
        return Html::default();
    }
    // No id of an issue has an underscore.
    let id = [&content.brief.id, "_calendar"].concat();
    let strings = locale.strings();
    html! {
        <>
            <button type="button" popovertarget={id.clone()} class="sb-control">{strings.add_to_calendar}</button>
            <div popover="auto" {id} class="sb-calendar">
                <p class="sb-caption">{strings.add_to_calendar}</p>
                <ul role="list" class="sb-calendar__sessions">
                    for (index, session) in to_come {
                        {item(content, locale, index, session, on_action)}
                    }
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

/// Whether a calendar can still hold a session.
fn is_to_come(session: &Session, phase: Option<Phase>) -> bool {
    session.status != Status::Cancelled && phase != Some(Phase::Over)
}

fn item(
    content: &Content,
    locale: Locale,
    index: usize,
    session: &Session,
    on_action: Option<&Callback<Action>>,
) -> Html {
    let strings = locale.strings();
    let remark = (session.status == Status::Expected).then_some(strings.expected);
    html! {
        <li data-session={session.id.clone()} class="sb-calendar__session">
            <span class="sb-calendar__title">{&session.title}</span>
            {" "}
            <span class="sb-controls">
                for (provider, href) in links(&content.brief, &content.agenda, index, remark, None) {
                    <a
                        {href}
                        target="_blank"
                        rel="noopener"
                        data-provider={provider.id()}
                        class="sb-control"
                        onclick={on_action.cloned().map(|on_action| {
                            Callback::from(move |_| on_action.emit(Action::CalendarLink(index, provider)))
                        })}
                    >
                        {provider.name()}
                    </a>
                }
                <span class="sb-live">
                    if let Some(on_action) = on_action {
                        {control(strings.calendar_file, Action::CalendarFile(Some(index)), on_action)}
                    }
                </span>
            </span>
        </li>
    }
}

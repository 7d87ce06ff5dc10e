//! *Add to calendar*: a popover that opens without script, with links to online calendars. The live widget adds
//! calendar files.

use yew::{Callback, Html, html};

use super::control::control;
use crate::brief::Session;
use crate::schedule::Phase;
use crate::schedule::calendar::links;
use crate::text::Locale;
use crate::widget::{Action, Content};

/// The control and its popover; nothing if no session is left to add. `phases` has one phase per session, in the
/// brief's order; it is empty in the static view.
pub(super) fn calendar(
    content: &Content,
    locale: Locale,
    phases: &[Phase],
    on_action: Option<&Callback<Action>>,
) -> Html {
    let sessions = content.brief.sessions.iter().enumerate();
    let mut offered = sessions.filter(|(index, session)| is_offered(session, phases.get(*index).copied())).peekable();
    if offered.peek().is_none() {
        return Html::default();
    }
    // Unique: ids in a brief have no underscores, so no card has this id.
    let id = [&content.brief.id, "_calendar"].concat();
    let strings = locale.strings();
    html! {
        <>
            <button type="button" popovertarget={id.clone()} class="sb-control">{strings.add_to_calendar}</button>
            <div popover="auto" {id} class="sb-calendar">
                <p class="sb-caption">{strings.add_to_calendar}</p>
                <ul role="list" class="sb-calendar__sessions">
                    for (index, session) in offered {
                        {session_item(content, locale, index, session, on_action)}
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

/// Whether readers can still add the session: it is held, and not over.
fn is_offered(session: &Session, phase: Option<Phase>) -> bool {
    session.is_held() && phase != Some(Phase::Over)
}

fn session_item(
    content: &Content,
    locale: Locale,
    index: usize,
    session: &Session,
    on_action: Option<&Callback<Action>>,
) -> Html {
    let strings = locale.strings();
    html! {
        <li data-session={session.id.clone()} class="sb-calendar__session">
            <span class="sb-calendar__title">{&session.title}</span>
            {" "}
            <span class="sb-controls">
                for (provider, href) in links(&content.brief, index, &strings.calendar, None, None) {
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

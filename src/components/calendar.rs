//! Sessions for the reader's calendar: a popover, which opens without script, with links to calendars, and with
//! files, which the running widget writes.

use yew::{Callback, Html, html};

use super::controls::control;
use super::markup::{element, element_with, fragment, list, space, span, text};
use crate::brief::Status;
use crate::schedule::Phase;
use crate::schedule::calendar::{Provider, links};
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
    let sessions = &content.brief.sessions;
    let mut to_come = Vec::new();
    for (index, session) in sessions.iter().enumerate() {
        if session.status != Status::Cancelled && phases.get(index) != Some(&Phase::Over) {
            to_come.push(index);
        }
    }
    if to_come.is_empty() {
        return Html::default();
    }
    // No id of an issue has an underscore.
    let id = [&content.brief.id, "_calendar"].concat();
    let strings = locale.strings();
    let button = element_with(
        "button",
        &["type", "popovertarget", "class"],
        ["button".into(), id.clone().into(), "sb-control".into()],
        text(strings.add_to_calendar),
    );
    let items = list(&to_come, &|session| item(content, locale, *session, on_action));
    let all = on_action.map(|on_action| control(strings.all_sessions, Action::CalendarFile(None), on_action));
    let popover = [
        element("p", "sb-caption", text(strings.add_to_calendar)),
        element_with("ul", &["role", "class"], ["list".into(), "sb-calendar__sessions".into()], items),
        element("p", "sb-live", all.unwrap_or_default()),
    ];
    let attributes = ["auto".into(), id.into(), "sb-calendar".into()];
    fragment([button, element_with("div", &["popover", "id", "class"], attributes, fragment(popover))])
}

fn item(content: &Content, locale: Locale, index: usize, on_action: Option<&Callback<Action>>) -> Html {
    let session = &content.brief.sessions[index];
    let strings = locale.strings();
    let remark = match session.status {
        Status::Expected => Some(strings.expected),
        Status::Confirmed | Status::Postponed | Status::Cancelled => None,
    };
    let link = |(provider, href): &(Provider, String)| {
        let (provider, on_action) = (*provider, on_action.cloned());
        let onclick =
            on_action.map(|on_action| Callback::from(move |_| on_action.emit(Action::CalendarLink(index, provider))));
        html! {
            <a href={href.clone()} target="_blank" rel="noopener" data-provider={provider.id()} class="sb-control" {onclick}>
                {provider.name()}
            </a>
        }
    };
    let file = on_action.map(|on_action| control(strings.calendar_file, Action::CalendarFile(Some(index)), on_action));
    let ways = [
        list(&links(&content.brief, &content.agenda, index, remark, None), &link),
        element("span", "sb-live", file.unwrap_or_default()),
    ];
    let parts = [span("sb-calendar__title", &session.title), space(), element("span", "sb-controls", fragment(ways))];
    let attributes = [session.id.clone().into(), "sb-calendar__session".into()];
    element_with("li", &["data-session", "class"], attributes, fragment(parts))
}

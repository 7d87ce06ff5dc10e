//! A session for the reader's calendar: a disclosure with links to four calendars, which need no script, and a file,
//! which the running widget writes.

use yew::{Callback, Html, html};

use super::Content;
use super::controls::control;
use super::list::list;
use super::view::Action;
use crate::text::Locale;
use crate::time::calendar::{Provider, links};

/// What to do with the session at index `session`.
pub(super) fn session_calendar(
    content: &Content,
    locale: Locale,
    session: usize,
    on_action: Option<&Callback<Action>>,
) -> Html {
    let brief = &content.brief;
    let strings = locale.strings();
    let remark = strings.status(brief.sessions[session].status);
    let link = |(provider, href): &(Provider, String)| {
        html! {
            <a class="sb-control" href={href.clone()} target="_blank" rel="noopener" data-provider={provider.id()}>
                {provider.name()}
            </a>
        }
    };
    html! {
        <details class="sb-calendar" data-session={brief.sessions[session].id.clone()}>
            <summary class="sb-control">
                {strings.add_to_calendar}<span class="sb-hidden">{": "}{&brief.sessions[session].title}</span>
            </summary>
            <div class="sb-calendar__links">
                {list(&links(brief, &content.agenda, session, remark, None), &link)}
                if let Some(on_action) = on_action {
                    {control(strings.calendar_file, Action::CalendarFile(Some(session)), on_action)}
                }
            </div>
        </details>
    }
}

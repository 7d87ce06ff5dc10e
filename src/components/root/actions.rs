//! Carries out the actions of the controls.

use yew::Context;

use super::{Message, SummitBrief, Task};
use crate::platform;
use crate::schedule::calendar;
use crate::widget::{Action, CopiedLink, ReaderView, Report, zone_list};

impl SummitBrief {
    /// Carries out an action. Returns whether to render.
    pub(super) fn handle_action(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        match action {
            Action::ShowAll(open) => {
                let steps = self.cards.show_all(open);
                self.run_steps(ctx, &steps);
            }
            Action::Toggled(index, open) => {
                // The card may have changed again before this message was read.
                if !self.cards.is_reported(index, open)
                    && self.tree().and_then(|tree| tree.is_open(index)) == Some(!open)
                {
                    return false;
                }
                let steps = self.cards.toggled(index, open, &platform::fragment());
                self.run_steps(ctx, &steps);
                return !steps.is_empty();
            }
            Action::Compare(compare) => self.set_compare(compare),
            Action::CopyLink(fragment) => copy_link(ctx, fragment),
            Action::Clock(cycle) => {
                self.memory.clock = Some(cycle);
                self.apply_choice(ctx);
            }
            Action::Seconds(seconds) => {
                self.memory.seconds = Some(seconds);
                self.store_memory();
            }
            Action::ListZones => return self.list_zones(),
            Action::Zone(zone) => {
                self.memory.zone = Some(zone).filter(|zone| !zone.is_empty());
                self.apply_choice(ctx);
            }
            Action::CalendarLink(session, provider) => self.report_calendar(ctx, session, provider),
            Action::CalendarFile(session) => self.download_calendar(ctx, session),
        }
        true
    }

    /// Stores and applies the reader's choice of a zone or clock.
    pub(super) fn apply_choice(&mut self, ctx: &Context<Self>) {
        self.store_memory();
        if let Some(brief) = self.brief() {
            self.lay_out(ctx, &brief, &self.settings.clone(), &self.memory.clone());
        }
    }

    /// Fills the list of zones to choose from. Returns whether to render.
    pub(super) fn list_zones(&mut self) -> bool {
        let was_empty = self.view.reader.zones.is_empty();
        if was_empty {
            let zones = zone_list(platform::zone_names());
            self.view.reader = ReaderView { zones, ..(*self.view.reader).clone() }.into();
        }
        was_empty
    }

    /// Shows, where `fragment` leads, whether its address was copied.
    pub(super) fn show_copy_result(&mut self, fragment: String, address: String, copied: bool) {
        let strings = self.locale.strings();
        self.announce(if copied { strings.link_copied } else { strings.link_shown });
        self.view.link = Some((fragment, if copied { CopiedLink::Copied } else { CopiedLink::Shown(address) }));
        if !copied {
            self.tasks.push(Task::SelectLink);
        }
    }

    /// Downloads a calendar file with one session, or with all.
    fn download_calendar(&self, ctx: &Context<Self>, session: Option<usize>) {
        let Some(content) = &self.content else {
            return;
        };
        let brief = &content.brief;
        let sessions: Vec<usize> = match session {
            Some(session) => vec![session],
            None => (0..brief.sessions.len()).collect(),
        };
        let page = platform::page_address();
        let text = calendar::ics(brief, &sessions, &self.locale.strings().calendar(), page.as_deref());
        let id = session.and_then(|session| brief.sessions.get(session)).map_or("", |session| session.id.as_str());
        let name = [brief.id.as_str(), if id.is_empty() { "" } else { "-" }, id, ".ics"].concat();
        platform::download(&name, "text/calendar", &text);
        self.report_calendar(ctx, session, "ics");
    }

    fn report_calendar(&self, ctx: &Context<Self>, session: Option<usize>, provider: &'static str) {
        let brief = self.brief();
        let session = session.zip(brief.as_ref()).and_then(|(session, brief)| brief.sessions.get(session));
        let session = session.map(|session| session.id.clone());
        ctx.props().on_report.emit(Report::Calendar { session, provider });
    }
}

/// Copies the page's address with `fragment`.
fn copy_link(ctx: &Context<SummitBrief>, fragment: String) {
    let address = platform::address(&fragment);
    let link = ctx.link().clone();
    platform::copy(&address.clone(), move |copied| {
        link.send_message(Message::Copied { fragment: fragment.clone(), address: address.clone(), copied });
    });
}

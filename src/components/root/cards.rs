//! Carries out the steps of the cards' state machine, and the actions of controls.

use yew::Context;

use super::{Message, SummitBrief, Task};
use crate::brief::Issue;
use crate::platform::{self, Click, focused_link, is_on_its_way};
use crate::schedule::calendar;
use crate::widget::{Action, Cause, Change, Clicked, Link, Prerendered, Report, Step, leads_to};

impl SummitBrief {
    /// Carries out the action of a control. Returns whether to render.
    pub(super) fn handle_action(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        match action {
            Action::ShowAll(open) => {
                let steps = self.cards.show_all(open);
                self.run_steps(ctx, &steps);
            }
            Action::Toggled(index, open) => {
                let steps = self.cards.toggled(index, open, &platform::fragment());
                self.run_steps(ctx, &steps);
                return !steps.is_empty();
            }
            Action::Compare(compare) => self.set_compare(compare),
            Action::CopyLink(index) => self.copy_link(ctx, index),
            Action::Clock(cycle) => {
                self.memory.clock = Some(cycle);
                self.apply_choice(ctx);
            }
            Action::ListZones => return self.list_zones(),
            Action::Zone(zone) => {
                self.memory.zone = Some(zone).filter(|zone| !zone.is_empty());
                self.apply_choice(ctx);
            }
            Action::CalendarLink(session, provider) => self.report_calendar(ctx, Some(session), provider.id()),
            Action::CalendarFile(session) => self.download_calendar(ctx, session),
        }
        true
    }

    /// Records a click, which may explain a toggle that follows.
    pub(super) fn record_click(&mut self, click: &Click) {
        let heading = self.tree().and_then(|tree| click.card(&tree)).and_then(|id| self.cards.index(&id));
        self.cards.clicked(Clicked { heading, href: click.href.clone() });
    }

    /// Opens the card of the issue `id`, on request of a script.
    pub(super) fn open_card(&mut self, ctx: &Context<Self>, id: &str) {
        match self.cards.open(id) {
            Some(steps) => self.run_steps(ctx, &steps),
            None => platform::warn(&["open: there is no issue “", id, "”"].concat()),
        }
    }

    /// Opens and closes cards, then reports what changed, in the order of `steps`.
    pub(super) fn run_steps(&mut self, ctx: &Context<Self>, steps: &[Step]) {
        if steps.is_empty() {
            return;
        }
        let mut set = Vec::new();
        let mut changes = Vec::new();
        for step in steps {
            match step {
                Step::Set(index, open) => set.push((*index, *open)),
                Step::Report(change) => changes.push(*change),
            }
        }
        let has_cards = self.tree().is_some_and(|tree| tree.set_open(&set));
        if !has_cards {
            // The table of positions is shown. The cards come back in their new state.
            self.sync_expand();
        }
        if !changes.is_empty() {
            self.view.all_open = self.cards.all_open();
            if self.memory.open.is_some() || changes.iter().any(|change| change.cause != Cause::Restore) {
                self.memory.open = Some(self.cards.open_ids());
            }
            self.store_memory();
        }
        for change in changes {
            self.report_toggle(ctx, change);
        }
    }

    fn report_toggle(&self, ctx: &Context<Self>, change: Change) {
        let brief = self.brief();
        if let Some(issue) = brief.as_ref().and_then(|brief| brief.issues.get(change.index)) {
            let (id, title) = (issue.id.clone(), issue.title.clone());
            ctx.props().on_report.emit(Report::Toggle { id, title, change });
        }
    }

    /// Makes the tree live: it replaces what the host shows, unless the reader is pressing something.
    pub(super) fn adopt(&mut self, ctx: &Context<Self>) {
        let Some((tree, brief)) = self.tree().filter(|_| !self.live).zip(self.brief()) else {
            return;
        };
        let mut scroll = false;
        let closed = match &ctx.props().adoption {
            // There is nothing to replace. Whatever readers have toggled since the cards were rendered is a change.
            None => {
                let rendered = |(index, issue): (usize, &Issue)| self.expand.opens(&issue.id, index);
                let open = brief.issues.iter().enumerate().map(rendered).collect();
                let mut current = Vec::new();
                for (issue, open) in brief.issues.iter().zip(tree.open()) {
                    current.push(Prerendered { id: brief.fragment(issue), open, clicked: false });
                }
                self.adopt_cards(ctx, open, &current)
            }
            Some(adoption) => {
                let Some(prerendered) = adoption.cards.emit(()) else {
                    return;
                };
                let closed = self.adopt_cards(ctx, tree.open(), &prerendered);
                scroll = is_on_its_way();
                adoption.swap.emit(());
                closed
            }
        };
        self.live = true;
        ctx.props().on_report.emit(Report::Ready);
        self.report_pending(ctx);
        if !closed {
            // Unless the reader has moved the focus elsewhere.
            let free = focused_link().is_some_and(|href| href.is_empty() || leads_to(&href, &platform::fragment()));
            self.follow_fragment(ctx, scroll && free, free);
        }
    }

    /// Brings the cards, which were just rendered as `open` says, into the state of the `prerendered` ones and of the
    /// last visit. Returns whether the reader has closed the card that the page's fragment names.
    pub(super) fn adopt_cards(&mut self, ctx: &Context<Self>, open: Vec<bool>, prerendered: &[Prerendered]) -> bool {
        let restore = std::mem::take(&mut self.restore);
        let remembered = self.memory.open.as_deref().filter(|_| restore);
        let (steps, closed) = self.cards.adopt(open, prerendered, remembered, &platform::fragment());
        self.run_steps(ctx, &steps);
        closed
    }

    /// Adopts the cards of another brief, once they are rendered.
    pub(super) fn adopt_new_cards(&mut self, ctx: &Context<Self>) {
        if let Some(tree) = self.tree() {
            self.adopt_cards(ctx, tree.open(), &[]);
            self.report_pending(ctx);
        }
    }

    /// Reports the changes from adoption.
    pub(super) fn report_pending(&mut self, ctx: &Context<Self>) {
        let steps = self.cards.report_pending();
        self.run_steps(ctx, &steps);
        self.view.all_open = self.cards.all_open();
        // A card that the reader toggled twice overrides the memory, although there is no change to report.
        if self.memory.open.is_some() {
            self.memory.open = Some(self.cards.open_ids());
        }
        self.store_memory();
    }

    /// Opens the card that the page's fragment names. After rendering, scrolls to it if `scroll`, and focuses it if
    /// `focus`.
    pub(super) fn follow_fragment(&mut self, ctx: &Context<Self>, scroll: bool, focus: bool) {
        let here = self.tree().is_some_and(|tree| tree.is_target());
        if let Some((index, steps)) = self.cards.follow(&platform::fragment(), here) {
            self.run_steps(ctx, &steps);
            self.set_compare(false);
            // If the table of positions was shown, the cards exist only after rendering.
            self.tasks.push(Task::GoTo { index, scroll, focus });
        }
    }

    fn set_compare(&mut self, compare: bool) {
        self.sync_expand();
        self.view.compare = compare;
    }

    /// Updates `expand`, so that cards that are rendered anew are open or closed as they are now.
    fn sync_expand(&mut self) {
        self.expand = crate::widget::Expand::Ids(self.cards.open_ids()).into();
    }

    fn copy_link(&self, ctx: &Context<Self>, index: usize) {
        let fragment = self.brief().and_then(|brief| Some(brief.fragment(brief.issues.get(index)?)));
        if let Some(fragment) = fragment {
            let address = platform::address(&fragment);
            ctx.link().send_future(async move {
                let copied = platform::copy(&address).await;
                Message::Copied(index, address, copied)
            });
        }
    }

    pub(super) fn show_copy_result(&mut self, index: usize, address: String, copied: bool) {
        let strings = self.locale.strings();
        self.announce(if copied { strings.link_copied } else { strings.link_shown });
        self.view.card.link = Some((index, if copied { Link::Copied } else { Link::Shown(address) }));
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
        let text = calendar::ics(brief, &content.agenda, &sessions, None);
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

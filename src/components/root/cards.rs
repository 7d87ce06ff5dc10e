//! Carries out what the cards' state machine says, and what controls ask for.

use yew::Context;

use super::{Message, SummitBrief, Task};
use crate::brief::Issue;
use crate::platform::{self, Click, focused_link, is_on_its_way};
use crate::schedule::calendar;
use crate::widget::{Action, Cause, Change, Clicked, Link, Prerendered, Report, Step, leads_to};

impl SummitBrief {
    /// Does what a control asks for. Says whether to render.
    pub(super) fn act(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        match action {
            Action::ShowAll(open) => {
                let steps = self.cards.show_all(open);
                self.carry_out(ctx, &steps);
            }
            Action::Toggled(index, open) => {
                let steps = self.cards.toggled(index, open, &platform::fragment());
                self.carry_out(ctx, &steps);
                return !steps.is_empty();
            }
            Action::Compare(compare) => self.compare(compare),
            Action::CopyLink(index) => self.copy_link(ctx, index),
            Action::Clock(cycle) => {
                self.memory.clock = Some(cycle);
                self.chosen(ctx);
            }
            Action::ListZones => return self.list_zones(),
            Action::Zone(zone) => {
                self.memory.zone = Some(zone).filter(|zone| !zone.is_empty());
                self.chosen(ctx);
            }
            Action::CalendarLink(session, provider) => self.report_calendar(ctx, Some(session), provider.id()),
            Action::CalendarFile(session) => self.calendar_file(ctx, session),
        }
        true
    }

    /// Notes a click, which may explain a change that follows.
    pub(super) fn clicked(&mut self, click: &Click) {
        let heading = self.tree().and_then(|tree| click.card(&tree)).and_then(|id| self.cards.index(&id));
        self.cards.clicked(Clicked { heading, href: click.href.clone() });
    }

    /// Opens the card of the issue `id`, for a script of the page.
    pub(super) fn open(&mut self, ctx: &Context<Self>, id: &str) {
        match self.cards.open(id) {
            Some(steps) => self.carry_out(ctx, &steps),
            None => platform::warn(&["open: there is no issue “", id, "”"].concat()),
        }
    }

    /// Opens and closes cards, then reports what changed, in the order of `steps`.
    pub(super) fn carry_out(&mut self, ctx: &Context<Self>, steps: &[Step]) {
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
        let there = self.tree().is_some_and(|tree| tree.set_open(&set));
        if !there {
            // They are rendered open or closed when they come back.
            self.keep_open();
        }
        if !changes.is_empty() {
            self.view.all_open = self.cards.all_open();
            if self.memory.open.is_some() || changes.iter().any(|change| change.cause != Cause::Restore) {
                self.memory.open = Some(self.cards.open_ids());
            }
            self.keep();
        }
        for change in changes {
            self.report(ctx, change);
        }
    }

    fn report(&self, ctx: &Context<Self>, change: Change) {
        let brief = self.brief();
        if let Some(issue) = brief.as_ref().and_then(|brief| brief.issues.get(change.index)) {
            let (id, title) = (issue.id.clone(), issue.title.clone());
            ctx.props().on_report.emit(Report::Toggle { id, title, change });
        }
    }

    /// The live tree takes the place of what the host shows, unless the reader is pressing something.
    pub(super) fn adopt(&mut self, ctx: &Context<Self>) {
        let Some((tree, brief)) = self.tree().filter(|_| !self.live).zip(self.brief()) else {
            return;
        };
        let mut scroll = false;
        let closed = match &ctx.props().adoption {
            // What readers did since the cards were rendered comes out as a change.
            None => {
                let rendered = |(index, issue): (usize, &Issue)| self.expand.opens(&issue.id, index);
                let open = brief.issues.iter().enumerate().map(rendered).collect();
                let mut now = Vec::new();
                for (issue, open) in brief.issues.iter().zip(tree.open()) {
                    now.push(Prerendered { id: brief.fragment(issue), open, clicked: false });
                }
                self.take_over(ctx, open, &now)
            }
            Some(adoption) => {
                let Some(prerendered) = adoption.cards.emit(()) else {
                    return;
                };
                let closed = self.take_over(ctx, tree.open(), &prerendered);
                scroll = is_on_its_way();
                adoption.swap.emit(());
                closed
            }
        };
        self.live = true;
        ctx.props().on_report.emit(Report::Ready);
        self.report_pending(ctx);
        if !closed {
            // As far as the reader is not somewhere else by now.
            let free = focused_link().is_some_and(|href| href.is_empty() || leads_to(&href, &platform::fragment()));
            self.follow(ctx, scroll && free, free);
        }
    }

    /// Lets the cards just rendered, `open` or not, take over from `prerendered` ones, and from the last visit. Says
    /// whether the reader has closed the card that the page's fragment names.
    pub(super) fn take_over(&mut self, ctx: &Context<Self>, open: Vec<bool>, prerendered: &[Prerendered]) -> bool {
        let restore = std::mem::take(&mut self.restore);
        let remembered = self.memory.open.as_deref().filter(|_| restore);
        let (steps, closed) = self.cards.adopt(open, prerendered, remembered, &platform::fragment());
        self.carry_out(ctx, &steps);
        closed
    }

    /// The cards of another brief take over.
    pub(super) fn take_over_anew(&mut self, ctx: &Context<Self>) {
        if let Some(tree) = self.tree() {
            self.take_over(ctx, tree.open(), &[]);
            self.report_pending(ctx);
        }
    }

    /// Reports what taking over changed.
    pub(super) fn report_pending(&mut self, ctx: &Context<Self>) {
        let steps = self.cards.report_pending();
        self.carry_out(ctx, &steps);
        self.view.all_open = self.cards.all_open();
        // What a reader opened and closed again is remembered as it is, too.
        if self.memory.open.is_some() {
            self.memory.open = Some(self.cards.open_ids());
        }
        self.keep();
    }

    /// Opens the card that the page's fragment names, and brings it into sight and gives it the focus, as asked for.
    pub(super) fn follow(&mut self, ctx: &Context<Self>, scroll: bool, focus: bool) {
        let here = self.tree().is_some_and(|tree| tree.is_target());
        if let Some((index, steps)) = self.cards.follow(&platform::fragment(), here) {
            self.carry_out(ctx, &steps);
            self.compare(false);
            // The cards may be there only once they are rendered.
            self.tasks.push(Task::GoTo { index, scroll, focus });
        }
    }

    fn compare(&mut self, compare: bool) {
        self.keep_open();
        self.view.compare = compare;
    }

    /// The cards that are open now are so when they are rendered anew.
    fn keep_open(&mut self) {
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

    pub(super) fn copied(&mut self, index: usize, address: String, copied: bool) {
        let strings = self.locale.strings();
        self.announce(if copied { strings.link_copied } else { strings.link_shown });
        self.view.card.link = Some((index, if copied { Link::Copied } else { Link::Shown(address) }));
        if !copied {
            self.tasks.push(Task::SelectLink);
        }
    }

    /// Hands the reader a calendar file with one session, or with all.
    fn calendar_file(&self, ctx: &Context<Self>, session: Option<usize>) {
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

//! Carries out the steps of the cards' state machine.

use yew::Context;

use super::{SummitBrief, Task};
use crate::brief::Issue;
use crate::platform::{self, Click, focused_link, is_at_fragment_or_top};
use crate::widget::{CardStep, Cause, Change, Expand, LastClick, Prerendered, Report, leads_to};

impl SummitBrief {
    /// Records a click, which may explain a toggle that follows.
    pub(super) fn record_click(&mut self, click: &Click) {
        let heading = self.tree().and_then(|tree| click.card(&tree)).and_then(|id| self.cards.index(&id));
        self.cards.clicked(LastClick { heading, href: click.href.clone() });
    }

    /// Opens the card of the issue `id` for a script.
    pub(super) fn open_card(&mut self, ctx: &Context<Self>, id: &str) {
        match self.cards.open(id) {
            Some(steps) => self.run_steps(ctx, &steps),
            None => platform::warn(&["open: there is no issue “", id, "”"].concat()),
        }
    }

    /// Opens and closes cards, then reports what changed, in the order of `steps`.
    pub(super) fn run_steps(&mut self, ctx: &Context<Self>, steps: &[CardStep]) {
        if steps.is_empty() {
            return;
        }
        let mut set = Vec::new();
        let mut changes = Vec::new();
        for step in steps {
            match step {
                CardStep::Set(index, open) => set.push((*index, *open)),
                CardStep::Report(change) => changes.push(*change),
            }
        }
        // Set in the DOM, without a render, because `<details>` owns the state (docs/decisions/0006).
        let has_cards = self.tree().is_some_and(|tree| tree.set_open(&set));
        if !has_cards {
            // The table of positions is shown. When the cards come back, they are in their new state.
            self.sync_expand();
        }
        if !changes.is_empty() {
            let is_choice = |change: &Change| !matches!(change.cause, Cause::Restore | Cause::Script);
            if self.memory.open.is_some() || changes.iter().any(is_choice) {
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

    /// Makes the tree live: it replaces the host's content, unless the reader is pressing something.
    pub(super) fn adopt(&mut self, ctx: &Context<Self>) {
        let Some((tree, brief)) = self.tree().filter(|_| !self.live).zip(self.brief()) else {
            return;
        };
        let mut scroll = false;
        let closed = match &ctx.props().adoption {
            // There is nothing to replace, but the reader may have toggled cards since they were rendered.
            None => {
                let rendered = |(index, issue): (usize, &Issue)| self.expand.opens(&issue.id, index);
                let open = brief.issues.iter().enumerate().map(rendered).collect();
                let mut current = Vec::new();
                for (issue, open) in brief.issues.iter().zip(tree.open_states()) {
                    current.push(Prerendered { id: brief.fragment(issue), open, clicked: false });
                }
                self.adopt_cards(ctx, open, &current)
            }
            Some(adoption) => {
                let Some(prerendered) = adoption.cards.emit(()) else {
                    return;
                };
                let closed = self.adopt_cards(ctx, tree.open_states(), &prerendered);
                scroll = is_at_fragment_or_top();
                adoption.swap.emit(());
                closed
            }
        };
        self.live = true;
        self.refresh.good = Some(self.now);
        ctx.props().on_report.emit(Report::Ready);
        self.report_pending(ctx);
        if !closed {
            // Scroll and focus only if the reader has not moved the focus elsewhere.
            let free = focused_link().is_some_and(|href| href.is_empty() || leads_to(&href, &platform::fragment()));
            self.go_to_fragment(ctx, scroll && free, free);
        }
    }

    /// Brings the cards into the state of the `prerendered` ones and of the last visit; `open` is their state as just
    /// rendered. Returns whether the reader has closed the card that the page's fragment names.
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
            self.adopt_cards(ctx, tree.open_states(), &[]);
            self.report_pending(ctx);
        }
    }

    /// Reports the changes from adoption.
    pub(super) fn report_pending(&mut self, ctx: &Context<Self>) {
        let steps = self.cards.report_pending();
        self.run_steps(ctx, &steps);
        // A card that the reader toggled twice overrides the memory, although there is no change to report.
        if self.memory.open.is_some() {
            self.memory.open = Some(self.cards.open_ids());
        }
        self.store_memory();
    }

    /// Opens the card, or marks the session, that the page's fragment names. After rendering, scrolls to it if `scroll`
    /// is set, and focuses it if `focus` is set.
    pub(super) fn go_to_fragment(&mut self, ctx: &Context<Self>, scroll: bool, focus: bool) {
        let fragment = platform::fragment();
        let here = self.tree().is_some_and(|tree| tree.contains_target());
        if let Some(steps) = self.cards.follow(&fragment, here) {
            self.run_steps(ctx, &steps);
            if self.view.compare {
                self.set_compare(false);
            }
        }
        self.view.target = if here { fragment.clone() } else { String::new() };
        if here {
            // If the table of positions was shown, the cards exist only after rendering.
            self.tasks.push(Task::GoTo { fragment, scroll, focus });
        }
    }

    /// The content ids of the cards that are open, each followed by a space.
    pub(crate) fn open_fragments(&self) -> String {
        let mut open = String::new();
        if let Some(brief) = self.brief() {
            for id in self.cards.open_ids() {
                open.push_str(&[&brief.id, "-", &id, " "].concat());
            }
        }
        open
    }

    pub(super) fn set_compare(&mut self, compare: bool) {
        self.sync_expand();
        self.view.compare = compare;
    }

    /// Updates `expand`, so that the cards keep their state when they are rendered anew.
    pub(super) fn sync_expand(&mut self) {
        self.expand = Expand::Ids(self.cards.open_ids()).into();
    }
}

//! Carries out what the cards' state machine says: cards open and close, events, focus and memory. What a card does by
//! itself is `<details>`'s own.

use std::rc::Rc;

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlInputElement};

use super::instance::Inner;
use crate::brief::Brief;
use crate::platform::{self, focus, is_in_sight, object, select_all};
use crate::widget::{Cards, Cause, Change, Clicked, Expand, Link, Prerendered, Step, View, leads_to};

impl Inner {
    /// A card of the live tree was opened or closed.
    pub(super) fn on_toggle(&self, card: &Element) {
        let open = details(card).open();
        self.happened(&mut |cards| match cards.index(&content_id(card)) {
            Some(index) => cards.toggled(index, open, &platform::fragment()),
            None => Vec::new(),
        });
    }

    /// Something of the page was clicked.
    pub(super) fn note_click(&self, target: Option<&Element>) {
        let near = |selector: &str| target.and_then(|target| target.closest(selector).ok().flatten());
        let heading = near("summary").filter(|heading| self.element.contains(Some(heading)));
        let id = heading.and_then(|heading| heading.parent_element()).map(|card| content_id(&card));
        let href = near("a[href]").and_then(|link| link.get_attribute("href"));
        self.happened(&mut |cards| {
            let heading = id.as_ref().and_then(|id| cards.index(id));
            cards.clicked(Clicked { heading, href: href.clone() });
            Vec::new()
        });
    }

    /// Opens the card of the issue `id`, for a script of the page.
    pub(super) fn open(&self, id: &str) {
        self.happened(&mut |cards| {
            cards.open(id).unwrap_or_else(|| {
                platform::warn(&["open: there is no issue “", id, "”"].concat());
                Vec::new()
            })
        });
    }

    /// Lets the cards know what happened, and carries out what they say.
    pub(super) fn happened(&self, what: &mut dyn FnMut(&mut Cards) -> Vec<Step>) {
        let steps = match &mut self.state.borrow_mut().app {
            Some(app) => what(&mut app.cards),
            None => return,
        };
        self.carry_out(&steps);
    }

    fn carry_out(&self, steps: &[Step]) {
        let Some((brief, host)) = self.shown().filter(|_| !steps.is_empty()) else {
            return;
        };
        let cards = cards(&host);
        let mut reported = false;
        for step in steps {
            match step {
                Step::Set(index, open) => {
                    if let Some(card) = cards.get(*index) {
                        details(card).set_open(*open);
                    }
                }
                Step::Report(change) => {
                    if !reported {
                        self.remember_open(&brief, steps);
                        reported = true;
                    }
                    self.report(&brief, *change);
                }
            }
        }
        // While the positions are compared, and until Yew has rendered after that.
        if cards.is_empty() {
            self.set_coming(&mut |_| {});
        }
    }

    /// Brings the label of *Show all* and the memory up to date with the cards, before the page hears of `steps`.
    fn remember_open(&self, brief: &Brief, steps: &[Step]) {
        let Some((all_open, ids)) =
            self.state.borrow().app.as_ref().map(|app| (app.cards.all_open(), app.cards.open_ids()))
        else {
            return;
        };
        self.set_view(&mut |view| view.all_open = all_open);
        let is_choice = |step: &Step| matches!(step, Step::Report(change) if change.cause != Cause::Restore);
        let open = &mut self.memory.kept.borrow_mut().open;
        if open.is_some() || steps.iter().any(is_choice) {
            *open = Some(ids);
        }
        self.keep(brief);
    }

    fn report(&self, brief: &Brief, Change { index, open, cause }: Change) {
        if let Some(issue) = brief.issues.get(index) {
            let fields = [
                ("id", issue.id.as_str().into()),
                ("title", issue.title.as_str().into()),
                ("index", (index as u32).into()),
                ("open", open.into()),
                ("cause", cause.name().into()),
            ];
            self.dispatch("sb-toggle", &object(&fields));
        }
    }

    /// Lets the cards just rendered in `host` take over from `prerendered` ones, and from the last visit; what that
    /// changed is still to be reported. Says whether the reader has closed the card that the page's fragment names.
    pub(super) fn take_over(&self, prerendered: &[Element], was_clicked: &dyn Fn(&Element) -> bool) -> bool {
        let Some((_, host)) = self.shown() else {
            return false;
        };
        let live = cards(&host).iter().map(|card| details(card).open()).collect::<Vec<_>>();
        let restore = self.memory.restore.take();
        let remembered = self.memory.kept.borrow().open.clone().filter(|_| restore);
        let mut closed = false;
        self.happened(&mut |cards| {
            let mut before = Vec::new();
            for card in prerendered {
                if let Some(index) = cards.index(&content_id(card)) {
                    before.push(Prerendered { index, open: details(card).open(), clicked: was_clicked(card) });
                }
            }
            let (steps, is_closed) = cards.adopt(live.clone(), &before, remembered.as_deref(), &platform::fragment());
            closed = is_closed;
            steps
        });
        closed
    }

    /// Reports what [`Inner::take_over`] changed, once.
    pub(super) fn report_pending(&self) {
        self.happened(&mut Cards::report_pending);
        if let Some((brief, _)) = self.shown() {
            self.keep(&brief);
        }
    }

    /// Opens the card that the page's fragment names, and where `go`, brings it into sight and gives it the focus; to
    /// be done once for a fragment.
    pub(super) fn follow_fragment(self: &Rc<Self>, go: Going) {
        let fragment = platform::fragment();
        // Of two elements with the same brief, the one that the browser goes to.
        let target = document().get_element_by_id(&fragment);
        let here = target.is_none_or(|target| self.element.contains(Some(&target)));
        let mut found = None;
        self.happened(&mut |cards| {
            let (index, steps) = cards.follow(&fragment, here).unzip();
            found = index;
            steps.unwrap_or_default()
        });
        let Some((index, (_, host))) = found.zip(self.shown()) else {
            return;
        };
        self.set_compare(false);
        // The cards may be there only once Yew has rendered.
        self.once_rendered(Box::new(move || {
            let head = cards(&host).get(index).and_then(|card| card.first_element_child());
            if let Some(head) = head {
                // What the head opens cannot be scrolled to while it unfolds.
                if go.scroll && !is_in_sight(&head) {
                    head.scroll_into_view();
                }
                if go.focus {
                    focus(&head);
                }
            }
        }));
    }

    /// Follows the fragment once the live tree stands, as far as the reader is not somewhere else by now. `scroll`
    /// says whether the page is where the fragment leads, or still where it began.
    pub(super) fn arrive(self: &Rc<Self>, scroll: bool) {
        let active = document().active_element();
        let free =
            active.is_none_or(|active| active.tag_name() == "BODY" || is_link_to(&active, &platform::fragment()));
        self.follow_fragment(Going { scroll: scroll && free, focus: free });
    }

    /// Whether the page is where its fragment leads, or has not been scrolled at all.
    pub(super) fn is_on_its_way(&self) -> bool {
        let target = document().get_element_by_id(&platform::fragment());
        window().scroll_y() == Ok(0.0) || target.is_some_and(|target| is_in_sight(&target))
    }

    pub(super) fn set_compare(&self, compare: bool) {
        self.set_coming(&mut |view| view.compare = compare);
    }

    /// Changes the view, in which cards that are to come are open as they were reported.
    fn set_coming(&self, change: &mut dyn FnMut(&mut View)) {
        if let Some(app) = &mut self.state.borrow_mut().app {
            let mut props = app.props.clone();
            props.expand = Rc::new(Expand::Ids(app.cards.open_ids()));
            change(&mut props.view);
            app.update(props);
        }
    }

    pub(super) async fn copy_link(self: Rc<Self>, index: usize) {
        let Some((brief, host)) = self.shown() else {
            return;
        };
        let Some(issue) = brief.issues.get(index) else {
            return;
        };
        let address = platform::address(&brief.fragment(issue));
        let copied = platform::copy(&address).await;
        self.set_view(&mut |view| {
            view.card.link = Some((index, if copied { Link::Copied } else { Link::Shown(address.clone()) }));
        });
        let strings = self.strings();
        self.say(if copied { strings.link_copied } else { strings.link_shown });
        if !copied {
            self.once_rendered(Box::new(move || {
                if let Some(field) = host.query_selector(".sb-field").ok().flatten() {
                    focus(&field);
                    field.unchecked_ref::<HtmlInputElement>().select();
                }
            }));
        }
    }

    /// Says something to those who hear the page, also when it was said just before.
    pub(super) fn say(&self, words: &str) {
        self.said.set(self.now.get());
        self.set_view(&mut |view| {
            let again = view.status == words && !words.is_empty();
            view.status = [words, if again { "\u{a0}" } else { "" }].concat();
        });
    }

    pub(super) fn set_view(&self, change: &mut dyn FnMut(&mut View)) {
        if let Some(app) = &mut self.state.borrow_mut().app {
            let mut props = app.props.clone();
            change(&mut props.view);
            app.update(props);
        }
    }

    /// The brief shown and where.
    pub(super) fn shown(&self) -> Option<(Rc<Brief>, Element)> {
        let state = self.state.borrow();
        state.app.as_ref().map(|app| (app.props.content.brief.clone(), app.host.clone()))
    }
}

/// What to do for a reader who comes to a card.
#[derive(Clone, Copy)]
pub(super) struct Going {
    pub(super) scroll: bool,
    pub(super) focus: bool,
}

/// The cards of a live tree, in the order of the issues.
fn cards(host: &Element) -> Vec<Element> {
    select_all(host, ".sb-card__details")
}

fn details(card: &Element) -> &HtmlDetailsElement {
    card.unchecked_ref()
}

/// The id inside a card, which a fragment names.
fn content_id(card: &Element) -> String {
    card.last_element_child().map(|content| content.id()).unwrap_or_default()
}

pub(super) fn is_link_to(clicked: &Element, fragment: &str) -> bool {
    let link = clicked.closest("a[href]").ok().flatten().and_then(|link| link.get_attribute("href"));
    link.is_some_and(|href| leads_to(&href, fragment))
}

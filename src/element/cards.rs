//! The cards of one element: which are open and who opened them, events, methods, fragments, and what is kept for
//! the next visit. What a card does by itself is `<details>`'s own.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::adopt::select_all;
use super::events::detail;
use super::instance::Inner;
use crate::brief::Brief;
use crate::components::{Expand, Link, Memory, View};
use crate::platform;
use crate::time::Instant;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, FocusOptions, HtmlDetailsElement, HtmlElement, HtmlInputElement};

/// Why a card is open or closed: `detail.cause` of `sb-toggle`.
pub(super) type Cause = &'static str;
const CLICK: Cause = "click";
/// By elimination: find-in-page, a text fragment, or a script of the page that sets `open` on `<details>`.
const BROWSER: Cause = "browser";
const FRAGMENT: Cause = "fragment";
pub(super) const ALL: Cause = "all";
const RESTORE: Cause = "restore";
pub(super) const SCRIPT: Cause = "script";

/// What is known of the cards.
#[derive(Default)]
pub(super) struct Cards {
    /// Whether each card is open, by index, as it was last told.
    told: RefCell<Vec<bool>>,
    /// What was clicked last, until that has explained a change.
    pub(super) clicked: RefCell<Option<Element>>,
    /// The page's fragment as it was last dealt with.
    fragment: RefCell<String>,
    /// Where the memory is kept; `None` where it is not.
    key: RefCell<Option<String>>,
    pub(super) memory: RefCell<Memory>,
    /// Whether the cards are still to be brought into the state remembered.
    restore: Cell<bool>,
    /// What the reader had seen when this visit began.
    pub(super) seen: Cell<Option<Instant>>,
}

/// Where a click that has not been understood yet went, as the class knows it.
pub(super) type WasClicked<'a> = &'a dyn Fn(&HtmlDetailsElement) -> bool;

impl Inner {
    /// A card of the live tree was opened or closed. What this element did itself is told already.
    pub(super) fn on_toggle(&self, card: &HtmlDetailsElement) {
        let Some((brief, _)) = self.shown() else {
            return;
        };
        let id = content_id(card);
        let Some(index) = index_of(&brief, &id) else {
            return;
        };
        let open = card.open();
        let by_click = self.cards.clicked.borrow().as_ref().is_some_and(|clicked| is_in_head(clicked, card));
        let link = self.cards.clicked.borrow().as_ref().is_some_and(|clicked| is_link_to(clicked, &id));
        let fragment = platform::fragment();
        let cause = match open && fragment == id && (link || *self.cards.fragment.borrow() != id) {
            _ if by_click => CLICK,
            true => FRAGMENT,
            false => BROWSER,
        };
        if by_click || link {
            self.cards.clicked.take();
        }
        if cause == FRAGMENT {
            self.cards.fragment.replace(fragment);
        }
        if self.cards.told.borrow().get(index) == Some(&!open) {
            self.tell(&brief, &[(index, open, cause)]);
        }
    }

    /// Opens and closes cards: `want` says for each, by index and what it is now, what it shall be.
    pub(super) fn set_open(&self, cause: Cause, want: &dyn Fn(usize, bool) -> bool) {
        let Some((brief, host)) = self.shown() else {
            return;
        };
        let cards = cards(&host);
        let mut changes = Vec::new();
        for (index, told) in self.cards.told.borrow().iter().enumerate() {
            let open = want(index, *told);
            if open != *told {
                // There are none while the positions are compared.
                if let Some(card) = cards.get(index) {
                    card.set_open(open);
                }
                changes.push((index, open, cause));
            }
        }
        self.tell(&brief, &changes);
    }

    /// Opens the card of the issue `id`, for a script of the page.
    pub(super) fn open(&self, id: &str) {
        let issue = self.shown().and_then(|(brief, _)| brief.issues.iter().position(|issue| issue.id == id));
        match issue {
            Some(issue) => self.set_open(SCRIPT, &|index, open| open || index == issue),
            None => platform::warn(&["open: there is no issue “", id, "”"].concat()),
        }
    }

    /// Tells the page of cards that were opened or closed, and whoever else has to agree with it.
    fn tell(&self, brief: &Brief, changes: &[(usize, bool, Cause)]) {
        for (index, open, _) in changes {
            if let Some(told) = self.cards.told.borrow_mut().get_mut(*index) {
                *told = *open;
            }
        }
        let all_open = self.cards.told.borrow().iter().all(|open| *open);
        self.set_view(&mut |view| view.all_open = all_open);
        if changes.iter().any(|(.., cause)| *cause != RESTORE) {
            self.cards.memory.borrow_mut().open = Some(self.open_ids(brief));
            self.keep(brief);
        }
        for (index, open, cause) in changes {
            if let Some(issue) = brief.issues.get(*index) {
                let fields = [
                    ("id", issue.id.as_str().into()),
                    ("title", issue.title.as_str().into()),
                    ("index", (*index as u32).into()),
                    ("open", (*open).into()),
                    ("cause", (*cause).into()),
                ];
                self.dispatch("sb-toggle", &detail(&fields));
            }
        }
    }

    /// Takes stock of the cards just rendered in `host`, gives them the state they had in the `rendered` tree or at
    /// the last visit, and returns what that changed.
    pub(super) fn take_over(&self, rendered: &[HtmlDetailsElement], was_clicked: WasClicked) -> Changes {
        let mut changes = Vec::new();
        let Some((brief, host)) = self.shown() else {
            return Changes(changes);
        };
        let cards = cards(&host);
        let told: Vec<bool> = cards.iter().map(|card| card.open()).collect();
        // Cards that the reader left as they were rendered, on purpose.
        let mut left = Vec::new();
        for card in rendered {
            let id = content_id(card);
            let Some(index) = index_of(&brief, &id) else {
                continue;
            };
            let (open, clicked) = (card.open(), was_clicked(card));
            if told.get(index) == Some(&!open) {
                let cause = match () {
                    () if clicked => CLICK,
                    () if id == platform::fragment() => FRAGMENT,
                    () => BROWSER,
                };
                changes.push((index, open, cause));
            } else if clicked {
                left.push(index);
            }
        }
        if self.cards.restore.take()
            && let Some(open) = &self.cards.memory.borrow().open
        {
            for (index, issue) in brief.issues.iter().enumerate() {
                let remembered = open.contains(&issue.id);
                // What was done to the rendered tree is newer.
                let newer = left.contains(&index) || changes.iter().any(|(other, ..)| *other == index);
                if told.get(index) == Some(&!remembered) && !newer {
                    changes.push((index, remembered, RESTORE));
                }
            }
        }
        for (index, open, _) in &changes {
            if let Some(card) = cards.get(*index) {
                card.set_open(*open);
            }
        }
        self.cards.told.replace(told);
        Changes(changes)
    }

    /// Tells what [`Inner::take_over`] changed.
    pub(super) fn tell_changes(&self, changes: &Changes) {
        if let Some((brief, _)) = self.shown() {
            self.tell(&brief, &changes.0);
            self.keep(&brief);
        }
    }

    /// Opens the card that the page's fragment names and gives it the focus; to be done once for a fragment.
    pub(super) fn follow_fragment(self: &Rc<Self>, scroll: bool) {
        let fragment = platform::fragment();
        self.cards.fragment.replace(fragment.clone());
        let Some((brief, host)) = self.shown() else {
            return;
        };
        let Some(index) = index_of(&brief, &fragment) else {
            return;
        };
        self.set_open(FRAGMENT, &|other, open| open || other == index);
        self.set_compare(false);
        // The cards may be there only once Yew has rendered.
        spawn_local(async move {
            let cards = cards(&host);
            let card = cards.get(index);
            if scroll && let Some(content) = card.and_then(|card| card.last_element_child()) {
                content.scroll_into_view();
            }
            if let Some(head) = card.and_then(|card| card.first_element_child()) {
                focus(head.unchecked_ref());
            }
        });
    }

    pub(super) fn set_compare(&self, compare: bool) {
        let Some((brief, _)) = self.shown() else {
            return;
        };
        if let Some(app) = &mut self.state.borrow_mut().app
            && app.props.view.compare != compare
        {
            let mut props = app.props.clone();
            // Cards come back as they went.
            props.expand = Rc::new(Expand::Ids(self.open_ids(&brief)));
            props.view.compare = compare;
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
            view.card.link = Some((index, if copied { Link::Copied } else { Link::Shown(address.clone().into()) }));
        });
        let strings = self.strings();
        self.say(if copied { strings.link_copied } else { strings.link_shown });
        if !copied {
            spawn_local(async move {
                if let Some(field) = host.query_selector(".sb-field").ok().flatten() {
                    let field: HtmlInputElement = field.unchecked_into();
                    focus(&field);
                    field.select();
                }
            });
        }
    }

    /// Says something to those who hear the page, also when it was said just before.
    pub(super) fn say(&self, words: &str) {
        self.set_view(&mut |view| {
            let again = view.status == words;
            view.status = [words, if again { "\u{a0}" } else { "" }].concat().into();
        });
    }

    pub(super) fn set_view(&self, change: &mut dyn FnMut(&mut View)) {
        if let Some(app) = &mut self.state.borrow_mut().app {
            let mut props = app.props.clone();
            change(&mut props.view);
            app.update(props);
        }
    }

    /// Reads what is kept of `brief` for this reader, once; nothing where `remember` is false.
    pub(super) fn recall(&self, remember: bool, brief: &Brief) {
        let key = remember.then(|| self.key(brief));
        if *self.cards.key.borrow() != key {
            let text = key.as_deref().and_then(platform::stored);
            let memory = text.as_deref().map(Memory::read).unwrap_or_default();
            self.cards.seen.set(memory.seen);
            self.cards.memory.replace(memory);
            self.cards.key.replace(key);
            self.cards.restore.set(true);
        }
    }

    /// Where what is kept of `brief` is: under its id, and the number of the element among those of its source.
    fn key(&self, brief: &Brief) -> String {
        let src = self.element.get_attribute("src");
        let page = document().document_element();
        let all: Vec<Element> = page.map(|page| select_all(&page, "summit-brief")).unwrap_or_default();
        let before = all.iter().take_while(|other| !other.is_same_node(Some(&self.element)));
        let twins = before.filter(|other| other.get_attribute("src") == src).count();
        let number = if twins == 0 { String::new() } else { ["#", &twins.to_string()].concat() };
        ["summit-brief:", &brief.id, &number].concat()
    }

    pub(super) fn keep(&self, brief: &Brief) {
        if let Some(key) = &*self.cards.key.borrow() {
            let updates = brief.issues.iter().filter_map(|issue| issue.updated);
            let newest = updates.map(|updated| updated.instant).fold(brief.updated.instant, Ord::max);
            let mut memory = self.cards.memory.borrow_mut();
            // A stamp of the future is news also at the next visit.
            memory.seen = Some(newest.min(platform::now()));
            platform::store(key, &memory.write());
        }
    }

    fn open_ids(&self, brief: &Brief) -> Vec<String> {
        let told = self.cards.told.borrow();
        brief.issues.iter().zip(told.iter()).filter(|(_, open)| **open).map(|(issue, _)| issue.id.clone()).collect()
    }

    /// The brief shown and where.
    pub(super) fn shown(&self) -> Option<(Rc<Brief>, Element)> {
        let state = self.state.borrow();
        state.app.as_ref().map(|app| (app.props.content.brief.clone(), app.host.clone()))
    }
}

/// Cards that changed: index, whether open, why.
#[derive(Default)]
pub(super) struct Changes(Vec<(usize, bool, Cause)>);

/// The cards of a live tree, in the order of the issues.
fn cards(host: &Element) -> Vec<HtmlDetailsElement> {
    select_all(host, ".sb-card__details")
}

/// The id inside a card, which a fragment names.
fn content_id(card: &Element) -> String {
    card.last_element_child().map(|content| content.id()).unwrap_or_default()
}

/// The index of the issue that `fragment` names.
fn index_of(brief: &Brief, fragment: &str) -> Option<usize> {
    let issue = fragment.strip_prefix(brief.id.as_str())?.strip_prefix('-')?;
    brief.issues.iter().position(|other| other.id == issue)
}

fn is_in_head(clicked: &Element, card: &Element) -> bool {
    let head = clicked.closest("summary").ok().flatten();
    head.is_some_and(|head| card.first_element_child().is_some_and(|own| own.is_same_node(Some(&head))))
}

fn is_link_to(clicked: &Element, fragment: &str) -> bool {
    let link = clicked.closest("a[href]").ok().flatten().and_then(|link| link.get_attribute("href"));
    link.is_some_and(|href| href.ends_with(["#", fragment].concat().as_str()))
}

/// Gives `element` the focus, without scrolling.
pub(super) fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot take the focus leaves it where it is.
    let _ = element.focus_with_options(&options);
}

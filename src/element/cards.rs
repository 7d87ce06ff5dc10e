//! The cards of one element: which are open and who opened them, events, methods, fragments, and what is kept for
//! the next visit. What a card does by itself is `<details>`'s own.

use std::rc::Rc;

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlInputElement};

use super::card_state::{BROWSER, CLICK, Cause, FRAGMENT, RESTORE, SCRIPT};
use super::instance::Inner;
use crate::brief::Brief;
use crate::platform::{self, focus, is_in_sight, object, select_all};
use crate::widget::{Expand, Link, Memory, View};

/// Where a click that has not been understood yet went, as the class knows it.
pub(super) type WasClicked<'a> = &'a dyn Fn(&Element) -> bool;

impl Inner {
    /// A card of the live tree was opened or closed. What this element did itself is told already.
    pub(super) fn on_toggle(&self, card: &Element) {
        let Some((brief, _)) = self.shown() else {
            return;
        };
        let id = content_id(card);
        let Some(index) = index_of(&brief, &id) else {
            return;
        };
        let open = details(card).open();
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
        // In the order it came about.
        self.tell_untold();
        let Some((brief, host)) = self.shown() else {
            return;
        };
        let cards = cards(&host);
        let mut changes = Vec::new();
        for (index, told) in self.cards.told.borrow().iter().enumerate() {
            let open = want(index, *told);
            if open != *told {
                if let Some(card) = cards.get(index) {
                    details(card).set_open(open);
                }
                changes.push((index, open, cause));
            }
        }
        self.tell(&brief, &changes);
        // While the positions are compared, and until Yew has rendered after that.
        if cards.is_empty() {
            self.set_coming(&mut |_| {});
        }
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
                self.dispatch("sb-toggle", &object(&fields));
            }
        }
    }

    /// Takes stock of the cards just rendered in `host`, and gives them the state they had in the `rendered` tree or
    /// at the last visit; what that changed is still to be told. Says whether the reader has closed the card that the
    /// page's fragment names.
    pub(super) fn take_over(&self, rendered: &[Element], was_clicked: WasClicked) -> bool {
        let mut left = false;
        let Some((brief, host)) = self.shown() else {
            return left;
        };
        let fragment = platform::fragment();
        let mut changes = Vec::new();
        let cards = cards(&host);
        let mut told = Vec::new();
        for card in &cards {
            told.push(details(card).open());
        }
        // What was done to the rendered tree is newer than what is remembered, also where it was undone.
        let mut touched = Vec::new();
        for card in rendered {
            let id = content_id(card);
            let Some(index) = index_of(&brief, &id) else {
                continue;
            };
            let clicked = was_clicked(card);
            let open = details(card).open();
            let changed = told.get(index) == Some(&!open);
            if changed {
                let cause = match () {
                    () if clicked => CLICK,
                    () if id == fragment => FRAGMENT,
                    () => BROWSER,
                };
                changes.push((index, open, cause));
            }
            if clicked && !open && id == fragment {
                self.cards.fragment.replace(id);
                left = true;
            }
            if changed || clicked {
                touched.push(index);
            }
        }
        let memory = &mut *self.cards.memory.borrow_mut();
        if self.cards.restore.take()
            && let Some(open) = &mut memory.open
        {
            for (index, issue) in brief.issues.iter().enumerate() {
                let remembered = open.contains(&issue.id);
                match touched.contains(&index) {
                    _ if told.get(index) != Some(&!remembered) => {}
                    false => changes.push((index, remembered, RESTORE)),
                    true if remembered => open.retain(|id| *id != issue.id),
                    true => open.push(issue.id.clone()),
                }
            }
        }
        for (index, open, _) in &changes {
            if let Some(card) = cards.get(*index) {
                details(card).set_open(*open);
            }
        }
        self.cards.told.replace(told);
        self.cards.untold.replace(Some(changes));
        left
    }

    /// Tells what [`Inner::take_over`] changed, once.
    pub(super) fn tell_untold(&self) {
        if let Some(changes) = self.cards.untold.take()
            && let Some((brief, _)) = self.shown()
        {
            self.tell(&brief, &changes);
            self.keep(&brief);
        }
    }

    /// Opens the card that the page's fragment names, and where `go`, brings it into sight and gives it the focus; to
    /// be done once for a fragment.
    pub(super) fn follow_fragment(self: &Rc<Self>, go: Going) {
        let fragment = platform::fragment();
        self.cards.fragment.replace(fragment.clone());
        let Some((brief, host)) = self.shown() else {
            return;
        };
        let Some(index) = index_of(&brief, &fragment) else {
            return;
        };
        // Of two elements with the same brief, the one that the browser goes to.
        let target = document().get_element_by_id(&fragment);
        if target.is_some_and(|target| !self.element.contains(Some(&target))) {
            return;
        }
        self.set_open(FRAGMENT, &|other, open| open || other == index);
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

    /// Changes the view, in which cards that are to come are as open as they are told to be.
    fn set_coming(&self, change: &mut dyn FnMut(&mut View)) {
        let Some((brief, _)) = self.shown() else {
            return;
        };
        if let Some(app) = &mut self.state.borrow_mut().app {
            let mut props = app.props.clone();
            props.expand = Rc::new(Expand::Ids(self.open_ids(&brief)));
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

    /// Reads what is kept of `brief` for this reader, once; nothing where `remember` is false.
    pub(super) fn recall(&self, remember: bool, brief: &Brief) {
        // An element that is moved keeps its entry.
        let id = remember.then(|| brief.id.clone());
        if self.cards.remembered.replace(id.clone()) != id {
            let key = remember.then(|| self.key(brief));
            let text = key.as_deref().and_then(platform::stored);
            let memory = text.as_deref().map(Memory::read).unwrap_or_default();
            self.cards.seen.set(memory.seen);
            self.cards.memory.replace(memory);
            self.cards.key.replace(key);
            self.cards.restore.set(true);
        }
    }

    /// Where what is kept of `brief` is: under its id, and the number of the element on its page, unless it is the
    /// first: two elements may show the same brief.
    fn key(&self, brief: &Brief) -> String {
        let page = document().document_element();
        let all = page.map(|page| select_all(&page, "summit-brief")).unwrap_or_default();
        let number = match all.iter().position(|other| other.is_same_node(Some(&self.element))) {
            None | Some(0) => String::new(),
            Some(number) => ["#", &number.to_string()].concat(),
        };
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
        let mut ids = Vec::new();
        for (index, issue) in brief.issues.iter().enumerate() {
            if told.get(index) == Some(&true) {
                ids.push(issue.id.clone());
            }
        }
        ids
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

/// The index of the issue that `fragment` names.
fn index_of(brief: &Brief, fragment: &str) -> Option<usize> {
    let issue = fragment.strip_prefix(brief.id.as_str())?.strip_prefix('-')?;
    brief.issues.iter().position(|other| other.id == issue)
}

fn is_in_head(clicked: &Element, card: &Element) -> bool {
    let head = clicked.closest("summary").ok().flatten();
    head.is_some_and(|head| card.first_element_child().is_some_and(|own| own.is_same_node(Some(&head))))
}

pub(super) fn is_link_to(clicked: &Element, fragment: &str) -> bool {
    let link = clicked.closest("a[href]").ok().flatten().and_then(|link| link.get_attribute("href"));
    link.is_some_and(|href| href.ends_with(["#", fragment].concat().as_str()))
}

//! The DOM of a live widget, and of the prerendered cards that it replaces.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlInputElement};

use super::dom::{focus, is_in_sight, select_all};
use super::page::fragment;

/// A card: its `<details>`.
#[derive(Clone, Debug)]
pub struct Card(HtmlDetailsElement);

impl Card {
    /// The cards inside `tree`, in the order of their issues.
    #[must_use]
    pub fn all(tree: &Element) -> Vec<Self> {
        let mut cards = Vec::new();
        for details in select_all(tree, ".sb-card__details") {
            cards.push(Self(details.unchecked_into()));
        }
        cards
    }

    /// The id of its content, which is also its fragment.
    #[must_use]
    pub fn content_id(&self) -> String {
        self.0.last_element_child().map(|content| content.id()).unwrap_or_default()
    }

    /// Whether it is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.0.open()
    }

    /// The `<details>` element.
    #[must_use]
    pub fn element(&self) -> &Element {
        &self.0
    }
}

/// The live tree of one widget.
#[derive(Clone, Debug)]
pub struct Tree(Element);

impl Tree {
    /// The tree that contains a component's `node`, once `node` is rendered.
    #[must_use]
    pub fn containing(node: Option<Element>) -> Option<Self> {
        node?.parent_element().map(Self)
    }

    /// Sets the language of the tree (BCP 47) and its direction (`ltr` or `rtl`).
    pub fn set_language(&self, tag: &str, direction: &str) {
        let _ = self.0.set_attribute("lang", tag);
        let _ = self.0.set_attribute("dir", direction);
    }

    /// Whether each card is open, by index. Empty without cards, for example while the table of positions is shown.
    #[must_use]
    pub fn open_states(&self) -> Vec<bool> {
        let mut open = Vec::new();
        for card in Card::all(&self.0) {
            open.push(card.is_open());
        }
        open
    }

    /// Whether the card at `index` is open; `None` without cards.
    #[must_use]
    pub fn is_open(&self, index: usize) -> Option<bool> {
        Card::all(&self.0).get(index).map(Card::is_open)
    }

    /// Opens or closes cards, by index. Returns whether the tree has any cards.
    pub fn set_open(&self, cards: &[(usize, bool)]) -> bool {
        let all = Card::all(&self.0);
        for (index, open) in cards {
            if let Some(Card(details)) = all.get(*index) {
                details.set_open(*open);
            }
        }
        !all.is_empty()
    }

    /// Goes to what `fragment` names, a card's content or a session's row, and unfolds the session's day. Scrolls to the
    /// card's heading or the row if `scroll` is set and it is not in sight, and focuses the heading or the row's link if
    /// `focused` is set.
    pub fn go_to(&self, fragment: &str, scroll: bool, focused: bool) {
        // The ids in a brief need no escapes.
        let Some(target) = find(&self.0, &["[id='", fragment, "']"].concat()) else {
            return;
        };
        let parent = target.parent_element().unwrap_or_else(|| target.clone());
        if let Some(day) = find(&parent, ".sb-day details") {
            day.unchecked_ref::<HtmlDetailsElement>().set_open(true);
        }
        // A card's content cannot be scrolled to while it unfolds.
        let heading = find(&parent, ":scope > summary").unwrap_or(target);
        if scroll && !is_in_sight(&heading) {
            heading.scroll_into_view();
        }
        if focused {
            focus(&find(&heading, ".sb-session__link").unwrap_or(heading));
        }
    }

    /// Focuses and selects the link that a card shows after copying failed.
    pub fn select_link(&self) {
        if let Some(field) = find(&self.0, ".sb-field") {
            focus(&field);
            field.unchecked_ref::<HtmlInputElement>().select();
        }
    }

    /// Whether the target of the page's fragment is in this tree, or does not exist. If two widgets show the same
    /// brief, the browser goes to only one of them.
    #[must_use]
    pub fn contains_target(&self) -> bool {
        document().get_element_by_id(&fragment()).is_none_or(|target| self.contains(&target))
    }

    /// Whether `element` is inside the tree.
    #[must_use]
    pub fn contains(&self, element: &Element) -> bool {
        self.0.contains(Some(element))
    }
}

/// The first element inside `tree` that matches `selector`.
fn find(tree: &Element, selector: &str) -> Option<Element> {
    tree.query_selector(selector).ok().flatten()
}

/// Whether the target of the page's fragment is in sight, or the page has not been scrolled.
#[must_use]
pub fn is_at_fragment_or_top() -> bool {
    let target = document().get_element_by_id(&fragment());
    window().scroll_y() == Ok(0.0) || target.is_some_and(|target| is_in_sight(&target))
}

/// Whether the element with the id `fragment` is in sight.
#[must_use]
pub fn shows(fragment: &str) -> bool {
    document().get_element_by_id(fragment).is_some_and(|element| is_in_sight(&element))
}

/// The `href` of the link that has the focus; empty if nothing has the focus, `None` if another element has it.
#[must_use]
pub fn focused_link() -> Option<String> {
    match document().active_element() {
        None => Some(String::new()),
        Some(active) if active.tag_name() == "BODY" => Some(String::new()),
        Some(active) => active.closest("a[href]").ok().flatten().and_then(|link| link.get_attribute("href")),
    }
}

//! What happens on the page around a widget: clicks, and changes of the address.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlDetailsElement, HtmlSelectElement};

use super::page::fragment;
use super::tree::Tree;

/// A click somewhere on the page.
#[derive(Clone, Debug)]
pub struct Click {
    /// The card whose heading was clicked.
    heading: Option<Element>,
    /// The `href` of the link that was clicked.
    pub href: Option<String>,
}

impl Click {
    fn of(target: Option<&Element>) -> Self {
        let near = |selector: &str| target.and_then(|target| target.closest(selector).ok().flatten());
        Self { heading: near("summary"), href: near("a[href]").and_then(|link| link.get_attribute("href")) }
    }

    /// The id inside the card of `tree` whose heading was clicked.
    #[must_use]
    pub fn card(&self, tree: &Tree) -> Option<String> {
        let card = self.heading.as_ref().filter(|heading| tree.contains(heading))?.parent_element()?;
        card.last_element_child().map(|content| content.id())
    }
}

/// What a page tells the widgets on it.
#[derive(Clone, Debug)]
pub enum Input {
    /// A click.
    Click(Click),
    /// The page's fragment is to be followed: it is another, or its link was clicked again.
    Fragment,
}

/// Follows the page until it is dropped.
#[must_use]
pub struct PageInput {
    _click: EventListener,
    _hash: EventListener,
}

impl PageInput {
    /// Calls `take` with all that happens.
    pub fn new(take: impl Fn(Input) + 'static) -> Self {
        let take: Rc<dyn Fn(Input)> = Rc::new(take);
        let again: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let clicked = take.clone();
        let click = listen("click", move |event| {
            // From the window, `target` ends at the host of a shadow tree.
            let target: Option<Element> = event.composed_path().get(0).dyn_into().ok();
            let click = Click::of(target.as_ref());
            // The address does not change, so no event follows; the browser's own way of following takes the focus away.
            let (fragment, href) = (fragment(), click.href.as_deref().unwrap_or_default());
            if !fragment.is_empty() && href.ends_with(["#", &fragment].concat().as_str()) {
                // Firefox follows only in the next turn.
                after_turns(2, again.clone(), clicked.clone());
            }
            clicked(Input::Click(click));
        });
        Self { _click: click, _hash: listen("hashchange", move |_| take(Input::Fragment)) }
    }
}

fn listen(name: &'static str, take: impl FnMut(&Event) + 'static) -> EventListener {
    let page: &EventTarget = &window();
    EventListener::new_with_options(page, name, EventListenerOptions::run_in_capture_phase(), take)
}

/// Follows the fragment once the page has had as many turns.
fn after_turns(turns: u32, timeout: Rc<RefCell<Option<Timeout>>>, take: Rc<dyn Fn(Input)>) {
    if turns == 0 {
        return take(Input::Fragment);
    }
    let next = timeout.clone();
    let waiting = Timeout::new(0, move || after_turns(turns - 1, next, take));
    timeout.replace(Some(waiting));
}

/// The choice that a `change` of a `<select>` made.
#[must_use]
pub fn chosen(change: &Event) -> Option<String> {
    let select: HtmlSelectElement = change.target()?.dyn_into().ok()?;
    Some(select.value())
}

/// Whether the card that a `toggle` is of is open now.
#[must_use]
pub fn toggled_open(toggle: &Event) -> Option<bool> {
    let details: HtmlDetailsElement = toggle.target()?.dyn_into().ok()?;
    Some(details.open())
}

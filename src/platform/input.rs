//! Input from the page: clicks, changes of the fragment, and the events of controls and cards.

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
    /// The `<summary>` that was clicked.
    heading: Option<Element>,
    /// The `href` of the link that was clicked.
    pub href: Option<String>,
}

impl Click {
    fn on(target: Option<&Element>) -> Self {
        let closest = |selector: &str| target.and_then(|target| target.closest(selector).ok().flatten());
        Self { heading: closest("summary"), href: closest("a[href]").and_then(|link| link.get_attribute("href")) }
    }

    /// The content id of the card in `tree` whose heading was clicked.
    #[must_use]
    pub fn card(&self, tree: &Tree) -> Option<String> {
        let card = self.heading.as_ref().filter(|heading| tree.contains(heading))?.parent_element()?;
        card.last_element_child().map(|content| content.id())
    }
}

/// Input from the page to a widget.
#[derive(Clone, Debug)]
pub enum Input {
    /// A click.
    Click(Click),
    /// The page's fragment changed, or the reader clicked a link to the current fragment.
    Fragment,
}

/// Listens to the page until it is dropped.
#[must_use]
pub struct PageInput {
    _click: EventListener,
    _hashchange: EventListener,
}

impl PageInput {
    /// Calls `on_input` for every input.
    pub fn new(on_input: impl Fn(Input) + 'static) -> Self {
        let on_input: Rc<dyn Fn(Input)> = Rc::new(on_input);
        let timeout: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let on_click = on_input.clone();
        let click = listen("click", move |event| {
            // Seen from the window, the `target` of a click in a shadow tree is the shadow host.
            let target: Option<Element> = event.composed_path().get(0).dyn_into().ok();
            let click = Click::on(target.as_ref());
            // A link to the current fragment fires no `hashchange`, and following it takes the focus away.
            let (fragment, href) = (fragment(), click.href.as_deref().unwrap_or_default());
            if !fragment.is_empty() && href.ends_with(["#", &fragment].concat().as_str()) {
                // Firefox follows the link only in the next turn of the event loop.
                follow_after_turns(2, timeout.clone(), on_click.clone());
            }
            on_click(Input::Click(click));
        });
        Self { _click: click, _hashchange: listen("hashchange", move |_| on_input(Input::Fragment)) }
    }
}

fn listen(name: &'static str, on_event: impl FnMut(&Event) + 'static) -> EventListener {
    let page: &EventTarget = &window();
    EventListener::new_with_options(page, name, EventListenerOptions::run_in_capture_phase(), on_event)
}

/// Reports [`Input::Fragment`] after `turns` turns of the event loop.
fn follow_after_turns(turns: u32, timeout: Rc<RefCell<Option<Timeout>>>, on_input: Rc<dyn Fn(Input)>) {
    if turns == 0 {
        return on_input(Input::Fragment);
    }
    let next = timeout.clone();
    let waiting = Timeout::new(0, move || follow_after_turns(turns - 1, next, on_input));
    timeout.replace(Some(waiting));
}

/// The value selected in a `<select>`, from its `change` event.
#[must_use]
pub fn selected_value(change: &Event) -> Option<String> {
    let select: HtmlSelectElement = change.target()?.dyn_into().ok()?;
    Some(select.value())
}

/// Whether the card is open now, from its `toggle` event.
#[must_use]
pub fn toggled_open(toggle: &Event) -> Option<bool> {
    let details: HtmlDetailsElement = toggle.target()?.dyn_into().ok()?;
    Some(details.open())
}

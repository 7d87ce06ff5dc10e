//! One `<summit-brief>` on a page.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

use super::events::event;
use crate::brief::{Brief, violations};
use crate::components::root::{Adoption, Message};
use crate::components::{SummitBrief, SummitBriefProps};
use crate::platform::{self, Card};
use crate::text::{ENGLISH, Locale};
use crate::widget::{Prerendered, Report, Settings};

#[wasm_bindgen]
extern "C" {
    /// What the element's class does for the core. Its functions do not throw.
    pub type Host;
    /// Whether nothing is pressed. If something is, the class calls [`Instance::adopt`] after the release.
    #[wasm_bindgen(method, js_name = isReleased)]
    fn is_released(this: &Host) -> bool;
    /// Whether this prerendered card was clicked.
    #[wasm_bindgen(method, js_name = wasClicked)]
    fn was_clicked(this: &Host, card: &Element) -> bool;
    /// Replaces the element's content with the live tree.
    #[wasm_bindgen(method)]
    fn swap(this: &Host);
    /// Dispatches an event.
    #[wasm_bindgen(method)]
    fn dispatch(this: &Host, name: &str, detail: &JsValue);
    /// Looks for a newer version of the brief.
    #[wasm_bindgen(method)]
    fn check(this: &Host);
    /// Reports why the brief cannot be shown.
    #[wasm_bindgen(method)]
    fn fail(this: &Host, problem: &str);
}

/// The Rust side of one element. Its class, in JavaScript, calls these methods.
#[wasm_bindgen]
pub struct Instance(Rc<Inner>);

struct Inner {
    element: Element,
    /// The `div.sb` that the root is mounted on.
    tree: Element,
    /// How many `<summit-brief>` elements preceded this one at the start.
    number: usize,
    host: Host,
    /// The last valid brief.
    brief: RefCell<Option<Rc<Brief>>>,
    app: RefCell<Option<AppHandle<SummitBrief>>>,
    // Created once: with new callbacks, no two updates would have equal props.
    on_report: Callback<Report>,
    adoption: Adoption,
}

#[wasm_bindgen]
impl Instance {
    /// The widget of `element`, which is in the document; `number` other widgets precede it. It will be rendered into
    /// `tree`, a detached `div.sb`. `prerendered` says whether the element has a prerendered tree, and `in_sight`
    /// whether readers may see that now.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(element: Element, tree: Element, host: Host, number: usize, prerendered: bool, in_sight: bool) -> Self {
        Self(Rc::new_cyclic(|inner| Inner {
            element,
            tree,
            number,
            host,
            brief: RefCell::default(),
            app: RefCell::default(),
            on_report: callback(inner, |inner, report| inner.on_report(&report)),
            adoption: Adoption {
                prerendered,
                in_sight,
                cards: callback(inner, |inner, ()| inner.prerendered_cards()),
                swap: callback(inner, |inner, ()| inner.host.swap()),
            },
        }))
    }

    /// Reads the brief `text` (JSON), to be shown from now on. With `newer`, it must be a newer version of the last one.
    /// Returns why that is impossible.
    pub fn read(&self, text: &str, newer: bool) -> Option<String> {
        let mut brief = match valid_brief(text) {
            Ok(brief) => brief,
            Err(problem) => return Some(problem),
        };
        let mut last = self.0.brief.borrow_mut();
        if let Some(last) = &*last {
            if newer && brief.id != last.id {
                return Some(["another brief: ", &brief.id].concat());
            }
            if newer && brief.updated.instant < last.updated.instant {
                return Some("older than what is shown".to_owned());
            }
            if brief.id == last.id {
                brief.keep(last);
            }
        }
        *last = Some(Rc::new(brief));
        None
    }

    /// The host has looked for a newer version: successfully, or not.
    pub fn checked(&self, good: bool) {
        self.0.send(Message::Checked(good));
    }

    /// Shows the last brief that was read, as the element's attributes say, with its words in the `language` of this tag
    /// (BCP 47) and these `lines` ([`crate::text::Language::read`]); without lines, in English.
    pub fn show(&self, language: Option<String>, lines: Option<String>) {
        let inner = &self.0;
        let Some(brief) = inner.brief.borrow().clone() else {
            return;
        };
        let (settings, warnings) = Settings::read(|name| inner.element.get_attribute(name));
        for warning in &warnings {
            platform::warn(warning);
        }
        let language = language.filter(|tag| !tag.is_empty());
        let words = lines.and_then(super::language::language).unwrap_or(&ENGLISH);
        let locale = Locale::new(words, language.as_deref().unwrap_or(&brief.lang)).for_texts_in(&brief.lang);
        let props = SummitBriefProps {
            brief,
            settings: Rc::new(settings),
            locale: Some(locale),
            number: inner.number,
            on_report: inner.on_report.clone(),
            adoption: Some(inner.adoption.clone()),
        };
        let mut app = inner.app.borrow_mut();
        if let Some(app) = &mut *app {
            app.update(props);
        } else {
            *app = Some(Renderer::with_root_and_props(inner.tree.clone(), props).render());
        }
    }

    /// The trees may be swapped now.
    pub fn adopt(&self) {
        self.0.send(Message::Adopt);
    }

    /// The element re-entered the document, or left it.
    pub fn connect(&self, connected: bool) {
        self.0.send(Message::Connected(connected));
    }

    /// Opens or closes all cards.
    #[wasm_bindgen(js_name = setAll)]
    pub fn set_all(&self, open: bool) {
        self.0.send(Message::SetAll(open));
    }

    /// Opens the card of the issue with this id.
    pub fn open(&self, id: &str) {
        self.0.send(Message::Open(id.to_owned()));
    }

    /// Ends the widget, whose tree the page has replaced. Returns the content ids of the cards that were open, each
    /// followed by a space.
    #[must_use]
    pub fn end(&self) -> String {
        let app = self.0.app.take();
        let open = app.as_ref().and_then(|app| Some(app.get_component()?.open_fragments()));
        if let Some(app) = app {
            app.destroy();
        }
        open.unwrap_or_default()
    }
}

impl Inner {
    fn send(&self, message: Message) {
        if let Some(app) = &*self.app.borrow() {
            app.send_message(message);
        }
    }

    fn on_report(&self, report: &Report) {
        match report {
            Report::Refused(problem) => self.host.fail(problem),
            Report::Check => self.host.check(),
            report => {
                let (name, detail) = event(report);
                self.host.dispatch(name, &detail);
            }
        }
    }

    /// The prerendered cards; `None` while the reader is pressing something.
    fn prerendered_cards(&self) -> Option<Vec<Prerendered>> {
        let card = |card: &Card| Prerendered {
            id: card.content_id(),
            open: card.is_open(),
            clicked: self.host.was_clicked(card.element()),
        };
        self.host.is_released().then(|| Card::all(&self.element).iter().map(card).collect())
    }
}

/// Reads a brief that keeps the rules.
fn valid_brief(text: &str) -> Result<Brief, String> {
    let brief = platform::brief_from_json(text).map_err(|error| error.describe())?;
    match violations(&brief).first() {
        Some(violation) => Err(violation.describe()),
        None => Ok(brief),
    }
}

/// A callback that does not keep `inner` alive.
fn callback<In: 'static, Out: Default + 'static>(
    inner: &Weak<Inner>,
    handle: fn(&Rc<Inner>, In) -> Out,
) -> Callback<In, Out> {
    let inner = inner.clone();
    Callback::from(move |given| inner.upgrade().map(|inner| handle(&inner, given)).unwrap_or_default())
}

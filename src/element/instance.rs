//! One `<summit-brief>` on a page.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::utils::document;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};
use yew::{AppHandle, Callback, Renderer};

use super::{adopt, events};
use crate::brief::{Brief, violations};
use crate::components::root::{Adoption, Message};
use crate::components::{SummitBrief, SummitBriefProps};
use crate::platform::{self, Card, FetchError};
use crate::widget::{Prerendered, Report, Settings};

/// The Rust side of one element. Its class, in JavaScript, calls these methods.
#[wasm_bindgen]
pub struct Instance(Rc<Inner>);

struct Inner {
    element: HtmlElement,
    loader: Loader,
    state: RefCell<State>,
    /// The number of the latest update request. An earlier request finds another number here, and stops.
    request: Cell<u32>,
    // Created once: with new callbacks, no two updates would have equal props.
    on_report: Callback<Report>,
    adoption: Adoption,
}

/// Functions of the class that the core calls.
struct Loader {
    when_released: Function,
    was_clicked: Function,
    fail: Function,
}

#[derive(Default)]
struct State {
    /// The text of the inline brief, kept because the swap removes its script from the element.
    inline: Option<String>,
    /// The text of the brief that a script set as the property `brief`.
    property: Option<String>,
    loaded: Option<Loaded>,
    app: Option<App>,
}

/// The last valid brief that was loaded.
struct Loaded {
    source: BriefSource,
    text: String,
    brief: Rc<Brief>,
}

/// The running Yew application.
struct App {
    handle: AppHandle<SummitBrief>,
    /// The `div.sb` that the root is mounted on.
    host: Element,
    /// How many `<summit-brief>` elements preceded this one at the start.
    number: usize,
}

/// Where a brief comes from, with its address or its text.
#[derive(Clone, PartialEq)]
enum BriefSource {
    Url(String),
    Inline(String),
    /// The property `brief`, which scripts set.
    Property(String),
}

#[wasm_bindgen]
impl Instance {
    /// Starts the widget of `element`, which is in the document. `when_released` calls its argument once nothing is
    /// pressed; `was_clicked` says whether a prerendered card was clicked; `fail` reports a message.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(element: HtmlElement, when_released: Function, was_clicked: Function, fail: Function) -> Self {
        let inline = element.query_selector(":scope > script[type='application/json']").ok().flatten();
        let prerendered = element.query_selector(":scope > .sb").ok().flatten().is_some();
        let in_sight = prerendered && platform::is_partly_in_sight(&element);
        let state = State { inline: inline.and_then(|script| script.text_content()), ..State::default() };
        let inner = Rc::new_cyclic(|inner| Inner {
            element,
            loader: Loader { when_released, was_clicked, fail },
            state: state.into(),
            request: Cell::new(0),
            on_report: callback(inner, |inner, report| inner.on_report(&report)),
            adoption: Adoption {
                prerendered,
                in_sight,
                cards: callback(inner, |inner, ()| inner.prerendered_cards()),
                swap: callback(inner, |inner, ()| inner.swap()),
            },
        });
        inner.request_update();
        Self(inner)
    }

    /// An observed attribute changed.
    #[wasm_bindgen(js_name = attributeChanged)]
    pub fn attribute_changed(&self) {
        self.0.request_update();
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

    /// The text (JSON) of the current brief.
    #[wasm_bindgen(js_name = briefJson)]
    #[must_use]
    pub fn brief_json(&self) -> Option<String> {
        self.0.state.borrow().loaded.as_ref().map(|loaded| loaded.text.clone())
    }

    /// Shows the brief in `text` (JSON) instead of the one in `src` or inline; `None` goes back to those.
    #[wasm_bindgen(js_name = setBrief)]
    pub fn set_brief(&self, text: Option<String>) {
        self.0.state.borrow_mut().property = text;
        self.0.request_update();
    }
}

impl Inner {
    /// Requests an update from the attributes and the property. Changes in the same task cause one update.
    fn request_update(self: &Rc<Self>) {
        let request = self.request.get().wrapping_add(1);
        self.request.set(request);
        let inner = self.clone();
        spawn_local(async move {
            if inner.request.get() != request {
                return;
            }
            // A stale request must not report its error.
            if let Err(message) = inner.update(request).await
                && inner.request.get() == request
            {
                inner.fail(&message);
            }
        });
    }

    async fn update(self: &Rc<Self>, request: u32) -> Result<(), String> {
        let (settings, warnings) = Settings::read(|name| self.element.get_attribute(name));
        for warning in &warnings {
            platform::warn(warning);
        }
        let source = self.source(&settings).ok_or("no brief: set src, or put the brief inside the element as JSON")?;
        let brief = self.brief(&source).await.map_err(|problem| source.describe(&problem))?;
        if self.request.get() == request {
            self.show(brief, settings);
        }
        Ok(())
    }

    /// Where the brief comes from: the property, otherwise the attribute `src`, otherwise the inline JSON.
    fn source(&self, settings: &Settings) -> Option<BriefSource> {
        let state = self.state.borrow();
        let property = state.property.clone().map(BriefSource::Property);
        property
            .or_else(|| settings.src.clone().map(BriefSource::Url))
            .or_else(|| state.inline.clone().map(BriefSource::Inline))
    }

    /// The brief from `source`. Loads it, unless it is the current one.
    async fn brief(&self, source: &BriefSource) -> Result<Rc<Brief>, String> {
        if let Some(loaded) = &self.state.borrow().loaded
            && loaded.source == *source
        {
            return Ok(loaded.brief.clone());
        }
        let text = match source {
            BriefSource::Url(url) => platform::fetch_text(url).await.map_err(FetchError::describe)?,
            BriefSource::Inline(text) | BriefSource::Property(text) => text.clone(),
        };
        if let Some(loaded) = &mut self.state.borrow_mut().loaded
            && loaded.text == text
        {
            loaded.source = source.clone();
            return Ok(loaded.brief.clone());
        }
        let brief = platform::brief_from_json(&text).map_err(|error| error.describe())?;
        if let Some(violation) = violations(&brief).first() {
            return Err(violation.describe());
        }
        let brief = Rc::new(brief);
        self.state.borrow_mut().loaded = Some(Loaded { source: source.clone(), text, brief: brief.clone() });
        Ok(brief)
    }

    /// Shows `brief`. The first time, mounts the root in a detached host, which replaces the element's content once it
    /// is rendered.
    fn show(&self, brief: Rc<Brief>, settings: Settings) {
        let language = self.element.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang"));
        let mut state = self.state.borrow_mut();
        let number = state.app.as_ref().map_or_else(|| self.number(), |app| app.number);
        let props = SummitBriefProps {
            brief,
            settings: Rc::new(settings),
            language: language.filter(|tag| !tag.is_empty()),
            number,
            on_report: self.on_report.clone(),
            adoption: Some(self.adoption.clone()),
        };
        if let Some(app) = &mut state.app {
            app.handle.update(props);
            return;
        }
        if let Ok(host) = document().create_element("div") {
            host.set_class_name("sb");
            let handle = Renderer::<SummitBrief>::with_root_and_props(host.clone(), props).render();
            if !self.element.is_connected() {
                handle.send_message(Message::Connected(false));
            }
            state.app = Some(App { handle, host, number });
        }
    }

    /// How many `<summit-brief>` elements of the page precede this one.
    fn number(&self) -> usize {
        let page = document().document_element();
        let all = page.map(|page| platform::select_all(&page, "summit-brief")).unwrap_or_default();
        all.iter().position(|other| other.is_same_node(Some(&self.element))).unwrap_or_default()
    }

    fn send(&self, message: Message) {
        if let Some(app) = &self.state.borrow().app {
            app.handle.send_message(message);
        }
    }

    fn on_report(&self, report: &Report) {
        let Report::Refused(problem) = report else {
            return events::dispatch(&self.element, report);
        };
        let message = self.state.borrow().loaded.as_ref().map(|loaded| loaded.source.describe(problem));
        self.fail(&message.unwrap_or_default());
    }

    /// The prerendered cards; `None` while the reader is pressing something. The release then sends [`Message::Adopt`].
    fn prerendered_cards(self: &Rc<Self>) -> Option<Vec<Prerendered>> {
        let (asking, released) = (Rc::new(Cell::new(true)), Rc::new(Cell::new(false)));
        let inner = self.clone();
        let proceed = Closure::once_into_js({
            let (asking, released) = (asking.clone(), released.clone());
            move || if asking.get() { released.set(true) } else { inner.send(Message::Adopt) }
        });
        // The function does not throw.
        let _ = self.loader.when_released.call1(&JsValue::NULL, &proceed);
        asking.set(false);
        released.get().then(|| {
            let card = |card: &Card| Prerendered {
                id: card.content_id(),
                open: card.is_open(),
                clicked: self.loader.was_clicked(card.element()),
            };
            Card::all(&self.element).iter().map(card).collect()
        })
    }

    fn swap(&self) {
        let host = self.state.borrow().app.as_ref().map(|app| app.host.clone());
        if let Some(host) = host {
            adopt::swap(&self.element, &host);
        }
    }

    /// Reports why there is no widget, or no new brief. The element keeps its content.
    fn fail(&self, message: &str) {
        // The function does not throw.
        let _ = self.loader.fail.call1(&JsValue::NULL, &message.into());
    }
}

impl Loader {
    fn was_clicked(&self, card: &Element) -> bool {
        self.was_clicked.call1(&JsValue::NULL, card).is_ok_and(|clicked| clicked.is_truthy())
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

impl BriefSource {
    /// `problem`, preceded by where the brief comes from.
    fn describe(&self, problem: &str) -> String {
        let origin = match self {
            Self::Url(url) => url.as_str(),
            Self::Inline(_) => "inline brief",
            Self::Property(_) => "brief property",
        };
        [origin, ": ", problem].concat()
    }
}

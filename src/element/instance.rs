//! One `<summit-brief>` on a page.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use js_sys::Function;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Element, HtmlElement};
use yew::{AppHandle, Callback, Renderer};

use super::adopt;
use super::live::{Live, LiveProps, Signal, spawn};
use super::recall::Remembered;
use crate::brief::{Brief, Path, violations};
use crate::platform::{self, FetchError, IntlZones, object};
use crate::text::Locale;
use crate::time::{Clock, Instant, UnknownZone, Zones};
use crate::widget::{Action, AsOf, CardView, Cards, Content, Expand, ReaderView, Settings, View};

/// The life of one element, as its class calls it.
#[wasm_bindgen]
pub struct Instance(Rc<Inner>);

pub(super) struct Inner {
    pub(super) element: HtmlElement,
    loader: Loader,
    pub(super) state: RefCell<State>,
    pub(super) memory: Remembered,
    pub(super) listeners: RefCell<Vec<EventListener>>,
    /// A card's link that was clicked again.
    pub(super) following: RefCell<Option<Timeout>>,
    /// The reader's zone, as it was told.
    zone: RefCell<String>,
    /// The widget's time when something was told of it last.
    pub(super) now: Cell<Option<Instant>>,
    /// That time when something was said to those who hear the page.
    pub(super) said: Cell<Option<Instant>>,
    /// Counts requests to bring the widget up to date; a stale one finds that out and stops.
    request: Cell<u32>,
    pub(super) connected: Cell<bool>,
    /// Whether the first tree stands.
    stands: Cell<bool>,
    /// What waits until Yew has rendered what it was given.
    actions: RefCell<Vec<Box<dyn FnOnce()>>>,
    /// Whether the element contained a rendered tree.
    ahead: bool,
    // Made once: new ones would make every update a change.
    on_signal: Callback<Signal>,
    on_action: Callback<Action>,
}

/// What the class does for the core.
struct Loader {
    when_released: Function,
    was_clicked: Function,
    fail: Function,
}

#[derive(Default)]
pub(super) struct State {
    /// The text of the inline brief, kept because adopting takes its script out of the element.
    inline: Option<String>,
    /// The text of the brief that a script of the page gave.
    given: Option<String>,
    loaded: Option<Loaded>,
    /// The start of the replay that runs, and its clock.
    replay: Option<(Instant, Clock)>,
    /// What the attribute `expand` said last.
    expand: Expand,
    pub(super) app: Option<App>,
}

/// A brief at hand.
struct Loaded {
    source: Source,
    text: String,
    brief: Rc<Brief>,
}

/// The running Yew application.
pub(super) struct App {
    handle: AppHandle<Live>,
    /// The `div.sb` it was mounted on.
    pub(super) host: Element,
    pub(super) props: LiveProps,
    pub(super) cards: Cards,
}

/// Where a brief comes from.
#[derive(Clone, PartialEq)]
enum Source {
    Url(String),
    Inline(String),
    /// From a script of the page.
    Given(String),
}

thread_local! {
    static ZONES: Rc<IntlZones> = Rc::default();
}

#[wasm_bindgen]
impl Instance {
    /// Takes care of `element`, which is in the document. `when_released` calls its argument once nothing is
    /// pressed; `was_clicked` says whether a card of the rendered tree was; `fail` reports a message.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(element: HtmlElement, when_released: Function, was_clicked: Function, fail: Function) -> Self {
        let inline = element.query_selector(":scope > script[type='application/json']").ok().flatten();
        let ahead = element.query_selector(":scope > .sb").ok().flatten().is_some();
        let state = State { inline: inline.and_then(|script| script.text_content()), ..State::default() };
        let inner = Rc::new_cyclic(|inner| Inner {
            element,
            loader: Loader { when_released, was_clicked, fail },
            state: state.into(),
            memory: Remembered::default(),
            listeners: RefCell::default(),
            following: RefCell::default(),
            zone: RefCell::default(),
            now: Cell::default(),
            said: Cell::default(),
            request: Cell::new(0),
            connected: Cell::new(true),
            stands: Cell::default(),
            actions: RefCell::default(),
            ahead,
            on_signal: callback(inner, Inner::on_signal),
            on_action: callback(inner, Inner::act),
        });
        inner.listen(true);
        inner.request_update();
        Self(inner)
    }

    /// An attribute changed.
    pub fn changed(&self) {
        self.0.request_update();
    }

    /// The element came into the document again, or left it.
    pub fn connect(&self, connected: bool) {
        self.0.connected.set(connected);
        self.0.listen(connected);
        self.0.set_running(connected);
    }

    /// Opens or closes all cards.
    #[wasm_bindgen(js_name = setAll)]
    pub fn set_all(&self, open: bool) {
        self.0.happened(&mut |cards| cards.set_all(open));
    }

    /// Opens the card of the issue with this id.
    pub fn open(&self, id: &str) {
        self.0.open(id);
    }

    /// The text (JSON) of the brief at hand.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.0.state.borrow().loaded.as_ref().map(|loaded| loaded.text.clone())
    }

    /// Takes a brief (JSON) in place of the attribute's or the inline one; `None`: no longer.
    pub fn give(&self, text: Option<String>) {
        self.0.state.borrow_mut().given = text;
        self.0.request_update();
    }
}

impl Inner {
    /// Brings the widget up to date with the attributes, once for all that change together.
    pub(super) fn request_update(self: &Rc<Self>) {
        let request = self.request.get().wrapping_add(1);
        self.request.set(request);
        let inner = self.clone();
        spawn(Box::pin(async move {
            if inner.request.get() != request {
                return;
            }
            // What a stale request found is of no interest any more.
            if let Err(message) = inner.update(request).await
                && inner.request.get() == request
            {
                inner.fail(&message);
            }
        }));
    }

    async fn update(self: &Rc<Self>, request: u32) -> Result<(), String> {
        let (settings, complaints) = Settings::read(|name| self.element.get_attribute(name));
        for complaint in &complaints {
            platform::warn(complaint);
        }
        let source = self.source(&settings).ok_or("no brief: set src, or put it inside as JSON")?;
        let brief = self.brief(&source).await.map_err(|problem| source.describe(&problem))?;
        if self.request.get() != request {
            return Ok(());
        }
        self.recall(settings.remember, &brief);
        let props = self.props(&settings, brief).map_err(|problem| source.describe(&problem))?;
        let reader = props.view.reader.clone();
        self.show(props);
        self.tell_zone(if reader.chosen.is_empty() { &reader.detected } else { &reader.chosen });
        Ok(())
    }

    /// Where the brief comes from: a script of the page, the attribute, or inside the element.
    fn source(&self, settings: &Settings) -> Option<Source> {
        let state = self.state.borrow();
        let given = state.given.clone().map(Source::Given);
        given.or_else(|| settings.src.clone().map(Source::Url)).or_else(|| state.inline.clone().map(Source::Inline))
    }

    /// The brief of `source`, loaded where it is not the one at hand.
    async fn brief(&self, source: &Source) -> Result<Rc<Brief>, String> {
        if let Some(loaded) = &self.state.borrow().loaded
            && loaded.source == *source
        {
            return Ok(loaded.brief.clone());
        }
        let text = match source {
            Source::Url(url) => platform::text(url).await.map_err(FetchError::describe)?,
            Source::Inline(text) | Source::Given(text) => text.clone(),
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

    fn props(&self, settings: &Settings, brief: Rc<Brief>) -> Result<LiveProps, String> {
        let zones = ZONES.with(Rc::clone);
        let known = |zone: &str| zones.offset(zone, Instant::from_millis(0)).is_ok();
        let columns = settings.zones.clone().map(|mut names| {
            names.retain(|name| {
                let known = known(name);
                if !known {
                    platform::warn(
                        &["the attribute zones names an unknown time zone, “", name, "”: left out"].concat(),
                    );
                }
                known
            });
            brief.columns(&names)
        });
        let columns = columns.filter(|columns| !columns.is_empty());
        let asked = settings.zone.clone().or_else(platform::browser_zone);
        let unknown = asked.clone().filter(|zone| !known(zone));
        if let Some(zone) = &unknown {
            platform::warn(&["unknown time zone “", zone, "”: GMT instead"].concat());
        }
        let detected = asked.filter(|_| unknown.is_none()).unwrap_or_else(|| "UTC".to_owned());
        let memory = self.memory.kept.borrow().clone();
        let chosen = memory.zone.filter(|zone| known(zone));
        let zone = chosen.as_ref().unwrap_or(&detected);
        let published = brief.published.instant;
        let mut locale = self.locale(settings, &brief);
        locale.hour_cycle = memory.clock.unwrap_or(locale.hour_cycle);
        let content = Content::new(brief.clone(), columns.as_deref(), Some(zone), &*zones);
        let content = content.map_err(|unknown| describe_zone(&brief, &unknown))?;
        let reader =
            ReaderView { zones: platform::zone_names(), detected, chosen: chosen.unwrap_or_default(), unknown };
        let card = CardView { seen: self.memory.seen.get(), link: None };
        Ok(LiveProps {
            content: Rc::new(content),
            locale,
            level: settings.level,
            expand: Rc::new(settings.expand.clone()),
            ahead: self.ahead,
            clock: self.clock(settings.as_of, published),
            running: self.connected.get(),
            on_signal: self.on_signal.clone(),
            turn: 0,
            view: View { all_open: false, compare: false, card, reader: Rc::new(reader), status: String::new() },
            on_action: self.on_action.clone(),
        })
    }

    /// The language of the element, otherwise of the brief.
    fn locale(&self, settings: &Settings, brief: &Brief) -> Locale {
        let element = self.element.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang"));
        settings.locale(element.as_deref().filter(|tag| !tag.is_empty()).unwrap_or(&brief.lang))
    }

    /// The widget's clock. A replay starts anew only when its start changes.
    fn clock(&self, as_of: AsOf, published: Instant) -> Clock {
        let start = match as_of {
            AsOf::Now => {
                self.state.borrow_mut().replay = None;
                return Clock::REAL;
            }
            AsOf::Published => published,
            AsOf::At(start) => start,
        };
        let replay = &mut self.state.borrow_mut().replay;
        match replay {
            Some((current, clock)) if *current == start => *clock,
            _ => replay.insert((start, Clock::replay(start, platform::now()))).1,
        }
    }

    /// Renders `props`, the first time into a detached host that takes its place once it stands.
    fn show(self: &Rc<Self>, mut props: LiveProps) {
        let (brief, expand) = (props.content.brief.clone(), props.expand.clone());
        // The first now, whatever comes before it later.
        if let (Expand::First, Some(first)) = (&*expand, brief.issues.first()) {
            props.expand = Rc::new(Expand::Ids(vec![first.id.clone()]));
        }
        let mut state = self.state.borrow_mut();
        let State { app, expand: last, .. } = &mut *state;
        let expand_changed = std::mem::replace(last, (*expand).clone()) != *expand;
        let Some(app) = app else {
            let Ok(host) = document().create_element("div") else {
                return;
            };
            host.set_class_name("sb");
            set_language(&host, &brief);
            let handle = Renderer::<Live>::with_root_and_props(host.clone(), props.clone()).render();
            state.app = Some(App { handle, host, props, cards: Cards::new(brief) });
            return;
        };
        set_language(&app.host, &brief);
        let replaced = !Rc::ptr_eq(&app.props.content.brief, &brief);
        if !replaced {
            props.view = View { reader: props.view.reader, ..app.props.view.clone() };
        }
        if replaced {
            app.cards.replace(brief.clone());
        }
        props.turn = app.props.turn;
        if !expand_changed && app.props.content.brief.id == brief.id {
            props.expand = app.props.expand.clone();
        }
        app.update(props);
        drop(state);
        if replaced {
            // Of the cards that were; nothing is known of the new ones until they stand.
            let inner = self.clone();
            self.once_rendered(Box::new(move || {
                inner.take_over(&[], &|_| false);
                inner.report_pending();
            }));
        } else if expand_changed {
            self.happened(&mut |cards| cards.expand(&expand));
        }
    }

    /// Tells which zone is the reader's, where it is not the browser's or has just changed.
    fn tell_zone(&self, zone: &str) {
        let before = self.zone.replace(zone.to_owned());
        if before != zone && !(before.is_empty() && platform::browser_zone().as_deref() == Some(zone)) {
            self.dispatch("sb-zone", &object(&[("zone", zone.into())]));
        }
    }

    fn set_running(&self, running: bool) {
        if let Some(app) = &mut self.state.borrow_mut().app {
            app.update(LiveProps { running, ..app.props.clone() });
        }
    }

    fn on_signal(self: &Rc<Self>, signal: Signal) {
        match signal {
            Signal::Rendered => self.on_rendered(),
            Signal::Now(now) => self.on_now(now),
        }
    }

    fn on_rendered(self: &Rc<Self>) {
        if !self.stands.replace(true) {
            self.adopt();
        }
        for action in self.actions.take() {
            action();
        }
    }

    /// Calls `action` once Yew has rendered what it was given before.
    pub(super) fn once_rendered(&self, action: Box<dyn FnOnce()>) {
        self.actions.borrow_mut().push(action);
        if let Some(app) = &mut self.state.borrow_mut().app {
            let turn = app.props.turn.wrapping_add(1);
            app.update(LiveProps { turn, ..app.props.clone() });
        }
    }

    /// Puts the live tree in the place of what the element contains, as soon as the reader presses nothing.
    fn adopt(self: &Rc<Self>) {
        let Some(host) = self.state.borrow().app.as_ref().map(|app| app.host.clone()) else {
            return;
        };
        let inner = self.clone();
        let exchange = Closure::once_into_js(move || {
            let rendered = platform::select_all(&inner.element, "details");
            let left = inner.take_over(&rendered, &|card| inner.loader.was_clicked(card));
            let on_its_way = inner.is_on_its_way();
            adopt::exchange(&inner.element, &host);
            inner.dispatch("sb-ready", &JsValue::NULL);
            inner.report_pending();
            if !left {
                inner.arrive(on_its_way);
            }
        });
        // The class's function does not throw.
        let _ = self.loader.when_released.call1(&JsValue::NULL, &exchange);
    }

    /// Says why there is no (new) widget; the class sees to it that what the element contains stays.
    fn fail(&self, message: &str) {
        // The class's function does not throw.
        let _ = self.loader.fail.call1(&JsValue::NULL, &message.into());
    }

    pub(super) fn dispatch(&self, name: &str, detail: &JsValue) {
        let init = object(&[("bubbles", JsValue::TRUE), ("composed", JsValue::TRUE), ("detail", detail.clone())]);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, init.unchecked_ref()) {
            let _ = self.element.dispatch_event(&event);
        }
    }
}

impl Loader {
    fn was_clicked(&self, card: &Element) -> bool {
        self.was_clicked.call1(&JsValue::NULL, card).is_ok_and(|clicked| clicked.is_truthy())
    }
}

impl App {
    pub(super) fn update(&mut self, props: LiveProps) {
        self.props = props.clone();
        self.handle.update(props);
    }
}

/// A callback that does not keep `inner` alive.
fn callback<T: 'static>(inner: &Weak<Inner>, take: fn(&Rc<Inner>, T)) -> Callback<T> {
    let inner = inner.clone();
    Callback::from(move |given| {
        if let Some(inner) = inner.upgrade() {
            take(&inner, given);
        }
    })
}

/// What the element's language is, the brief's text is not always in.
fn set_language(host: &Element, brief: &Brief) {
    let _ = host.set_attribute("lang", &brief.lang);
}

/// `zones[2].zone: unknown time zone “Europe/Helsingfors”`.
fn describe_zone(brief: &Brief, unknown: &UnknownZone) -> String {
    let column = brief.zones.iter().position(|column| column.zone == unknown.zone);
    let path = match column {
        Some(index) => Path::field("zones").item(index).then("zone"),
        None => Path::field("place.zone"),
    };
    [path.as_str(), ": unknown time zone “", &unknown.zone, "”"].concat()
}

impl Source {
    /// `problem` with the place it was found in.
    fn describe(&self, problem: &str) -> String {
        let place = match self {
            Self::Url(url) => url.as_str(),
            Self::Inline(_) => "inline brief",
            Self::Given(_) => "the property brief",
        };
        [place, ": ", problem].concat()
    }
}

//! One `<summit-brief>` on a page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::utils::document;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement};
use yew::{AppHandle, Callback, Renderer};

use super::adopt;
use super::live::{Live, LiveProps};
use crate::brief::{Brief, Path, violations};
use crate::components::{AsOf, Content, Settings};
use crate::platform::{self, IntlZones};
use crate::text::Locale;
use crate::time::{Clock, Instant, UnknownZone, Zones};

/// The life of one element, as its class calls it.
#[wasm_bindgen]
pub struct Instance(Rc<Inner>);

struct Inner {
    element: HtmlElement,
    loader: Loader,
    state: RefCell<State>,
    /// Counts requests to bring the widget up to date; a stale one finds that out and stops.
    request: Cell<u32>,
    connected: Cell<bool>,
    /// Whether the element contained a rendered tree.
    ahead: bool,
}

/// What the class does for the core.
struct Loader {
    when_released: Function,
    fail: Function,
}

#[derive(Default)]
struct State {
    /// The text of the inline brief, kept because adopting takes its script out of the element.
    inline: Option<String>,
    loaded: Option<(Source, Rc<Brief>)>,
    /// The start of the replay that runs, and its clock.
    replay: Option<(Instant, Clock)>,
    app: Option<App>,
}

/// The running Yew application.
struct App {
    handle: AppHandle<Live>,
    /// The `div.sb` it was mounted on.
    host: Element,
    props: LiveProps,
}

/// Where a brief comes from.
#[derive(Clone, PartialEq)]
enum Source {
    Url(String),
    Inline(String),
}

thread_local! {
    static ZONES: IntlZones = IntlZones::default();
}

#[wasm_bindgen]
impl Instance {
    /// Takes care of `element`, which is in the document. `when_released` calls its argument once nothing is
    /// pressed; `fail` reports a message.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(element: HtmlElement, when_released: Function, fail: Function) -> Self {
        let inline = element.query_selector(":scope > script[type='application/json']").ok().flatten();
        let ahead = element.query_selector(":scope > .sb").ok().flatten().is_some();
        let state = State { inline: inline.and_then(|script| script.text_content()), ..State::default() };
        let inner = Rc::new(Inner {
            element,
            loader: Loader { when_released, fail },
            state: state.into(),
            request: Cell::new(0),
            connected: Cell::new(true),
            ahead,
        });
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
        self.0.set_running(connected);
    }
}

impl Inner {
    /// Brings the widget up to date with the attributes, once for all that change together.
    fn request_update(self: &Rc<Self>) {
        let request = self.request.get().wrapping_add(1);
        self.request.set(request);
        let inner = self.clone();
        spawn_local(async move {
            if inner.request.get() != request {
                return;
            }
            // What a stale request found is of no interest any more.
            if let Err(message) = inner.update(request).await
                && inner.request.get() == request
            {
                inner.fail(&message);
            }
        });
    }

    async fn update(self: &Rc<Self>, request: u32) -> Result<(), String> {
        let (settings, complaints) = Settings::read(|name| self.element.get_attribute(name));
        for complaint in &complaints {
            platform::warn(complaint);
        }
        let source = match (&settings.src, &self.state.borrow().inline) {
            (Some(url), _) => Source::Url(url.clone()),
            (None, Some(text)) => Source::Inline(text.clone()),
            (None, None) => return Err("no brief: set src, or put it inside as JSON".to_owned()),
        };
        let brief = self.brief(&source).await.map_err(|problem| source.describe(&problem))?;
        if self.request.get() != request {
            return Ok(());
        }
        let props = self.props(&settings, brief).map_err(|problem| source.describe(&problem))?;
        self.show(props);
        Ok(())
    }

    /// The brief of `source`, loaded where it is not the one at hand.
    async fn brief(&self, source: &Source) -> Result<Rc<Brief>, String> {
        if let Some((loaded, brief)) = &self.state.borrow().loaded
            && loaded == source
        {
            return Ok(brief.clone());
        }
        let text = match source {
            Source::Url(url) => platform::text(url).await.map_err(|error| error.to_string())?,
            Source::Inline(text) => text.clone(),
        };
        let brief = platform::brief_from_json(&text).map_err(|error| error.to_string())?;
        if let Some(violation) = violations(&brief).first() {
            return Err(violation.to_string());
        }
        let brief = Rc::new(brief);
        self.state.borrow_mut().loaded = Some((source.clone(), brief.clone()));
        Ok(brief)
    }

    fn props(self: &Rc<Self>, settings: &Settings, brief: Rc<Brief>) -> Result<LiveProps, String> {
        let known = |zone: &str| ZONES.with(|zones| zones.offset(zone, Instant::from_millis(0))).is_ok();
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
        let reader = match &settings.zone {
            Some(zone) if !known(zone) => {
                platform::warn(&["the attribute zone names an unknown time zone, “", zone, "”: GMT instead"].concat());
                Some("UTC".to_owned())
            }
            Some(zone) => Some(zone.clone()),
            None => platform::browser_zone().filter(|zone| known(zone)).or(Some("UTC".to_owned())),
        };
        let published = brief.published.instant;
        let locale = self.locale(settings, &brief);
        let content = ZONES.with(|zones| Content::new(brief.clone(), columns.as_deref(), reader.as_deref(), zones));
        let content = content.map_err(|unknown| describe_zone(&brief, &unknown))?;
        let inner = Rc::downgrade(self);
        Ok(LiveProps {
            content: Rc::new(content),
            locale,
            level: settings.level,
            expand: Rc::new(settings.expand.clone()),
            ahead: self.ahead,
            clock: self.clock(settings.as_of, published),
            running: self.connected.get(),
            on_ready: Callback::from(move |()| {
                if let Some(inner) = inner.upgrade() {
                    inner.adopt();
                }
            }),
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
    fn show(&self, props: LiveProps) {
        let mut state = self.state.borrow_mut();
        let host = match &state.app {
            Some(app) => Ok(app.host.clone()),
            None => document().create_element("div"),
        };
        let Ok(host) = host else {
            return;
        };
        // What the element's language is, the brief's text is not always in.
        let _ = host.set_attribute("lang", &props.content.brief.lang);
        match &mut state.app {
            // A new callback would make every update a change.
            Some(app) => app.update(LiveProps { on_ready: app.props.on_ready.clone(), ..props }),
            None => {
                host.set_class_name("sb");
                let handle = Renderer::<Live>::with_root_and_props(host.clone(), props.clone()).render();
                state.app = Some(App { handle, host, props });
            }
        }
    }

    fn set_running(&self, running: bool) {
        if let Some(app) = &mut self.state.borrow_mut().app {
            app.update(LiveProps { running, ..app.props.clone() });
        }
    }

    /// Puts the live tree in the place of what the element contains, as soon as the reader presses nothing.
    fn adopt(self: &Rc<Self>) {
        let Some(host) = self.state.borrow().app.as_ref().map(|app| app.host.clone()) else {
            return;
        };
        let inner = self.clone();
        let exchange = Closure::once_into_js(move || {
            adopt::exchange(&inner.element, &host);
            inner.dispatch("sb-ready", &JsValue::NULL);
        });
        // The class's function does not throw.
        let _ = self.loader.when_released.call1(&JsValue::NULL, &exchange);
    }

    /// Says why there is no (new) widget; the class sees to it that what the element contains stays.
    fn fail(&self, message: &str) {
        // The class's function does not throw.
        let _ = self.loader.fail.call1(&JsValue::NULL, &message.into());
    }

    fn dispatch(&self, name: &str, detail: &JsValue) {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(detail);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            let _ = self.element.dispatch_event(&event);
        }
    }
}

impl App {
    fn update(&mut self, props: LiveProps) {
        self.props = props.clone();
        self.handle.update(props);
    }
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
        };
        [place, ": ", problem].concat()
    }
}

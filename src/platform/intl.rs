//! Time zone rules from the browser's `Intl` (ECMA-402), so that readers download none.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::time::{Instant, Offset, UnknownZone, Zones};

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(js_namespace = Intl, js_name = supportedValuesOf, catch)]
    fn supported_values_of(key: &str) -> Result<Array, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, epoch_millis: f64) -> String;
    #[wasm_bindgen(method, js_name = resolvedOptions)]
    fn resolved_options(this: &DateTimeFormat) -> JsValue;
}

/// The number of formatters to keep. Each takes about 50 kB in some engines.
const KEPT_FORMATTERS: usize = 16;

/// The browser's zone rules.
#[derive(Default)]
pub struct IntlZones {
    formatters: RefCell<Vec<(String, DateTimeFormat)>>,
}

thread_local! {
    static ZONES: Rc<IntlZones> = Rc::default();
}

/// The zone rules that all widgets of the page share.
#[must_use]
pub fn zones() -> Rc<IntlZones> {
    ZONES.with(Rc::clone)
}

impl IntlZones {
    fn formatter(&self, zone: &str) -> Option<DateTimeFormat> {
        let mut kept = self.formatters.borrow_mut();
        if let Some((_, formatter)) = kept.iter().find(|(name, _)| name == zone) {
            return Some(formatter.clone());
        }
        let options = js_sys::Object::new();
        for (name, value) in [("timeZone", zone), ("timeZoneName", "longOffset")] {
            js_sys::Reflect::set(&options, &name.into(), &value.into()).ok()?;
        }
        let formatter = DateTimeFormat::new("en-US", &options).ok()?;
        if kept.len() == KEPT_FORMATTERS {
            kept.remove(0);
        }
        kept.push((zone.to_owned(), formatter.clone()));
        Some(formatter)
    }
}

impl Zones for IntlZones {
    fn offset(&self, zone: &str, at: Instant) -> Result<Offset, UnknownZone> {
        let offset = || {
            // Newer engines accept offsets such as `+03:00`; briefs must name zones.
            let formatter = zone.as_bytes().first()?.is_ascii_alphabetic().then(|| self.formatter(zone))??;
            // `7/16/2018, GMT+03:00`
            let written = formatter.format(at.millis() as f64);
            let start = written.bytes().rposition(|byte| byte == b' ').map_or(0, |blank| blank + 1);
            Offset::from_long_offset(&written[start..])
        };
        offset().ok_or_else(|| UnknownZone { zone: zone.to_owned() })
    }
}

/// Whether the browser knows `zone`.
#[must_use]
pub fn is_known(zone: &str) -> bool {
    zones().offset(zone, Instant::from_millis(0)).is_ok()
}

/// The names of all zones that the browser supports, in alphabetical order, then UTC; empty if the browser cannot list
/// them. Zones under `Etc` are left out: `Etc/GMT+5` is five hours behind GMT, the opposite of what readers expect.
#[must_use]
pub fn zone_names() -> Vec<String> {
    let mut names = Vec::new();
    if let Ok(known) = supported_values_of("timeZone") {
        for index in 0..known.length() {
            let name = known.get(index).as_string();
            names.extend(name.filter(|name| !name.starts_with("Etc/") && name != UTC));
        }
        names.push(UTC.to_owned());
    }
    names
}

/// Not every engine lists UTC.
const UTC: &str = "UTC";

/// The zone of the reader's browser (an IANA name); `None` if the browser does not say.
#[must_use]
pub fn browser_zone() -> Option<String> {
    let options = DateTimeFormat::new("en-US", &JsValue::UNDEFINED).ok()?.resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}

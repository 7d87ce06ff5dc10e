//! JSON, parsed by the browser, so that readers download no parser.

use std::cell::OnceCell;
use std::fmt;

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;

use crate::brief::{Brief, Fault, Kind, Node, Path, decode};
use crate::time::{Instant, ParseError};

/// Why a text is not a brief.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecodeError {
    /// The path of the value that cannot be read; empty for the document itself.
    pub path: Path,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe())
    }
}

impl DecodeError {
    /// The place and the reason, in words.
    #[must_use]
    pub fn describe(&self) -> String {
        [self.path.describe().as_str(), if self.path.is_empty() { "" } else { ": " }, &self.reason].concat()
    }
}

impl std::error::Error for DecodeError {}

/// Reads a brief. Does not check the rules ([`crate::brief::violations`]).
///
/// # Errors
/// [`DecodeError`] if the text is not JSON, a required field is missing, or a value has the wrong type or form.
pub fn brief_from_json(text: &str) -> Result<Brief, DecodeError> {
    let value = JSON::parse(text).map_err(|error| {
        let reason = Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
        DecodeError { path: Path::default(), reason: ["not JSON: ", &reason.unwrap_or_default()].concat() }
    })?;
    let fault = OnceCell::new();
    let root = JsNode { value, path: Path::default(), fault: &fault };
    // A missing time is a fault, so nobody sees what stands for it.
    let brief = decode(&root, |time| time.unwrap_or_else(|| Instant::from_millis(0).into()));
    match (brief, fault.into_inner()) {
        (Some(brief), None) => Ok(brief),
        (_, fault) => Err(fault.unwrap_or_default()),
    }
}

/// A value from `JSON.parse`.
struct JsNode<'a> {
    value: JsValue,
    path: Path,
    /// The first fault of the document.
    fault: &'a OnceCell<DecodeError>,
}

impl Node for JsNode<'_> {
    fn kind(&self) -> Option<Kind> {
        Some(match &self.value {
            value if value.is_string() => Kind::String,
            value if value.is_null() => Kind::Null,
            value if Array::is_array(value) => Kind::List,
            value if value.is_object() => Kind::Object,
            value if value.as_bool().is_some() => Kind::Bool,
            _ => Kind::Number,
        })
    }

    fn field(&self, name: &'static str) -> Option<Self> {
        let value = Reflect::get(&self.value, &name.into()).ok().filter(|value| !value.is_undefined())?;
        Some(Self { value, path: self.path.then(name), fault: self.fault })
    }

    fn items(&self) -> Vec<Self> {
        let mut items = Vec::new();
        for value in Array::from(&self.value).iter() {
            items.push(Self { value, path: self.path.item(items.len()), fault: self.fault });
        }
        items
    }

    fn string(&self) -> String {
        self.value.as_string().unwrap_or_default()
    }

    fn boolean(&self) -> bool {
        self.value.is_truthy()
    }

    fn refuse(&self, fault: &Fault<'_>) {
        self.fault.get_or_init(|| {
            let found = self.kind().map_or("", Kind::name);
            let words = match *fault {
                Fault::Missing(name) => ["the field “", name, "” is missing", ""],
                Fault::Expected(kind) => ["expected ", kind.name(), ", found ", found],
                Fault::Status(text) => {
                    ["unknown status “", text, "”; use confirmed, expected, postponed or cancelled", ""]
                }
                Fault::Date(text) => ["“", text, "” is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD", ""],
                Fault::Timestamp(text, error) => ["“", text, "” ", ParseError::describe(error)],
            };
            DecodeError { path: self.path.clone(), reason: words.concat() }
        });
    }
}

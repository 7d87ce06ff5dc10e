//! The languages that the page has fetched.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::text::{Category, Language};

#[wasm_bindgen]
extern "C" {
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, count: u32) -> String;
}

thread_local! {
    static LANGUAGES: RefCell<Vec<(String, &'static Language)>> = RefCell::default();
}

/// The language with these lines ([`Language::read`]), which all widgets of the page share; `None` if they do not
/// describe one.
pub(super) fn language(lines: String) -> Option<&'static Language> {
    LANGUAGES.with_borrow_mut(|languages| {
        if let Some((_, language)) = languages.iter().find(|(other, _)| *other == lines) {
            return Some(*language);
        }
        let language = Language::read(lines.clone(), category)?;
        languages.push((lines, language));
        Some(language)
    })
}

/// The plural category of `count`, from the browser.
fn category(tag: &str, count: u32) -> Category {
    Category::from_name(&PluralRules::new(tag).select(count))
}

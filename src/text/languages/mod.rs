//! The languages: one file and one line each. English is always there; natively, the others are compiled in, and in the
//! browser they are fetched, as lines (docs/languages.md).

#[cfg(feature = "desk")]
mod ar;
mod en;
#[cfg(feature = "desk")]
mod fi;
#[cfg(feature = "desk")]
mod fr;
#[cfg(feature = "desk")]
mod fr_ca;
#[cfg(feature = "desk")]
mod ru;
#[cfg(feature = "desk")]
mod zh_hans;
#[cfg(feature = "desk")]
mod zh_hant;
#[cfg(feature = "desk")]
mod zh_tw;

pub use en::ENGLISH;

#[cfg(feature = "desk")]
use super::Category;
use super::Language;
use super::locale::Subtags;

/// The languages that are compiled in.
pub static LANGUAGES: &[&Language] = &[
    &ENGLISH,
    #[cfg(feature = "desk")]
    &ar::ARABIC,
    #[cfg(feature = "desk")]
    &fi::FINNISH,
    #[cfg(feature = "desk")]
    &fr::FRENCH,
    #[cfg(feature = "desk")]
    &fr_ca::FRENCH_CANADA,
    #[cfg(feature = "desk")]
    &ru::RUSSIAN,
    #[cfg(feature = "desk")]
    &zh_hans::CHINESE_SIMPLIFIED,
    #[cfg(feature = "desk")]
    &zh_hant::CHINESE_TRADITIONAL,
    #[cfg(feature = "desk")]
    &zh_tw::CHINESE_TAIWAN,
];

/// The language of the words in an element with the language tag `tag` (BCP 47): the most specific one for its
/// language, script and region; English if there is none. `linesFor` in src/element/words.js chooses the same.
#[must_use]
pub(super) fn language(tag: &str) -> &'static Language {
    let Subtags { language, script, region } = Subtags::of(tag);
    let named = |parts: &[&str]| {
        let name = parts.join("-");
        LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(&name)).copied()
    };
    named(&[language, script, region])
        .or_else(|| named(&[language, region]))
        .or_else(|| named(&[language, script]))
        .or_else(|| named(&[language]))
        .unwrap_or(&ENGLISH)
}

/// The plural category of `count`, from CLDR.
#[cfg(feature = "desk")]
fn cldr(tag: &str, count: u32) -> Category {
    use icu_plurals::{PluralCategory, PluralRules};
    let language = tag.parse::<icu_locale_core::LanguageIdentifier>().ok();
    let rules = language.and_then(|language| PluralRules::try_new_cardinal((&language).into()).ok());
    match rules.map(|rules| rules.category_for(count)) {
        Some(PluralCategory::Zero) => Category::Zero,
        Some(PluralCategory::One) => Category::One,
        Some(PluralCategory::Two) => Category::Two,
        Some(PluralCategory::Few) => Category::Few,
        Some(PluralCategory::Many) => Category::Many,
        Some(PluralCategory::Other) | None => Category::Other,
    }
}

//! The locale: the language of the widget's own words, as a region writes it, and an hour cycle.

use super::formats::{AMERICAN, CANADIAN, EMIRATI, MONTH_FIRST_H23};
use super::languages::{ENGLISH, language};
use super::strings::filled;
use super::{Formats, Language, Plural, Strings};

/// The hour cycle of a clock (CLDR `hourCycle`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourCycle {
    /// 12 hours: 12:00 am, 1:00 am … 11:00 pm.
    H12,
    /// 24 hours: 00:00 … 23:00.
    H23,
}

impl HourCycle {
    /// `h12` or `h23`, as in BCP 47, in the attribute and in storage.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::H12 => "h12",
            Self::H23 => "h23",
        }
    }

    /// The other hour cycle.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::H12 => Self::H23,
            Self::H23 => Self::H12,
        }
    }

    /// The hour cycle with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::H12, Self::H23].into_iter().find(|cycle| cycle.name() == name)
    }
}

/// A language as written in a region, with an hour cycle.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    /// The hour cycle of clock times.
    pub hour_cycle: HourCycle,
    /// The language of the widget's own words.
    pub language: &'static Language,
    /// How dates and clock times are written.
    pub formats: &'static Formats,
    /// Whether the brief's texts are in another language.
    pub is_foreign: bool,
    /// Whether the words or the texts are written from right to left.
    isolates: bool,
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.hour_cycle == other.hour_cycle
            && std::ptr::eq(self.language, other.language)
            && std::ptr::eq(self.formats, other.formats)
            && self.is_foreign == other.is_foreign
            && self.isolates == other.isolates
    }
}

// English by region, from CLDR 48: `node tools/english-habits.mjs` prints these tables, and tests/native/english.rs lists
// where the widget differs from CLDR. As in CLDR, regions in neither of the long tables use the formats of the United
// States.

/// Regions where English text uses the 24-hour clock, separated by spaces.
pub const ENGLISH_H23: &str = "\
    150 AI AT BE BI BW BZ CC CH CK CM CX CZ DE DG DK EE ES EU FI FK FR GB GE GG GI GS HU ID IE IL IM IO IT JE JP \
    KE LT LV MG MS MT MU MV NF NG NL NO NR NU PL PN PT RO RW SC SE SH SI SK SX TK TV TZ UA UG UK ZA ZW";
/// Regions with 24-hour clocks that write the month first.
const H23_MONTH_FIRST: &str = "BI JP";
/// Regions that use the 12-hour clock and write the day first.
const H12_DAY_FIRST: &str = "\
    001 AE AG AU BB BM BS CY DM ER FJ FM GD GH GM GY HK IN JM KI KN KY LC LR LS MO MW MY NA NZ PG PK PW SB SD SG \
    SL SS SZ TC TO TT VC VG VU WS ZM";
/// Regions that write the day first and use `PM`.
const UPPER_DAY_FIRST: &str = "AE";
/// Regions that write `p.m.`.
const DOTTED: &str = "CA";

/// The direction of languages that are written from right to left.
const RTL: &str = "rtl";
/// Languages that are written from right to left.
const RIGHT_TO_LEFT: &str = "ar ckb dv fa he ks ku ps sd ug ur yi";

/// Regions where Chinese is written in traditional characters (CLDR 48, likely subtags).
const TRADITIONAL: &str = "AU BN GB GF HK ID MO PA PF PH SR TH TW US VN";

impl Locale {
    /// `language` as written in the region of the language tag `tag` (BCP 47), for texts in that language. English in
    /// place of another language is written as in Britain.
    ///
    /// ```
    /// use summit_brief::text::{ENGLISH, HourCycle, Locale};
    ///
    /// assert_eq!(Locale::new(&ENGLISH, "en-GB").hour_cycle, HourCycle::H23);
    /// assert_eq!(Locale::new(&ENGLISH, "en-us").hour_cycle, HourCycle::H12);
    /// ```
    #[must_use]
    pub fn new(language: &'static Language, tag: &str) -> Self {
        let Subtags { language: primary, region, .. } = Subtags::of(tag);
        let (is_other, formats) = if language.tag != ENGLISH.tag {
            (is_in(region, language.other_cycle), &language.formats)
        } else if primary.eq_ignore_ascii_case(ENGLISH.tag) {
            english(region)
        } else {
            (false, &language.formats)
        };
        let hour_cycle = if is_other { language.hour_cycle.other() } else { language.hour_cycle };
        Self { hour_cycle, language, formats, is_foreign: false, isolates: language.direction == RTL }
    }

    /// The locale of the language tag `tag` (BCP 47), in one of the languages that are compiled in. As in CLDR, plain
    /// `en` is American English.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        Self::new(language(tag), tag)
    }

    /// The locale for a brief whose texts are in the language `tag` (BCP 47).
    #[must_use]
    pub fn for_texts_in(self, tag: &str) -> Self {
        let texts = Subtags::of(tag);
        let isolates = self.language.direction == RTL || is_in(texts.language, RIGHT_TO_LEFT);
        let is_foreign = !texts.is_same_language(Subtags::of(self.language.tag));
        Self { is_foreign, isolates, ..self }
    }

    /// The language tag of the words, among texts in the language `texts` (BCP 47): the same, if both are in the same
    /// language.
    #[must_use]
    pub fn tag<'a>(&self, texts: &'a str) -> &'a str {
        if self.is_foreign { self.language.tag } else { texts }
    }

    /// The strings in this language.
    #[must_use]
    pub fn strings(&self) -> &'static Strings {
        &self.language.strings
    }

    /// `text` among other text. If either may be written from right to left, the text is isolated (Unicode Standard Annex
    /// 9, section 2.4), so that it does not change the order of what surrounds it.
    #[must_use]
    pub fn isolated(&self, text: &str) -> String {
        self.fill("{0}", &[text])
    }

    /// `words`, [isolated](Self::isolated) and separated by middle dots.
    #[must_use]
    pub fn joined(&self, words: &mut dyn Iterator<Item = &str>) -> String {
        let mut text = String::new();
        for word in words {
            text.push_str(if text.is_empty() { "" } else { " · " });
            text.push_str(&self.isolated(word));
        }
        text
    }

    /// `template` with its placeholders replaced by `values`, [isolated](Self::isolated).
    #[must_use]
    pub fn fill(&self, template: &str, values: &[&str]) -> String {
        filled(template, values, self.isolates)
    }

    /// The form of `plural` for `count`, filled with `values`.
    #[must_use]
    pub fn fill_plural(&self, plural: Plural, count: u32, values: &[&str]) -> String {
        self.fill(self.language.plural(plural, count), values)
    }
}

/// Whether English in `region` uses the 12-hour clock, and how it writes dates and clock times. Without a region, as in
/// the United States.
fn english(region: &str) -> (bool, &'static Formats) {
    let h23 = is_in(region, ENGLISH_H23);
    let day_first = h23 || is_in(region, H12_DAY_FIRST);
    let formats = if is_in(region, DOTTED) {
        &CANADIAN
    } else if !day_first {
        &AMERICAN
    } else if is_in(region, UPPER_DAY_FIRST) {
        &EMIRATI
    } else if is_in(region, H23_MONTH_FIRST) {
        &MONTH_FIRST_H23
    } else {
        &ENGLISH.formats
    };
    (!h23, formats)
}

fn is_in(name: &str, names: &str) -> bool {
    names.split(' ').any(|other| other.eq_ignore_ascii_case(name)) && !name.is_empty()
}

/// The parts of a language tag (BCP 47) that matter here, as it writes them.
#[derive(Clone, Copy)]
pub(super) struct Subtags<'a> {
    pub(super) language: &'a str,
    /// Four letters. If the tag of a Chinese text has none, the script of its region.
    pub(super) script: &'a str,
    /// Two letters or three digits (RFC 5646, section 2.2.4), or empty.
    pub(super) region: &'a str,
}

impl<'a> Subtags<'a> {
    pub(super) fn of(tag: &'a str) -> Self {
        let mut found = Self { language: "", script: "", region: "" };
        for subtag in tag.split('-') {
            match subtag.len() {
                _ if found.language.is_empty() => found.language = subtag,
                // Starts the extensions.
                0 | 1 => break,
                4 if found.script.is_empty() => found.script = subtag,
                2 if found.region.is_empty() => found.region = subtag,
                3 if found.region.is_empty() && subtag.as_bytes()[0].is_ascii_digit() => found.region = subtag,
                _ => {}
            }
        }
        if found.script.is_empty() && found.language.eq_ignore_ascii_case("zh") {
            found.script = if is_in(found.region, TRADITIONAL) { "Hant" } else { "Hans" };
        }
        found
    }

    /// Whether both name the same language, in the same script if it is Chinese. Regions do not matter: the same voice
    /// reads both.
    pub(super) fn is_same_language(self, other: Self) -> bool {
        self.language.eq_ignore_ascii_case(other.language)
            && (!self.language.eq_ignore_ascii_case("zh") || self.script.eq_ignore_ascii_case(other.script))
    }
}

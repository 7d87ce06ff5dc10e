//! A language, as data.

use super::fields::Field;
use super::{ENGLISH, Formats, HourCycle, Plural, Strings};

/// A language: its words, and how it writes dates and clock times.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// Its tag (BCP 47).
    pub tag: &'static str,
    /// Its direction, as in the attribute `dir`: `ltr` or `rtl`.
    pub direction: &'static str,
    /// The hour cycle of its clock times.
    pub hour_cycle: HourCycle,
    /// The regions that use the other hour cycle, separated by spaces.
    pub other_cycle: &'static str,
    /// How it writes dates and clock times.
    pub formats: Formats,
    /// Its strings.
    pub strings: Strings,
    /// The plural category of a number in the language with this tag.
    pub category: fn(tag: &str, count: u32) -> Category,
}

/// A plural category (CLDR).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "CLDR defines them")]
pub enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    /// The category with this name in CLDR and in ECMA-402.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            _ => Self::Other,
        }
    }
}

impl Language {
    /// Reads a language from its lines; `None` if they do not describe one. Missing lines keep the English text. The
    /// language stays in memory for good.
    #[must_use]
    pub fn read(lines: String, category: fn(&str, u32) -> Category) -> Option<&'static Self> {
        let lines = &mut Box::leak(lines.into_boxed_str()).lines();
        let mut language = Self { category, ..ENGLISH };
        let mut hour_cycle = "";
        for fact in [&mut language.tag, &mut language.direction, &mut hour_cycle, &mut language.other_cycle] {
            fact.read(lines);
        }
        language.hour_cycle = HourCycle::from_name(hour_cycle)?;
        language.formats.read(lines);
        language.strings.read(lines);
        Some(Box::leak(Box::new(language)))
    }

    /// The lines that [`Self::read`] reads, with their names.
    #[must_use]
    pub fn lines(&self) -> Vec<(String, &'static str)> {
        let mut lines = Vec::new();
        let [tag, direction, hour_cycle, other_cycle] = ["tag", "direction", "hour_cycle", "other_cycle"];
        self.tag.list(tag, &mut lines);
        self.direction.list(direction, &mut lines);
        self.hour_cycle.name().list(hour_cycle, &mut lines);
        self.other_cycle.list(other_cycle, &mut lines);
        self.formats.list("formats", &mut lines);
        self.strings.list("", &mut lines);
        lines
    }

    /// The language with some strings replaced, by their names. White space counts as a single space. The result stays in
    /// memory for good.
    ///
    /// # Errors
    /// The first name that no string has.
    pub fn with_strings<'a>(
        &self,
        strings: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<&'static Self, String> {
        let (names, texts): (Vec<String>, Vec<&str>) = self.lines().into_iter().unzip();
        let mut texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        for (name, text) in strings {
            let index = names.iter().position(|other| other == name).filter(|index| *index >= Self::FACTS);
            texts[index.ok_or_else(|| name.to_owned())?] = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        Self::read(texts.join("\n"), self.category).ok_or_else(|| "unavailable".to_owned())
    }

    /// How many lines come before the formats: those that no publisher can change.
    const FACTS: usize = 4;

    /// The form of `plural` for `count`.
    #[must_use]
    pub fn plural(&self, plural: Plural, count: u32) -> &'static str {
        let form = match (self.category)(self.tag, count) {
            Category::Zero => plural.zero,
            Category::One => plural.one,
            Category::Two => plural.two,
            Category::Few => plural.few,
            Category::Many => plural.many,
            Category::Other => plural.other,
        };
        if form.is_empty() { plural.other } else { form }
    }
}

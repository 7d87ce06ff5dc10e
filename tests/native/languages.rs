//! The languages: their data against CLDR (by ICU4X), their placeholders, how a tag chooses one, and how a browser reads
//! one. `tests/e2e/languages.rs` compares their names with those of the browsers.

use std::collections::BTreeSet;

use icu_datetime::fieldsets::{MDE, T, YM, YMDE};
use icu_datetime::input::{Date, Time};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences, NoCalendarFormatter};
use icu_locale_core::preferences::extensions::unicode::keywords::HourCycle as HourCyclePreference;
use summit_brief::text::{
    Category, ENGLISH, HourCycle, LANGUAGES, Language, Locale, Plural, clock, date, fill, partial_date, short_date,
};
use summit_brief::time::{CivilTime, PartialDate};

use crate::support::day;

/// The languages other than English.
fn others() -> impl Iterator<Item = &'static Language> {
    LANGUAGES.iter().copied().filter(|language| language.tag != ENGLISH.tag)
}

/// The numbers of the placeholders in `text`.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0).collect()
}

/// The same white space as in CLDR: there, some of it is narrow or cannot break.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ").replace(['\u{200e}', '\u{200f}', '\u{61c}'], "")
}

/// The preferences of ICU4X for the language `tag`, in Western digits.
fn preferences(tag: &str) -> DateTimeFormatterPreferences {
    format!("{tag}-u-nu-latn").parse::<icu_locale_core::Locale>().unwrap().into()
}

#[test]
fn names_of_months_and_weekdays_are_those_of_cldr() {
    for language in others() {
        let dates = DateTimeFormatter::try_new(preferences(language.tag), YMDE::long()).unwrap();
        let short = DateTimeFormatter::try_new(preferences(language.tag), MDE::medium()).unwrap();
        let months = DateTimeFormatter::try_new(preferences(language.tag), YM::long()).unwrap();
        let strings = &language.strings;
        for month in 1..=12 {
            let date = Date::try_new_iso(2018, month, 16).unwrap();
            let index = usize::from(month) - 1;
            let written = dates.format(&date).to_string();
            assert!(written.contains(strings.months[index]), "{}: {written}", language.tag);
            let alone = strings.months_alone[index];
            let alone = if alone.is_empty() { strings.months[index] } else { alone };
            // In simplified Chinese, CLDR writes numbers in words where there is no day. Newspapers write digits.
            if language.tag != "zh-Hans" {
                assert!(months.format(&date).to_string().contains(alone), "{}: {alone}", language.tag);
            }
        }
        for weekday in 0..7 {
            let date = Date::try_new_iso(2018, 7, 16 + weekday).unwrap();
            let index = usize::from(weekday);
            let (written, abbreviated) = (dates.format(&date).to_string(), short.format(&date).to_string());
            assert!(written.contains(strings.weekdays[index]), "{}: {written}", language.tag);
            // Newspapers in Hong Kong write 周 where CLDR has 週.
            let name = strings.weekdays_short[index];
            let name = if language.tag == "zh-Hant" { name.replace('周', "週") } else { name.to_owned() };
            assert!(abbreviated.contains(&name), "{}: {abbreviated}, not {name}", language.tag);
        }
    }
}

#[test]
fn dates_are_written_as_in_cldr() {
    for language in others() {
        let formatter = DateTimeFormatter::try_new(preferences(language.tag), YMDE::long()).unwrap();
        for (text, month, of_month) in [("2018-07-16", 7, 16), ("2018-07-01", 7, 1), ("2018-12-31", 12, 31)] {
            let written = plain(&formatter.format(&Date::try_new_iso(2018, month, of_month).unwrap()).to_string());
            let expected = match language.tag {
                // Labels leave out the word for year, as newspapers do.
                "ru" => written.replace(" г.", ""),
                // Newspapers write no comma after the weekday.
                "ar" => written.replace('،', ""),
                // Newspapers write an ordinal number.
                "fr" | "fr-CA" => written.replace(" 1 ", " 1er "),
                _ => written,
            };
            assert_eq!(plain(&date(&Locale::from_tag(language.tag), day(text))), expected, "{}", language.tag);
        }
    }
}

#[test]
fn clocks_are_written_as_in_cldr() {
    for language in others() {
        for (cycle, preference) in
            [(HourCycle::H12, HourCyclePreference::H12), (HourCycle::H23, HourCyclePreference::H23)]
        {
            let mut preferences = preferences(language.tag);
            preferences.hour_cycle = Some(preference);
            let formatter = NoCalendarFormatter::try_new(preferences, T::hm()).unwrap();
            let mut locale = Locale::from_tag(language.tag);
            locale.hour_cycle = cycle;
            for (hour, minute) in [(0, 0), (3, 5), (12, 0), (18, 20), (23, 59)] {
                let mut written = formatter.format(&Time::try_new(hour, minute, 0, 0).unwrap()).to_string();
                // ICU4X names more parts of the day than browsers do in Hong Kong, whose habit the widget follows.
                for (period, name) in [("凌晨", "上午"), ("中午", "下午"), ("晚上", "下午")] {
                    written = written.replace(period, name);
                }
                let own = clock(&locale, CivilTime { hour, minute, second: 0 });
                // And leaves out a zero that they write there.
                let padded = format!("0{written}");
                let written =
                    if plain(&own) == padded && language.tag.starts_with("zh-") { padded } else { plain(&written) };
                assert_eq!(plain(&own), written, "{} {cycle:?}", language.tag);
            }
        }
    }
}

#[test]
fn hour_cycles_are_those_of_cldr_in_every_region() {
    let letters = || 'A'..='Z';
    for region in letters().flat_map(|first| letters().map(move |second| format!("{first}{second}"))) {
        for language in ["ar", "fi", "fr", "ru", "zh-Hans", "zh-Hant"] {
            let tag = format!("{language}-{region}");
            let own = Locale::from_tag(&tag);
            let mut formatter = preferences(&tag);
            formatter.hour_cycle = None;
            let written = NoCalendarFormatter::try_new(formatter, T::hm()).unwrap();
            let written = written.format(&Time::try_new(18, 20, 0, 0).unwrap()).to_string();
            let expected = if written.contains("18") { HourCycle::H23 } else { HourCycle::H12 };
            assert_eq!(own.hour_cycle, expected, "{tag}: {written}");
        }
    }
}

#[test]
fn every_language_has_the_strings_and_placeholders_of_english() {
    let english = ENGLISH.lines();
    for language in others() {
        for ((name, text), (_, model)) in language.lines().into_iter().zip(&english) {
            let tag = language.tag;
            assert!(!text.contains(['"', '\\', '\n']), "{tag}: {name}: {text}");
            assert_eq!(text.trim(), text, "{tag}: {name}");
            let (string, form) = name.rsplit_once('.').unwrap_or((&name, ""));
            let may_be_empty = ["tag", "direction", "hour_cycle", "other_cycle"].contains(&&*name)
                || string == "months_alone"
                || (["zero", "one", "two", "few", "many"].contains(&form));
            assert!(!text.is_empty() || may_be_empty, "{tag}: {name} is empty");
            if !text.is_empty() && string != "formats" && string != "months_alone" {
                // A form for a single number may leave the number out, as Arabic does: “a session”, “two sessions”.
                let model = if form.is_empty() || form == "other" { *model } else { plural_of(&english, string) };
                let (own, model) = (placeholders(text), placeholders(model));
                let is_single = ["zero", "one", "two"].contains(&form);
                assert!(own == model || is_single && own.is_subset(&model), "{tag}: {name}: {text}");
            }
        }
    }
}

/// The form for most numbers of the plural `string`; the string itself if it is not a plural.
fn plural_of<'a>(lines: &[(String, &'a str)], string: &str) -> &'a str {
    let other = format!("{string}.other");
    lines.iter().find(|(name, _)| *name == other || name == string).map_or("", |(_, text)| *text)
}

#[test]
fn plurals_have_no_forms_that_their_language_never_uses() {
    for language in LANGUAGES {
        let categories: BTreeSet<&str> = (0..200)
            .map(|count| match (language.category)(language.tag, count) {
                Category::Zero => "zero",
                Category::One => "one",
                Category::Two => "two",
                Category::Few => "few",
                Category::Many => "many",
                Category::Other => "other",
            })
            .collect();
        let lines = language.lines();
        let plurals = lines.iter().filter_map(|(name, _)| name.strip_suffix(".other"));
        for plural in plurals {
            let text = |form: &str| lines.iter().find(|(name, _)| *name == format!("{plural}.{form}")).unwrap().1;
            // A category without a form of its own gets the form `other`.
            for form in ["zero", "one", "two", "few", "many"] {
                let is_used = categories.contains(form);
                assert!(is_used || text(form).is_empty(), "{}: {plural}.{form} is never used", language.tag);
            }
            assert!(!text("other").is_empty(), "{}: {plural}", language.tag);
        }
    }
}

#[test]
fn plural_forms_follow_cldr() {
    let forms = Plural { zero: "zero", one: "one", two: "two", few: "few", many: "many", other: "other" };
    for (tag, expected) in [
        ("en", "0 other, 1 one, 2 other, 21 other"),
        ("ru", "0 many, 1 one, 2 few, 5 many, 11 many, 12 many, 21 one, 22 few, 100 many, 101 one"),
        ("fi", "0 other, 1 one, 2 other, 21 other"),
        ("fr", "0 one, 1 one, 2 other, 21 other"),
        ("ar", "0 zero, 1 one, 2 two, 3 few, 10 few, 11 many, 99 many, 100 other, 102 other, 103 few"),
        ("zh-Hant", "0 other, 1 other, 2 other"),
        ("zh-Hans", "0 other, 1 other, 2 other"),
    ] {
        let language = Locale::from_tag(tag).language;
        for pair in expected.split(", ") {
            let (count, category) = pair.split_once(' ').unwrap();
            assert_eq!(language.plural(forms, count.parse().unwrap()), category, "{tag} {count}");
        }
    }
}

#[test]
fn a_form_that_is_missing_is_the_general_one() {
    let forms = Plural { other: "{0} Tage", ..Plural::NONE };
    assert_eq!(ENGLISH.plural(forms, 1), "{0} Tage");
}

#[test]
fn the_tag_of_a_page_chooses_the_language() {
    for (tag, language) in [
        ("", "en"),
        ("en", "en"),
        ("en-GB", "en"),
        ("de", "en"),
        ("de-HK", "en"),
        ("x-ru", "en"),
        ("ru", "ru"),
        ("RU-ru", "ru"),
        ("ru-UA", "ru"),
        ("fi-FI", "fi"),
        ("fr", "fr"),
        ("fr-BE", "fr"),
        ("fr-CA", "fr-CA"),
        ("FR-ca", "fr-CA"),
        ("ar-EG", "ar"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-HK", "zh-Hant"),
        ("zh-hk", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh-US", "zh-Hant"),
        ("zh-TW", "zh-Hant-TW"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("zh-Hans-TW", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-hant-cn", "zh-Hant"),
        ("zh-HK-u-nu-latn", "zh-Hant"),
    ] {
        assert_eq!(Locale::from_tag(tag).language.tag, language, "{tag}");
    }
}

#[test]
fn texts_of_another_language_or_script_are_foreign() {
    for (words, texts, is_foreign) in [
        ("en", "en", false),
        ("en-US", "en-GB", false),
        ("de", "en-GB", false),
        ("de", "de", true),
        ("ru", "en-GB", true),
        ("zh-HK", "zh-Hant-HK", false),
        ("zh-TW", "zh-HK", false),
        ("zh-TW", "zh-CN", true),
        ("zh-Hans-HK", "zh-HK", true),
    ] {
        let locale = Locale::from_tag(words).for_texts_in(texts);
        assert_eq!(locale.is_foreign, is_foreign, "{words} {texts}");
        assert_eq!(locale.tag(texts), if is_foreign { locale.language.tag } else { texts }, "{words} {texts}");
    }
}

#[test]
fn values_are_isolated_only_if_a_direction_differs_or_is_right_to_left() {
    for (words, texts, expected) in [
        ("en", "en", "Talks has begun"),
        ("ru", "en", "Talks: начало"),
        ("en", "ar", "\u{2068}Talks\u{2069} has begun"),
        ("ar", "en", "\u{2068}Talks\u{2069}"),
    ] {
        let locale = Locale::from_tag(words).for_texts_in(texts);
        let sentence = locale.fill(locale.strings().has_begun, &["Talks"]);
        if words == "ru" {
            assert!(!sentence.contains('\u{2068}'), "{sentence}");
        } else {
            assert!(sentence.contains(expected), "{sentence}");
        }
    }
    assert_eq!(Locale::from_tag("ar").isolated(""), "");
}

#[test]
fn a_browser_reads_the_lines_that_the_build_writes() {
    for language in LANGUAGES {
        let lines: Vec<&str> = language.lines().into_iter().map(|(_, text)| text).collect();
        let read = Language::read(lines.join("\n"), language.category).unwrap();
        assert_eq!(read.lines(), language.lines(), "{}", language.tag);
        assert_eq!(read.hour_cycle, language.hour_cycle);
    }
}

#[test]
fn what_is_no_language_is_refused() {
    for lines in ["", "<!DOCTYPE html>\n<title>Not found</title>\n", "ru\nltr\nh24\n"] {
        assert!(Language::read(lines.to_owned(), ENGLISH.category).is_none(), "{lines}");
    }
}

#[test]
fn a_publisher_replaces_strings_by_name() {
    let russian = Locale::from_tag("ru").language;
    let own = russian.with_strings([("next", "  Скоро \n начнется "), ("days_left.few", "{0} дня!")]).unwrap();
    assert_eq!(own.strings.next, "Скоро начнется");
    assert_eq!(fill(own.plural(own.strings.days_left, 2), &["2"]), "2 дня!");
    assert_eq!(own.strings.now, russian.strings.now);
    for name in ["nex", "", "tag", "direction", "weekdays.8"] {
        assert_eq!(russian.with_strings([(name, "x")]).unwrap_err(), name);
    }
}

#[test]
fn names_of_strings_are_unique() {
    let lines = ENGLISH.lines();
    let names: BTreeSet<&str> = lines.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), lines.len());
}

#[test]
fn dates_in_each_language() {
    let date_in =
        |tag: &str, text: &str| plain(&partial_date(&Locale::from_tag(tag), PartialDate::parse(text).unwrap()));
    for (tag, year, month, full, short) in [
        ("ru", "2018", "июль 2018", "16 июля 2018", "пн, 16 июля"),
        ("fi", "2018", "heinäkuu 2018", "16. heinäkuuta 2018", "ma 16. heinäkuuta"),
        ("fr", "2018", "juillet 2018", "16 juillet 2018", "lun. 16 juillet"),
        ("zh-HK", "2018年", "2018年7月", "2018年7月16日", "7月16日周一"),
        ("zh-TW", "2018年", "2018年7月", "2018年7月16日", "7月16日週一"),
        ("zh-CN", "2018年", "2018年7月", "2018年7月16日", "7月16日周一"),
        ("ar", "2018", "يوليو 2018", "16 يوليو 2018", "الاثنين 16 يوليو"),
    ] {
        assert_eq!(
            [date_in(tag, "2018"), date_in(tag, "2018-07"), date_in(tag, "2018-07-16")],
            [year, month, full],
            "{tag}"
        );
        assert_eq!(plain(&short_date(&Locale::from_tag(tag), day("2018-07-16"))), short, "{tag}");
    }
}

#[test]
fn the_documentation_lists_every_string() {
    let docs = include_str!("../../docs/languages.md");
    for (name, _) in ENGLISH.lines().iter().filter(|(name, _)| !name.starts_with("formats.")).skip(4) {
        let name = name.split_once('.').map_or(name.as_str(), |(string, _)| string);
        assert!(docs.contains(&format!("| `{name}")), "{name}");
    }
}

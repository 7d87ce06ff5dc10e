//! Dates, clocks and strings as a reader sees them.

use summit_brief::text::{
    ENGLISH, HourCycle, Locale, Plural, clock, date, date_of, date_range, date_time, day_word, fill, offset_name,
    partial_date, short_date, two_digits,
};
use summit_brief::time::{CivilDate, CivilDateTime, CivilTime, PartialDate};

use crate::support::day;

use super::support::offset;

fn british() -> Locale {
    Locale::from_tag("en-GB")
}

fn american() -> Locale {
    Locale::from_tag("en-US")
}

fn australian() -> Locale {
    Locale::from_tag("en-AU")
}

fn time(hour: u8, minute: u8) -> CivilTime {
    CivilTime { hour, minute, second: 59 }
}

#[test]
fn a_locale_has_its_hour_cycle_and_date_order() {
    use HourCycle::{H12, H23};
    for (tag, hour_cycle, written) in [
        ("en-GB", H23, "16 July 2018"),
        ("en-US", H12, "July 16, 2018"),
        ("en", H12, "July 16, 2018"),
        ("EN", H12, "July 16, 2018"),
        ("en-us", H12, "July 16, 2018"),
        ("en-au", H12, "16 July 2018"),
        ("en-HK", H12, "16 July 2018"),
        ("en-IE", H23, "16 July 2018"),
        ("en-PH", H12, "July 16, 2018"),
        ("en-Latn-US", H12, "July 16, 2018"),
        ("en-Latn-GB", H23, "16 July 2018"),
        ("en-Latn", H12, "July 16, 2018"),
        // There are no words in these languages: English words in British formats.
        ("de", H23, "16 July 2018"),
        ("sv-FI", H23, "16 July 2018"),
        ("es-US", H23, "16 July 2018"),
        ("ja-Jpan-JP", H23, "16 July 2018"),
        ("eng", H23, "16 July 2018"),
        ("", H23, "16 July 2018"),
        ("-", H23, "16 July 2018"),
        ("--US", H23, "16 July 2018"),
        ("☃", H23, "16 July 2018"),
        ("english please", H23, "16 July 2018"),
    ] {
        let locale = Locale::from_tag(tag);
        assert_eq!(locale.hour_cycle, hour_cycle, "{tag}");
        assert_eq!(date_of(&locale, day("2018-07-16")), written, "{tag}");
    }
}

#[test]
fn numeric_regions_and_extensions_are_read_as_in_bcp_47() {
    for (tag, hour_cycle, written) in [
        ("en-001", HourCycle::H12, "16 July 2018"),
        ("en-150", HourCycle::H23, "16 July 2018"),
        ("en-u-hc-h23", HourCycle::H12, "July 16, 2018"),
        ("en-GB-u-ca-us", HourCycle::H23, "16 July 2018"),
        ("en-x-gb", HourCycle::H12, "July 16, 2018"),
    ] {
        let locale = Locale::from_tag(tag);
        assert_eq!((locale.hour_cycle, date_of(&locale, day("2018-07-16"))), (hour_cycle, written.to_owned()), "{tag}");
    }
}

#[test]
fn clocks_count_to_24_or_to_12() {
    for (hour, minute, british_clock, american_clock, australian_clock) in [
        (0, 0, "00:00", "12:00\u{a0}AM", "12:00\u{a0}am"),
        (0, 59, "00:59", "12:59\u{a0}AM", "12:59\u{a0}am"),
        (1, 0, "01:00", "1:00\u{a0}AM", "1:00\u{a0}am"),
        (9, 5, "09:05", "9:05\u{a0}AM", "9:05\u{a0}am"),
        (11, 59, "11:59", "11:59\u{a0}AM", "11:59\u{a0}am"),
        (12, 0, "12:00", "12:00\u{a0}PM", "12:00\u{a0}pm"),
        (12, 59, "12:59", "12:59\u{a0}PM", "12:59\u{a0}pm"),
        (13, 0, "13:00", "1:00\u{a0}PM", "1:00\u{a0}pm"),
        (18, 20, "18:20", "6:20\u{a0}PM", "6:20\u{a0}pm"),
        (23, 59, "23:59", "11:59\u{a0}PM", "11:59\u{a0}pm"),
    ] {
        let time = time(hour, minute);
        assert_eq!(clock(&british(), time), british_clock);
        assert_eq!(clock(&american(), time), american_clock);
        assert_eq!(clock(&australian(), time), australian_clock);
    }
}

#[test]
fn a_chosen_hour_cycle_keeps_the_locales_date_order() {
    let mut locale = american();
    locale.hour_cycle = HourCycle::H23;
    let civil = CivilDateTime { date: day("2018-07-16"), time: time(18, 20) };
    assert_eq!(date_time(&locale, civil), "Monday, July 16, 2018, 18:20");
    let mut locale = british();
    locale.hour_cycle = HourCycle::H12;
    assert_eq!(date_time(&locale, civil), "Monday 16 July 2018, 6:20\u{a0}pm");
}

#[test]
fn dates_are_written_long_and_short() {
    for (text, british_long, american_long, british_short, american_short) in [
        ("2018-07-16", "Monday 16 July 2018", "Monday, July 16, 2018", "Mon 16 July", "Mon, July 16"),
        ("2019-01-01", "Tuesday 1 January 2019", "Tuesday, January 1, 2019", "Tue 1 January", "Tue, January 1"),
        ("2018-12-31", "Monday 31 December 2018", "Monday, December 31, 2018", "Mon 31 December", "Mon, December 31"),
        (
            "2020-02-29",
            "Saturday 29 February 2020",
            "Saturday, February 29, 2020",
            "Sat 29 February",
            "Sat, February 29",
        ),
    ] {
        let day = day(text);
        assert_eq!(date(&british(), day), british_long);
        assert_eq!(date(&american(), day), american_long);
        assert_eq!(short_date(&british(), day), british_short);
        assert_eq!(short_date(&american(), day), american_short);
    }
}

#[test]
fn every_month_and_weekday_has_its_name() {
    let months: Vec<String> = (1..=12).map(|month| partial_date(&british(), PartialDate::Month(2018, month))).collect();
    let expected = "January February March April May June July August September October November December".split(' ');
    assert!(months.iter().map(String::as_str).eq(expected.map(|name| format!("{name} 2018")).collect::<Vec<_>>()));
    let week: Vec<String> = (16..=22)
        .map(|day| date(&british(), CivilDate::new(2018, 7, day).unwrap()))
        .map(|date| date.split(' ').next().unwrap().to_owned())
        .collect();
    assert_eq!(week, ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]);
    for (long, short) in week.iter().zip(british().strings().weekdays_short) {
        assert_eq!(&long[..3], short);
    }
}

#[test]
fn date_ranges_leave_out_shared_parts() {
    for (first, last, british_range, american_range) in [
        ("2018-07-16", "2018-07-16", "Monday 16 July 2018", "Monday, July 16, 2018"),
        ("2018-07-16", "2018-07-17", "16–17 July 2018", "July 16–17, 2018"),
        ("2027-10-29", "2027-11-01", "29 October – 1 November 2027", "October 29 – November 1, 2027"),
        ("2018-12-31", "2019-01-01", "31 December 2018 – 1 January 2019", "December 31, 2018 – January 1, 2019"),
        ("2018-07-16", "2019-07-16", "16 July 2018 – 16 July 2019", "July 16, 2018 – July 16, 2019"),
    ] {
        assert_eq!(date_range(&british(), day(first), day(last)), british_range);
        assert_eq!(date_range(&american(), day(first), day(last)), american_range);
    }
}

#[test]
fn a_day_near_today_has_a_word_and_others_a_date() {
    let today = Some(day("2018-07-16"));
    for (date, word) in [
        ("2018-07-09", "Mon 9 July"),
        ("2018-07-10", "Tuesday"),
        ("2018-07-15", "yesterday"),
        ("2018-07-16", "today"),
        ("2018-07-17", "tomorrow"),
        ("2018-07-22", "Sunday"),
        ("2018-07-23", "Mon 23 July"),
        ("2019-07-16", "Tue 16 July"),
    ] {
        assert_eq!(day_word(&british(), day(date), today), word, "{date}");
    }
    assert_eq!(day_word(&british(), day("2018-07-16"), None), "Monday");
}

#[test]
fn an_offset_is_written_in_hours_and_nonzero_minutes() {
    for (seconds, name) in [
        (0, "UTC"),
        (3_600, "UTC+1"),
        (20_700, "UTC+5:45"),
        (50_400, "UTC+14"),
        (-14_400, "UTC−4"),
        (-34_200, "UTC−9:30"),
        (300, "UTC+0:05"),
    ] {
        assert_eq!(offset_name(offset(seconds)), name);
    }
}

#[test]
fn partial_dates_show_only_the_known_parts() {
    for (text, british_date, american_date) in [
        ("2016", "2016", "2016"),
        ("0800", "800", "800"),
        ("2018-07", "July 2018", "July 2018"),
        ("2018-06-12", "12 June 2018", "June 12, 2018"),
    ] {
        let partial = PartialDate::parse(text).unwrap();
        assert_eq!(partial_date(&british(), partial), british_date);
        assert_eq!(partial_date(&american(), partial), american_date);
    }
}

#[test]
fn one_is_singular_and_every_other_number_plural() {
    let days = Plural { one: "day", other: "days", ..Plural::NONE };
    for (count, expected) in [(0, "days"), (1, "day"), (2, "days"), (11, "days"), (21, "days"), (101, "days")] {
        assert_eq!(ENGLISH.plural(days, count), expected, "{count}");
    }
}

#[test]
fn templates_are_filled_once_and_values_stay_literal() {
    for (template, values, expected) in [
        ("", &[][..], ""),
        ("no values", &["x"], "no values"),
        ("{0}", &["x"], "x"),
        ("{1} and {0}", &["a", "b"], "b and a"),
        ("{0}{0}", &["a"], "aa"),
        ("from {0} to {1}.", &["{1}", "{0}"], "from {1} to {0}."),
        ("{2}", &["a", "b"], ""),
        ("„{0}“", &["é"], "„é“"),
    ] {
        assert_eq!(fill(template, values), expected, "{template}");
    }
}

#[test]
fn two_digits_pads_with_a_zero() {
    for (number, expected) in [(0, "00"), (7, "07"), (10, "10"), (59, "59"), (99, "99")] {
        assert_eq!(two_digits(number), expected);
    }
}

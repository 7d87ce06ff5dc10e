//! Calendar dates and clock times without a zone, and partial dates.

use summit_brief::time::{CivilDate, CivilDateTime, CivilTime, Instant, PartialDate, Weekday};

use super::support::{day, offset};

/// The lengths in days of the months of a common year.
const MONTHS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

#[test]
fn every_day_from_year_0_to_9999_follows_the_one_before() {
    const WEEK: [Weekday; 7] = [
        Weekday::Saturday, // 0000-01-01
        Weekday::Sunday,
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
    ];
    let mut number = -719_528;
    for year in 0..=9999 {
        let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
        for (month, common) in (1..).zip(MONTHS) {
            let last = if leap && month == 2 { 29 } else { common };
            for day in 1..=last {
                let date = CivilDate::new(year, month, day).unwrap();
                assert_eq!(date.days_since_epoch(), number, "{year}-{month}-{day}");
                assert_eq!(CivilDate::from_days_since_epoch(number), date, "{number}");
                assert_eq!(date.weekday(), WEEK[(number + 719_528) as usize % 7], "{year}-{month}-{day}");
                number += 1;
            }
            assert_eq!(CivilDate::new(year, month, last + 1), None, "{year}-{month}");
        }
    }
    assert_eq!(number, 2_932_897);
}

#[test]
fn known_days_have_their_numbers_and_weekdays() {
    for (year, month, day, number, weekday) in [
        (1970, 1, 1, 0, Weekday::Thursday),
        (1969, 12, 31, -1, Weekday::Wednesday),
        (1900, 3, 1, -25_508, Weekday::Thursday),
        (2000, 2, 29, 11_016, Weekday::Tuesday),
        (2000, 3, 1, 11_017, Weekday::Wednesday),
        (2018, 7, 16, 17_728, Weekday::Monday),
        (2027, 10, 31, 21_122, Weekday::Sunday),
    ] {
        let date = CivilDate::new(year, month, day).unwrap();
        assert_eq!((date.days_since_epoch(), date.weekday()), (number, weekday), "{year}-{month}-{day}");
        assert_eq!((date.year(), date.month(), date.day()), (year, month, day));
    }
}

#[test]
fn impossible_dates_are_rejected() {
    for (year, month, day) in [
        (2018, 0, 1),
        (2018, 13, 1),
        (2018, 7, 0),
        (2018, 7, 32),
        (2018, 4, 31),
        (2018, 2, 29),
        (1900, 2, 29),
        (2000, 2, 30),
        (-1, 12, 31),
        (10_000, 1, 1),
        (2018, 255, 255),
    ] {
        assert_eq!(CivilDate::new(year, month, day), None, "{year}-{month}-{day}");
    }
}

#[test]
fn clocks_show_the_right_second_on_either_side_of_a_boundary() {
    /// Seconds east of UTC.
    const KATHMANDU: i32 = 20_700;
    const CHATHAM: i32 = 45_900;
    const MARQUESAS: i32 = -34_200;
    for (millis, east, expected) in [
        // The epoch, and 1969.
        (0, 0, "1970-01-01 00:00:00"),
        (999, 0, "1970-01-01 00:00:00"),
        (1_000, 0, "1970-01-01 00:00:01"),
        (-1, 0, "1969-12-31 23:59:59"),
        (-1_000, 0, "1969-12-31 23:59:59"),
        (-1_001, 0, "1969-12-31 23:59:58"),
        // Midnight at +05:45.
        (1_531_764_899_999, KATHMANDU, "2018-07-16 23:59:59"),
        (1_531_764_900_000, KATHMANDU, "2018-07-17 00:00:00"),
        // Midnight at +12:45.
        (1_531_739_699_999, CHATHAM, "2018-07-16 23:59:59"),
        (1_531_739_700_000, CHATHAM, "2018-07-17 00:00:00"),
        // Midnight at −09:30.
        (1_531_733_399_999, MARQUESAS, "2018-07-15 23:59:59"),
        (1_531_733_400_000, MARQUESAS, "2018-07-16 00:00:00"),
        // Year ends in UTC, behind it and ahead of it.
        (1_546_300_799_999, 0, "2018-12-31 23:59:59"),
        (1_546_300_800_000, 0, "2019-01-01 00:00:00"),
        (1_546_300_800_000, MARQUESAS, "2018-12-31 14:30:00"),
        (1_546_254_899_999, CHATHAM, "2018-12-31 23:59:59"),
        (1_546_254_900_000, CHATHAM, "2019-01-01 00:00:00"),
        // Leap days.
        (1_582_934_399_999, 0, "2020-02-28 23:59:59"),
        (1_582_934_400_000, 0, "2020-02-29 00:00:00"),
        (1_583_020_800_000, 0, "2020-03-01 00:00:00"),
        (4_107_542_400_000, 0, "2100-03-01 00:00:00"),
        (4_107_542_399_999, 0, "2100-02-28 23:59:59"),
        // Both ends of the range of RFC 3339.
        (-62_167_219_200_000, 0, "0000-01-01 00:00:00"),
        (253_402_300_799_999, 0, "9999-12-31 23:59:59"),
        // The largest offsets.
        (0, 86_399, "1970-01-01 23:59:59"),
        (0, -86_399, "1969-12-31 00:00:01"),
    ] {
        let CivilDateTime { date, time } = Instant::from_millis(millis).civil(offset(east));
        let (year, month, day) = (date.year(), date.month(), date.day());
        let CivilTime { hour, minute, second } = time;
        let shown = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
        assert_eq!(shown, expected, "{millis} at {east}");
        let back = CivilDateTime { date, time }.instant(offset(east));
        assert_eq!(back.millis(), millis.div_euclid(1_000) * 1_000, "{millis} at {east}");
    }
}

#[test]
fn days_between_dates_are_counted_in_both_directions() {
    for (one, other, days) in [
        ("2018-07-16", "2018-07-16", 0),
        ("2018-01-01", "2017-12-31", 1),
        ("2016-02-28", "2016-03-01", -2),
        ("2017-02-28", "2017-03-01", -1),
    ] {
        assert_eq!(day(one).days_since(day(other)), days, "{one} and {other}");
    }
}

#[test]
fn the_calendar_continues_beyond_years_0_and_9999() {
    let before = Instant::from_millis(-62_167_219_200_001).civil(offset(0));
    assert_eq!((before.date.year(), before.date.month(), before.date.day()), (-1, 12, 31));
    let after = Instant::from_millis(253_402_300_800_000).civil(offset(0));
    assert_eq!((after.date.year(), after.date.month(), after.date.day()), (10_000, 1, 1));
}

#[test]
fn partial_dates_survive_a_round_trip() {
    let day = |year, month, day| PartialDate::Day(CivilDate::new(year, month, day).unwrap());
    for (text, expected) in [
        ("2018", PartialDate::Year(2018)),
        ("0000", PartialDate::Year(0)),
        ("9999", PartialDate::Year(9999)),
        ("2018-01", PartialDate::Month(2018, 1)),
        ("2018-12", PartialDate::Month(2018, 12)),
        ("2018-07-16", day(2018, 7, 16)),
        ("2020-02-29", day(2020, 2, 29)),
        ("0000-02-29", day(0, 2, 29)),
    ] {
        assert_eq!(PartialDate::parse(text), Some(expected), "{text}");
        assert_eq!(expected.to_string(), text);
    }
}

#[test]
fn malformed_partial_dates_are_rejected() {
    for text in [
        "", "-", "18", "201", "02018", "2018-", "2018-7", "2018-00", "2018-13", "2018-07-", "2018-07-1", "2018-07-00",
        "2018-07-32", "2018-02-29", "2018-07-16-", "2018-07-16-01", "-2018", "+2018", "2018/07",
        "2018-07-16T00:00:00Z", " 2018", "2018 ", "July 2018", "２０１８",
    ] {
        assert_eq!(PartialDate::parse(text), None, "{text}");
    }
}

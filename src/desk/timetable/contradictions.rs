//! Finds times in a text that contradict the timetable: times that match no session, times on the wrong day, wrong
//! conversions, times in a DST gap, and abbreviations that are ambiguous or out of season.

use super::dates::{DatesInText, MentionedDate, days_off};
use super::{TextFinding, Timetable, calendar, clock_in_words, date_in_words};
use crate::desk::language::{Fault, Reading, Stated, Zone};
use crate::desk::{Certainty, Code, ZoneNames};
use crate::time::{CivilDate, Instant, Offset};

/// One date in each season, for times whose day is unknown.
const SEASONS: [MentionedDate; 2] =
    [MentionedDate { day: None, month: 1, year: None }, MentionedDate { day: None, month: 7, year: None }];

/// The findings about the times and days of a text, in text order.
pub(crate) fn text_findings(reading: &Reading<'_>, timetable: &mut Timetable<'_>) -> Vec<TextFinding> {
    let (text, times) = (reading.text, &reading.times);
    let dates = DatesInText::new(reading);
    let text_findings = calendar::impossible_days(text, &dates, timetable);
    let mut checker = Checker { text, times, dates, text_findings };
    for group in reading.groups() {
        checker.check_same_instant(&group.starts, timetable);
        checker.check_same_instant(&group.ends, timetable);
    }
    checker.text_findings.sort_by_key(|finding| finding.range.start);
    checker.text_findings
}

struct Checker<'a> {
    text: &'a str,
    times: &'a [Stated],
    dates: DatesInText,
    text_findings: Vec<TextFinding>,
}

impl Checker<'_> {
    fn report(&mut self, code: Code, time: &Stated, message: String, remedy: &str) {
        let (range, remedy) = (time.span.clone(), remedy.to_owned());
        self.text_findings.push(TextFinding { code, range, message, remedy });
    }

    /// The text's wording of `time`.
    fn wording(&self, time: &Stated) -> &str {
        &self.text[time.span.clone()]
    }

    /// Checks a group of times that the text equates. A time without conversions is a group of one.
    fn check_same_instant(&mut self, group: &[usize], timetable: &mut Timetable<'_>) {
        let times = self.times;
        for time in group.iter().map(|index| &times[*index]) {
            if let Some(Zone::Ambiguous { said, meanings }) = &time.zone
                && timetable.settled_zone(said).is_none()
            {
                let message = format!("“{said}” may be {meanings}");
                let remedy = format!("write the place instead of “{said}”");
                self.report(Code::AmbiguousZone, time, message, &remedy);
            }
        }
        for time in group.iter().map(|index| &times[*index]).filter(|time| time.fault == Some(Fault::NotAClock)) {
            let message = format!("“{}” is no time: after 12:59, hours have no “am” or “pm”", self.wording(time));
            self.report(Code::SkippedTime, time, message, "correct the hour, or leave out “am” or “pm”");
        }
        let mut readable: Vec<&Stated> =
            group.iter().map(|index| &times[*index]).filter(|time| !timetable.clocks(time).is_empty()).collect();
        // Times that name their zone come first: they are the most reliable.
        readable.sort_by_key(|time| time.zone.is_none());
        let Some(first) = readable.first().copied() else { return };
        if readable.len() == 1 && !self.is_worth_checking(first) {
            return;
        }
        let resolved = self.resolve(&readable, timetable);
        let anchor = resolved.anchor;
        let has_date_and_zone = anchor.zone.is_some() && !resolved.dates.is_empty() && timetable.has_moments();
        if resolved.instants.is_empty() && has_date_and_zone && timetable.any_exists(&resolved.dates) {
            let message = format!("“{}” does not exist on that day: clocks go forward past it", self.wording(anchor));
            self.report(Code::SkippedTime, anchor, message, "check the time and the date");
            return;
        }
        if !resolved.is_in_timetable {
            self.report_no_session(first, &resolved, timetable);
        }
        for &time in readable.iter().filter(|time| !std::ptr::eq(**time, anchor)) {
            self.check_conversion(time, &resolved, timetable);
        }
        let Some(instant) = resolved.instants.first().copied() else { return };
        // “Last summer the fair opened at 9 a.m. EDT”: without a day, the season is unknown.
        let names_day = readable.iter().any(|time| time.day.is_some()) || !resolved.dates.is_empty();
        for &time in &readable {
            if resolved.is_session || names_day {
                self.check_season(time, instant, timetable);
            }
            if resolved.is_session {
                self.check_day(time, instant, timetable);
            }
        }
    }

    /// Resolves the `readable` times to a moment of the timetable. If none matches, or if a time is given with another
    /// date, resolves them to instants on the dates in the text.
    fn resolve<'t>(&self, readable: &[&'t Stated], timetable: &mut Timetable<'_>) -> Resolved<'t> {
        let first = readable[0];
        let dated = readable.iter().find_map(|time| Some((*time, MentionedDate::from_name(time.day?)?)));
        let dates = dated.map_or_else(|| self.dates.near(&first.span), |(_, date)| vec![date]);
        let matched = readable.iter().find_map(|time| Some((*time, timetable.matching_moment(time)?)));
        let shown = matched.and_then(|(time, (instant, _))| timetable.date_of(time, instant));
        let agrees = dates.is_empty() || shown.is_some_and(|shown| dates.iter().any(|date| date.is_near(shown)));
        match (matched, dated) {
            (Some((anchor, (instant, is_session))), _) if agrees => {
                let instants = vec![instant];
                Resolved { anchor, instants, is_in_timetable: true, is_session, is_dated: true, dates }
            }
            // The date may belong to something else in the sentence, so both readings are possible.
            (Some((anchor, (instant, is_session))), None) => {
                let instants = std::iter::once(instant).chain(timetable.instants_on(anchor, &dates)).collect();
                Resolved { anchor, instants, is_in_timetable: true, is_session, is_dated: true, dates }
            }
            (_, dated) => {
                let (anchor, is_dated) = (dated.map_or(first, |(time, _)| time), dated.is_some());
                let instants = timetable.instants_on(anchor, &dates);
                Resolved { anchor, instants, is_in_timetable: false, is_session: false, is_dated, dates }
            }
        }
    }

    /// Reports `time` if it differs from the anchor at every possible instant.
    fn check_conversion(&mut self, time: &Stated, resolved: &Resolved<'_>, timetable: &Timetable<'_>) {
        let agrees = |instant: &Instant| {
            let readings = timetable.readings(time, *instant);
            readings.is_empty() || readings.iter().any(|(_, minute)| *minute == time.minute)
        };
        let Some(instant) = resolved.instants.first() else { return };
        let Some((date, minute)) = timetable.readings(time, *instant).first().copied() else { return };
        if resolved.instants.iter().any(agrees) {
            return;
        }
        // If the day is unknown, the conversion may still be right in the other season.
        let seasons = if resolved.is_dated { Vec::new() } else { timetable.instants_on(resolved.anchor, &SEASONS) };
        let is_doubtful = time.zone.is_none() || resolved.anchor.zone.is_none() || seasons.iter().any(agrees);
        let certainty = if is_doubtful { Certainty::Doubtful } else { Certainty::Certain };
        let message = format!(
            "“{}” is not the same time as “{}”, which is {} in {} on {}",
            self.wording(time),
            self.wording(resolved.anchor),
            clock_in_words(minute),
            timetable.zone_in_words(time),
            date_in_words(date)
        );
        let remedy = format!("write {}, or correct the other time", clock_in_words(minute));
        self.report(Code::WrongConversion(certainty), time, message, &remedy);
    }

    /// Reports an abbreviation that is not in force at that time of year: “EST” in July.
    fn check_season(&mut self, time: &Stated, instant: Instant, timetable: &Timetable<'_>) {
        let Some(Zone::Fixed { seconds, zone: Some(zone), said }) = &time.zone else { return };
        let Ok(offset) = timetable.zones.offset(zone, instant).map(Offset::seconds) else { return };
        if is_in_force(*seconds, zone, timetable.own_zones(), instant, timetable.zones) {
            return;
        }
        let Some((date, _)) = timetable.readings(time, instant).first().copied() else { return };
        let message = format!(
            "“{said}” is not in force on {}, when {zone} is at UTC{}",
            date_in_words(date),
            hours_offset(offset)
        );
        let remedy = "write the abbreviation for that season, or name the place";
        self.report(Code::OutOfSeason, time, message, remedy);
    }

    /// Reports a time whose named day is not the day of `instant` in the time's zone.
    fn check_day(&mut self, time: &Stated, instant: Instant, timetable: &Timetable<'_>) {
        if time.zone.is_none() {
            return;
        }
        let Some((date, _)) = timetable.readings(time, instant).first().copied() else { return };
        let distance = |date: CivilDate| time.day.and_then(|day| days_off(day, date));
        let Some(days) = distance(date).filter(|days| *days != 0) else { return };
        // Midnight ends one day and begins another.
        let is_midnight = self.wording(time).to_ascii_lowercase().starts_with("midnight");
        if is_midnight && distance(date.plus_days(-1)) == Some(0) {
            return;
        }
        // The time may belong to a session for which the brief gives only the day.
        let is_named = |date: &CivilDate| distance(*date) == Some(0);
        let mut named = [date.plus_days(days), date.plus_days(-days)].into_iter().filter(is_named);
        if named.any(|date| timetable.has_untimed_on(date)) {
            return;
        }
        let message = format!(
            "“{}” is on {} in {}, but the text names another day",
            self.wording(time),
            date_in_words(date),
            timetable.zone_in_words(time)
        );
        // One day off is a slip. If it is further off, the text may mean another event at the same time of day.
        let certainty = if days == 1 { Certainty::Certain } else { Certainty::Doubtful };
        self.report(Code::WrongDay(certainty), time, message, "correct the day, or check the session");
    }

    /// Whether to check a time that has no conversion. Without a zone, “by 2:30” and “noon” often mean something else.
    fn is_worth_checking(&self, time: &Stated) -> bool {
        let wording = self.wording(time);
        let reads_as_time = wording.ends_with(['m', 'M', '.']) || self.text[..time.span.start].ends_with("at ");
        time.zone.is_some() || reads_as_time && !wording.starts_with(char::is_alphabetic)
    }

    fn report_no_session(&mut self, time: &Stated, resolved: &Resolved<'_>, timetable: &Timetable<'_>) {
        // The time may belong to a session for which the brief gives only the day.
        let may_be_untimed = timetable.has_untimed_near(&resolved.dates);
        let may_be_other_event =
            may_be_untimed || time.zone.is_none() || resolved.dates.iter().any(|date| !timetable.has_session_on(*date));
        let certainty = if may_be_other_event { Certainty::Doubtful } else { Certainty::Certain };
        let message = format!("“{}” does not match the start or end of any session", self.wording(time));
        let remedy = if may_be_untimed {
            "if a session without a time starts or ends then, add the time to that session; \
             ignore this if it refers to something else"
        } else {
            "correct the time, or add the session; ignore this if it refers to something else"
        };
        self.report(Code::NoSuchSession(certainty), time, message, remedy);
    }
}

/// A group of times that the text equates, resolved to instants.
struct Resolved<'t> {
    /// The time that the others are compared with.
    anchor: &'t Stated,
    /// The possible instants of the anchor, the likeliest first.
    instants: Vec<Instant>,
    /// Whether the first instant is a moment of the timetable.
    is_in_timetable: bool,
    /// Whether that moment is a session's.
    is_session: bool,
    /// Whether the day is known, from the timetable or from a date given with a time. A date elsewhere in the sentence
    /// is not enough.
    is_dated: bool,
    /// The date given with a time, or else the dates in the sentence.
    dates: Vec<MentionedDate>,
}

/// Whether a name of `zone` that means the offset `seconds` is in force at an instant. Zones that share an abbreviation may
/// differ in season: if one of the `own` zones has that offset all year, it is. Brisbane keeps AEST, Sydney does not.
pub(crate) fn is_in_force<'a>(
    seconds: i32,
    zone: &str,
    mut own: impl Iterator<Item = &'a str>,
    at: Instant,
    zones: &dyn ZoneNames,
) -> bool {
    const QUARTER_MS: i64 = 91 * 86_400_000;
    let has = |zone: &str, at: Instant| zones.offset(zone, at).ok().map(Offset::seconds) == Some(seconds);
    has(zone, at) || own.any(|zone| (0..4).all(|quarter| has(zone, at.plus_millis(quarter * QUARTER_MS))))
}

/// An offset in seconds as hours and minutes: “+3”, “+5:45”.
pub(crate) fn hours_offset(seconds: i32) -> String {
    let minutes = seconds.abs() / 60;
    let sign = if seconds < 0 { '−' } else { '+' };
    if minutes % 60 == 0 {
        format!("{sign}{}", minutes / 60)
    } else {
        format!("{sign}{}:{:02}", minutes / 60, minutes % 60)
    }
}

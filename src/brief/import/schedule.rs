//! Sentences that state when something happens.

mod title;

use crate::brief::prose::{DayName, Gazetteer, Stated, days, groups, stated_times};
use crate::time::{CivilDate, Weekday};
use title::title;

/// Something that happens at a time, as a sentence states it.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) title: String,
    /// The times said to be the same, the one with a zone first.
    pub(super) times: Vec<Stated>,
    pub(super) end: Option<Stated>,
    pub(super) day: Option<DayName>,
    /// Whether the day is named elsewhere.
    pub(super) carried: bool,
    pub(super) expected: bool,
    /// Whether the sentence says that it does not take place.
    pub(super) cancelled: bool,
    /// Whether the sentence says that it is over.
    pub(super) past: bool,
    /// Whether it speaks of an event at all.
    pub(super) event: bool,
}

const EVENTS: [&str; 78] = [
    "arguments",
    "closing",
    "ruling",
    "verdict",
    "trial",
    "landing",
    "lands",
    "window",
    "reception",
    "visit",
    "visits",
    "interview",
    "election",
    "inauguration",
    "match",
    "kick-off",
    "premiere",
    "keynote",
    "webcast",
    "streamed",
    "meet",
    "meets",
    "meeting",
    "summit",
    "talks",
    "begin",
    "begins",
    "start",
    "starts",
    "open",
    "opens",
    "opening",
    "conference",
    "briefing",
    "hearing",
    "session",
    "debate",
    "launch",
    "launches",
    "liftoff",
    "dinner",
    "lunch",
    "breakfast",
    "ceremony",
    "speech",
    "speak",
    "speaks",
    "address",
    "addresses",
    "vote",
    "votes",
    "sit",
    "hold",
    "holds",
    "held",
    "host",
    "convene",
    "convenes",
    "resume",
    "resumes",
    "scheduled",
    "expected",
    "due",
    "plenary",
    "negotiations",
    "testify",
    "arrive",
    "arrives",
    "depart",
    "signing",
    "statement",
    "event",
    "closes",
    "ends",
    "end",
    "follow",
    "set",
    "broadcast",
];
const EXPECTED: [&str; 9] =
    ["expected", "likely", "tentatively", "provisionally", "may", "might", "could", "hoped", "probably"];
const PAST: [&str; 14] = [
    "met", "began", "was", "were", "spoke", "happened", "took", "started", "ended", "opened", "signed", "struck",
    "arrived", "said",
];

/// The events that `sentence` states the times of.
///
/// Where it names no day, it is the day that was `carried` over from what stands before.
pub(super) fn events(sentence: &str, places: &Gazetteer, carried: Option<DayName>) -> Vec<Event> {
    let times = stated_times(sentence, places);
    if times.is_empty() || sentence.len() > 2_000 {
        return Vec::new();
    }
    let named = days(sentence);
    let mut sets = groups(sentence, &times);
    let grouped: Vec<usize> = sets.iter().flatten().copied().collect();
    sets.extend((0..times.len()).filter(|index| !grouped.contains(index)).map(|index| vec![index]));
    sets.sort();
    let mut found = Vec::new();
    let (mut from, mut skip) = (0, false);
    for (number, set) in sets.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let (Some(first), Some(last)) = (set.first().map(|at| &times[*at]), set.last().map(|at| &times[*at])) else {
            continue;
        };
        let next = sets.get(number + 1).and_then(|set| set.first()).map(|at| &times[*at]);
        // “from 10:20 to 13:30 GMT”
        let range = next.filter(|next| {
            matches!(sentence[last.span.end..next.span.start].trim(), "to" | "-" | "–" | "until" | "till" | "and")
                && between(sentence, first, next)
        });
        skip = range.is_some();
        // What stands between two times leads to the second.
        let own_end = range.map_or(last.span.end, |end| end.span.end);
        let after = sets.get(number + 1 + usize::from(skip));
        let end = match after.and_then(|set| set.first()) {
            // “10:00: Signing (0200 GMT)”, with what happens after its time.
            Some(next)
                if sentence[own_end..].starts_with(':')
                    && title(sentence, &(from..own_end), &times, &named).is_empty() =>
            {
                times[*next].span.start
            }
            Some(_) => own_end,
            None => sentence.len(),
        };
        let clause = from..end;
        from = end;
        let words = |list: &[&str], text: &str| {
            // “May” is the month.
            let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| *word != "May");
            words.any(|word| list.contains(&word.to_lowercase().as_str()))
        };
        let before = &sentence[clause.start..first.span.start.max(clause.start)];
        let beside = named.iter().filter(|(_, at)| clause.start <= at.start && at.end <= clause.end);
        let day = first
            .day
            .or_else(|| beside.clone().next().map(|(day, _)| *day))
            .or_else(|| named.first().map(|(day, _)| *day));
        let (day, carried) = (day.or(carried), day.is_none() && carried.is_some());
        let mut members: Vec<Stated> = set.iter().map(|at| times[*at].clone()).collect();
        members.sort_by_key(|time| time.zone.is_none());
        let own = &sentence[clause.clone()];
        found.push(Event {
            title: title(sentence, &clause, &times, &named),
            times: members,
            end: range.cloned(),
            day,
            carried,
            expected: words(&EXPECTED, own),
            past: words(&PAST, before) && !words(&["will", "expected", "due", "scheduled", "set", "is", "are"], before),
            cancelled: words(&["cancelled", "canceled", "scrapped"], own) || own.contains("called off"),
            event: words(&EVENTS, own) && !is_invitation(own),
        });
    }
    found
}

/// “Follow our live coverage from 9:30am”: when readers can look in, not when something happens.
fn is_invitation(clause: &str) -> bool {
    let clause = clause.trim_start().to_lowercase();
    ["follow ", "join ", "watch ", "read ", "listen ", "tune in"].iter().any(|verb| clause.starts_with(verb))
        && [" our ", " us ", "live coverage", "live blog", "liveblog"].iter().any(|words| clause.contains(words))
}

/// “And” parts two times of one thing only after “from” or “between”.
fn between(sentence: &str, first: &Stated, next: &Stated) -> bool {
    let and = sentence[first.span.end..next.span.start].contains("and");
    !and || sentence[..first.span.start].trim_end().ends_with("between")
}

/// The date that `day` is, in an article of the day `published`; and whether that is certain.
pub(super) fn date(day: Option<DayName>, published: CivilDate) -> Option<(CivilDate, bool)> {
    let plus = |days: i64| CivilDate::from_days_since_epoch(published.days_since_epoch() + days);
    match day {
        None => Some((published, false)),
        Some(DayName::Today) => Some((published, true)),
        Some(DayName::Tomorrow) => Some((plus(1), true)),
        Some(DayName::Yesterday) => Some((plus(-1), true)),
        Some(DayName::Weekday(weekday)) => {
            let ahead = (number(weekday) - number(published.weekday())).rem_euclid(7);
            Some((plus(ahead), true))
        }
        Some(DayName::Date { day, month, year: Some(year) }) => Some((CivilDate::new(year, month, day)?, true)),
        Some(DayName::Date { day, month, year: None }) => {
            // The nearest such day, up to half a year back.
            let near = |year: i32| CivilDate::new(year, month, day);
            let years = [published.year() - 1, published.year(), published.year() + 1];
            let dates = years.into_iter().filter_map(near);
            let distance = |date: &CivilDate| (date.days_since_epoch() - published.days_since_epoch()).abs();
            Some((dates.min_by_key(distance)?, true))
        }
        Some(other) => Some((other.date(published)?, true)),
    }
}

fn number(weekday: Weekday) -> i64 {
    match weekday {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    }
}

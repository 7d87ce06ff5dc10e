//! Sentences that state when something happens.

use std::ops::Range;

use crate::brief::prose::{DayName, Gazetteer, Stated, days, groups, stated_times};
use crate::time::{CivilDate, Weekday};

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
        let clause = from..if after.is_some() { own_end } else { sentence.len() };
        from = own_end;
        let words = |list: &[&str], text: &str| {
            text.split(|c: char| !c.is_alphabetic()).any(|word| list.contains(&word.to_lowercase().as_str()))
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
            event: words(&EVENTS, own),
        });
    }
    found
}

/// “And” parts two times of one thing only after “from” or “between”.
fn between(sentence: &str, first: &Stated, next: &Stated) -> bool {
    let and = sentence[first.span.end..next.span.start].contains("and");
    !and || sentence[..first.span.start].trim_end().ends_with("between")
}

/// What happens, from the clause without its times and days.
fn title(sentence: &str, clause: &Range<usize>, times: &[Stated], days: &[(DayName, Range<usize>)]) -> String {
    let mut holes: Vec<Range<usize>> =
        times.iter().map(|time| time.span.clone()).chain(days.iter().map(|(_, at)| at.clone())).collect();
    holes.sort_by_key(|hole| hole.start);
    let mut kept = String::new();
    let mut at = clause.start;
    for hole in holes.iter().filter(|hole| hole.start >= clause.start && hole.end <= clause.end) {
        if hole.start > at {
            push_without_preposition(&mut kept, &sentence[at..hole.start]);
        }
        at = at.max(hole.end);
    }
    kept.push_str(&sentence[at.min(clause.end)..clause.end]);
    // Conversions leave their brackets and “which is” behind.
    let mut text = kept.replace(['(', ')', '[', ']'], " ");
    for rest in [", which is", "which is", " local time", " respectively"] {
        text = text.replace(rest, " ");
    }
    let text = super::block::one_line(&text).replace(" ,", ",").replace(" .", ".");
    let mut text = text.as_str();
    loop {
        let before = text;
        text = text.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '-' | '–' | '—' | '•' | '*' | '/')
        });
        for word in [
            "and",
            "or",
            "then",
            "but",
            "followed by",
            "at",
            "on",
            "from",
            "by",
            "around",
            "before",
            "with",
            "while",
            "until",
            "to",
            "in",
        ] {
            let cut = text.strip_prefix(word).filter(|rest| rest.starts_with([' ', ',']));
            let cut = cut.filter(|_| !matches!(word, "in" | "at" | "on" | "by" | "with" | "before" | "to"));
            text = cut.unwrap_or(text);
            let cut = text.strip_suffix(word).filter(|rest| rest.ends_with([' ', ',']));
            text = cut.unwrap_or(text);
        }
        if text == before {
            break;
        }
    }
    let whole = with_subject(text, &sentence[..clause.start]);
    text = whole.as_str();
    for verb in [
        " is expected",
        " are expected",
        " is scheduled",
        " are scheduled",
        " is slated",
        " is due",
        " are due",
        " is set",
        " is planned",
        " will follow",
        " takes place",
        " will take place",
        " will be held",
        " is held",
        " is",
        " are",
        " will be",
        " was",
    ] {
        let Some((subject, rest)) = text.split_once(verb) else { continue };
        let nothing_more = matches!(
            rest.trim(),
            "" | "for no earlier than"
                | "to follow"
                | "to begin"
                | "to start"
                | "to be held"
                | "to take place"
                | "for"
                | "to be"
        );
        if nothing_more && super::sentences::word_count(subject) >= 2 {
            text = ["A ", "An ", "The ", "a ", "an ", "the "]
                .iter()
                .find_map(|article| subject.strip_prefix(article))
                .unwrap_or(subject);
            break;
        }
    }
    let mut title: String = match text.char_indices().nth(90) {
        // A title is a clause; a longer one ends at its first comma, or where it gets too long.
        Some((end, _)) => {
            let clause = text.split(", ").next().unwrap_or_default();
            let fits = super::sentences::word_count(clause) >= 3 && clause.len() <= 140;
            let cut = || text[..end].rsplit_once(' ').map_or(&text[..end], |(start, _)| start);
            (if fits { clause } else { cut() }).to_owned()
        }
        None => text.to_owned(),
    };
    if let Some(first) = title.chars().next() {
        title.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    title
}

/// “is expected to resume” with what it is that resumes, from the clause before.
fn with_subject(text: &str, before: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    if before.is_empty() || !matches!(first, "is" | "are" | "will" | "resumes" | "ends" | "continues" | "closes") {
        return text.to_owned();
    }
    let words: Vec<&str> = before.split(' ').take(8).collect();
    // “The hearing opens …”: what meets or opens may itself be called a meeting or a hearing.
    let from = if matches!(words.first(), Some(&("The" | "A" | "An"))) { 2 } else { 1 };
    let is_verb = |word: &&str| EVENTS.contains(word) || matches!(*word, "is" | "are" | "will");
    let verb = words.iter().skip(from).position(is_verb).map(|at| at + from);
    verb.map_or_else(|| text.to_owned(), |at| [&words[..at].join(" "), " ", text].concat())
}

fn push_without_preposition(kept: &mut String, piece: &str) {
    let trimmed = piece.trim_end();
    let last = trimmed.rsplit(' ').next().unwrap_or_default();
    let drops =
        ["at", "on", "from", "by", "around", "about", "for", "is", "until", "between", "and", "or", "of", "the"];
    let short = if drops.contains(&last) { &trimmed[..trimmed.len() - last.len()] } else { trimmed };
    kept.push_str(short.trim_end());
    kept.push(' ');
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

//! What a brief must look like to a reader, computed from its JSON with jiff, independently of the code under test.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

/// A brief and its address.
#[derive(Clone, Debug)]
pub(crate) struct Brief {
    pub(crate) name: &'static str,
    /// Its path on the test server.
    pub(crate) src: &'static str,
    text: Arc<str>,
    json: Arc<Value>,
    pub(crate) content: Arc<Content>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Content {
    pub(crate) lang: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) published: Timestamp,
    pub(crate) place: Place,
    #[serde(default)]
    pub(crate) parties: Vec<Party>,
    pub(crate) zones: Vec<Zone>,
    pub(crate) sessions: Vec<Session>,
    pub(crate) issues: Vec<Issue>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) zone: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Party {
    pub(crate) id: String,
    pub(crate) name: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Zone {
    pub(crate) zone: String,
    pub(crate) label: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Session {
    pub(crate) title: String,
    pub(crate) start: Timestamp,
    pub(crate) end: Option<Timestamp>,
    pub(crate) was: Option<Timestamp>,
    #[serde(default)]
    pub(crate) status: Status,
    pub(crate) note: Option<String>,
    pub(crate) outcome: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    #[default]
    Confirmed,
    Expected,
    Postponed,
    Cancelled,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Issue {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    #[serde(default)]
    pub(crate) body: Vec<String>,
    #[serde(default)]
    pub(crate) positions: Vec<Position>,
    #[serde(default)]
    pub(crate) dates: Vec<Dated>,
    #[serde(default)]
    pub(crate) links: Vec<Link>,
    pub(crate) outcome: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Position {
    pub(crate) party: String,
    pub(crate) text: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Dated {
    pub(crate) text: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Link {
    pub(crate) title: String,
}

/// A schedule: read from a page, or expected.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// The column headings.
    pub(crate) headings: Vec<String>,
    pub(crate) days: Vec<Day>,
}

/// The sessions of one day at the venue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Day {
    pub(crate) date: String,
    /// Each row starts with the session's title.
    pub(crate) rows: Vec<Vec<String>>,
}

/// How dates and times are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locale {
    pub(crate) american: bool,
    pub(crate) h12: bool,
}

pub(crate) const BRITISH: Locale = Locale { american: false, h12: false };
pub(crate) const AMERICAN: Locale = Locale { american: true, h12: true };

impl Brief {
    pub(crate) fn helsinki() -> Result<Self> {
        Self::read("helsinki-2018", "/briefs/helsinki-2018.json", "static/briefs/helsinki-2018.json")
    }

    pub(crate) fn accord() -> Result<Self> {
        Self::read("accord-review", "/fixtures/accord-review.json", "tests/fixtures/briefs/accord-review.json")
    }

    pub(crate) fn named(name: &str) -> Result<Self> {
        match name {
            "helsinki-2018" => Self::helsinki(),
            "accord-review" => Self::accord(),
            _ => bail!("unknown brief “{name}”"),
        }
    }

    fn read(name: &'static str, src: &'static str, path: &str) -> Result<Self> {
        let text =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).context(path.to_owned())?;
        let json = serde_json::from_str(&text)?;
        let content = serde_json::from_str(&text)?;
        Ok(Self { name, src, text: text.into(), json: Arc::new(json), content: Arc::new(content) })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn json(&self) -> &Value {
        &self.json
    }

    /// An element that loads the brief eagerly, with further attributes.
    pub(crate) fn element(&self, attributes: &str) -> String {
        format!(r#"<summit-brief loading="eager" src="{}" {attributes}></summit-brief>"#, self.src)
    }

    /// An element with the brief as inline JSON, modified by `change`.
    pub(crate) fn inline(&self, attributes: &str, change: impl FnOnce(&mut Value)) -> String {
        let mut json = self.json().clone();
        change(&mut json);
        // `</script` would end the script element.
        let json = json.to_string().replace("</", "<\\/");
        format!(
            r#"<summit-brief loading="eager" {attributes}><script type="application/json">{json}</script></summit-brief>"#
        )
    }

    /// The indices of all issues.
    pub(crate) fn all(&self) -> Vec<usize> {
        (0..self.content.issues.len()).collect()
    }

    /// The id of the issue's card: the fragment of links to it.
    pub(crate) fn card_id(&self, index: usize) -> String {
        format!("{}-{}", self.name, self.content.issues[index].id)
    }

    /// The locale of the brief's own language.
    pub(crate) fn locale(&self) -> Locale {
        if self.content.lang == "en-US" { AMERICAN } else { BRITISH }
    }

    /// The sessions that are not cancelled, sorted by start.
    pub(crate) fn held(&self) -> Vec<&Session> {
        let mut held: Vec<&Session> = self.content.sessions.iter().filter(|session| session.is_held()).collect();
        held.sort_by_key(|session| session.start);
        held
    }

    /// When a session counts as over: at its `end`, otherwise two hours after its start or when a later session starts,
    /// whichever comes first (docs/format.md).
    pub(crate) fn end(&self, session: &Session) -> Timestamp {
        let assumed = session.start + SignedDuration::from_hours(2);
        let later = self.held().into_iter().map(|other| other.start).find(|start| *start > session.start);
        session.end.unwrap_or_else(|| later.map_or(assumed, |later| later.min(assumed)))
    }

    /// When the last session is over.
    pub(crate) fn last_end(&self) -> Timestamp {
        self.held().into_iter().map(|session| self.end(session)).max().expect("a session")
    }

    /// The countdown at `now`; `None` if no session follows.
    pub(crate) fn countdown(&self, now: Timestamp) -> Option<String> {
        let next = self.held().into_iter().map(|session| session.start).find(|start| *start > now)?;
        Some(countdown(next.duration_since(now)))
    }

    /// The schedule at `now` with the brief's own columns, for a reader in the time zone `reader`.
    pub(crate) fn schedule(&self, reader: &str, now: Timestamp, locale: Locale) -> Table {
        self.schedule_in(&self.content.zones, reader, now, locale)
    }

    pub(crate) fn schedule_in(&self, columns: &[Zone], reader: &str, now: Timestamp, locale: Locale) -> Table {
        let sessions = &self.content.sessions;
        let moments: Vec<Timestamp> =
            sessions.iter().flat_map(|session| [Some(session.start), session.end, session.was]).flatten().collect();
        let same = |a: &TimeZone, b: &TimeZone| moments.iter().all(|at| a.to_offset(*at) == b.to_offset(*at));

        // Zones whose clocks agree throughout the schedule share a column.
        let mut shared: Vec<(TimeZone, Vec<String>, bool)> = Vec::new();
        let all = columns.iter().map(|column| (column.zone.as_str(), Some(column.label()))).chain([(reader, None)]);
        for (name, label) in all {
            let rules = zone(name);
            match shared.iter_mut().find(|(other, ..)| same(other, &rules)) {
                Some((_, labels, is_reader)) => {
                    *is_reader |= label.is_none();
                    labels.extend(label);
                }
                None => shared.push((rules, label.iter().cloned().collect(), label.is_none())),
            }
        }
        let labels = shared.iter().map(|(_, labels, is_reader)| match (labels.is_empty(), is_reader) {
            (true, _) => "Your time".to_owned(),
            (false, true) => format!("{} · your time", labels.join(" · ")),
            (false, false) => labels.join(" · "),
        });
        let headings = std::iter::once("Session".to_owned()).chain(labels).collect();

        let venue = zone(&self.content.place.zone);
        let mut ordered: Vec<&Session> = sessions.iter().collect();
        ordered.sort_by_key(|session| session.start);
        let mut days: Vec<Day> = Vec::new();
        for session in ordered {
            let start = session.start.to_zoned_datetime(venue.clone());
            let date = date(&start, locale);
            let cells = shared.iter().map(|(rules, ..)| cell(session, rules, start.date(), locale));
            let row = std::iter::once(self.row_title(session, now)).chain(cells).collect();
            match days.last_mut() {
                Some(day) if day.date == date => day.rows.push(row),
                _ => days.push(Day { date, rows: vec![row] }),
            }
        }
        Table { headings, days }
    }

    fn row_title(&self, session: &Session, now: Timestamp) -> String {
        let mut words = vec![session.title.clone()];
        words.extend(match session.status {
            Status::Confirmed => None,
            Status::Expected => Some("not confirmed".to_owned()),
            Status::Postponed => Some("postponed".to_owned()),
            Status::Cancelled => Some("cancelled".to_owned()),
        });
        if session.is_held() && now >= session.start {
            words.push(if now < self.end(session) { "under way" } else { "over" }.to_owned());
        }
        words.extend(session.note.clone());
        words.extend(session.outcome.as_ref().map(|outcome| format!("Outcome {outcome}")));
        words.join(" ")
    }

    /// The texts that an open card must contain, besides dates and labels.
    pub(crate) fn card_texts<'a>(&'a self, issue: &'a Issue) -> Vec<&'a str> {
        let party =
            |id: &str| self.content.parties.iter().find(|party| party.id == id).map(|party| party.name.as_str());
        let positions = issue.positions.iter();
        let positions = positions.flat_map(|position| [party(&position.party), Some(position.text.as_str())]).flatten();
        let body = issue.body.iter().map(String::as_str);
        let dates = issue.dates.iter().map(|date| date.text.as_str());
        let links = issue.links.iter().map(|link| link.title.as_str());
        body.chain(positions).chain(dates).chain(links).chain(issue.outcome.as_deref()).collect()
    }
}

impl Session {
    pub(crate) fn is_held(&self) -> bool {
        self.status != Status::Cancelled
    }
}

impl Zone {
    pub(crate) fn named(zone: &str) -> Self {
        Self { zone: zone.to_owned(), label: None }
    }

    fn label(&self) -> String {
        let city = || self.zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
        self.label.clone().unwrap_or_else(|| if self.zone == "UTC" { "GMT".to_owned() } else { city() })
    }
}

impl Table {
    /// The table in lower case without white space, because case and white space depend on the style sheet.
    pub(crate) fn plain(&self) -> Self {
        let row = |row: &Vec<String>| row.iter().map(|text| plain(text)).collect();
        let day = |day: &Day| Day { date: plain(&day.date), rows: day.rows.iter().map(row).collect() };
        let headings = self.headings.iter().map(|text| plain(text)).collect();
        Self { headings, days: self.days.iter().map(day).collect() }
    }

    /// The cells of the column with this heading.
    pub(crate) fn column(&self, heading: &str) -> Option<Vec<&str>> {
        let index = self.headings.iter().position(|other| plain(other) == plain(heading))?;
        Some(self.days.iter().flat_map(|day| &day.rows).map(|row| row[index].as_str()).collect())
    }
}

/// `text` in lower case without white space.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A zone of the tz database.
pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).expect("a zone of the tz database")
}

/// `6 h 27 min 00 s`; from one day up, `1 day 21 h 00 min`. Rounds up to the smallest unit shown.
pub(crate) fn countdown(left: SignedDuration) -> String {
    let up = |unit: i128| (left.as_millis() + unit - 1) / unit;
    let seconds = up(1_000);
    if seconds < 86_400 {
        let two = |value: i128| format!("{value:02}");
        return format!("{} h {} min {} s", seconds / 3_600, two(seconds / 60 % 60), two(seconds % 60));
    }
    let minutes = up(60_000);
    let days = minutes / 1_440;
    let word = if days == 1 { "day" } else { "days" };
    format!("{days} {word} {} h {:02} min", minutes / 60 % 24, minutes % 60)
}

pub(crate) fn date(at: &jiff::ZonedDateTime, locale: Locale) -> String {
    at.strftime(if locale.american { "%A, %B %-d, %Y" } else { "%A %-d %B %Y" }).to_string()
}

pub(crate) fn clock(at: &jiff::ZonedDateTime, locale: Locale) -> String {
    match (locale.h12, locale.american) {
        (false, _) => at.strftime("%H:%M").to_string(),
        (true, true) => at.strftime("%-I:%M %p").to_string(),
        (true, false) => at.strftime("%-I:%M %P").to_string(),
    }
}

/// The cell of a session: `23:30–02:30 +1 day, Sun 31 October`. A time gets a day mark if its date differs from the
/// row's; an end only if its date also differs from the start's.
fn cell(session: &Session, rules: &TimeZone, day: jiff::civil::Date, locale: Locale) -> String {
    let shift = |at: &jiff::ZonedDateTime| at.date().since(day).expect("dates near each other").get_days();
    let mark = |at: &jiff::ZonedDateTime| {
        let date = at.strftime(if locale.american { "%a, %B %-d" } else { "%a %-d %B" });
        let count = shift(at);
        let (sign, word) = (if count > 0 { '+' } else { '−' }, if count.abs() == 1 { "day" } else { "days" });
        if count == 0 { String::new() } else { format!(" {sign}{} {word}, {date}", count.abs()) }
    };
    let moment = |at: Timestamp, end: Option<Timestamp>| {
        let at = at.to_zoned_datetime(rules.clone());
        let end = end.map(|end| end.to_zoned_datetime(rules.clone()));
        let until = end.map(|end| {
            let mark = if shift(&end) == shift(&at) { String::new() } else { mark(&end) };
            format!("–{}{mark}", clock(&end, locale))
        });
        format!("{}{}{}", clock(&at, locale), mark(&at), until.unwrap_or_default())
    };
    let times = moment(session.start, session.end);
    match session.was {
        None => times,
        Some(was) => format!("moved from {} to {times}", moment(was, None)),
    }
}

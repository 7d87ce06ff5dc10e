//! What a brief must look like to a reader, computed from its JSON with jiff, independently of the code under test.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;
use summit_brief::text::{self, Plural, Strings, fill};

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
    pub(crate) id: String,
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
    /// The language tag: one of those below.
    pub(crate) tag: &'static str,
    pub(crate) h12: bool,
}

pub(crate) const BRITISH: Locale = Locale { tag: "en-GB", h12: false };
pub(crate) const AMERICAN: Locale = Locale { tag: "en-US", h12: true };
const CHINESE: Locale = Locale { tag: "zh-Hant-HK", h12: true };

impl Locale {
    fn of(tag: &str) -> Self {
        [BRITISH, AMERICAN, CHINESE].into_iter().find(|locale| locale.tag == tag).expect("a language of the briefs")
    }

    /// What the widget says in this language. Dates, clocks and lists are composed below.
    pub(crate) fn words(self) -> &'static Strings {
        text::Locale::from_tag(self.tag).strings()
    }

    pub(crate) fn plural(self, plural: Plural, count: u32, values: &[&str]) -> String {
        text::Locale::from_tag(self.tag).fill_plural(plural, count, values)
    }

    /// The pattern for `strftime` of the three.
    fn choose(self, british: &'static str, american: &'static str, chinese: &'static str) -> &'static str {
        match self.tag {
            "en-GB" => british,
            "en-US" => american,
            _ => chinese,
        }
    }
}

impl Brief {
    pub(crate) fn helsinki() -> Result<Self> {
        Self::read("helsinki-2018", "/briefs/helsinki-2018.json", "static/briefs/helsinki-2018.json")
    }

    pub(crate) fn accord() -> Result<Self> {
        Self::read("accord-review", "/fixtures/accord-review.json", "tests/fixtures/briefs/accord-review.json")
    }

    pub(crate) fn chinese() -> Result<Self> {
        let path = "static/briefs/helsinki-2018.zh-Hant.json";
        Self::read("helsinki-2018.zh-Hant", "/briefs/helsinki-2018.zh-Hant.json", path)
    }

    pub(crate) fn named(name: &str) -> Result<Self> {
        match name {
            "helsinki-2018" => Self::helsinki(),
            "accord-review" => Self::accord(),
            "helsinki-2018.zh-Hant" => Self::chinese(),
            _ => bail!("unknown brief “{name}”"),
        }
    }

    /// A brief of another event.
    pub(crate) fn other(&self) -> Result<Self> {
        if self.content.id == "helsinki-2018" { Self::accord() } else { Self::helsinki() }
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
        format!("{}-{}", self.content.id, self.content.issues[index].id)
    }

    /// The locale of the brief's own language.
    pub(crate) fn locale(&self) -> Locale {
        Locale::of(&self.content.lang)
    }

    /// The sessions that take place, sorted by start: those that are neither cancelled nor postponed without a new
    /// time.
    pub(crate) fn held(&self) -> Vec<&Session> {
        let mut held: Vec<&Session> = self.content.sessions.iter().filter(|session| session.is_held()).collect();
        held.sort_by_key(|session| session.start);
        held
    }

    /// When a session counts as over: at its `end`, otherwise at the next midnight at the venue, but no earlier than
    /// six hours after its start (docs/format.md).
    pub(crate) fn end(&self, session: &Session) -> Timestamp {
        let venue = zone(&self.content.place.zone);
        let tomorrow = session.start.to_zoned_datetime(venue).tomorrow().and_then(|day| day.start_of_day());
        let midnight = tomorrow.expect("a day").timestamp();
        session.end.unwrap_or_else(|| midnight.max(session.start + SignedDuration::from_hours(6)))
    }

    /// How long the countdown names a session while another follows: until its `end`, otherwise until two hours after
    /// its start or until the next later start, whichever comes first (docs/format.md).
    pub(crate) fn end_in_front(&self, session: &Session) -> Timestamp {
        let two_hours = session.start + SignedDuration::from_hours(2);
        let later = self.held().into_iter().map(|other| other.start).find(|start| *start > session.start);
        session.end.unwrap_or_else(|| later.map_or(two_hours, |later| later.min(two_hours)))
    }

    /// When the last session is over.
    pub(crate) fn last_end(&self) -> Timestamp {
        self.held().into_iter().map(|session| self.end(session)).max().expect("a session")
    }

    /// The sessions under way that the countdown names at `now`, sorted by start: those before their
    /// [`Self::end_in_front`]. If there are none and no session follows, those that began last.
    pub(crate) fn in_front(&self, now: Timestamp) -> Vec<&Session> {
        let mut under_way = self.held();
        under_way.retain(|session| session.start <= now && now < self.end(session));
        let mut in_front = under_way.clone();
        in_front.retain(|session| now < self.end_in_front(session));
        if in_front.is_empty() && self.next(now).is_empty() {
            let last = under_way.last().map(|session| session.start);
            in_front = under_way.into_iter().filter(|session| Some(session.start) == last).collect();
        }
        in_front
    }

    /// The sessions that start next, together, in the brief's order.
    pub(crate) fn next(&self, now: Timestamp) -> Vec<&Session> {
        let mut next = self.held();
        next.retain(|session| session.start > now);
        let first = next.first().map(|session| session.start);
        next.retain(|session| Some(session.start) == first);
        next
    }

    /// The countdown at `now`; `None` if no session follows.
    pub(crate) fn countdown(&self, now: Timestamp, locale: Locale) -> Option<String> {
        self.next(now).first().map(|next| countdown(next.start.duration_since(now), locale))
    }

    /// All words of the countdown at `now`, for a reader in the time zone `reader`.
    pub(crate) fn countdown_words(&self, reader: &str, now: Timestamp, locale: Locale) -> String {
        let (in_front, next, said) = (self.in_front(now), self.next(now), locale.words());
        let mut words: Vec<String> =
            in_front.iter().map(|session| self.now_line(session, reader, now, locale)).collect();
        if let Some(first) = next.first() {
            let expected = next.iter().all(|session| session.status == Status::Expected);
            let title = |session: &&Session| match session.status {
                Status::Expected if !expected => fill(said.in_brackets, &[&session.title, said.expected]),
                _ => session.title.clone(),
            };
            let titles: Vec<String> = next.iter().map(title).collect();
            let titles = match titles.as_slice() {
                [first, second, _, _, ..] => {
                    fill(said.and_more, &[&format!("{first} · {second}"), &(titles.len() - 2).to_string()])
                }
                titles => titles.join(" · "),
            };
            let lead = if expected { said.next_expected } else { said.next };
            let left = countdown(first.start.duration_since(now), locale);
            words.push(format!("{lead} {titles} {left}"));
            if in_front.is_empty() {
                words.push(self.start_words(first, reader, now, locale));
            }
        } else if in_front.is_empty() {
            let confirmed = self.held().into_iter().find(|session| session.status != Status::Expected);
            let first = confirmed.unwrap_or_else(|| self.held()[0]);
            let label = if confirmed.is_some() { said.took_place } else { said.was_planned_for };
            words.push(format!("{label} {} {}", self.dates(locale), first.title));
            words.extend(self.clocks(first, &self.columns(&self.content.zones, Some(reader)), now, locale, None));
        }
        words.join(" ")
    }

    /// `Mon 16 July 18:20 Hong Kong 03:20 your time (Los Angeles)`.
    pub(crate) fn start_words(&self, session: &Session, reader: &str, now: Timestamp, locale: Locale) -> String {
        let day = session.start.to_zoned_datetime(zone(&self.content.place.zone));
        let clocks = self.clocks(session, &self.principal(reader), now, locale, None);
        format!("{} {}", short_date(&day, locale), clocks.join(" "))
    }

    /// `Began Trump and Putin meet 18:20 Hong Kong 13:20 your time (Kyiv)`.
    fn now_line(&self, session: &Session, reader: &str, now: Timestamp, locale: Locale) -> String {
        let said = locale.words();
        let clocks = self.clocks(session, &self.principal(reader), now, locale, Some(now)).join(" ");
        match (session.status, session.end) {
            (Status::Expected, _) => format!("{} {} {clocks}", said.planned_label, session.title),
            (_, Some(_)) => format!("{} {} {}", said.under_way_label, session.title, fill(said.since, &[&clocks])),
            (_, None) => format!("{} {} {clocks}", said.began_label, session.title),
        }
    }

    /// The days at the venue from the first to the last session: `Monday 16 July 2018`, `29 October – 1 November 2027`.
    /// An end before 06:00 belongs to the day before.
    fn dates(&self, locale: Locale) -> String {
        let venue = zone(&self.content.place.zone);
        let last_day = |session: &Session| {
            let night = SignedDuration::from_hours(6);
            session.end.map_or(session.start, |end| session.start.max(end - night)).to_zoned_datetime(venue.clone())
        };
        let held = self.held();
        let first = held[0].start.to_zoned_datetime(venue.clone());
        let last = held.iter().map(|session| last_day(session)).max().expect("a session");
        if first.date() == last.date() {
            return date(&first, locale);
        }
        // The second brief spans two months of one year; the Chinese one lasts a day.
        let (from, to) = (locale.choose("%-d %B", "%B %-d", ""), locale.choose("%-d %B %Y", "%B %-d, %Y", ""));
        format!("{} – {}", first.strftime(from), last.strftime(to))
    }

    /// The columns of the schedule: those of `columns`, then the reader's. Zones whose clocks agree throughout the
    /// schedule share a column.
    fn columns(&self, columns: &[Zone], reader: Option<&str>) -> Vec<Column> {
        let sessions = self.content.sessions.iter();
        let moments: Vec<Timestamp> =
            sessions.flat_map(|session| [Some(session.start), session.end, session.was]).flatten().collect();
        let same = |a: &TimeZone, b: &TimeZone| moments.iter().all(|at| a.to_offset(*at) == b.to_offset(*at));
        let mut shared: Vec<Column> = Vec::new();
        let all = columns.iter().map(|column| (column.zone.as_str(), Some(column.label())));
        for (name, label) in all.chain(reader.map(|reader| (reader, None))) {
            let rules = zone(name);
            let index = shared.iter().position(|column| same(&column.rules, &rules)).unwrap_or_else(|| {
                shared.push(Column { rules, zones: Vec::new(), labels: Vec::new(), reader: None });
                shared.len() - 1
            });
            match label {
                Some(label) => {
                    shared[index].labels.push(label);
                    shared[index].zones.push(name.to_owned());
                }
                None => shared[index].reader = Some(name.to_owned()),
            }
        }
        shared
    }

    /// The columns that the countdown names: the newsroom's (the brief's first that is not UTC) and the reader's.
    fn principal(&self, reader: &str) -> Vec<Column> {
        let mut columns = self.columns(&self.content.zones, Some(reader));
        let newsroom = columns.iter().position(|column| column.zones.iter().any(|zone| zone != "UTC"));
        let newsroom = columns.remove(newsroom.expect("a zone other than UTC"));
        columns.retain(|column| column.reader.is_some());
        columns.insert(0, newsroom);
        columns
    }

    /// The start of a session in each column: `18:20 Hong Kong`. If it is under way, `since` is the current time, and a
    /// start on another day has its day before the time.
    fn clocks(
        &self,
        session: &Session,
        columns: &[Column],
        now: Timestamp,
        locale: Locale,
        since: Option<Timestamp>,
    ) -> Vec<String> {
        let row = session.start.to_zoned_datetime(zone(&self.content.place.zone)).date();
        let clock = |column: &Column| {
            let start = session.start.to_zoned_datetime(column.rules.clone());
            let today = now.to_zoned_datetime(column.rules.clone()).date();
            let time = match since {
                Some(_) if start.date() != today => {
                    format!("{} {}", day_word(&start, today, locale), clock(&start, locale))
                }
                Some(_) => clock(&start, locale),
                None => marked(&start, row, column.reader.as_ref().map(|_| today), locale),
            };
            format!("{time} {}", column.label(locale))
        };
        columns.iter().map(clock).collect()
    }

    /// The schedule at `now` with the brief's own columns, for a reader in the time zone `reader`.
    pub(crate) fn schedule(&self, reader: &str, now: Timestamp, locale: Locale) -> Table {
        self.schedule_in(&self.content.zones, reader, now, locale)
    }

    pub(crate) fn schedule_in(&self, columns: &[Zone], reader: &str, now: Timestamp, locale: Locale) -> Table {
        self.table(&self.columns(columns, Some(reader)), now, locale)
    }

    /// The schedule without a reader, before the event.
    pub(crate) fn prerendered_schedule(&self) -> Table {
        self.table(&self.columns(&self.content.zones, None), Timestamp::UNIX_EPOCH, self.locale())
    }

    fn table(&self, columns: &[Column], now: Timestamp, locale: Locale) -> Table {
        let venue = zone(&self.content.place.zone);
        let mut ordered: Vec<&Session> = self.content.sessions.iter().collect();
        ordered.sort_by_key(|session| session.start);
        let mut days: Vec<Day> = Vec::new();
        for session in ordered {
            let start = session.start.to_zoned_datetime(venue.clone());
            let date = date(&start, locale);
            let cells = columns.iter().map(|column| cell(session, column, start.date(), now, locale));
            let row = std::iter::once(self.row_title(session, now, locale)).chain(cells).collect();
            match days.last_mut() {
                Some(day) if day.date == date => day.rows.push(row),
                _ => days.push(Day { date, rows: vec![row] }),
            }
        }
        let first = if let [day] = days.as_slice() { day.date.clone() } else { locale.words().session.to_owned() };
        let headings = columns.iter().map(|column| column.heading(locale));
        let headings = std::iter::once(first).chain(headings).collect();
        Table { headings, days }
    }

    fn row_title(&self, session: &Session, now: Timestamp, locale: Locale) -> String {
        let said = locale.words();
        let (has_begun, is_over) = (now >= session.start, now >= self.end(session));
        let (status, phase) = match session.status {
            Status::Cancelled => (Some(said.cancelled), None),
            Status::Expected => (Some(if is_over { said.was_planned } else { said.expected }), None),
            Status::Postponed if session.was.is_none() => (Some(said.no_new_time), None),
            status => {
                let status = (status == Status::Postponed).then_some(said.postponed);
                let phase = match session.end {
                    Some(_) if is_over => Some(said.over),
                    Some(_) if has_begun => Some(said.under_way),
                    None if has_begun && !is_over => Some(said.began),
                    _ => None,
                };
                (status, phase)
            }
        };
        let mut words = vec![session.title.clone()];
        words.extend(status.into_iter().chain(phase).map(ToOwned::to_owned));
        words.extend(session.note.clone());
        words.extend(session.outcome.as_ref().map(|outcome| format!("{} {outcome}", said.outcome)));
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
    /// Whether it takes place at its `start`.
    pub(crate) fn is_held(&self) -> bool {
        let lacks_new_time = self.status == Status::Postponed && self.was.is_none();
        self.status != Status::Cancelled && !lacks_new_time
    }
}

impl Zone {
    pub(crate) fn named(zone: &str) -> Self {
        Self { zone: zone.to_owned(), label: None }
    }

    fn label(&self) -> String {
        self.label.clone().unwrap_or_else(|| if self.zone == "UTC" { "GMT".to_owned() } else { city(&self.zone) })
    }
}

/// A column of the schedule.
struct Column {
    rules: TimeZone,
    /// The brief's zones that share it, and their labels.
    zones: Vec<String>,
    labels: Vec<String>,
    /// The reader's zone, if the column shows the reader's time.
    reader: Option<String>,
}

impl Column {
    /// `Hong Kong · your time (Shanghai)`. The city is that of the reader's zone, unless a label names that zone.
    fn heading(&self, locale: Locale) -> String {
        self.name(locale.words().your_time, locale)
    }

    /// The column's name in the countdown: `your time (Los Angeles)`.
    fn label(&self, locale: Locale) -> String {
        self.name(locale.words().in_your_time, locale)
    }

    fn name(&self, your_time: &str, locale: Locale) -> String {
        let said = locale.words();
        let labels = self.labels.join(" · ");
        let Some(reader) = &self.reader else { return labels };
        let own = if labels.is_empty() { your_time.to_owned() } else { fill(said.shared_with_your_time, &[&labels]) };
        let is_named = self.zones.iter().any(|zone| current(zone) == current(reader));
        if is_named { own } else { fill(said.in_brackets, &[&own, &city(reader)]) }
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
        self.cells(self.headings.iter().position(|other| plain(other) == plain(heading))?)
    }

    /// The cells of the column with the reader's time.
    pub(crate) fn reader_column(&self) -> Option<Vec<&str>> {
        self.cells(self.headings.iter().position(|heading| plain(heading).contains("yourtime"))?)
    }

    fn cells(&self, index: usize) -> Option<Vec<&str>> {
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
pub(crate) fn countdown(left: SignedDuration, locale: Locale) -> String {
    let Strings { days, hours, minutes: min, seconds: s, .. } = locale.words();
    let up = |unit: i128| (left.as_millis() + unit - 1) / unit;
    let seconds = up(1_000);
    if seconds < 86_400 {
        let two = |value: i128| format!("{value:02}");
        return format!("{} {hours} {} {min} {} {s}", seconds / 3_600, two(seconds / 60 % 60), two(seconds % 60));
    }
    let minutes = up(60_000);
    let count = u32::try_from(minutes / 1_440).expect("a number of days");
    let word = locale.plural(*days, count, &[]);
    format!("{count} {word} {} {hours} {:02} {min}", minutes / 60 % 24, minutes % 60)
}

pub(crate) fn date(at: &jiff::ZonedDateTime, locale: Locale) -> String {
    let date = at.strftime(locale.choose("%A %-d %B %Y", "%A, %B %-d, %Y", "%Y年%-m月%-d日")).to_string();
    date + locale.choose("", "", weekday(at, locale))
}

fn weekday(at: &jiff::ZonedDateTime, locale: Locale) -> &'static str {
    locale.words().weekdays[usize::from(at.weekday().to_monday_zero_offset().unsigned_abs())]
}

/// A clock time. If clocks show it twice on that date, its offset follows: `01:15 UTC+1`.
pub(crate) fn clock(at: &jiff::ZonedDateTime, locale: Locale) -> String {
    let half = if at.hour() < 12 { "上午%-I:%M" } else { "下午%-I:%M" };
    let clock = at.strftime(if locale.h12 { locale.choose("%-I:%M %P", "%-I:%M %p", half) } else { "%H:%M" });
    // `+01`, `+00`, `-09:30`.
    let offset = match at.time_zone().to_ambiguous_zoned_datetime(at.datetime()).offset() {
        AmbiguousOffset::Fold { .. } => format!(" UTC{}", at.strftime("%:::z")),
        _ => String::new(),
    };
    let offset = offset.replace('-', "−").replace("+0", "+").replace("−0", "−");
    format!("{clock}{}", offset.strip_suffix("+0").unwrap_or(&offset))
}

/// The current name of a zone that browsers may report under its old name.
fn current(zone: &str) -> &str {
    match zone {
        "Asia/Calcutta" => "Asia/Kolkata",
        "Asia/Katmandu" => "Asia/Kathmandu",
        "Europe/Kiev" => "Europe/Kyiv",
        zone => zone,
    }
}

/// The city in the current name of a zone.
fn city(zone: &str) -> String {
    current(zone).rsplit('/').next().unwrap_or_default().replace('_', " ")
}

/// `today`, `tomorrow`, `yesterday`, a weekday within six days of `today`, otherwise `Sun 15 July`.
fn day_word(at: &jiff::ZonedDateTime, today: jiff::civil::Date, locale: Locale) -> String {
    match days_from(today, at) {
        0 => locale.words().today.to_owned(),
        1 => locale.words().tomorrow.to_owned(),
        -1 => locale.words().yesterday.to_owned(),
        -6..=6 => weekday(at, locale).to_owned(),
        _ => short_date(at, locale),
    }
}

fn short_date(at: &jiff::ZonedDateTime, locale: Locale) -> String {
    let short = locale.words().weekdays_short[usize::from(at.weekday().to_monday_zero_offset().unsigned_abs())];
    let date = at.strftime(locale.choose("%a %-d %B", "%a, %B %-d", "%-m月%-d日")).to_string();
    date + locale.choose("", "", short)
}

/// The number of days from `day` to the date of `at`.
fn days_from(day: jiff::civil::Date, at: &jiff::ZonedDateTime) -> i32 {
    at.date().since(day).expect("dates near each other").get_days()
}

/// A clock time of a session whose row in the schedule has the date `row`. If its date differs from the row's, it has a
/// mark. In the reader's column, where `today` is given, this is a word before the time; in others,
/// `+1 day, Tue 17 July` after it.
fn marked(
    at: &jiff::ZonedDateTime,
    row: jiff::civil::Date,
    today: Option<jiff::civil::Date>,
    locale: Locale,
) -> String {
    let (clock, count) = (clock(at, locale), days_from(row, at));
    let said = locale.words();
    let days = if count > 0 { said.days_later } else { said.days_earlier };
    match today {
        _ if count == 0 => clock,
        // A weekday is enough, because the row has the date.
        Some(today) if days_from(today, at).abs() > 1 => format!("{} {clock}", weekday(at, locale)),
        Some(today) => format!("{} {clock}", day_word(at, today, locale)),
        None => {
            let days = locale.plural(days, count.unsigned_abs(), &[&count.unsigned_abs().to_string()]);
            format!("{clock} {}", fill(said.comma, &[&days, &short_date(at, locale)]))
        }
    }
}

/// The cell of a session: `23:30–02:30 +1 day, Sun 31 October`; in the reader's column `23:30–tomorrow 02:30`. A time
/// has a mark if its date differs from the row's; an end only if its date also differs from the start's.
fn cell(session: &Session, column: &Column, row: jiff::civil::Date, now: Timestamp, locale: Locale) -> String {
    let civil = |at: Timestamp| at.to_zoned_datetime(column.rules.clone());
    let today = column.reader.as_ref().map(|_| civil(now).date());
    let start = civil(session.start);
    let mut times = marked(&start, row, today, locale);
    if let Some(end) = session.end.map(civil) {
        let same_day = end.date() == start.date();
        times += &format!("–{}", if same_day { clock(&end, locale) } else { marked(&end, row, today, locale) });
    }
    match session.was {
        None => times,
        Some(was) => {
            let (said, was) = (locale.words(), marked(&civil(was), row, today, locale));
            format!("{} {was} {} {times}", said.moved_from, said.moved_to)
        }
    }
}

//! The schedule: every session in the civil time of every column, grouped by day at the venue.

use super::agenda::by_start;
use crate::brief::{Brief, Session, ZoneColumn};
use crate::time::zone_name::{city, current, is_utc};
use crate::time::{CivilDate, CivilDateTime, DateOrTime, Instant, Offset, Timestamp, UnknownZone, Zones};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: u16 = 1_440;
const NIGHT_FROM: u16 = 21 * 60;
const NIGHT_MINUTES: u16 = 9 * 60;

/// The table of sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The columns: the brief's in order, then the reader's. Zones with equal offsets at every instant in the schedule
    /// share a column.
    pub columns: Vec<Column>,
    /// The days at the venue that have sessions, in order.
    pub days: Vec<Day>,
}

/// A column of the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The labels of the zones that share the column, in order; empty if only the reader's zone does.
    pub labels: Vec<String>,
    /// Whether the column shows the reader's time.
    pub reader: bool,
    /// The city of the reader's zone; empty if `reader` is false, or if one of the labels is for the same zone.
    pub reader_city: String,
    /// Whether all the brief's zones that share the column are names of UTC.
    pub utc: bool,
}

/// A civil day at the venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date at the venue.
    pub date: CivilDate,
    /// Midnight at the venue, at the offset in force when the day's first session starts.
    pub begins: Instant,
    /// The sessions that start on this day, sorted by start, then in the brief's order.
    pub rows: Vec<Row>,
}

impl Day {
    /// The minute of the day, 0 to 1439, that contains `instant`; `None` if `instant` is outside the 24 hours from
    /// `begins`.
    #[must_use]
    pub fn minute(&self, instant: Instant) -> Option<u16> {
        let minute = instant.millis_since(self.begins).div_euclid(MINUTE_MS);
        u16::try_from(minute).ok().filter(|minute| *minute < DAY_MINUTES)
    }

    /// The parts of the day during which it is night (21:00 to 06:00) in `column`, as ranges of minutes of the venue's
    /// day, in order. The offsets are those in force when the day's first session with a known time starts. Empty if no
    /// session has a known time.
    #[must_use]
    pub fn nights(&self, column: usize) -> Vec<(u16, u16)> {
        let moment = self.rows.iter().find_map(|row| row.start.get(column));
        let Some((moment, minute)) = moment.and_then(|moment| Some((moment, self.minute(moment.instant)?))) else {
            return Vec::new();
        };
        // The minutes subtracted are less than `DAY_MINUTES`, so this cannot underflow.
        let from = (NIGHT_FROM + minute + DAY_MINUTES - moment.civil.time.minutes()) % DAY_MINUTES;
        let until = from + NIGHT_MINUTES;
        match until.checked_sub(DAY_MINUTES) {
            None | Some(0) => vec![(from, until)],
            Some(rest) => vec![(0, rest), (from, DAY_MINUTES)],
        }
    }
}

/// A session in the schedule. Each list has one moment per column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The index of the session in the brief.
    pub session: usize,
    /// When the session begins; empty if only the day is known.
    pub start: Vec<Moment>,
    /// When the session ends; empty if the brief does not say.
    pub end: Vec<Moment>,
    /// The former start; empty if the session was not moved, or if only the former day is known.
    pub was: Vec<Moment>,
    /// The last day at the venue that the session covers: the day it starts if it has no end, otherwise the day it ends,
    /// or the day before if it ends before 06:00.
    pub until: CivilDate,
}

impl Row {
    /// Whether the session is neither cancelled nor postponed without a new time.
    #[must_use]
    pub fn is_held(&self, brief: &Brief) -> bool {
        brief.sessions[self.session].is_held()
    }
}

/// An instant in the civil time of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub instant: Instant,
    /// The date and time in the column's zone.
    pub civil: CivilDateTime,
    /// The number of days from the day that the row is listed under to this date; negative if the date is earlier.
    pub day_shift: i64,
    /// The offset, if clocks in the zone show this date and time twice.
    pub repeated: Option<Offset>,
}

impl Moment {
    /// The date in the column's zone at `now`, unless clocks there change between this moment and `now`.
    #[must_use]
    pub fn date_at(&self, now: Instant) -> CivilDate {
        let offset_ms = self.civil.instant(Offset::UTC).millis_since(self.instant);
        now.plus_millis(offset_ms).civil(Offset::UTC).date
    }
}

impl ZoneColumn {
    /// The column's heading: its label, otherwise `GMT` for UTC, otherwise the city in the zone's current name.
    #[must_use]
    pub fn heading(&self) -> String {
        match &self.label {
            Some(label) => label.clone(),
            None if is_utc(&self.zone) => "GMT".to_owned(),
            None => city(&self.zone),
        }
    }
}

/// The zone in which the schedule's days begin and end: the venue's; without a venue, the zone of the first column that
/// is not UTC, or UTC if there is none.
#[must_use]
pub fn day_zone<'a, Stamp>(brief: &'a Brief<Stamp>, columns: &'a [ZoneColumn]) -> &'a str {
    match &brief.place {
        Some(place) => &place.zone,
        None => columns.iter().find(|column| !is_utc(&column.zone)).map_or("UTC", |column| &column.zone),
    }
}

impl Schedule {
    /// Lays out the sessions of `brief` in `columns`, and in the zone `reader` if given. The days are those of
    /// [`day_zone`].
    ///
    /// # Errors
    /// [`UnknownZone`] if `zones` does not contain the venue's zone, a column's or the reader's.
    pub fn new(
        brief: &Brief,
        columns: &[ZoneColumn],
        reader: Option<&str>,
        zones: &dyn Zones,
    ) -> Result<Self, UnknownZone> {
        let zone = day_zone(brief, columns);
        let mut starts = Vec::with_capacity(brief.sessions.len());
        for session in &brief.sessions {
            starts.push(session.start.instant(zone, zones)?);
        }
        let mut laid_out = Vec::new();
        for column in columns {
            let times = civil_times(&brief.sessions, &starts, &column.zone, zones)?;
            add_column(&mut laid_out, Some(column.heading()), &column.zone, times);
        }
        if let Some(zone) = reader {
            add_column(&mut laid_out, None, zone, civil_times(&brief.sessions, &starts, zone, zones)?);
        }
        let venue = civil_times(&brief.sessions, &starts, zone, zones)?;

        let mut days: Vec<Day> = Vec::new();
        for session in by_start(starts.len(), &|index| starts[index]) {
            let times = &brief.sessions[session];
            let start = venue[session].begins;
            let date = times.start.date().unwrap_or(start.date);
            let moments = |pick: fn(&SessionTimes) -> Option<Moment>| {
                let mut moments = Vec::new();
                for column in &laid_out {
                    if let Some(moment) = pick(&column.times[session]) {
                        let day_shift = moment.civil.date.days_since_epoch() - date.days_since_epoch();
                        moments.push(Moment { day_shift, ..moment });
                    }
                }
                moments
            };
            let since_midnight = i64::from(start.time.minutes()) * MINUTE_MS + i64::from(start.time.second) * 1_000;
            let begins = starts[session].plus_millis(-since_midnight);
            let last = match (times.end, venue[session].end) {
                (Some(DateOrTime::Date(last)), _) => last,
                (_, Some(end)) if end.civil.time.hour >= 6 => end.civil.date,
                (_, Some(end)) => end.civil.date.plus_days(-1),
                (_, None) => date,
            };
            let row = Row {
                session,
                until: last.max(date),
                start: moments(|times| times.start),
                end: moments(|times| times.end),
                was: moments(|times| times.was),
            };
            // If clocks go back across midnight, a date recurs; it is listed once.
            let position = days.partition_point(|day| day.date < date);
            match days.get_mut(position) {
                Some(day) if day.date == date => day.rows.push(row),
                _ => days.insert(position, Day { date, begins, rows: vec![row] }),
            }
        }
        let mut columns = Vec::new();
        for LaidOut { column, .. } in laid_out {
            columns.push(column);
        }
        Ok(Self { columns, days })
    }

    /// Whether the reader's zone has a column of its own.
    #[must_use]
    pub fn has_reader_column(&self) -> bool {
        self.columns.iter().any(|column| column.reader && column.labels.is_empty())
    }

    /// The first and last day at the venue with a session that is held, or with any session if none is.
    #[must_use]
    pub fn dates(&self, brief: &Brief) -> Option<(CivilDate, CivilDate)> {
        let held = self.find_row(&|row| row.is_held(brief));
        let mut dates = None;
        for day in &self.days {
            for row in &day.rows {
                if held.is_none() || row.is_held(brief) {
                    let (first, last) = dates.unwrap_or((day.date, row.until));
                    dates = Some((first, last.max(row.until)));
                }
            }
        }
        dates
    }

    /// The row of the session with index `session`, with the date it is listed under.
    #[must_use]
    pub fn row(&self, session: usize) -> Option<(CivilDate, &Row)> {
        self.find_row(&|row| row.session == session)
    }

    /// The first row that `is_sought`, with the date it is listed under.
    #[must_use]
    pub fn find_row(&self, is_sought: &dyn Fn(&Row) -> bool) -> Option<(CivilDate, &Row)> {
        for day in &self.days {
            for row in &day.rows {
                if is_sought(row) {
                    return Some((day.date, row));
                }
            }
        }
        None
    }

    /// The columns that a countdown names, at most two: the newsroom's (the brief's first that is not UTC, otherwise
    /// the first) and the reader's.
    #[must_use]
    pub fn principal_columns(&self) -> Vec<usize> {
        let newsroom = self.columns.iter().position(|column| !column.utc && !column.labels.is_empty());
        let reader = self.columns.iter().position(|column| column.reader);
        let first = newsroom.or((!self.columns.is_empty()).then_some(0));
        let mut chosen = Vec::new();
        for column in [first, reader].into_iter().flatten() {
            if !chosen.contains(&column) {
                chosen.push(column);
            }
        }
        chosen
    }
}

/// A column with the civil times of all sessions, in the brief's order.
struct LaidOut {
    column: Column,
    /// The brief's zones that share it.
    zones: Vec<String>,
    times: Vec<SessionTimes>,
}

/// The times of a session in one zone. Those that the brief does not give, or gives as a day, are `None`. `day_shift` is
/// not set yet.
struct SessionTimes {
    /// The start; the start of the day if only the day is known.
    begins: CivilDateTime,
    start: Option<Moment>,
    end: Option<Moment>,
    was: Option<Moment>,
}

impl SessionTimes {
    /// Whether clocks in both zones show the same times. An hour that one of the zones repeats makes no difference.
    fn show_the_same(&self, other: &Self) -> bool {
        let is_same = |one: Option<Moment>, other: Option<Moment>| match (one, other) {
            (Some(one), Some(other)) => one.civil == other.civil,
            _ => true,
        };
        self.begins == other.begins && is_same(self.end, other.end) && is_same(self.was, other.was)
    }
}

/// The times of `sessions` in `zone`. `starts` contains the start of each session.
fn civil_times(
    sessions: &[Session],
    starts: &[Instant],
    zone: &str,
    zones: &dyn Zones,
) -> Result<Vec<SessionTimes>, UnknownZone> {
    // An unknown name is an error even if there are no sessions.
    zones.offset(zone, Instant::from_millis(0))?;
    let may_repeat = may_change(starts, zone, zones)?;
    let moment = |time: Option<DateOrTime>| {
        let Some(DateOrTime::Time(Timestamp { instant, .. })) = time else { return Ok(None) };
        let offset = zones.offset(zone, instant)?;
        let civil = instant.civil(offset);
        let is_repeated = may_repeat && is_repeated(civil, offset, zone, zones)?;
        Ok(Some(Moment { instant, civil, day_shift: 0, repeated: is_repeated.then_some(offset) }))
    };
    let mut times = Vec::with_capacity(sessions.len());
    for (session, begins) in sessions.iter().zip(starts) {
        times.push(SessionTimes {
            begins: begins.civil(zones.offset(zone, *begins)?),
            start: moment(Some(session.start))?,
            end: moment(session.end)?,
            was: moment(session.was)?,
        });
    }
    Ok(times)
}

/// Whether clocks in `zone` may change in the period from two days before the first of `starts` to two days after the
/// last. If not, the search for repeated hours, which takes several lookups for each time, is unnecessary.
fn may_change(starts: &[Instant], zone: &str, zones: &dyn Zones) -> Result<bool, UnknownZone> {
    let Some((first, last)) = starts.iter().min().zip(starts.iter().max()) else { return Ok(false) };
    let (first, last) = (first.plus_millis(-2 * DAY_MS), last.plus_millis(2 * DAY_MS));
    // Within a month, clocks hardly ever go forward and back again (in Recife, they did in October 2000).
    Ok(last.millis_since(first) > 28 * DAY_MS || zones.offset(zone, first)? != zones.offset(zone, last)?)
}

/// Whether clocks in `zone` show `civil`, which is at `offset`, twice. Finds clocks that go back by three hours at most.
fn is_repeated(civil: CivilDateTime, offset: Offset, zone: &str, zones: &dyn Zones) -> Result<bool, UnknownZone> {
    let instant = civil.instant(offset);
    for millis in [-3 * HOUR_MS, 3 * HOUR_MS] {
        let other = zones.offset(zone, instant.plus_millis(millis))?;
        if other != offset && zones.offset(zone, civil.instant(other))? == other {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Adds `zone` to the first column with the same times, or as a column of its own. `label` is the heading of the brief's
/// column for the zone; `None` means the reader's zone.
fn add_column(laid_out: &mut Vec<LaidOut>, label: Option<String>, zone: &str, times: Vec<SessionTimes>) {
    let is_same = |other: &LaidOut| other.times.iter().zip(&times).all(|(other, times)| times.show_the_same(other));
    let index = match laid_out.iter().position(is_same) {
        Some(index) => index,
        None => {
            let column = Column { labels: Vec::new(), reader: false, reader_city: String::new(), utc: label.is_some() };
            laid_out.push(LaidOut { column, zones: Vec::new(), times });
            laid_out.len() - 1
        }
    };
    let LaidOut { column, zones, .. } = &mut laid_out[index];
    match label {
        Some(label) => {
            column.labels.push(label);
            column.utc &= is_utc(zone);
            zones.push(zone.to_owned());
        }
        None => {
            column.reader = true;
            if !zones.iter().any(|other| current(other) == current(zone) || is_utc(other) && is_utc(zone)) {
                column.reader_city = city(zone);
            }
        }
    }
}

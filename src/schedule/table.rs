//! The schedule: every session in the civil time of every column, grouped by day at the venue.

use super::agenda::by_start;
use crate::brief::{Brief, Session, Status, ZoneColumn};
use crate::time::{CivilDate, CivilDateTime, Instant, UnknownZone, Zones};

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
    /// Whether all its zones are names of UTC.
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
    /// day, in order. The offsets are those in force when the day's first session starts.
    #[must_use]
    pub fn nights(&self, column: usize) -> Vec<(u16, u16)> {
        let moment = self.rows.first().and_then(|row| row.start.get(column));
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
    /// When the session begins.
    pub start: Vec<Moment>,
    /// When the session ends; empty if the brief does not say.
    pub end: Vec<Moment>,
    /// The former start; empty if the session was not moved.
    pub was: Vec<Moment>,
    /// The last day at the venue that the session covers: the day it ends, or the day it starts if it has no end or
    /// ends before 06:00.
    pub until: CivilDate,
}

impl Row {
    /// Whether the session is not cancelled.
    #[must_use]
    pub fn is_held(&self, brief: &Brief) -> bool {
        brief.sessions[self.session].status != Status::Cancelled
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
}

impl ZoneColumn {
    /// The column's heading: its label, otherwise `GMT` for UTC, otherwise the city in the zone's name.
    #[must_use]
    pub fn heading(&self) -> String {
        match &self.label {
            Some(label) => label.clone(),
            None if is_utc(&self.zone) => "GMT".to_owned(),
            None => city(&self.zone),
        }
    }
}

/// The city in a zone's name: `Buenos Aires` in `America/Argentina/Buenos_Aires`.
fn city(zone: &str) -> String {
    let mut city = String::new();
    for character in zone.chars() {
        match character {
            '/' => city.clear(),
            '_' => city.push(' '),
            other => city.push(other),
        }
    }
    city
}

/// Whether `zone` is one of the tz database's names for UTC.
fn is_utc(zone: &str) -> bool {
    let name = zone.strip_prefix("Etc/").unwrap_or(zone);
    ["UTC", "GMT", "UCT", "Zulu", "Universal", "Greenwich"].contains(&name)
}

impl Schedule {
    /// Lays out the sessions of `brief` in `columns`, and in the zone `reader` if given.
    ///
    /// # Errors
    /// [`UnknownZone`] if `zones` does not contain the venue's zone, a column's or the reader's.
    pub fn new(
        brief: &Brief,
        columns: &[ZoneColumn],
        reader: Option<&str>,
        zones: &dyn Zones,
    ) -> Result<Self, UnknownZone> {
        let order = by_start(brief.sessions.len(), &|index| brief.sessions[index].start.instant);

        let mut laid_out = Vec::new();
        for column in columns {
            add_column(&mut laid_out, Some(column), &column.zone, &brief.sessions, zones)?;
        }
        if let Some(zone) = reader {
            add_column(&mut laid_out, None, zone, &brief.sessions, zones)?;
        }
        let venue = civil_times(&brief.sessions, &brief.place.zone, zones)?;

        let mut days: Vec<Day> = Vec::new();
        for session in order {
            let date = venue[session].start.date;
            let moments = |pick: fn(&SessionTimes) -> Option<CivilDateTime>, instant: Option<Instant>| {
                let mut moments = Vec::new();
                for column in &laid_out {
                    if let (Some(civil), Some(instant)) = (pick(&column.times[session]), instant) {
                        let day_shift = civil.date.days_since_epoch() - date.days_since_epoch();
                        moments.push(Moment { instant, civil, day_shift });
                    }
                }
                moments
            };
            let times = &brief.sessions[session];
            let clock = venue[session].start.time;
            let since_midnight = i64::from(clock.minutes()) * MINUTE_MS + i64::from(clock.second) * 1_000;
            let begins = times.start.instant.plus_millis(-since_midnight);
            let until = match venue[session].end {
                Some(end) if end.time.hour >= 6 => end.date,
                _ => date,
            };
            let row = Row {
                session,
                until,
                start: moments(|times| Some(times.start), Some(times.start.instant)),
                end: moments(|times| times.end, times.end.map(|end| end.instant)),
                was: moments(|times| times.was, times.was.map(|was| was.instant)),
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

    /// The first and last day at the venue with a session that is not cancelled, or with any session if all are
    /// cancelled.
    #[must_use]
    pub fn dates(&self, brief: &Brief) -> Option<(CivilDate, CivilDate)> {
        let held = self.first_held(brief);
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

    /// The first session that is not cancelled, with the date it is listed under.
    #[must_use]
    pub fn first_held(&self, brief: &Brief) -> Option<(CivilDate, &Row)> {
        for day in &self.days {
            for row in &day.rows {
                if row.is_held(brief) {
                    return Some((day.date, row));
                }
            }
        }
        None
    }

    /// The row of the session with index `session`, with the date it is listed under.
    #[must_use]
    pub fn row(&self, session: usize) -> Option<(CivilDate, &Row)> {
        for day in &self.days {
            for row in &day.rows {
                if row.session == session {
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
    times: Vec<SessionTimes>,
}

#[derive(PartialEq)]
struct SessionTimes {
    start: CivilDateTime,
    end: Option<CivilDateTime>,
    was: Option<CivilDateTime>,
}

fn civil_times(sessions: &[Session], zone: &str, zones: &dyn Zones) -> Result<Vec<SessionTimes>, UnknownZone> {
    // An unknown name is an error even if there are no sessions.
    zones.offset(zone, Instant::from_millis(0))?;
    let civil = |instant: Instant| Ok(instant.civil(zones.offset(zone, instant)?));
    let mut times = Vec::with_capacity(sessions.len());
    for session in sessions {
        times.push(SessionTimes {
            start: civil(session.start.instant)?,
            end: session.end.map(|end| civil(end.instant)).transpose()?,
            was: session.was.map(|was| civil(was.instant)).transpose()?,
        });
    }
    Ok(times)
}

/// Adds `zone` to the first column with the same times, or as a column of its own. `column` is the brief's column for
/// the zone; `None` means the reader's zone.
fn add_column(
    laid_out: &mut Vec<LaidOut>,
    column: Option<&ZoneColumn>,
    zone: &str,
    sessions: &[Session],
    zones: &dyn Zones,
) -> Result<(), UnknownZone> {
    let times = civil_times(sessions, zone, zones)?;
    let label = column.map(ZoneColumn::heading);
    let reader = column.is_none();
    let utc = is_utc(zone);
    match laid_out.iter_mut().find(|other| other.times == times) {
        Some(LaidOut { column, .. }) => {
            column.labels.extend(label);
            column.reader |= reader;
            column.utc &= utc;
        }
        None => {
            let column = Column { labels: label.into_iter().collect(), reader, utc };
            laid_out.push(LaidOut { column, times });
        }
    }
    Ok(())
}

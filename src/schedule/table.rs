//! The schedule: every session in every column's civil time, grouped by the venue's days.

use super::agenda::by_start;
use crate::brief::{Brief, Session, Status, ZoneColumn};
use crate::time::{CivilDate, CivilDateTime, Instant, UnknownZone, Zones};

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: u16 = 1_440;
const NIGHT_FROM: u16 = 21 * 60;
const NIGHT_MINUTES: u16 = 9 * 60;

/// A session list as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The columns: the brief's in order, then the reader's. Zones whose offsets are equal for every instant of
    /// the schedule share a column.
    pub columns: Vec<Column>,
    /// The venue's days that have sessions, in order.
    pub days: Vec<Day>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The labels of the zones that share it, in order; empty for a column that is the reader's alone.
    pub labels: Vec<String>,
    /// Whether it shows the reader's time.
    pub reader: bool,
    /// Whether all its zones are UTC by name.
    pub utc: bool,
}

/// One civil day of the venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date at the venue.
    pub date: CivilDate,
    /// Midnight there, by the offset of its first session.
    pub begins: Instant,
    /// Its sessions by start, then in the brief's order.
    pub rows: Vec<Row>,
}

impl Day {
    /// The minute of the day, 0 to 1439, in which `instant` falls; `None` on another day.
    #[must_use]
    pub fn minute(&self, instant: Instant) -> Option<u16> {
        let minute = instant.millis_since(self.begins).div_euclid(MINUTE_MS);
        u16::try_from(minute).ok().filter(|minute| *minute < DAY_MINUTES)
    }

    /// What of the day is night (from 21:00 to 06:00) where `column` is, as minutes of the venue's day, in order.
    /// The offsets are those of the day's first session.
    #[must_use]
    pub fn nights(&self, column: usize) -> Vec<(u16, u16)> {
        let moment = self.rows.first().and_then(|row| row.start.get(column));
        let Some((moment, minute)) = moment.and_then(|moment| Some((moment, self.minute(moment.instant)?))) else {
            return Vec::new();
        };
        // Both are less than a day.
        let from = (NIGHT_FROM + minute + DAY_MINUTES - moment.civil.time.minutes()) % DAY_MINUTES;
        let until = from + NIGHT_MINUTES;
        match until.checked_sub(DAY_MINUTES) {
            None | Some(0) => vec![(from, until)],
            Some(rest) => vec![(0, rest), (from, DAY_MINUTES)],
        }
    }
}

/// One session; every list has one moment a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index of the session in the brief.
    pub session: usize,
    /// When it begins.
    pub start: Vec<Moment>,
    /// When it ends; empty where that is not known.
    pub end: Vec<Moment>,
    /// The start it was moved from; empty where it was not.
    pub was: Vec<Moment>,
    /// The last of the venue's days that it takes up: the one it ends on, unless that is before 06:00.
    pub until: CivilDate,
}

impl Row {
    /// Whether the session is not cancelled.
    #[must_use]
    pub fn is_held(&self, brief: &Brief) -> bool {
        brief.sessions[self.session].status != Status::Cancelled
    }
}

/// An instant as one column shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub instant: Instant,
    /// What calendar and clock show there.
    pub civil: CivilDateTime,
    /// By how many days the date lies after the day the row is listed under; negative before it.
    pub day_shift: i64,
}

impl ZoneColumn {
    /// The column's head: its label, or `GMT` for UTC, or the city in the zone's name.
    #[must_use]
    pub fn head(&self) -> String {
        match &self.label {
            Some(label) => label.clone(),
            None if is_utc(&self.zone) => "GMT".to_owned(),
            None => city(&self.zone),
        }
    }
}

/// `Buenos Aires` of `America/Argentina/Buenos_Aires`.
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

/// Whether `zone` is one of the tz database's names of UTC.
fn is_utc(zone: &str) -> bool {
    let name = zone.strip_prefix("Etc/").unwrap_or(zone);
    ["UTC", "GMT", "UCT", "Zulu", "Universal", "Greenwich"].contains(&name)
}

impl Schedule {
    /// Lays out the sessions of `brief` in the columns `columns`, and in the zone `reader` where there is one.
    ///
    /// # Errors
    /// [`UnknownZone`] where `zones` does not know the venue's zone, a column's or the reader's.
    pub fn new(
        brief: &Brief,
        columns: &[ZoneColumn],
        reader: Option<&str>,
        zones: &dyn Zones,
    ) -> Result<Self, UnknownZone> {
        let order = by_start(brief.sessions.len(), &|index| brief.sessions[index].start.instant);

        let mut laid = Vec::new();
        for column in columns {
            add_column(&mut laid, Some(column), &column.zone, &brief.sessions, zones)?;
        }
        if let Some(zone) = reader {
            add_column(&mut laid, None, zone, &brief.sessions, zones)?;
        }
        let venue = civil_times(&brief.sessions, &brief.place.zone, zones)?;

        let mut days: Vec<Day> = Vec::new();
        for session in order {
            let date = venue[session].start.date;
            let moments = |pick: fn(&SessionTimes) -> Option<CivilDateTime>, instant: Option<Instant>| {
                let mut moments = Vec::new();
                for column in &laid {
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
            // Where clocks go back over midnight, a day comes twice; it is listed once.
            let place = days.partition_point(|day| day.date < date);
            match days.get_mut(place) {
                Some(day) if day.date == date => day.rows.push(row),
                _ => days.insert(place, Day { date, begins, rows: vec![row] }),
            }
        }
        let mut columns = Vec::new();
        for laid in laid {
            columns.push(laid.column);
        }
        Ok(Self { columns, days })
    }

    /// The venue's first and last day with a session that takes place, or with any where none does.
    #[must_use]
    pub fn dates(&self, brief: &Brief) -> Option<(CivilDate, CivilDate)> {
        let held = self.first_held(brief);
        let mut dates = None;
        for day in &self.days {
            for row in &day.rows {
                if held.is_none() || row.is_held(brief) {
                    dates = Some((dates.map_or(day.date, |(first, _)| first), row.until));
                }
            }
        }
        dates
    }

    /// The first session that takes place, and the day that it is listed under.
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

    /// The row of the session with index `session`, and the date it is listed under.
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

    /// The columns a countdown names, at most two: the newsroom's own (the first that is not UTC, otherwise the
    /// first) and the reader's.
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
struct Laid {
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
    // A name nobody knows is an error also where no session asks for its offset.
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

/// Adds a column for `zone`, the brief's `column` or the reader's, or lets it share one that shows the same.
fn add_column(
    laid: &mut Vec<Laid>,
    column: Option<&ZoneColumn>,
    zone: &str,
    sessions: &[Session],
    zones: &dyn Zones,
) -> Result<(), UnknownZone> {
    let times = civil_times(sessions, zone, zones)?;
    let label = column.map(ZoneColumn::head);
    let reader = column.is_none();
    let utc = is_utc(zone);
    match laid.iter_mut().find(|laid| laid.times == times) {
        Some(laid) => {
            laid.column.labels.extend(label);
            laid.column.reader |= reader;
            laid.column.utc &= utc;
        }
        None => {
            let column = Column { labels: label.into_iter().collect(), reader, utc };
            laid.push(Laid { column, times });
        }
    }
    Ok(())
}

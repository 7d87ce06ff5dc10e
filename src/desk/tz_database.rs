//! Time zones outside a browser: jiff with its bundled tz database, so that the machine's own does not matter.

use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

use crate::time::{CivilDate, CivilDateTime, CivilTime, Instant, Offset, Timestamp, UnknownZone, Zones};

/// Zones whose names can be listed, to suggest names and to find cities in texts.
pub trait ZoneNames: Zones {
    /// Every zone name, sorted.
    fn names(&self) -> &[String];

    /// The offsets at which clocks in `zone` show `shown`: none in a DST gap; two in a fold, of which the first
    /// gives the earlier instant. Empty if the zone is unknown.
    fn offsets(&self, zone: &str, shown: CivilDateTime) -> Vec<Offset>;
}

/// The bundled tz database.
#[derive(Debug)]
pub struct TzDatabase {
    database: TimeZoneDatabase,
    names: Vec<String>,
}

impl Default for TzDatabase {
    fn default() -> Self {
        let database = TimeZoneDatabase::bundled();
        let mut names: Vec<String> = database.available().map(|name| name.as_str().to_owned()).collect();
        names.sort_unstable();
        Self { database, names }
    }
}

impl TzDatabase {
    fn rules(&self, zone: &str) -> Option<TimeZone> {
        self.database.get(zone).ok().filter(|rules| !rules.is_unknown())
    }
}

impl Zones for TzDatabase {
    fn offset(&self, zone: &str, at: Instant) -> Result<Offset, UnknownZone> {
        // jiff's range ends a day before that of RFC 3339. No offset changes on that day.
        let end = if at.millis() < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        let at = jiff::Timestamp::from_millisecond(at.millis()).unwrap_or(end);
        let offset = self.rules(zone).and_then(|rules| Offset::from_seconds(rules.to_offset(at).seconds()));
        offset.ok_or_else(|| UnknownZone { zone: zone.to_owned() })
    }
}

impl ZoneNames for TzDatabase {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn offsets(&self, zone: &str, shown: CivilDateTime) -> Vec<Offset> {
        let shown = jiff::Timestamp::from_millisecond(shown.instant(Offset::UTC).millis());
        let Some((rules, shown)) = self.rules(zone).zip(shown.ok()) else { return Vec::new() };
        let offsets = match rules.to_ambiguous_timestamp(jiff::tz::Offset::UTC.to_datetime(shown)).offset() {
            AmbiguousOffset::Unambiguous { offset } => vec![offset],
            AmbiguousOffset::Fold { before, after } => vec![before, after],
            AmbiguousOffset::Gap { .. } => Vec::new(),
        };
        offsets.into_iter().filter_map(|offset| Offset::from_seconds(offset.seconds())).collect()
    }
}

/// The clock on which a time is read: that of a zone, or one with a fixed offset from UTC.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum WallClock {
    Zone(String),
    Offset(Offset),
}

impl WallClock {
    /// The clock of the zone `name`.
    pub(crate) fn of(name: &str) -> Self {
        Self::Zone(name.to_owned())
    }

    /// The offset at an instant; `None` if the zone is unknown.
    pub(crate) fn offset(&self, at: Instant, zones: &dyn ZoneNames) -> Option<Offset> {
        match self {
            Self::Zone(zone) => zones.offset(zone, at).ok(),
            Self::Offset(offset) => Some(*offset),
        }
    }

    /// The times at which it shows `minute` (after midnight) on `date`: none in a DST gap, two in a fold, the earlier
    /// first.
    pub(crate) fn showing(&self, date: CivilDate, minute: u16, zones: &dyn ZoneNames) -> Vec<Timestamp> {
        let time = CivilTime { hour: (minute / 60) as u8, minute: (minute % 60) as u8, second: 0 };
        let shown = CivilDateTime { date, time };
        let offsets = match self {
            Self::Zone(zone) => zones.offsets(zone, shown),
            Self::Offset(offset) => vec![*offset],
        };
        offsets.into_iter().map(|offset| Timestamp { instant: shown.instant(offset), offset }).collect()
    }
}

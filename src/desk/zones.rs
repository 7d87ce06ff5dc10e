//! Zone rules outside a browser: jiff with its bundled tz database, whatever the machine has. Their names can be listed.

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::time::{Instant, Offset, UnknownZone, Zones};

/// Zone rules whose names can be listed, to suggest one and to find cities in texts.
pub trait ZoneNames: Zones {
    /// Every name known, sorted.
    fn names(&self) -> &[String];
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

impl Zones for TzDatabase {
    fn offset(&self, zone: &str, at: Instant) -> Result<Offset, UnknownZone> {
        let unknown = || UnknownZone { zone: zone.to_owned() };
        let rules: TimeZone = self.database.get(zone).map_err(|_| unknown())?;
        // jiff's range ends a day before RFC 3339's; no rule changes there.
        let end = if at.millis() < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        let at = jiff::Timestamp::from_millisecond(at.millis()).unwrap_or(end);
        if rules.is_unknown() {
            return Err(unknown());
        }
        Offset::from_seconds(rules.to_offset(at).seconds()).ok_or_else(unknown)
    }
}

impl ZoneNames for TzDatabase {
    fn names(&self) -> &[String] {
        &self.names
    }
}

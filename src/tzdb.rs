//! Zone rules for native use: jiff with its bundled tz database, whatever the machine has.

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::time::{Instant, Offset, UnknownZone, Zones};

/// The bundled tz database.
#[derive(Debug)]
pub struct TzDatabase {
    database: TimeZoneDatabase,
}

impl Default for TzDatabase {
    fn default() -> Self {
        Self { database: TimeZoneDatabase::bundled() }
    }
}

impl Zones for TzDatabase {
    fn offset(&self, zone: &str, at: Instant) -> Result<Offset, UnknownZone> {
        let unknown = || UnknownZone { zone: zone.to_owned() };
        let rules: TimeZone = self.database.get(zone).map_err(|_| unknown())?;
        let at = jiff::Timestamp::from_millisecond(at.millis()).map_err(|_| unknown())?;
        Offset::from_seconds(rules.to_offset(at).seconds()).ok_or_else(unknown)
    }
}

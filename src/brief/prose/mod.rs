//! Times stated in prose: “10:20 GMT (6:20pm Hong Kong time)”. Finds clock times, the zone each is in, and which of
//! them say the same instant twice. Pure: place names and zone rules are arguments. Shared by `check` and `import`.

mod beside;
mod clock;
mod cursor;
mod day;
mod gazetteer;
mod groups;
mod numeric;
mod place_names;
mod places;
pub(super) mod sentences;
mod zone;

pub(super) use clock::{Stated, stated_times};
pub(super) use cursor::Cursor;
pub(super) use day::{DayName, day_at, days, month, weekday};
pub(super) use gazetteer::{Gazetteer, abbreviated_zone, ambiguous_zone, is_country, place_zone, settled_zone};
pub(super) use groups::{Group, groups};
pub(super) use zone::{Zone, abbreviation};

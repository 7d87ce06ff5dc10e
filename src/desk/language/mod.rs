//! Times stated in prose: “10:20 GMT (6:20pm Hong Kong time)”. Finds clock times, the zone of each, and times that
//! restate the same instant. Pure: place names are arguments. Shared by `check` and `import`.

mod beside;
mod clock;
mod cursor;
mod day;
mod gazetteer;
mod groups;
mod headline;
mod numeric;
mod place_names;
mod sentences;
mod words;
mod zone;

pub(crate) use clock::{Stated, stated_times};
pub(crate) use cursor::Cursor;
pub(crate) use day::{DayName, day_at, days, month, weekday};
pub(crate) use gazetteer::Gazetteer;
pub(crate) use groups::{Group, groups};
pub use headline::{Count, headline_count};
pub(crate) use sentences::{is_prose, sentences, word_count};
pub(crate) use words::{capitalized, has_word, occurrences, without_article, without_possessive, words};
pub(crate) use zone::{Zone, abbreviation};

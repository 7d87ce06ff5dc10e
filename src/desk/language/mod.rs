//! Times stated in English, in sentences and in lines of schedules: “10:20 GMT (6:20pm Hong Kong time)”. Finds clock
//! times with their zones and days, times that restate the same instant, and the events that happen then. Pure: place
//! names are arguments. `check` and `import` share it.

mod beside;
mod clock;
mod cursor;
mod day;
mod gazetteer;
mod groups;
mod headline;
mod numeric;
mod reading;
mod row;
mod sentences;
mod statement;
mod words;
mod zone;

pub(crate) use clock::{Fault, Stated};
pub(crate) use cursor::Cursor;
pub(crate) use day::{DayName, day_at, month, weekday, year};
pub(crate) use gazetteer::{Gazetteer, Place};
pub(crate) use groups::{Group, groups};
pub use headline::{Count, headline_count};
pub(crate) use reading::Reading;
pub(crate) use row::{CellKind, Row};
pub(crate) use sentences::{LONGEST_SENTENCE, is_prose, sentences, word_count};
pub(crate) use statement::{
    CARRIED, Day, DaySource, Statement, Tense, What, event_words, is_cancelled, is_not_happening, is_past_day,
    statements,
};
pub(crate) use words::{capitalized, ends_with, occurrences, one_line, without_article, without_possessive, words};
pub(crate) use zone::{Zone, abbreviation, names_zone, zone_in_brackets, zone_of_all_times};

//! All text that readers see other than the brief's own: strings, dates and clock times, by locale. The same code
//! writes it natively and in the browser, so prerendered and live widgets have the same words. Must not import browser
//! APIs.

mod dates;
mod edits;
#[cfg(feature = "desk")]
mod embed;
mod fields;
mod formats;
mod headings;
mod hidden;
mod language;
mod languages;
mod locale;
mod sessions;
mod strings;

pub use dates::{
    appended, clock, date, date_of, date_range, date_time, partial_date, short_date, short_date_time, time_left,
    two_digits,
};
pub use edits::edit_sentence;
#[cfg(feature = "desk")]
pub use embed::EMBED;
pub use formats::Formats;
pub use headings::{column_heading, column_name, with_city};
pub use hidden::{is_hidden, without_hidden};
pub use language::{Category, Language};
pub use languages::{ENGLISH, LANGUAGES};
pub use locale::{ENGLISH_H23, HourCycle, Locale};
pub use sessions::{day_word, moment_clock, offset_name, without_time};
pub use strings::{Plural, Strings, fill, parts};

//! Everything a reader sees that is not the brief's own text: strings, dates, clocks, per language. The same
//! code writes them natively and in the browser, so that what was rendered ahead and what runs live read the
//! same. Must not import anything of a browser.

mod dates;
mod en;
mod headings;
mod locale;
mod strings;

pub use dates::{clock, date, date_of, date_range, date_time, partial_date, short_date, two_digits};
pub use headings::column_heading;
pub use locale::{HourCycle, Locale};
pub(crate) use strings::joined;
pub use strings::{Plural, Strings, fill};

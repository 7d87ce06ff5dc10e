//! When things happen: what is next and when that changes, the table of sessions in every zone, calendar entries. The
//! current time and the zone rules are always arguments. Must not import anything of a browser.

mod agenda;
pub mod calendar;
mod table;

pub use agenda::{Agenda, Change, Outlook, Phase};
pub use table::{Column, Day, Moment, Row, Schedule};

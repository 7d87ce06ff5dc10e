//! When sessions take place: which is next and when that changes, the table in every zone, calendar entries. The
//! current time and the zone rules are always arguments. Must not import browser APIs.

mod agenda;
pub mod calendar;
mod table;

pub use agenda::{Agenda, AgendaChange, Next, Outlook, Phase};
pub use table::{Column, Day, Moment, Row, Schedule, day_zone};

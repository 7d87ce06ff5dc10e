//! The time of a session in one column.

use yew::{Html, html};

use crate::schedule::{Column, Moment};
use crate::text::{Locale, clock, day_word, fill, offset_name, short_date};
use crate::time::{CivilDate, Instant, Timestamp, decimal};

/// The value of a `datetime` attribute: RFC 3339 in UTC.
pub(super) fn datetime(instant: Instant) -> String {
    Timestamp::from(instant).rfc3339()
}

/// How to mark a time whose date is not the one that the reader expects.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum DayMark {
    /// `18:20 +1 day`, if the date differs from that of the row.
    Shift,
    /// If the date differs from that of the row: `Tuesday 18:20`, or `tomorrow 18:20` if today's date is given.
    Word(Option<CivilDate>),
    /// `Monday 18:20`, if the date differs from today's.
    Since(Instant),
}

impl DayMark {
    /// The mark for a time in `column`. [`Self::Word`] applies only to the reader's column; the others get
    /// [`Self::Shift`] instead.
    pub(super) fn for_column(self, column: &Column) -> Self {
        match self {
            Self::Word(_) if !column.reader => Self::Shift,
            mark => mark,
        }
    }
}

/// The clock time of `start`, and of `end` if there is one, with their marks. The end has no mark if it would repeat
/// the start's.
pub(super) fn moment(locale: &Locale, start: &Moment, end: Option<&Moment>, mark: &DayMark) -> Html {
    html! {
        <>
            {time(locale, start, Some(mark))}
            if let Some(end) = end {
                <span class="sb-until">
                    {"–"}{time(locale, end, (end.day_shift != start.day_shift).then_some(mark))}
                </span>
            }
        </>
    }
}

fn time(locale: &Locale, moment: &Moment, mark: Option<&DayMark>) -> Html {
    let date = moment.civil.date;
    let word = match mark {
        Some(DayMark::Word(today)) if moment.day_shift != 0 => {
            // The date is in sight, so a weekday is enough unless today is near.
            let is_near = |today: &CivilDate| (date.days_since_epoch() - today.days_since_epoch()).abs() <= 1;
            Some(day_word(locale, date, today.filter(is_near)))
        }
        Some(&DayMark::Since(now)) => {
            let today = moment.date_at(now);
            (date != today).then(|| day_word(locale, date, Some(today)))
        }
        _ => None,
    };
    html! {
        <span translate="no" class="sb-moment">
            if let Some(word) = word {
                <span class="sb-day-mark sb-day-mark--word">{word}</span>{" "}
            }
            <time datetime={datetime(moment.instant)} class="sb-time">{clock(locale, moment.civil.time)}</time>
            if let Some(offset) = moment.repeated {
                {" "}<span class="sb-offset">{offset_name(offset)}</span>
            }
            if mark == Some(&DayMark::Shift) && moment.day_shift != 0 {
                {" "}{day_shift(locale, moment)}
            }
        </span>
    }
}

/// `+1 day`, followed by the date for screen readers.
fn day_shift(locale: &Locale, moment: &Moment) -> Html {
    let strings = locale.strings();
    let count = u32::try_from(moment.day_shift.unsigned_abs()).unwrap_or(u32::MAX);
    let plural = if moment.day_shift > 0 { strings.days_later } else { strings.days_earlier };
    let days = fill(locale.language.plural(plural, count), &[&decimal(count)]);
    let date = fill(strings.comma, &["", &short_date(locale, moment.civil.date)]);
    html! { <span class="sb-day-mark">{days}<span class="sb-hidden">{date}</span></span> }
}

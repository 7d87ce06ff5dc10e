//! The schedule: one row per session, one column per zone. On a narrow page, the style sheet turns each row into a
//! block whose cells show the heading of their column.

mod session_row;

use yew::{Html, html};

use self::session_row::session_row;
use crate::platform::copy_rows;
use crate::schedule::Phase;
use crate::text::{Locale, column_heading, date};
use crate::time::CivilDate;
use crate::widget::Content;

/// The table. `reserve` reserves a column for the reader's zone if it has none of its
/// own. The static view has no `phases`, and no date `today` in the reader's zone.
pub(super) fn schedule_table(
    content: &Content,
    locale: Locale,
    reserve: bool,
    phases: &[Phase],
    today: Option<CivilDate>,
) -> Html {
    let schedule = &content.schedule;
    let strings = locale.strings();
    let has_own_column = schedule.has_reader_column();
    let reserve = reserve && !has_own_column;
    let span = (schedule.columns.len() + 1 + usize::from(reserve)).to_string();
    html! {
        <table class="sb-schedule" oncopy={|copy| copy_rows(&copy)}>
            <caption class="sb-caption sb-schedule__caption">{strings.schedule}</caption>
            <thead class="sb-schedule__head">
                <tr>
                    <th scope="col" class="sb-schedule__session">{strings.session}</th>
                    for column in &schedule.columns {
                        <th scope="col" data-reader={column.reader.then_some("")} class="sb-column">
                            {column_heading(locale, column)}
                        </th>
                    }
                    if reserve {
                        <td class="sb-column sb-live" />
                    }
                </tr>
            </thead>
            for day in &schedule.days {
                <tbody>
                    <tr class="sb-day">
                        <th scope="rowgroup" colspan={span.clone()} class="sb-day__date">{date(locale, day.date)}</th>
                    </tr>
                    for row in &day.rows {
                        {session_row(content, locale, reserve, row, phases.get(row.session).copied(), today)}
                    }
                </tbody>
            }
        </table>
    }
}

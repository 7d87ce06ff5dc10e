//! The schedule: one row per session, one column per zone. On a narrow page, the style sheet turns each row into a
//! block whose cells show the heading of their column.

mod session_row;

use yew::{Callback, Html, html};

use self::session_row::session_row;
use crate::schedule::{Day, Phase};
use crate::text::{Locale, column_heading, date, short_date};
use crate::time::{CivilDate, decimal};
use crate::widget::{Action, Content, HeadingLevel, View};

/// What a schedule shows at a moment.
#[derive(Clone, Copy)]
pub(super) struct TableState<'a> {
    /// One phase per session, in the brief's order; empty in the static view.
    pub(super) phases: &'a [Phase],
    /// Today's date in the reader's zone; `None` in the static view.
    pub(super) today: Option<CivilDate>,
    /// One phase per session at an earlier moment: the days that were over then are folded. Empty if none is.
    pub(super) folded: &'a [Phase],
    /// The reader's state, and the callback for actions; `None` in the static view.
    pub(super) live: Option<(&'a View, &'a Callback<Action>)>,
}

/// The table. `reserve` reserves a column for the reader's zone if it has none of its own. In a schedule of several
/// days, a link leads to the first day that is not over, whose heading has the id `anchor`.
pub(super) fn schedule_table(
    content: &Content,
    locale: &Locale,
    reserve: bool,
    state: &TableState<'_>,
    anchor: &str,
    level: HeadingLevel,
) -> Html {
    let schedule = &content.schedule;
    let strings = locale.strings();
    let has_own_column = schedule.has_reader_column();
    let reserve = reserve && !has_own_column;
    let span = decimal(schedule.columns.len() + 1 + usize::from(reserve));
    // The date of a single day needs no row.
    let only = if let [day] = schedule.days.as_slice() { Some(day) } else { None };
    let current = schedule.days.iter().position(|day| !is_over(day, state.phases)).filter(|index| *index > 0);
    let go_to = current.and_then(|index| schedule.days.get(index)).map(|day| {
        let is_today = state.today == Some(day.date);
        locale.fill(strings.go_to, &[&if is_today { strings.today.to_owned() } else { short_date(locale, day.date) }])
    });
    html! {
        <table aria-label={strings.schedule} class="sb-schedule">
            <caption class="sb-schedule__caption">
                <@{level.card_tag()} class="sb-caption">{strings.schedule}</@>
                if let Some(go_to) = go_to {
                    {" "}
                    <a key={&*go_to} href={["#", anchor].concat()} class="sb-control">{go_to.as_str()}</a>
                }
            </caption>
            <thead>
                <tr>
                    <th scope="col" class="sb-schedule__session">
                        {only.map_or_else(|| strings.session.to_owned(), |day| date(locale, day.date))}
                    </th>
                    for column in &schedule.columns {
                        <th
                            key={column_heading(locale, column)}
                            scope="col"
                            data-reader={column.reader.then_some("")}
                            class="sb-column"
                        >
                            {column_heading(locale, column)}
                        </th>
                    }
                    if reserve {
                        <td class="sb-column sb-live" />
                    }
                </tr>
            </thead>
            for (index, day) in schedule.days.iter().enumerate() {
                <tbody>
                    if only.is_none() {
                        <tr class="sb-day">
                            <th scope="rowgroup" colspan={span.clone()} class="sb-day__date">
                                {day_heading(locale, state, day, (current == Some(index)).then_some(anchor))}
                            </th>
                        </tr>
                    }
                    for row in &day.rows {
                        {session_row(content, locale, reserve, row, state)}
                    }
                </tbody>
            }
        </table>
    }
}

/// The date of a day. If its sessions are over, they can be folded away. From the first rendering on, `<details>` owns
/// that state, and the style sheet hides the rows.
fn day_heading(locale: &Locale, state: &TableState<'_>, day: &Day, anchor: Option<&str>) -> Html {
    let date = date(locale, day.date);
    if !is_over(day, state.phases) {
        return html! { <span id={anchor.map(str::to_owned)}>{date}</span> };
    }
    let count = u32::try_from(day.rows.len()).unwrap_or(u32::MAX);
    html! {
        <details open={!is_over(day, state.folded)}>
            <summary>{locale.fill_plural(locale.strings().day_over, count, &[&date, &decimal(count)])}</summary>
        </details>
    }
}

/// Whether `day` has sessions that are held, and all of these are over.
fn is_over(day: &Day, phases: &[Phase]) -> bool {
    let mut is_over = false;
    for row in &day.rows {
        match phases.get(row.session) {
            Some(Phase::Over) => is_over = true,
            Some(Phase::Postponed | Phase::Cancelled) => {}
            _ => return false,
        }
    }
    is_over
}

//! The start of a session in several zones.

use yew::{Html, html};

use super::super::moment::{DayMark, moment};
use crate::schedule::{Column, Row};
use crate::text::{Locale, column_heading, with_city};
use crate::widget::Content;

/// `18:20 Hong Kong`, for each of `columns`. [`DayMark::for_column`] derives the mark of each column from `mark`.
pub(super) fn clocks(content: &Content, locale: &Locale, row: &Row, columns: &[usize], mark: &DayMark) -> Html {
    html! {
        for &index in columns {
            if let (Some(start), Some(column)) = (row.start.get(index), content.schedule.columns.get(index)) {
                {" "}
                <span data-reader={column.reader.then_some("")} class="sb-clock">
                    {moment(locale, start, None, &mark.for_column(column))}
                    {" "}
                    {label(locale, column)}
                </span>
            }
        }
    }
}

fn label(locale: &Locale, column: &Column) -> String {
    if column.labels.is_empty() {
        with_city(locale, locale.strings().in_your_time, column)
    } else {
        column_heading(locale, column)
    }
}

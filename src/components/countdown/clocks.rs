//! The start of a session in several zones.

use yew::{Html, html};

use super::super::moment::moment;
use crate::schedule::{Column, Row};
use crate::text::{Locale, column_heading};
use crate::widget::Content;

/// `18:20 Hong Kong`, for each of `columns`.
pub(super) fn clocks(content: &Content, locale: Locale, row: &Row, columns: &[usize]) -> Html {
    html! {
        for &index in columns {
            {" "}
            <span class="sb-clock">
                {moment(locale, &row.start[index], None)}
                {" "}
                <span>{label(locale, &content.schedule.columns[index])}</span>
            </span>
        }
    }
}

fn label(locale: Locale, column: &Column) -> String {
    if column.labels.is_empty() { locale.strings().in_your_time.to_owned() } else { column_heading(locale, column) }
}

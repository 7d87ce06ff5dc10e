//! What has changed since the reader came.

use yew::{Html, html};

/// A line for each change.
pub(super) fn news(lines: &[String]) -> Html {
    html! {
        if !lines.is_empty() {
            <div class="sb-news">
                for line in lines {
                    <p key={&**line}>{line.as_str()}</p>
                }
            </div>
        }
    }
}

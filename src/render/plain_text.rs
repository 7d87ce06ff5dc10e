//! A brief as plain text, for newsletters.

use super::outline::{Labelled, Line, Part, outline};
use crate::components::WidgetInput;
use crate::text::without_hidden;

/// The brief as plain text. Lines end in `\n`; paragraphs are not wrapped.
#[must_use]
pub fn plain_text(props: &WidgetInput) -> String {
    let mut text = String::new();
    let mut line = |indent: &str, line: &str| text.extend([indent, line, "\n"]);
    let labelled = |Labelled { label, text, url }: &Labelled| {
        let labelled = props.locale.fill(props.locale.strings().colon, &[label, text]);
        url.map(|url| [&labelled, " <", url, ">"].concat()).unwrap_or(labelled)
    };
    for part in outline(props) {
        match part {
            Part::Occasion(occasion) => line("", &occasion),
            Part::Title(title) => line("", &[title, "\n"].concat()),
            Part::Paragraph(paragraph) => line("", paragraph),
            Part::Day(day) => line("\n", &day),
            Part::Session { title, lines } => {
                line("  ", &title);
                for under in lines {
                    match under {
                        Line::Text(under) => line("    ", &under),
                        Line::Labelled(under) => line("    ", &labelled(&under)),
                    }
                }
            }
            Part::Issue(number, title) => line("\n", &format!("{number}. {title}")),
            Part::Outcome(outcome) => line("", &labelled(&outcome)),
            Part::Detail(detail) => line("  ", &labelled(&detail)),
            Part::Credit(credit) => line("\n", credit),
        }
    }
    without_hidden(&text)
}

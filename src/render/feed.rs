//! A brief as plain HTML, for places that keep only text, headings, lists and links: RSS, AMP, Apple News, mail.

use super::escape;
use super::outline::{Labelled, Line, Part, outline};
use crate::components::WidgetInput;

/// The brief as HTML without classes, ids, pictures, controls or scripts. Every element stands on a line of its own.
#[must_use]
pub fn feed(props: &WidgetInput) -> String {
    let locale = &props.locale;
    let (title_tag, heading_tag) = (props.level.title_tag(), props.level.card_tag());
    let element = |tag: &str, content: &str| ["<", tag, ">", content, "</", tag, ">\n"].concat();
    let text = |text: &str| escape::html(text).into_owned();
    let labelled = |Labelled { label, text: words, url }: &Labelled| {
        let label = ["<strong>", &text(label), "</strong>"].concat();
        let words = match url {
            Some(url) => ["<a href=\"", &text(url), "\">", &text(words), "</a>"].concat(),
            None => text(words),
        };
        locale.fill(locale.strings().colon, &[&label, &words])
    };
    let mut html = format!(
        "<div lang=\"{}\" dir=\"{}\">\n",
        text(locale.tag(&props.content.brief.lang)),
        locale.language.direction
    );
    let mut in_list = false;
    for part in outline(props) {
        let is_item = matches!(part, Part::Session { .. } | Part::Detail(_));
        if is_item != in_list {
            html.push_str(if is_item { "<ul>\n" } else { "</ul>\n" });
            in_list = is_item;
        }
        html.push_str(&match part {
            Part::Occasion(occasion) => element("p", &text(&occasion)),
            Part::Title(title) => element(title_tag, &text(title)),
            Part::Paragraph(paragraph) => element("p", &text(paragraph)),
            Part::Day(day) => element(heading_tag, &text(&day)),
            Part::Session { title, lines } => {
                let lines = lines.iter().map(|line| match line {
                    Line::Text(line) => ["<br>\n", &text(line)].concat(),
                    Line::Labelled(line) => ["<br>\n", &labelled(line)].concat(),
                });
                element("li", &["<strong>", &text(&title), "</strong>", &lines.collect::<String>()].concat())
            }
            Part::Issue(number, title) => element(heading_tag, &text(&format!("{number}. {title}"))),
            Part::Outcome(outcome) => element("p", &labelled(&outcome)),
            Part::Detail(detail) => element("li", &labelled(&detail)),
            Part::Credit(credit) => element("p", &text(credit)),
        });
    }
    html.push_str(if in_list { "</ul>\n</div>\n" } else { "</div>\n" });
    html
}

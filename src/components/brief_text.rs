//! The brief's own texts. If they are in another language than the widget's words, they say so (WCAG 2.2, 3.1.2), and
//! are written in their own direction.

use yew::{Html, html};

use crate::brief::Brief;
use crate::text::Locale;

/// `text` as all that its element contains.
pub(super) fn block(brief: &Brief, locale: &Locale, text: &str) -> Html {
    marked(brief, locale, text, Some(""))
}

/// `text` among other text.
pub(super) fn inline(brief: &Brief, locale: &Locale, text: &str) -> Html {
    marked(brief, locale, text, None)
}

fn marked(brief: &Brief, locale: &Locale, text: &str, block: Option<&'static str>) -> Html {
    match locale.is_foreign {
        true => html! { <bdi lang={brief.lang.clone()} data-block={block}>{text}</bdi> },
        false => text.into(),
    }
}

//! What a page says about its story outside the text: `<meta>`, `<title>`, JSON-LD, `<time>`.

use dom_query::NodeRef;
use serde_json::Value;

use super::super::block::{Article, Metadata};
use super::tree::Page;
use crate::desk::language::one_line;
use crate::time::Timestamp;

/// Reads the metadata of `page` into `article`, apart from `<time>`.
pub(super) fn read(page: &Page, article: &mut Article) {
    for node in page.document.root().descendants_it() {
        let Some(name) = node.node_name() else { continue };
        let attribute = |name: &str| node.attr(name).map(|value| value.to_string());
        let line = Page::mark(&node).and_then(|mark| page.line(mark)).unwrap_or(1);
        match &*name {
            "html" => article.language = attribute("lang"),
            "meta" => {
                let named = attribute("property").or(attribute("name")).or(attribute("itemprop"));
                meta(article, &named.unwrap_or_default(), &attribute("content").unwrap_or_default(), line);
            }
            "script" if attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) => {
                json_ld(article, &node.text(), line);
            }
            "title" if article.title.is_none() && !in_picture(&node) => {
                // “Headline | The Paper”
                let text = node.text();
                let headline = text.split(" | ").next().unwrap_or_default();
                article.title = Some((line, one_line(headline))).filter(|(_, text)| !text.is_empty());
            }
            _ => {}
        }
    }
}

/// Whether a `<title>` is that of an inline picture.
fn in_picture(title: &NodeRef) -> bool {
    title.parent().is_some_and(|parent| !parent.has_name("head") && !parent.has_name("body"))
}

fn meta(article: &mut Article, name: &str, content: &str, line: usize) {
    let value: Metadata = Some((line, one_line(content))).filter(|(_, content)| !content.is_empty());
    let field = match name.to_lowercase().as_str() {
        "og:title" | "headline" => &mut article.title,
        "og:description" | "description" | "twitter:description" => &mut article.description,
        "article:published_time" | "datepublished" | "date" | "pubdate" | "dc.date" => &mut article.published,
        "article:modified_time" | "datemodified" | "og:updated_time" | "lastmod" => &mut article.updated,
        _ => return,
    };
    *field = value.or(field.take());
}

/// Reads the metadata of schema.org articles in JSON-LD.
fn json_ld(article: &mut Article, text: &str, line: usize) {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    let lists = [value.get("@graph"), Some(&value)].into_iter().flatten().filter_map(Value::as_array).flatten();
    for object in std::iter::once(&value).chain(lists) {
        if object.get("@type").is_some_and(|kind| kind.to_string().contains("Article")) {
            for name in ["headline", "description", "datePublished", "dateModified"] {
                meta(article, name, object.get(name).and_then(Value::as_str).unwrap_or_default(), line);
            }
        }
    }
}

/// A `<time>` element: its line, the text before it in lower case, and the value of `datetime`.
pub(super) type TimeElement = (usize, String, String);

/// Reads publication and update from `<time>` elements.
pub(super) fn stamps(times: Vec<TimeElement>, article: &mut Article) {
    let has_offset = |text: &str| Timestamp::parse(text).is_ok();
    for (line, before, stamp) in times {
        let says = |words: &[&str]| words.iter().any(|word| before.contains(word));
        // Without a word such as “updated”, only a time at the start of a block may be the publication stamp, and
        // only if no stamp with an offset is known.
        let first = || before.is_empty() && article.published.as_ref().is_none_or(|(_, known)| !has_offset(known));
        let field = if says(&["update", "modified", "edited"]) {
            &mut article.updated
        } else if says(&["publish", "posted", "first"]) || first() {
            &mut article.published
        } else {
            continue;
        };
        // A time with an offset replaces a time of the same day that has none.
        let better = |known: &str| !has_offset(known) && has_offset(&stamp) && known.get(..10) == stamp.get(..10);
        if field.as_ref().is_none_or(|(_, known)| better(known)) {
            *field = Some((line, stamp));
        }
    }
}

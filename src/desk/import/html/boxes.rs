//! Removes boxes from a page: navigation, captions, sharing, newsletters and other stories, as its markup names them. The
//! reader view keeps many of those that are inside the story.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

/// Elements that are never text of a story.
const TAGS: [&str; 20] = [
    "nav", "footer", "button", "svg", "template", "noscript", "select", "iframe", "menu", "dialog", "video", "audio",
    "figcaption", "object", "embed", "textarea", "canvas", "script", "style", "picture",
];
/// Elements that are boxes unless they hold a table or the story.
const ASIDES: [&str; 3] = ["aside", "figure", "form"];
/// ARIA roles of such elements.
const ROLES: [&str; 9] =
    ["navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "button", "tablist", "toolbar"];
/// Starts of words in the `class` or `id` of a box.
const STARTS: [&str; 26] = [
    "newsletter", "recirc", "recommend", "sharing", "sharedaddy", "sharebar", "sharetool", "social", "related",
    "signup", "subscri", "promo", "teaser", "outbrain", "taboola", "advert", "sponsor", "breadcrumb", "trending",
    "mostread", "mostpopular", "caption", "carousel", "disqus", "pullquote", "paywall",
];
/// Words in the `class` or `id` of a box.
const WORDS: [&str; 20] = [
    "share", "shares", "comment", "comments", "ad", "ads", "popular", "credit", "credits", "inbox", "playlist",
    "video", "videos", "tags", "topics", "sidebar", "cookie", "consent", "tweet", "bio",
];

/// Removes the boxes from `page`.
pub(super) fn remove(page: &Document) {
    let Some(body) = page.body() else { return };
    let mut counts = HashMap::new();
    let total = count(&body, &mut counts).prose;
    remove_inside(&body, &counts, total);
}

/// What an element holds.
#[derive(Clone, Copy, Default)]
struct Count {
    text: usize,
    /// The length of the text in longer paragraphs.
    prose: usize,
    paragraphs: usize,
    headings: usize,
    headlines: usize,
    tables: usize,
    /// Headings of other stories and forms with an address field.
    teasers: usize,
}

/// Counts what `node` and each element inside hold.
fn count(node: &NodeRef, counts: &mut HashMap<NodeId, Count>) -> Count {
    let mut sum = Count::default();
    for child in node.children_it(false) {
        if child.is_text() {
            sum.text += child.text().trim().len();
            continue;
        }
        let inside = count(&child, counts);
        sum.text += inside.text;
        sum.prose += inside.prose;
        sum.paragraphs += inside.paragraphs;
        sum.headings += inside.headings;
        sum.headlines += inside.headlines;
        sum.tables += inside.tables;
        sum.teasers += inside.teasers;
    }
    let Some(name) = node.node_name() else { return sum };
    match &*name {
        "p" => {
            // Labels are shorter.
            sum.prose = if sum.text > 80 { sum.text } else { 0 };
            sum.paragraphs += 1;
        }
        "h1" => sum.headlines += 1,
        "h2" | "h3" | "h4" | "h5" | "h6" => {
            sum.headings += 1;
            sum.teasers += usize::from(leads_away(node, sum.text));
        }
        "table" | "dl" => sum.tables += 1,
        "form" => sum.teasers += 1,
        "input" => sum.teasers += usize::from(node.attr("type").is_some_and(|kind| &*kind == "email")),
        _ => {}
    }
    counts.insert(node.id, sum);
    sum
}

/// Removes the boxes inside `node`, which is part of a page with `total` bytes of text in paragraphs.
fn remove_inside(node: &NodeRef, counts: &HashMap<NodeId, Count>, total: usize) {
    for child in node.children() {
        let Some(name) = child.node_name() else { continue };
        let count = counts.get(&child.id).copied().unwrap_or_default();
        let holds_story = count.headlines > 0 || count.prose * 4 > total;
        let is_never_text = TAGS.contains(&&*name) && count.headlines == 0;
        if is_never_text || is_teaser(&name, &count) || is_box(&child, &name, &count) && !holds_story {
            child.remove_from_parent();
        } else {
            remove_inside(&child, counts, total);
        }
    }
}

/// Whether an element is the teaser of another story or the form of a newsletter: one such heading or form with little text.
fn is_teaser(name: &str, count: &Count) -> bool {
    ["div", "article", "section", "li", "a", "form"].contains(&name)
        && count.teasers > 0
        && count.text <= 400
        && count.paragraphs <= 2
        && count.headings <= 1
        && count.headlines == 0
}

fn is_box(node: &NodeRef, name: &str, count: &Count) -> bool {
    let is = |attribute: &str, value: &str| node.attr(attribute).is_some_and(|own| own.eq_ignore_ascii_case(value));
    ASIDES.contains(&name) && count.tables == 0
        || ROLES.iter().any(|role| is("role", role))
        || node.has_attr("hidden")
        || is("aria-hidden", "true")
        || ["class", "id"].iter().filter_map(|name| node.attr(name)).any(|words| names_box(&words))
}

/// Whether a `class` or `id` names a box: “RelatedStories”, “newsletter-signup”.
fn names_box(words: &str) -> bool {
    let mut before = ' ';
    let mut separate = String::new();
    for c in words.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            separate.push(' ');
        }
        separate.extend(c.to_lowercase());
        before = c;
    }
    separate
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| WORDS.contains(&word) || STARTS.iter().any(|start| word.starts_with(start)))
}

/// Whether a heading with `length` bytes of text leads to another page, as those of teasers do.
fn leads_away(heading: &NodeRef, length: usize) -> bool {
    let inside = || heading.descendants_it().find(|child| child.has_name("a") && child.text().trim().len() >= length);
    let around = || heading.ancestors_it(Some(3)).find(|parent| parent.has_name("a"));
    let link = inside().or_else(around);
    link.and_then(|link| link.attr("href")).is_some_and(|address| !address.starts_with('#'))
}

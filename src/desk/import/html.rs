//! Converts saved HTML to blocks. Reads tokens instead of building a tree: tokens have line numbers, and the depth of
//! nesting needs no limit.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use serde_json::Value;

use super::block::{Article, Block, BlockKind, Metadata};
use super::layout::is_label;
use crate::desk::language::one_line;
use crate::time::Timestamp;

/// Elements whose text is not part of the article.
const SKIPPED: [&str; 12] =
    ["nav", "footer", "form", "button", "svg", "template", "noscript", "select", "iframe", "menu", "dialog", "video"];
/// Elements outside the main text.
const ASIDES: [&str; 4] = ["aside", "figure", "figcaption", "blockquote"];
/// Elements that start and end a block.
const BLOCKS: [&str; 33] = [
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl",
    "dt", "dd", "table", "tr", "body", "br", "hr", "thead", "tbody", "caption", "pre", "address", "details", "summary",
    "label", "fieldset", "hgroup",
];

/// Reads an HTML page.
pub(super) fn read(text: &str) -> Article {
    let tokenizer = Tokenizer::new(Page::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&*limit_attributes(text)));
    // The tokenizer pauses after each script, so that a browser can run it. Scripts are not run here.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let state = tokenizer.sink.0.into_inner();
    state.into_article()
}

/// Limits the number of attributes in each tag, because the tokenizer compares each with all earlier ones. Joins the
/// excess attributes into one long name; quotation marks stay in place.
fn limit_attributes(text: &str) -> Cow<'_, str> {
    const MOST: usize = 5_000;
    let mut kept = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices('<') {
        let inside = &text[at + 1..];
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) || inside.len() < MOST {
            continue;
        }
        let length = inside.find(['<', '>']).unwrap_or(inside.len());
        let separates = |c: char| c.is_ascii_whitespace() || c == '/';
        if let Some((most, _)) = inside[..length].match_indices(separates).nth(MOST) {
            kept.push_str(&text[from..at + 1 + most]);
            kept.extend(inside[most..length].chars().map(|c| if separates(c) { '_' } else { c }));
            from = at + 1 + length;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

/// The level of the heading element `name`.
fn level(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok()
}

/// What an element's raw text is used for.
enum Raw {
    JsonLd,
    Title,
    Ignored,
}

#[derive(Default)]
struct Page(RefCell<PageState>);

#[derive(Default)]
struct PageState {
    article: Article,
    /// Blocks inside `<article>` or `<main>`. If none of them is a paragraph, the whole page is the article.
    inner: Vec<Block>,
    depth_of_article: usize,
    /// The open elements among [`SKIPPED`], by index.
    skipped: Vec<usize>,
    /// How often each of [`SKIPPED`] is in `skipped`.
    open: [usize; SKIPPED.len()],
    /// The number of open elements among [`ASIDES`].
    aside_depth: usize,
    heading: Option<u8>,
    /// The line that the open block begins on.
    line: usize,
    text: String,
    /// The address of a link at the start of the block.
    link: Option<String>,
    /// Where that link ends in `text`; 0 while it is open.
    linked: usize,
    /// Whether the row already has a separator between cells.
    cells: bool,
    raw: Option<(Raw, String)>,
    /// `<time>` elements: the line, the text before it in lower case, and the value of `datetime`.
    times: Vec<(usize, String, String)>,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => return state.tag(&tag, line as usize),
            Token::CharacterTokens(text) => state.characters(&text, line as usize),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl PageState {
    fn characters(&mut self, text: &str, line: usize) {
        if let Some((_, raw)) = &mut self.raw {
            raw.push_str(text);
        } else if self.skipped.is_empty() {
            if self.text.trim().is_empty() {
                // `line` is where the token ends.
                self.line = line.saturating_sub(text.trim_start().matches('\n').count()).max(1);
                self.text.clear();
            }
            self.text.push_str(text);
        }
    }

    fn tag(&mut self, tag: &Tag, line: usize) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if tag.kind == TagKind::EndTag {
            self.end(name, line);
            return TokenSinkResult::Continue;
        }
        let attribute =
            |wanted: &str| tag.attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| attr.value.to_string());
        let raw = match name {
            "script" if attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) => {
                Some((RawKind::ScriptData, Raw::JsonLd))
            }
            "script" => Some((RawKind::ScriptData, Raw::Ignored)),
            "style" => Some((RawKind::Rawtext, Raw::Ignored)),
            "title" => Some((RawKind::Rcdata, Raw::Title)),
            "textarea" => Some((RawKind::Rcdata, Raw::Ignored)),
            _ => None,
        };
        if let Some((kind, raw)) = raw {
            self.raw = Some((raw, String::new()));
            return TokenSinkResult::RawData(kind);
        }
        match name {
            "html" => self.article.language = attribute("lang"),
            "meta" => {
                let named = attribute("property").or(attribute("name")).or(attribute("itemprop"));
                self.meta(&named.unwrap_or_default(), &attribute("content").unwrap_or_default(), line);
            }
            _ => {}
        }
        if let Some(at) = SKIPPED.iter().position(|skipped| *skipped == name) {
            self.end_block();
            if !tag.self_closing {
                self.skipped.push(at);
                self.open[at] += 1;
            }
        }
        if !self.skipped.is_empty() {
            return TokenSinkResult::Continue;
        }
        if BLOCKS.contains(&name) || ASIDES.contains(&name) {
            self.end_block();
        }
        match name {
            "article" | "main" => self.depth_of_article += 1,
            _ if level(name).is_some() => self.heading = level(name),
            "a" => {
                self.link = attribute("href").filter(|_| self.text.trim().is_empty() || is_label(&self.text));
            }
            "time" => {
                if let Some(stamp) = attribute("datetime") {
                    let before = self.text.floor_char_boundary(self.text.len().saturating_sub(60));
                    self.times.push((line, one_line(&self.text[before..]).to_lowercase(), stamp));
                }
            }
            "td" | "th" => self.cell(),
            _ if ASIDES.contains(&name) => self.aside_depth += 1,
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn end(&mut self, name: &str, line: usize) {
        if let Some((raw, text)) = self.raw.take() {
            match raw {
                Raw::JsonLd => self.json_ld(&text, line),
                Raw::Title if self.article.title.is_none() => {
                    // “Headline | The Paper”
                    let headline = text.split(" | ").next().unwrap_or_default();
                    self.article.title = Some((line, one_line(headline))).filter(|(_, text)| !text.is_empty());
                }
                Raw::Title | Raw::Ignored => {}
            }
            return;
        }
        // Pages may have thousands of these elements; the count avoids searching for one that is not open.
        if let Some(at) = SKIPPED.iter().position(|skipped| *skipped == name).filter(|at| self.open[*at] > 0) {
            while let Some(last) = self.skipped.pop() {
                self.open[last] -= 1;
                if last == at {
                    break;
                }
            }
            return;
        }
        if name == "a" {
            if self.linked == 0 {
                self.linked = self.text.trim_end().len();
            }
            return;
        }
        if BLOCKS.contains(&name) || ASIDES.contains(&name) {
            self.end_block();
        }
        match name {
            "article" | "main" => self.depth_of_article = self.depth_of_article.saturating_sub(1),
            _ if level(name).is_some() => self.heading = None,
            _ if ASIDES.contains(&name) => self.aside_depth = self.aside_depth.saturating_sub(1),
            _ => {}
        }
    }

    /// Starts a table cell. A row becomes “10:00: Opening” or “China: 25%, 50%”.
    fn cell(&mut self) {
        if !self.text.trim().is_empty() {
            let kept = self.text.trim_end().len();
            self.text.truncate(kept);
            self.text.push_str(if std::mem::replace(&mut self.cells, true) { ", " } else { ": " });
        }
    }

    /// Ends the open block.
    fn end_block(&mut self) {
        let raw = std::mem::take(&mut self.text);
        let link = self.link.take().filter(|_| self.linked > 0 && self.linked == raw.trim_end().len());
        let text = one_line(&raw);
        self.linked = 0;
        self.cells = false;
        if text.is_empty() {
            return;
        }
        let kind = match (self.heading, link) {
            (_, Some(url)) if self.heading != Some(1) => BlockKind::Link(url),
            // A heading inside a box does not belong to the article.
            _ if self.aside_depth > 0 => BlockKind::Aside,
            (Some(level), _) => BlockKind::Heading(level),
            _ => BlockKind::Paragraph,
        };
        let block = Block { line: self.line, kind, text, row: None };
        if self.depth_of_article > 0 {
            self.inner.push(block.clone());
        }
        self.article.blocks.push(block);
    }

    fn meta(&mut self, name: &str, content: &str, line: usize) {
        let value: Metadata = Some((line, one_line(content))).filter(|(_, content)| !content.is_empty());
        let field = match name.to_lowercase().as_str() {
            "og:title" | "headline" => &mut self.article.title,
            "og:description" | "description" | "twitter:description" => &mut self.article.description,
            "article:published_time" | "datepublished" | "date" | "pubdate" | "dc.date" => &mut self.article.published,
            "article:modified_time" | "datemodified" | "og:updated_time" | "lastmod" => &mut self.article.updated,
            _ => return,
        };
        *field = value.or(field.take());
    }

    /// Reads the metadata of schema.org articles in JSON-LD.
    fn json_ld(&mut self, text: &str, line: usize) {
        let Ok(value) = serde_json::from_str::<Value>(text) else { return };
        let lists = [value.get("@graph"), Some(&value)].into_iter().flatten().filter_map(Value::as_array).flatten();
        for object in std::iter::once(&value).chain(lists) {
            if object.get("@type").is_some_and(|kind| kind.to_string().contains("Article")) {
                for name in ["headline", "description", "datePublished", "dateModified"] {
                    self.meta(name, object.get(name).and_then(Value::as_str).unwrap_or_default(), line);
                }
            }
        }
    }

    fn into_article(mut self) -> Article {
        self.end_block();
        let Self { mut article, inner, times, .. } = self;
        if inner.iter().any(|block| block.kind == BlockKind::Paragraph) {
            // The headline may precede the article element.
            let headline = article.blocks.iter().find(|block| block.kind == BlockKind::Heading(1)).cloned();
            let above = headline.filter(|block| !inner.contains(block));
            article.blocks = above.into_iter().chain(inner).collect();
        }
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
        article.marked = true;
        article
    }
}

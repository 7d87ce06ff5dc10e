//! Saved HTML to blocks. Reads the tokens, not a tree: pages are as deep as they like, and tokens know their line.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use serde_json::Value;

use super::block::{Article, Block, Kind, Said, one_line};
use super::layout::is_label;
use crate::time::Timestamp;

/// Elements whose text no reader of the article reads.
const SKIPPED: [&str; 12] =
    ["nav", "footer", "form", "button", "svg", "template", "noscript", "select", "iframe", "menu", "dialog", "video"];
/// Elements beside the text.
const BESIDE: [&str; 4] = ["aside", "figure", "figcaption", "blockquote"];
/// Elements that begin and end a block.
const BLOCKS: [&str; 33] = [
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl",
    "dt", "dd", "table", "tr", "body", "br", "hr", "thead", "tbody", "caption", "pre", "address", "details", "summary",
    "label", "fieldset", "hgroup",
];

/// Reads a page.
pub(super) fn read(text: &str) -> Article {
    let tokenizer = Tokenizer::new(Page::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&*few_attributes(text)));
    // Scripts are data here; the tokenizer stops after each.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let state = tokenizer.sink.0.into_inner();
    state.finished()
}

/// `text` with at most some thousand attributes in a tag: the tokenizer compares each with all before it. What is too
/// much becomes one name; quotation marks stay where they are.
fn few_attributes(text: &str) -> Cow<'_, str> {
    const MOST: usize = 5_000;
    let mut kept = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices('<') {
        let inside = &text[at + 1..];
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) || inside.len() < MOST {
            continue;
        }
        let length = inside.find(['<', '>']).unwrap_or(inside.len());
        let parts = |c: char| c.is_ascii_whitespace() || c == '/';
        if let Some((most, _)) = inside[..length].match_indices(parts).nth(MOST) {
            kept.push_str(&text[from..at + 1 + most]);
            kept.extend(inside[most..length].chars().map(|c| if parts(c) { '_' } else { c }));
            from = at + 1 + length;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

/// The level of a heading's element.
fn level(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok()
}

/// The raw text of an element, by what it is read for.
enum Raw {
    /// JSON-LD.
    Data,
    Title,
    Unread,
}

#[derive(Default)]
struct Page(RefCell<State>);

#[derive(Default)]
struct State {
    article: Article,
    /// Blocks inside `<article>` or `<main>`; where there are none, the whole page is the article.
    inner: Vec<Block>,
    depth_of_article: usize,
    /// The indices in [`SKIPPED`] of the elements that are open.
    skipped: Vec<usize>,
    /// How many of each of [`SKIPPED`] are in it.
    open: [usize; SKIPPED.len()],
    beside: usize,
    heading: Option<u8>,
    line: usize,
    text: String,
    /// The address of a link that begins the block.
    link: Option<String>,
    /// Whether a cell of the row has been followed by another.
    cells: bool,
    /// Where that link ends.
    linked: usize,
    raw: Option<(Raw, String)>,
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

impl State {
    fn characters(&mut self, text: &str, line: usize) {
        if let Some((_, raw)) = &mut self.raw {
            raw.push_str(text);
        } else if self.skipped.is_empty() {
            if self.text.trim().is_empty() {
                // The token ends on this line.
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
                Some((RawKind::ScriptData, Raw::Data))
            }
            "script" => Some((RawKind::ScriptData, Raw::Unread)),
            "style" => Some((RawKind::Rawtext, Raw::Unread)),
            "title" => Some((RawKind::Rcdata, Raw::Title)),
            "textarea" => Some((RawKind::Rcdata, Raw::Unread)),
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
            self.block();
            if !tag.self_closing {
                self.skipped.push(at);
                self.open[at] += 1;
            }
        }
        if !self.skipped.is_empty() {
            return TokenSinkResult::Continue;
        }
        if BLOCKS.contains(&name) || BESIDE.contains(&name) {
            self.block();
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
            _ if BESIDE.contains(&name) => self.beside += 1,
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn end(&mut self, name: &str, line: usize) {
        if let Some((raw, text)) = self.raw.take() {
            match raw {
                Raw::Data => self.data(&text, line),
                Raw::Title if self.article.title.is_none() => {
                    // “Headline | The Paper”
                    let headline = text.split(" | ").next().unwrap_or_default();
                    self.article.title = Some((line, one_line(headline))).filter(|(_, text)| !text.is_empty());
                }
                Raw::Title | Raw::Unread => {}
            }
            return;
        }
        // Elements may be skipped by the thousand: only what is open is looked for.
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
        if BLOCKS.contains(&name) || BESIDE.contains(&name) {
            self.block();
        }
        match name {
            "article" | "main" => self.depth_of_article = self.depth_of_article.saturating_sub(1),
            _ if level(name).is_some() => self.heading = None,
            _ if BESIDE.contains(&name) => self.beside = self.beside.saturating_sub(1),
            _ => {}
        }
    }

    /// Begins a cell of a table: a row reads “10:00: Opening”, “China: 25%, 50%”.
    fn cell(&mut self) {
        if !self.text.trim().is_empty() {
            let kept = self.text.trim_end().len();
            self.text.truncate(kept);
            self.text.push_str(if std::mem::replace(&mut self.cells, true) { ", " } else { ": " });
        }
    }

    /// Ends the block that is open.
    fn block(&mut self) {
        let raw = std::mem::take(&mut self.text);
        let link = self.link.take().filter(|_| self.linked > 0 && self.linked == raw.trim_end().len());
        let text = one_line(&raw);
        self.linked = 0;
        self.cells = false;
        if text.is_empty() {
            return;
        }
        let kind = match (self.heading, link) {
            (_, Some(url)) if self.heading != Some(1) => Kind::Link(url),
            // The heading of a box is no heading of the article.
            _ if self.beside > 0 => Kind::Beside,
            (Some(level), _) => Kind::Heading(level),
            _ => Kind::Paragraph,
        };
        let block = Block { line: self.line, kind, text };
        if self.depth_of_article > 0 {
            self.inner.push(block.clone());
        }
        self.article.blocks.push(block);
    }

    fn meta(&mut self, name: &str, content: &str, line: usize) {
        let said: Said = Some((line, one_line(content))).filter(|(_, content)| !content.is_empty());
        let place = match name.to_lowercase().as_str() {
            "og:title" | "headline" => &mut self.article.title,
            "og:description" | "description" | "twitter:description" => &mut self.article.description,
            "article:published_time" | "datepublished" | "date" | "pubdate" | "dc.date" => &mut self.article.published,
            "article:modified_time" | "datemodified" | "og:updated_time" | "lastmod" => &mut self.article.updated,
            _ => return,
        };
        *place = said.or(place.take());
    }

    /// JSON-LD, as far as it speaks of an article (schema.org).
    fn data(&mut self, text: &str, line: usize) {
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

    fn finished(mut self) -> Article {
        self.block();
        let Self { mut article, inner, times, .. } = self;
        if inner.iter().any(|block| block.kind == Kind::Paragraph) {
            // A headline may stand above the article's element.
            let headline = article.blocks.iter().find(|block| block.kind == Kind::Heading(1)).cloned();
            let above = headline.filter(|block| !inner.contains(block));
            article.blocks = above.into_iter().chain(inner).collect();
        }
        let whole = |text: &str| Timestamp::parse(text).is_ok();
        for (line, before, stamp) in times {
            let says = |words: &[&str]| words.iter().any(|word| before.contains(word));
            // A time in the text is no stamp; one in the head, before anything else is known, may be.
            let first = || before.is_empty() && article.published.as_ref().is_none_or(|(_, known)| !whole(known));
            let place = if says(&["update", "modified", "edited"]) {
                &mut article.updated
            } else if says(&["publish", "posted", "first"]) || first() {
                &mut article.published
            } else {
                continue;
            };
            // With its offset it says more than the same day's time without.
            let better = |known: &str| !whole(known) && whole(&stamp) && known.get(..10) == stamp.get(..10);
            if place.as_ref().is_none_or(|(_, known)| better(known)) {
                *place = Some((line, stamp));
            }
        }
        article.marked = true;
        article
    }
}

//! Cuts a page into pieces: its blocks, each with what the choice of the story depends on.

use std::ops::Range;

use dom_query::NodeRef;

use super::super::block::{Block, BlockKind};
use super::super::layout::is_label;
use super::metadata::TimeElement;
use super::tree::Page;
use crate::desk::language::{Row, one_line};

/// Elements that start and end a block.
const BLOCKS: [&str; 39] = [
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl",
    "dt", "table", "tr", "body", "br", "hr", "thead", "tbody", "caption", "pre", "address", "details", "summary",
    "label", "fieldset", "hgroup", "blockquote", "form", "aside", "figure", "figcaption", "nav", "footer",
];

/// A block of the page.
pub(super) struct Piece {
    pub(super) block: Block,
    /// The mark of the element that the text is in.
    pub(super) own: usize,
    /// The mark of the element around it. Around the whole list or table, if it is part of one.
    pub(super) home: usize,
    /// The mark of the `<article>` or `<main>` that it is in.
    pub(super) article: usize,
    /// Whether it is part of a list or table.
    pub(super) listed: bool,
    /// Whether all of it is bold.
    pub(super) bold: bool,
    /// How many of its bytes are in links.
    pub(super) linked: usize,
}

/// Cuts `page` into pieces. Also returns its `<time>` elements.
pub(super) fn cut(page: &Page) -> (Vec<Piece>, Vec<TimeElement>) {
    let mut cutter =
        Cutter { page, pieces: Vec::new(), times: Vec::new(), line: 1, place: Place::default(), open: Open::default() };
    if let Some(body) = page.document.body() {
        cutter.element(&body);
    }
    cutter.end_block();
    (cutter.pieces, cutter.times)
}

/// Renames each `<div>` without blocks inside to `<p>`. The reader view would replace it by a paragraph without its mark.
pub(super) fn name_paragraphs(page: &Page) {
    let Some(body) = page.document.body() else { return };
    let is_block = |node: &NodeRef| node.node_name().is_some_and(|name| BLOCKS.contains(&&*name) && &*name != "br");
    let divisions: Vec<NodeRef> = body.descendants_it().filter(|node| node.has_name("div")).collect();
    for node in divisions {
        if !node.descendants_it().any(|child| is_block(&child)) {
            node.rename("p");
        }
    }
}

/// The elements around the text.
#[derive(Clone, Copy, Default)]
struct Place {
    own: usize,
    home: usize,
    article: usize,
    listed: bool,
    heading: Option<u8>,
    quoted: bool,
    linked: bool,
    bold: bool,
}

/// The block that is being read.
#[derive(Default)]
struct Open {
    line: usize,
    text: String,
    /// The address of a link at the start of the block.
    link: Option<String>,
    /// Where that link ends in `text`; 0 while it is open.
    link_end: usize,
    /// Where each cell of the row begins and ends; the last is open.
    cells: Vec<Range<usize>>,
    linked: usize,
    bold: usize,
}

struct Cutter<'a> {
    page: &'a Page,
    pieces: Vec<Piece>,
    times: Vec<TimeElement>,
    /// The line that has been read up to.
    line: usize,
    place: Place,
    open: Open,
}

impl Cutter<'_> {
    /// Reads an element. The depth of the tree is limited.
    fn element(&mut self, node: &NodeRef) {
        let Some(name) = node.node_name() else { return };
        let name = &*name;
        let mark = Page::mark(node);
        if let Some(line) = mark.and_then(|mark| self.page.line(mark)) {
            self.line = line;
        }
        let outside = self.place;
        // A paragraph that is the only element of a cell is not a block of its own.
        let fills_cell = matches!(name, "p" | "div")
            && node.parent().is_some_and(|cell| cell.has_name("td") || cell.has_name("th"))
            && node.prev_element_sibling().is_none()
            && node.next_element_sibling().is_none();
        let is_block = BLOCKS.contains(&name) && !fills_cell;
        if is_block {
            self.end_block();
            let whole = matches!(name, "ul" | "ol" | "dl" | "table");
            if let Some(mark) = mark.filter(|_| !matches!(name, "br" | "hr" | "aside" | "figure")) {
                if !outside.listed {
                    self.place.home = outside.own;
                }
                self.place.own = mark;
            }
            self.place.listed |= whole;
        }
        match name {
            "article" | "main" => self.place.article = mark.unwrap_or_default(),
            "blockquote" => self.place.quoted = true,
            "mark" => self.place.bold = true,
            "a" => {
                self.place.linked = true;
                let starts = self.open.text.trim().is_empty() || is_label(&self.open.text);
                self.open.link = node.attr("href").filter(|_| starts).map(|address| address.to_string());
            }
            "time" => {
                if let Some(stamp) = node.attr("datetime") {
                    let before = self.open.text.floor_char_boundary(self.open.text.len().saturating_sub(60));
                    let before = one_line(&self.open.text[before..]).to_lowercase();
                    self.times.push((self.line, before, stamp.to_string()));
                }
            }
            "td" | "th" | "dd" => self.cell(name != "dd"),
            _ => {}
        }
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            self.place.heading = Some(level);
        }
        for child in node.children_it(false) {
            if child.is_text() {
                self.text(&child.text());
            } else {
                self.element(&child);
            }
        }
        if name == "a" && self.open.link_end == 0 {
            self.open.link_end = self.open.text.trim_end().len();
        }
        // A term and the text beside it are one block.
        if is_block && name != "dt" || name == "dd" {
            self.end_block();
        }
        self.place = outside;
    }

    fn text(&mut self, text: &str) {
        let lead = text.len() - text.trim_start().len();
        if self.open.text.trim().is_empty() {
            self.open.line = self.line + text[..lead].matches('\n').count();
            self.open.text.clear();
        }
        self.line += text.matches('\n').count();
        self.open.text.push_str(text);
        let length = text.trim().len();
        self.open.linked += if self.place.linked { length } else { 0 };
        self.open.bold += if self.place.bold { length } else { 0 };
    }

    /// Starts a table cell, or the text beside a term of a list. A row becomes “10:00: Opening”.
    fn cell(&mut self, of_table: bool) {
        let kept = self.open.text.trim_end().len();
        self.open.text.truncate(kept);
        if let Some(last) = self.open.cells.last_mut() {
            last.end = kept;
        }
        if kept > 0 {
            self.open.text.push_str(": ");
        }
        if of_table {
            self.open.cells.push(self.open.text.len()..usize::MAX);
        }
    }

    /// Ends the open block.
    fn end_block(&mut self) {
        let Open { line, text: raw, link, link_end, cells, linked, bold } = std::mem::take(&mut self.open);
        let link = link.filter(|_| link_end > 0 && link_end == raw.trim_end().len());
        let Place { own, home, article, listed, heading, quoted, .. } = self.place;
        let kind = match (heading, link) {
            (Some(level), Some(url)) if level != 1 && !url.starts_with('#') => BlockKind::Link(url),
            (Some(_), _) if quoted => BlockKind::Aside,
            (Some(level), _) => BlockKind::Heading(level),
            (_, Some(url)) => BlockKind::Link(url),
            _ => BlockKind::Paragraph,
        };
        let cell = |span: Range<usize>| one_line(raw.get(span.start..span.end.min(raw.len())).unwrap_or_default());
        let cells: Vec<String> = cells.into_iter().map(cell).collect();
        let (text, row) = if cells.is_empty() {
            (one_line(&raw), None)
        } else {
            let (text, row) = Row::joined(&cells);
            (text, Some(row))
        };
        if text.is_empty() {
            return;
        }
        let bold = bold > 0 && bold + 2 >= raw.trim().len();
        self.pieces.push(Piece { block: Block { line, kind, text, row }, own, home, article, listed, bold, linked });
    }
}

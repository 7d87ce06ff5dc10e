//! Converts Markdown to blocks.

use std::ops::Range;

use line_index::LineIndex;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::block::{Article, BlockKind, Metadata};
use super::layout::is_label;
use crate::desk::language::{Gazetteer, Row, one_line};
use crate::desk::line_column;

/// Reads Markdown, with or without YAML front matter.
pub(super) fn read(text: &str, places: &Gazetteer) -> Article {
    let mut article = Article { marked: true, ..Article::default() };
    let lines = LineIndex::new(text);
    let line = |range: Range<usize>| line_column(&lines, range.start).0 as usize;
    let mut open: Option<(usize, BlockKind, String)> = None;
    // The address of a link at the start of the block, and the length of the block's text where the link ends.
    let (mut linked, mut quote_depth, mut in_front_matter) = (None::<(String, usize)>, 0_usize, false);
    let mut table: Vec<(usize, Vec<String>)> = Vec::new();
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => in_front_matter = true,
            Event::End(TagEnd::MetadataBlock(_)) => in_front_matter = false,
            Event::Text(text) if in_front_matter => front_matter(&mut article, &text),
            Event::Start(Tag::Heading { level, .. }) => {
                open = Some((line(range), BlockKind::Heading(level as u8), String::new()));
            }
            Event::Start(Tag::Paragraph) => {
                let kind = if quote_depth > 0 { BlockKind::Aside } else { BlockKind::Paragraph };
                open = Some((line(range), kind, String::new()));
            }
            Event::Start(Tag::Item) => {
                finish(&mut article, open.take(), linked.take(), places);
                open = Some((line(range), BlockKind::Paragraph, String::new()));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                table.push((line(range), Vec::new()));
            }
            Event::Start(Tag::TableCell) => open = Some((line(range), BlockKind::Paragraph, String::new())),
            Event::End(TagEnd::TableCell) => {
                let cell = open.take().map(|(_, _, text)| one_line(&text)).unwrap_or_default();
                linked = None;
                if let Some((_, cells)) = table.last_mut() {
                    cells.push(cell);
                }
            }
            Event::End(TagEnd::Table) => article.add_table(&std::mem::take(&mut table), places),
            Event::Start(Tag::BlockQuote(_)) => quote_depth += 1,
            Event::End(TagEnd::BlockQuote(_)) => quote_depth = quote_depth.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let before = open.as_ref().is_some_and(|(_, _, text)| !text.trim().is_empty() && !is_label(text));
                linked = (!before).then(|| (dest_url.to_string(), 0));
            }
            Event::End(TagEnd::Link) => {
                if let (Some((_, length)), Some((_, _, text))) = (linked.as_mut(), open.as_ref()) {
                    *length = text.len();
                }
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item) => {
                finish(&mut article, open.take(), linked.take(), places);
            }
            Event::Text(piece) | Event::Code(piece) => {
                if let Some((_, _, text)) = &mut open {
                    text.push_str(&piece);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, _, text)) = &mut open {
                    text.push('\n');
                }
            }
            _ => {}
        }
    }
    finish(&mut article, open, linked, places);
    article
}

/// Adds the open block. Lines of a schedule are blocks of their own.
fn finish(
    article: &mut Article,
    open: Option<(usize, BlockKind, String)>,
    linked: Option<(String, usize)>,
    places: &Gazetteer,
) {
    let Some((line, kind, text)) = open else { return };
    let is_row = |line: &&str| Row::of_line(line, places).is_some();
    if kind == BlockKind::Paragraph && text.lines().filter(is_row).count() > 1 {
        for (index, text) in text.lines().enumerate() {
            article.add(line + index, BlockKind::Paragraph, text);
        }
        return;
    }
    let whole = linked.filter(|(_, length)| kind == BlockKind::Paragraph && *length == text.len() && !text.is_empty());
    article.add(line, whole.map_or(kind, |(url, _)| BlockKind::Link(url)), &text);
}

fn front_matter(article: &mut Article, text: &str) {
    for (index, line) in text.lines().enumerate() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value: Metadata =
            Some((index + 2, value.trim().trim_matches(['"', '\'']).to_owned())).filter(|(_, value)| !value.is_empty());
        match name.trim().to_lowercase().as_str() {
            "title" | "headline" => article.title = value,
            "description" | "summary" | "standfirst" | "subtitle" => article.description = value,
            "date" | "published" => article.published = value,
            "updated" | "lastmod" | "modified" => article.updated = value,
            "lang" | "language" => article.language = value.map(|(_, value)| value),
            _ => {}
        }
    }
}

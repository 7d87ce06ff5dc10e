//! Converts a saved web page to blocks: those of its story. The reader view of dom_smoothie chooses the main text
//! (docs/decisions/0024). Our own rules remove boxes before it runs, and restore parts of the story afterwards.

mod boxes;
mod metadata;
mod pieces;
mod story;
mod tree;

use dom_smoothie::{Config, Readability};

use super::block::Article;
use crate::desk::language::Gazetteer;
use tree::Page;

/// The most elements that the reader view is run on. All text of a larger page is the story.
const MAX_ELEMENTS: usize = 60_000;

/// Reads an HTML page.
pub(super) fn read(text: &str, places: &Gazetteer) -> Article {
    let mut article = Article { marked: true, ..Article::default() };
    let page = Page::parse(text);
    metadata::read(&page, &mut article);
    pieces::name_paragraphs(&page);
    boxes::remove(&page.document);
    let (pieces, times) = pieces::cut(&page);
    metadata::stamps(times, &mut article);
    let config = Config { max_elements_to_parse: MAX_ELEMENTS, disable_json_ld: true, ..Config::default() };
    let view = Readability::with_document(page.document, None, Some(config)).and_then(|mut view| view.parse());
    let kept = view.map(|view| Page::marks(&view.content)).unwrap_or_default();
    let blocks = story::choose(pieces, &kept, &article);
    article.set_blocks(blocks, places);
    article
}

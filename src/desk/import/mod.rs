//! `import`: turns an article into a brief. It reports every inference with its place and confidence, invents nothing,
//! and lists the text that it could not place. Pure: zone rules are an argument.

mod block;
mod draft;
mod html;
mod layout;
mod locate;
mod markdown;
mod parties;
mod places;
mod report;
mod stamp;
mod update;

use super::ZoneNames;
use super::language::Gazetteer;
use crate::time::Timestamp;

pub use report::{Confidence, Item, Kind, Spot};
pub use update::{Change, Updated, update};

/// The format of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A saved web page.
    Html,
}

impl ArticleFormat {
    /// The format that `text` appears to be in.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let start = text[..text.floor_char_boundary(text.len().min(4_000))].trim_start().to_lowercase();
        let tags = ["<!doctype", "<html", "<head", "<article", "<p>", "<p ", "<h1", "<div", "<body", "<meta"];
        if start.starts_with('<') && tags.iter().any(|tag| start.contains(tag)) {
            return Self::Html;
        }
        let is_heading = |line: &&str| {
            let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
            (1..=6).contains(&hashes) && line[hashes..].starts_with(' ')
        };
        let lines: Vec<&str> = text.lines().take(400).collect();
        // “Harbour Lights” above “=====”
        let is_underlined = |two: &[&str]| {
            let (above, line) = (two[0].trim(), two[1].trim());
            line.len() >= 3
                && above.contains(char::is_alphabetic)
                && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
        };
        let is_markdown = lines.iter().any(is_heading) || lines.windows(2).any(is_underlined);
        if is_markdown { Self::Markdown } else { Self::Text }
    }
}

/// What the editor states in addition to the article.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The newsroom's IANA zone, for stamps and times without a zone.
    pub zone: Option<String>,
    /// When the article was published; takes precedence over its stamps.
    pub published: Option<Timestamp>,
    /// Which candidates become sessions.
    pub accept: Accept,
}

/// Which candidates become sessions: times that are found, but not sure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Accept {
    /// None.
    #[default]
    Nothing,
    /// Every one that has a time.
    Guesses,
    /// Those at these lines and columns of the article, from 1.
    At(Vec<(usize, usize)>),
}

/// The result of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The brief as JSON, without the fields that the article does not give.
    pub json: String,
    /// What was inferred, in line order, then what is left to the editor: first the candidates.
    pub items: Vec<Item>,
    /// Whether `check` finds no errors in the brief.
    pub passes: bool,
}

/// Makes a brief from the article in `text`.
#[must_use]
pub fn import(text: &str, format: ArticleFormat, given: &ImportOptions, zones: &dyn ZoneNames) -> Imported {
    let places = Gazetteer::new(zones);
    let mut article = match format {
        ArticleFormat::Text => block::plain(text, &places),
        ArticleFormat::Markdown => markdown::read(text, &places),
        ArticleFormat::Html => html::read(text, &places),
    };
    article.mark_rows(&places);
    let roles = layout::roles(&article, &places);
    let blocks: Vec<_> = article.blocks.iter().cloned().zip(roles).collect();
    draft::Draft::new(&article, &blocks, text, places, given, zones).finish()
}

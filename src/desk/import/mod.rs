//! `import`: an article becomes a brief. Everything inferred is reported with its line and how sure it is; nothing is
//! invented; what could not be placed is listed. Pure: zone rules are an argument.

mod block;
mod draft;
mod html;
mod layout;
mod markdown;
mod parties;
mod places;
mod schedule;
mod stamp;

use super::ZoneNames;
use crate::time::Timestamp;

/// What an article is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A saved page.
    Html,
}

impl ArticleFormat {
    /// What `text` looks like.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let start = text[..text.floor_char_boundary(text.len().min(4_000))].trim_start().to_lowercase();
        let tags = ["<!doctype", "<html", "<head", "<article", "<p>", "<p ", "<h1", "<div", "<body", "<meta"];
        if start.starts_with('<') && tags.iter().any(|tag| start.contains(tag)) {
            return Self::Html;
        }
        let marks = |line: &&str| {
            let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
            (1..=6).contains(&hashes) && line[hashes..].starts_with(' ')
        };
        if text.lines().take(400).any(|line| marks(&line)) { Self::Markdown } else { Self::Text }
    }
}

/// How sure an inference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The article says so.
    Certain,
    /// It reads that way.
    Likely,
    /// It may be otherwise.
    Guess,
    /// Something to do for the editor: missing, not placed, or wrong in the article.
    Open,
}

impl Confidence {
    /// The word for it in the report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Guess => "guess",
            Self::Open => "open",
        }
    }
}

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inference {
    /// The article's line, from 1; 0 where it is of no line.
    pub line: usize,
    /// How sure it is.
    pub confidence: Confidence,
    /// What was inferred, or could not be.
    pub message: String,
}

/// What an editor knows besides the article.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The newsroom's zone: that of stamps, and of times that name none.
    pub zone: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
}

/// An article made into a brief.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The brief as JSON; fields that the article does not give are not there.
    pub json: String,
    /// What was inferred and what not, by line.
    pub report: Vec<Inference>,
    /// Whether `check` finds no error in it.
    pub passes: bool,
}

/// Makes a brief of the article in `text`.
#[must_use]
pub fn import(text: &str, format: ArticleFormat, given: &Given, zones: &dyn ZoneNames) -> Imported {
    let article = match format {
        ArticleFormat::Text => block::plain(text),
        ArticleFormat::Markdown => markdown::read(text),
        ArticleFormat::Html => html::read(text),
    };
    draft::Draft::new(article, given, zones).finish()
}

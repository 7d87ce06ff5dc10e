//! An article as a sequence of blocks, whatever its format.

use crate::desk::language::one_line;

/// What kind of text a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A marked heading, with its level from 1.
    Heading(u8),
    /// A paragraph; in plain text, any block.
    Paragraph,
    /// A block that is one link, with its address.
    Link(String),
    /// A block outside the main text: a box, a caption, a quotation.
    Aside,
}

/// A separate piece of an article, such as a heading or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The line it begins on, from 1.
    pub(super) line: usize,
    pub(super) kind: BlockKind,
    /// Without line breaks.
    pub(super) text: String,
}

/// A value from outside the main text, with its line.
pub(super) type Metadata = Option<(usize, String)>;

/// A parsed article.
#[derive(Clone, Debug, Default)]
pub(super) struct Article {
    pub(super) blocks: Vec<Block>,
    /// Whether the format marks headings.
    pub(super) marked: bool,
    pub(super) language: Option<String>,
    pub(super) title: Metadata,
    pub(super) description: Metadata,
    pub(super) published: Metadata,
    pub(super) updated: Metadata,
}

impl Article {
    /// Adds a block of `text` with white space collapsed, unless it is empty.
    pub(super) fn add(&mut self, line: usize, kind: BlockKind, text: &str) {
        let text = one_line(text);
        if !text.is_empty() {
            self.blocks.push(Block { line, kind, text });
        }
    }
}

/// Whether a line begins like a stamp. Such a line is a block even without blank lines around it.
fn is_stamp(line: &str) -> bool {
    let start: String = line.trim_start().chars().take(20).collect::<String>().to_lowercase();
    ["published", "updated", "last updated", "first published", "posted"].iter().any(|word| {
        start
            .strip_prefix(word)
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c == ':' || c.is_ascii_digit()))
    })
}

/// Reads plain text. Blank lines separate blocks. If lines are not wrapped to a fixed width, each line is a block.
pub(super) fn plain(text: &str) -> Article {
    let mut article = Article::default();
    let lines: Vec<&str> = text.lines().collect();
    // The text is wrapped if most lines have 50 to 110 characters, or if at least half of the lines of that length
    // break mid-sentence.
    let pairs = || lines.windows(2).filter(|two| !two[0].trim().is_empty() && !two[1].trim().is_empty());
    let wrapped = || pairs().filter(|two| (50..=110).contains(&length(two[0])));
    let mut widths: Vec<usize> = wrapped().map(|two| length(two[0])).collect();
    let mid_sentence = wrapped().filter(|two| two[1].trim_start().starts_with(char::is_lowercase)).count();
    let is_wrapped = widths.len() * 10 >= pairs().count() * 6 || mid_sentence * 2 >= widths.len();
    let by_lines = widths.is_empty() || !is_wrapped || lines.iter().any(|line| length(line) > 130);
    widths.sort_unstable();
    let width = widths.get(widths.len() / 2).copied().unwrap_or_default();
    let (mut start, mut open) = (0, String::new());
    for (index, line) in lines.iter().enumerate() {
        let first = index == start + 1;
        let ends = || by_lines || is_stamp(line) || is_stamp(&open) || ends_block(lines[index - 1], line, first, width);
        if line.trim().is_empty() || !open.is_empty() && ends() {
            article.add(start + 1, BlockKind::Paragraph, &std::mem::take(&mut open));
        }
        if open.is_empty() {
            start = index;
        }
        open.push_str(line);
        open.push(' ');
        if line.trim().is_empty() {
            open.clear();
        }
    }
    article.add(start + 1, BlockKind::Paragraph, &open);
    article
}

fn length(line: &str) -> usize {
    line.chars().count()
}

/// Whether a block ends with `line` although no blank line follows. It does if `line` had room for the first word of
/// `next`. The `first` line of a block may be a heading; any other line must also end a sentence.
fn ends_block(line: &str, next: &str, first: bool, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    let ends = first || line.trim_end().ends_with(['.', '?', '!', '”', '"']);
    ends && !word.starts_with(char::is_lowercase) && length(line.trim_end()) + 1 + length(word) <= width
}

//! An article as a row of blocks, whatever it was written in.

/// What kind of text a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Marked as a heading, of a level from 1.
    Heading(u8),
    /// A paragraph, or in plain text anything that stands alone.
    Paragraph,
    /// All of it is a link to this address.
    Link(String),
    /// Beside the article: a box, a caption.
    Beside,
}

/// A piece of an article that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Where it begins, from 1.
    pub(super) line: usize,
    pub(super) kind: Kind,
    /// On one line.
    pub(super) text: String,
}

/// Something said outside the text, with its line.
pub(super) type Said = Option<(usize, String)>;

/// An article as it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Article {
    pub(super) blocks: Vec<Block>,
    /// Whether headings are marked as such.
    pub(super) marked: bool,
    pub(super) language: Option<String>,
    pub(super) title: Said,
    pub(super) description: Said,
    pub(super) published: Said,
    pub(super) updated: Said,
}

impl Article {
    /// Adds a block of `text`, white space collapsed; none where that leaves nothing.
    pub(super) fn add(&mut self, line: usize, kind: Kind, text: &str) {
        let text = one_line(text);
        if !text.is_empty() {
            self.blocks.push(Block { line, kind, text });
        }
    }
}

/// `text` with single spaces in place of its white space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a line begins as stamps do; it is a block even where no blank line parts it from the next.
fn is_stamp(line: &str) -> bool {
    let start: String = line.trim_start().chars().take(20).collect::<String>().to_lowercase();
    ["published", "updated", "last updated", "first published", "posted"].iter().any(|word| {
        start
            .strip_prefix(word)
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c == ':' || c.is_ascii_digit()))
    })
}

/// Reads plain text: blank lines part the blocks, or each line is one where lines are not of one width.
pub(super) fn plain(text: &str) -> Article {
    let mut article = Article::default();
    let lines: Vec<&str> = text.lines().collect();
    // Lines of one width are a paragraph's, most of all where they part a sentence; otherwise each line is a block.
    let pairs = || lines.windows(2).filter(|two| !two[0].trim().is_empty() && !two[1].trim().is_empty());
    let wrapped = || pairs().filter(|two| (50..=110).contains(&length(two[0])));
    let mut full: Vec<usize> = wrapped().map(|two| length(two[0])).collect();
    let parting = wrapped().filter(|two| two[1].trim_start().starts_with(char::is_lowercase)).count();
    let of_one_width = full.len() * 10 >= pairs().count() * 6 || parting * 2 >= full.len();
    let by_lines = full.is_empty() || !of_one_width || lines.iter().any(|line| length(line) > 130);
    full.sort_unstable();
    let width = full.get(full.len() / 2).copied().unwrap_or_default();
    let (mut start, mut open) = (0, String::new());
    for (index, line) in lines.iter().enumerate() {
        let first = index == start + 1;
        let parted = || by_lines || is_stamp(line) || is_stamp(&open) || is_last(lines[index - 1], line, first, width);
        if line.trim().is_empty() || !open.is_empty() && parted() {
            article.add(start + 1, Kind::Paragraph, &std::mem::take(&mut open));
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
    article.add(start + 1, Kind::Paragraph, &open);
    article
}

fn length(line: &str) -> usize {
    line.chars().count()
}

/// Whether a block ends with `line` though no blank line follows: what would have had room for the next word did not end
/// there for want of it. A heading above its paragraph is the `first` line; any other one ends a sentence.
fn is_last(line: &str, next: &str, first: bool, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    let ends = first || line.trim_end().ends_with(['.', '?', '!', '”', '"']);
    ends && !word.starts_with(char::is_lowercase) && length(line.trim_end()) + 1 + length(word) <= width
}

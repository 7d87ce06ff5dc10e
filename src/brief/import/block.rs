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

/// Reads plain text: blank lines part the blocks; where there are none, each line is a block.
pub(super) fn plain(text: &str) -> Article {
    let mut article = Article::default();
    let lines: Vec<&str> = text.lines().collect();
    let parted = lines.windows(3).any(|three| three[1].trim().is_empty() && !three[0].trim().is_empty());
    // A few blank lines in a text of many lines part its sections, not its paragraphs.
    let blank = lines.iter().filter(|line| line.trim().is_empty()).count();
    let long = lines.iter().filter(|line| line.len() > 120).count();
    let by_lines = !parted || (long * 2 > lines.len() - blank && blank * 3 < lines.len());
    let (mut start, mut open) = (0, String::new());
    for (index, line) in lines.iter().enumerate() {
        if line.trim().is_empty() || by_lines {
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

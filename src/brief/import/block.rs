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
    // Lines of one width are a paragraph's; otherwise each line is a block.
    let length = |line: &str| line.chars().take(200).count();
    let pairs = lines.windows(2).filter(|two| !two[0].trim().is_empty() && !two[1].trim().is_empty());
    let (mut all, mut full) = (0, 0);
    for two in pairs {
        all += 1;
        full += usize::from((50..=110).contains(&length(two[0])));
    }
    let by_lines = full * 10 < all * 6 || lines.iter().any(|line| length(line) > 130);
    let (mut start, mut open) = (0, String::new());
    for (index, line) in lines.iter().enumerate() {
        if line.trim().is_empty() || by_lines || is_stamp(line) || is_stamp(&open) {
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

//! JSON with the place of every value, read on past its errors so that all of them are found at once. The parsers at
//! hand stop at the first (docs/decisions/0008); a test holds this one against serde_json. Must not know what a brief is.

mod reader;
mod string;

use std::ops::Range;

pub(super) use reader::read;

/// Values nested deeper are not read; serde_json, which the other commands use, stops there too.
const DEEPEST: usize = 127;

/// A value and where it stands, in bytes.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    /// What could not be read; an error says so.
    Broken,
    Null,
    Bool,
    Number,
    Text(Text),
    List(Vec<Node>),
    Object(Vec<Member>),
}

/// A string as it reads, with where its escapes were.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) text: String,
    /// After each escape: the offset in `text`, and the offset in the source.
    marks: Vec<(usize, usize)>,
    /// Where the first character stands.
    start: usize,
}

/// A field of an object.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: String,
    /// Where the name stands.
    pub(super) span: Range<usize>,
    pub(super) node: Node,
}

/// What is wrong with the notation, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) remedy: String,
}

impl Node {
    /// What to point at: the bracket that opens a list or object, or the whole value.
    pub(super) fn head(&self) -> Range<usize> {
        match self.value {
            Value::List(_) | Value::Object(_) => self.span.start..self.span.start + 1,
            _ => self.span.clone(),
        }
    }
}

impl Text {
    /// Where the bytes `range` of the text stand in the source.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        self.source_offset(range.start)..self.source_offset(range.end)
    }

    fn source_offset(&self, at: usize) -> usize {
        let before = self.marks.partition_point(|(own, _)| *own <= at);
        let (own, source) = before.checked_sub(1).map_or((0, self.start), |index| self.marks[index]);
        source + (at - own)
    }
}

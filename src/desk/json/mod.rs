//! A JSON parser that recovers from syntax errors, so that one run reports all of them, and that records the source
//! span of every value. Existing parsers stop at the first error (docs/decisions/0008); a test compares this one with
//! serde_json. Must not know what a brief is.

mod reader;
mod string;

use std::ops::Range;

pub(super) use reader::read;

/// The deepest nesting that is read. serde_json has the same limit.
const MAX_DEPTH: usize = 127;

/// A value and its byte range in the source.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    /// A value that could not be read; the reader reported an error.
    Broken,
    Null,
    Bool(bool),
    Number,
    Text(Text),
    List(Vec<Node>),
    Object(Vec<Member>),
}

/// A decoded string that can map its offsets back to the source.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) text: String,
    /// For each escape, the offsets just after it in `text` and in the source.
    escapes: Vec<(usize, usize)>,
    /// The source offset of the first character.
    start: usize,
}

/// A field of an object.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: String,
    /// The name's byte range, including its quotation marks.
    pub(super) span: Range<usize>,
    pub(super) node: Node,
}

/// A syntax error, its byte range and how to fix it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) remedy: String,
}

impl Node {
    /// The range that a finding points at: the opening bracket of a list or object, or the whole of another value.
    pub(super) fn head(&self) -> Range<usize> {
        match self.value {
            Value::List(_) | Value::Object(_) => self.span.start..self.span.start + 1,
            _ => self.span.clone(),
        }
    }
}

impl Text {
    /// Maps a byte range of the decoded text to the source.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        self.source_offset(range.start)..self.source_offset(range.end)
    }

    fn source_offset(&self, at: usize) -> usize {
        let before = self.escapes.partition_point(|(decoded, _)| *decoded <= at);
        let (decoded, source) = before.checked_sub(1).map_or((0, self.start), |index| self.escapes[index]);
        source + (at - decoded)
    }
}

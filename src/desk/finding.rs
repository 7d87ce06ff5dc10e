//! What `check` reports: a place, a level, what is wrong and what to do.

use std::fmt;
use std::ops::Range;

use crate::brief::Path;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The widget refuses the brief, or a reader is told something false.
    Error,
    /// It is probably not what was meant.
    Warning,
    /// Worth a look.
    Note,
}

impl Level {
    /// The level as `check` writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Something about a brief that an editor should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub level: Level,
    /// What kind of finding it is, a fixed name such as `unknown-zone`.
    pub code: &'static str,
    /// Where in the document; empty for the document itself.
    pub path: Path,
    /// Where in the source, in bytes.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// Where a byte of a source stands, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character of the line.
    pub column: usize,
}

/// Tells positions in a source; in one pass where they are asked for in order.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    source: &'a str,
    at: usize,
    position: Position,
}

impl<'a> Positions<'a> {
    /// Positions in `source`.
    #[must_use]
    pub const fn new(source: &'a str) -> Self {
        Self { source, at: 0, position: Position { line: 1, column: 1 } }
    }

    /// The position of the byte `at`.
    pub fn of(&mut self, at: usize) -> Position {
        let at = self.source.floor_char_boundary(at);
        if at < self.at {
            *self = Self::new(self.source);
        }
        for c in self.source[self.at..at].chars() {
            let Position { line, column } = self.position;
            self.position =
                if c == '\n' { Position { line: line + 1, column: 1 } } else { Position { line, column: column + 1 } };
        }
        self.at = at;
        self.position
    }
}

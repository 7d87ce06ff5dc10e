//! What `check` reports: a place, a level, what is wrong and what to do.

use std::fmt;
use std::ops::Range;

use line_index::{LineIndex, WideEncoding};

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

impl Finding {
    /// Whether it is an error for which the widget refuses the brief.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        self.level == Level::Error && !self.is_wrong_time()
    }

    /// Whether readers would be told a wrong time or day, or a time under the wrong label.
    #[must_use]
    pub fn is_wrong_time(&self) -> bool {
        matches!(self.code, "wrong-conversion" | "wrong-day" | "wrong-label")
    }
}

/// The line and the column of the byte `at`, both from 1. Columns count characters.
#[must_use]
pub fn line_column(lines: &LineIndex, at: usize) -> (u32, u32) {
    let place = u32::try_from(at).ok().and_then(|at| lines.try_line_col(at.into()));
    let place = place.and_then(|place| lines.to_wide(WideEncoding::Utf32, place));
    place.map_or((1, 1), |place| (place.line + 1, place.col + 1))
}

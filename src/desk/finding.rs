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

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Code {
    // How the file is written.
    /// It is not UTF-8.
    Encoding,
    /// It is not JSON.
    Syntax,
    // What it is made of.
    /// A field that a brief must have is missing.
    MissingField,
    /// A field is there twice.
    DuplicateField,
    /// No brief has such a field.
    UnknownField,
    /// A value is of another type than its field.
    WrongType,
    /// A string is no status, or no date.
    WrongValue,
    /// A string is no date and time with an offset.
    WrongTime,
    // The rules of a brief.
    /// A text that must say something is empty.
    EmptyText,
    /// An id is not of the form that fragments need.
    MalformedId,
    /// Two items of a list have one id.
    DuplicateId,
    /// An id names no party or session.
    UnknownReference,
    /// The brief changed before it went out.
    UpdatedBeforePublished,
    /// A session does not end after it starts.
    EndBeforeStart,
    /// A session was moved to the time it was moved from.
    NotMoved,
    /// Readers cannot follow an address.
    NotHttp,
    /// The tz database has no such zone.
    UnknownZone,
    // What readers would be told wrongly.
    /// A text converts a time wrongly.
    WrongConversion(Certainty),
    /// A text puts a time on the wrong day, or names a day that does not exist.
    WrongDay(Certainty),
    /// A label or the venue's name belongs to another zone.
    WrongLabel(Certainty),
    // What was probably not meant.
    /// A text gives a time that clocks skip on that day.
    SkippedTime,
    /// An abbreviation belongs to the other half of the year.
    OutOfSeason,
    /// An abbreviation belongs to several zones.
    AmbiguousZone,
    /// A text gives a time at which no session begins or ends.
    NoSuchSession(Certainty),
    /// No zone of the brief has the offset of a time.
    ForeignOffset(Certainty),
    /// A session begins before the one listed above it.
    SessionsOutOfOrder,
    /// Two sessions are at the same time; doubtful where they begin together.
    OverlappingSessions(Certainty),
    /// A postponed session does not say when it was to begin.
    PostponedWithoutWas,
    /// Two columns have one zone.
    DuplicateColumn,
    /// A zone never changes its clocks, where a place's would.
    FixedZone,
    /// The tz database spells a zone otherwise.
    ZoneSpelling,
    /// The language is not a language tag.
    WrongLanguage,
    /// There are no columns, or no issues.
    EmptyList,
    /// An issue's body begins with its summary.
    RepeatedSummary,
    /// The title counts other than there are issues.
    HeadlineCount,
    /// What `new` wrote is still there.
    Placeholder,
    /// A text has no visible characters.
    BlankText,
    /// A text has signs of HTML or Markdown in it.
    Markup,
}

/// How sure `check` is of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It cannot be otherwise.
    Certain,
    /// Something else may have been meant.
    Doubtful,
}

impl Code {
    /// The fixed name that `check --format json` gives it, such as `unknown-zone`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// How much it matters.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Encoding
            | Self::Syntax
            | Self::MissingField
            | Self::DuplicateField
            | Self::WrongType
            | Self::WrongValue
            | Self::WrongTime
            | Self::EmptyText
            | Self::MalformedId
            | Self::DuplicateId
            | Self::UnknownReference
            | Self::UpdatedBeforePublished
            | Self::EndBeforeStart
            | Self::NotMoved
            | Self::NotHttp
            | Self::UnknownZone
            | Self::WrongConversion(Certainty::Certain)
            | Self::WrongDay(Certainty::Certain)
            | Self::WrongLabel(Certainty::Certain) => Level::Error,
            Self::ZoneSpelling
            | Self::NoSuchSession(Certainty::Doubtful)
            | Self::ForeignOffset(Certainty::Doubtful)
            | Self::OverlappingSessions(Certainty::Doubtful) => Level::Note,
            _ => Level::Warning,
        }
    }

    /// Whether readers would be told a wrong time or day, or a time under the wrong label.
    #[must_use]
    pub const fn is_wrong_time(self) -> bool {
        matches!(self, Self::WrongConversion(_) | Self::WrongDay(_) | Self::WrongLabel(_))
    }

    /// Whether the widget refuses a brief for it.
    #[must_use]
    pub const fn is_fatal(self) -> bool {
        matches!(self.level(), Level::Error) && !self.is_wrong_time()
    }
}

/// Something about a brief that an editor should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub code: Code,
    /// Where in the document; empty for the document itself.
    pub path: Path,
    /// Where in the source, in bytes.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// The line and the column of the byte `at`, both from 1. Columns count characters.
#[must_use]
pub fn line_column(lines: &LineIndex, at: usize) -> (u32, u32) {
    let place = u32::try_from(at).ok().and_then(|at| lines.try_line_col(at.into()));
    let place = place.and_then(|place| lines.to_wide(WideEncoding::Utf32, place));
    place.map_or((1, 1), |place| (place.line + 1, place.col + 1))
}

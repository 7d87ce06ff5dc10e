//! A finding: what `check` reports. It has a place, a level, a message and a remedy.

use std::fmt;
use std::ops::Range;

use line_index::{LineIndex, WideEncoding};

use crate::brief::Path;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The widget refuses the brief, or readers would see a wrong time, day or label.
    Error,
    /// Probably a mistake.
    Warning,
    /// Worth checking.
    Note,
}

impl Level {
    /// The level as `check` prints it.
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

/// The kind of problem that a finding reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Code {
    // The file.
    /// The file is not UTF-8.
    Encoding,
    /// The file is not valid JSON.
    Syntax,
    // Fields and types.
    /// A required field is missing.
    MissingField,
    /// An object has the same field twice.
    DuplicateField,
    /// The format does not define the field.
    UnknownField,
    /// A value does not have the type of its field.
    WrongType,
    /// A string is not a valid status or date.
    WrongValue,
    /// A string is neither a date and time with an offset nor, in fields that allow one, a date.
    WrongTime,
    // The rules of a brief.
    /// A required text is empty or blank.
    EmptyText,
    /// An id does not have the form that URL fragments need.
    MalformedId,
    /// Two items of a list have the same id.
    DuplicateId,
    /// A field refers to a party or session that does not exist.
    UnknownReference,
    /// `updated` is before `published`.
    UpdatedBeforePublished,
    /// `end` is not after `start`, or is an earlier day.
    EndBeforeStart,
    /// Only one of `start` and `end` has a time of day.
    EndOfOtherKind,
    /// `was` is the same instant or day as `start`.
    NotMoved,
    /// A link is not an `http` or `https` address.
    NotHttp,
    /// The zone is not in the tz database.
    UnknownZone,
    // Wrong times, days and labels that readers would see.
    /// A text converts a time wrongly.
    WrongConversion(Certainty),
    /// A text puts a time on the wrong day, or names a day that does not exist.
    WrongDay(Certainty),
    /// A column's label or the venue's name belongs to another zone.
    WrongLabel(Certainty),
    // Probable mistakes.
    /// A text gives a time in a DST gap: clocks skip it on that day.
    SkippedTime,
    /// An abbreviation is used in the wrong half of the year, such as `EST` in July.
    OutOfSeason,
    /// An abbreviation belongs to several zones.
    AmbiguousZone,
    /// A text gives a time at which no session starts or ends.
    NoSuchSession(Certainty),
    /// A time has an offset that no zone in the brief has at that time.
    ForeignOffset(Certainty),
    /// A session starts before one listed above it.
    SessionsOutOfOrder,
    /// Two sessions overlap; doubtful if they start at the same time.
    OverlappingSessions(Certainty),
    /// A postponed session has no `was`, which means that it has no new time yet.
    PostponedWithoutWas,
    /// `allDay` has no effect, because `start` has a time of day.
    AllDayWithTime,
    /// Two columns have the same zone.
    DuplicateColumn,
    /// A zone with a fixed offset (`EST`, `Etc/GMT+5`) is used where a place's zone is probably meant.
    FixedZone,
    /// The tz database writes the zone's name in a different case.
    ZoneSpelling,
    /// `lang` is not a language tag.
    WrongLanguage,
    /// There are no columns, or no issues.
    EmptyList,
    /// A paragraph of an issue's body repeats its summary.
    RepeatedSummary,
    /// The title promises more or fewer issues than the brief has.
    HeadlineCount,
    /// A text or value from `new` has not been replaced.
    Placeholder,
    /// A text has no visible characters.
    BlankText,
    /// A text has characters that act on a terminal or turn the direction of what follows.
    HiddenCharacters,
    /// A text contains HTML or Markdown.
    Markup,
}

/// How sure `check` is of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// No other reading is possible.
    Certain,
    /// The author may have meant something else.
    Doubtful,
}

impl Code {
    /// The stable name in the output of `check --format json`, such as `unknown-zone`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The level of findings with this code.
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
            | Self::EndOfOtherKind
            | Self::NotMoved
            | Self::NotHttp
            | Self::UnknownZone
            | Self::WrongConversion(Certainty::Certain)
            | Self::WrongDay(Certainty::Certain)
            | Self::WrongLabel(Certainty::Certain) => Level::Error,
            Self::ZoneSpelling
            | Self::PostponedWithoutWas
            | Self::NoSuchSession(Certainty::Doubtful)
            | Self::ForeignOffset(Certainty::Doubtful)
            | Self::OverlappingSessions(Certainty::Doubtful) => Level::Note,
            _ => Level::Warning,
        }
    }

    /// Whether readers would see a wrong time or day, or a time under the wrong label.
    #[must_use]
    pub const fn is_wrong_time(self) -> bool {
        matches!(self, Self::WrongConversion(_) | Self::WrongDay(_) | Self::WrongLabel(_))
    }

    /// Whether the widget refuses a brief that has such a finding.
    #[must_use]
    pub const fn is_fatal(self) -> bool {
        matches!(self.level(), Level::Error) && !self.is_wrong_time()
    }
}

/// A problem in a brief, or something in it that an editor should check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The kind of problem.
    pub code: Code,
    /// The place in the document; empty for the document itself.
    pub path: Path,
    /// The byte range in the source.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// The line and column of the byte at offset `at`, both counted from 1. Columns count characters.
#[must_use]
pub fn line_column(lines: &LineIndex, at: usize) -> (u32, u32) {
    let position = u32::try_from(at).ok().and_then(|at| lines.try_line_col(at.into()));
    let position = position.and_then(|position| lines.to_wide(WideEncoding::Utf32, position));
    position.map_or((1, 1), |position| (position.line + 1, position.col + 1))
}

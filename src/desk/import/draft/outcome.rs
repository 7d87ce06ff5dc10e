//! Reports on the finished brief: text that was left out, contradictory times, and whether it passes `check`.

use line_index::LineIndex;

use super::super::Confidence;
use super::super::block::BlockKind;
use super::super::layout::Role;
use super::super::stamp::is_all_date;
use super::{Draft, clip};
use crate::brief::{PartialBrief, Session, Status};
use crate::desk::check::check;
use crate::desk::timetable::{Timetable, text_findings};
use crate::desk::words::plural;
use crate::desk::{Certainty, Code, Level, line_column};
use crate::time::{Offset, Timestamp};

impl Draft<'_> {
    /// Reports text that is not in the brief.
    pub(super) fn leftovers(&mut self) {
        let mut in_issue = None;
        for (block, role) in self.blocks {
            let reason = match role {
                Role::Heading(..) | Role::General => {
                    in_issue = Some(*role != Role::General);
                    continue;
                }
                Role::Intro if self.brief.summary.as_ref() != Some(&block.text) => "introduction, not in the brief",
                // Stories linked above the first heading belong to no issue.
                Role::OtherStory(_) if in_issue != Some(true) => "headline of another story, not in the brief",
                // Headings of columns, and days above a schedule
                Role::Other if block.row.is_some() || is_all_date(&block.text) => continue,
                Role::Other if block.kind == BlockKind::Aside => "outside the main text, not in the brief",
                Role::Other => "not placed",
                Role::Paragraph if in_issue == Some(false) => "not placed",
                _ => continue,
            };
            self.report.open(block.line, format!("{reason}: “{}”", clip(&block.text)));
        }
    }

    /// Compares all times in the article with the sessions and with each other.
    pub(super) fn check_times(&mut self) {
        let mut timetable = Timetable::new(&self.timetable_input(), self.zones);
        for (reading, (block, role)) in self.readings.iter().zip(self.blocks) {
            let found = if *role == Role::Stamp { Vec::new() } else { text_findings(reading, &mut timetable) };
            for finding in found
                .into_iter()
                .filter(|finding| !matches!(finding.code, Code::NoSuchSession(_) | Code::WrongDay(Certainty::Doubtful)))
            {
                let (level, message, remedy) = (finding.code.level(), finding.message, finding.remedy);
                self.report.open(block.line, format!("{level}: {message}; {remedy}"));
            }
        }
    }

    /// The fields of the brief that a timetable needs, with the candidates as sessions.
    fn timetable_input(&self) -> PartialBrief {
        let offered = self.offered.iter().map(|at| Session {
            id: String::new(),
            title: String::new(),
            start: Timestamp { instant: *at, offset: Offset::UTC }.into(),
            end: None,
            all_day: false,
            status: Status::Expected,
            was: None,
            note: None,
            outcome: None,
        });
        PartialBrief {
            id: String::new(),
            lang: String::new(),
            title: String::new(),
            summary: String::new(),
            published: self.brief.published,
            updated: self.brief.updated,
            place: self.brief.place.clone(),
            credit: None,
            parties: Vec::new(),
            zones: self.brief.zones.clone(),
            sessions: self.brief.sessions.iter().cloned().chain(offered).collect(),
            issues: Vec::new(),
        }
    }

    /// Whether the brief passes `check`. Reports errors and warnings.
    pub(super) fn passes_check(&mut self, json: &str) -> bool {
        let found = check(json, self.zones);
        let lines = LineIndex::new(json);
        let count = |level: Level| found.iter().filter(|finding| finding.code.level() == level).count();
        let (errors, warnings) = (count(Level::Error), count(Level::Warning));
        for finding in found.iter().filter(|finding| finding.code.level() != Level::Note) {
            let (line, _) = line_column(&lines, finding.span.start);
            let path = if finding.path.is_empty() { "brief".to_owned() } else { finding.path.describe() };
            let (level, message, remedy) = (finding.code.level(), &finding.message, &finding.remedy);
            let message = format!("check (line {line} of the brief): {level}: {path}: {message}; {remedy}");
            self.report.open(usize::MAX, message);
        }
        let warned = plural(warnings, "warning");
        if errors == 0 {
            let message = format!("the brief passes check, with {warned}");
            self.report.add(usize::MAX, Confidence::Certain, message);
        } else {
            let message = format!("the brief does not pass check: {}, {warned}", plural(errors, "error"));
            self.report.open(usize::MAX, message);
        }
        errors == 0
    }
}

//! What is left to say once the brief is made: what has no place in it, times that disagree, whether it passes `check`.

use line_index::LineIndex;

use super::super::Confidence;
use super::super::block::Kind;
use super::super::layout::{Role, is_no_issue};
use super::{Draft, clip};
use crate::brief::{PartialBrief, Place};
use crate::desk::check::check;
use crate::desk::timetable::{Timetable, remarks};
use crate::desk::words::plural;
use crate::desk::{Code, Level, line_column};

impl Draft<'_> {
    /// Lists what has no place in the brief.
    pub(super) fn leftovers(&mut self) {
        let mut under: Option<&str> = None;
        for (block, role) in &self.blocks {
            let what = match role {
                Role::Heading(title, _) => {
                    under = Some(title);
                    continue;
                }
                Role::Intro if self.brief.summary.as_ref() != Some(&block.text) => "introduction, not in the brief",
                // Stories linked above the first heading belong to no issue.
                Role::OtherStory(_) if under.is_none_or(is_no_issue) => "headline of another story, not in the brief",
                Role::Other if block.kind == Kind::Beside => "beside the text, not in the brief",
                Role::Other => "not placed",
                Role::Paragraph if under.is_some_and(is_no_issue) => "not placed",
                _ => continue,
            };
            self.report.open(block.line, format!("{what}: “{}”", clip(&block.text)));
        }
    }

    /// The times of the whole article, held against the sessions and each other.
    pub(super) fn times(&mut self) {
        let mut timetable = Timetable::new(&self.timed(), self.zones);
        for (block, _) in self.blocks.iter().filter(|(_, role)| *role != Role::Stamp) {
            let remarks = remarks(&block.text, &mut timetable);
            for remark in remarks.into_iter().filter(|remark| !matches!(remark.code, Code::NoSuchSession(_))) {
                let (level, message, remedy) = (remark.code.level(), remark.message, remark.remedy);
                self.report.open(block.line, format!("{level}: {message}; {remedy}"));
            }
        }
    }

    /// What a timetable needs of the brief.
    fn timed(&self) -> PartialBrief {
        PartialBrief {
            id: String::new(),
            lang: String::new(),
            title: String::new(),
            summary: String::new(),
            published: self.brief.published,
            updated: self.brief.updated,
            place: self.brief.place.clone().unwrap_or_else(|| Place { name: String::new(), zone: String::new() }),
            credit: None,
            parties: Vec::new(),
            zones: self.brief.zones.clone(),
            sessions: self.brief.sessions.clone(),
            issues: Vec::new(),
        }
    }

    /// Whether the result passes `check`, and if not, why.
    pub(super) fn checked(&mut self, json: &str) -> bool {
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
            self.report.say(usize::MAX, Confidence::Certain, message);
        } else {
            let message = format!("the brief does not pass check: {}, {warned}", plural(errors, "error"));
            self.report.open(usize::MAX, message);
        }
        errors == 0
    }
}

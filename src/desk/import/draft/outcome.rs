//! What is left to say once the brief is made: what has no place in it, times that disagree, whether it passes `check`.

use super::super::Confidence;
use super::super::block::Kind;
use super::super::layout::{Role, is_no_issue};
use super::{Draft, clip};
use crate::brief::{Brief, Place};
use crate::desk::check::check;
use crate::desk::timetable::{Timetable, remarks};
use crate::desk::words::plural;
use crate::desk::{Level, Positions};

impl Draft<'_> {
    /// Lists what has no place in the brief.
    pub(super) fn leftovers(&mut self) {
        let mut lost = Vec::new();
        let mut under: Option<String> = None;
        let summary = self.brief.summary.clone().unwrap_or_default();
        for at in 0..self.roles.len() {
            let (block, role) = self.block(at);
            let open = match role {
                Role::Heading(title, _) => {
                    under = Some(title.clone());
                    false
                }
                Role::Intro => block.text != summary,
                Role::Other => true,
                // Stories linked above the first heading belong to no issue.
                Role::OtherStory(_) => under.as_ref().is_none_or(|title| is_no_issue(title)),
                Role::Paragraph => under.as_ref().is_some_and(|title| is_no_issue(title)),
                _ => false,
            };
            if open {
                let what = match role {
                    Role::Intro => "introduction, not in the brief",
                    Role::OtherStory(_) => "headline of another story, not in the brief",
                    _ if block.kind == Kind::Beside => "beside the text, not in the brief",
                    _ => "not placed",
                };
                lost.push((block.line, format!("{what}: “{}”", clip(&block.text))));
            }
        }
        for (line, message) in lost {
            self.say(line, Confidence::Open, message);
        }
    }

    /// The times of the whole article, held against the sessions and each other.
    pub(super) fn times(&mut self) {
        let Some(brief) = self.whole() else { return };
        let mut timetable = Timetable::new(&brief, self.zones, |_| true);
        let mut said = Vec::new();
        for (block, role) in self.article.blocks.iter().zip(&self.roles) {
            if matches!(role, Role::Stamp) {
                continue;
            }
            for remark in
                remarks(&block.text, &mut timetable).into_iter().filter(|remark| remark.code != "no-such-session")
            {
                said.push((block.line, format!("{}: {}; {}", remark.level, remark.message, remark.remedy)));
            }
        }
        for (line, message) in said {
            self.say(line, Confidence::Open, message);
        }
    }

    /// The brief, if everything that times need is known.
    fn whole(&self) -> Option<Brief> {
        let nowhere = || Place { name: "-".to_owned(), zone: "-".to_owned() };
        let first = self.brief.sessions.first().map(|session| session.start);
        let published = self.brief.published.or(first)?;
        Some(Brief {
            id: String::new(),
            lang: String::new(),
            title: String::new(),
            summary: String::new(),
            published,
            updated: self.brief.updated.unwrap_or(published),
            place: self.brief.place.clone().unwrap_or_else(nowhere),
            credit: None,
            parties: Vec::new(),
            zones: self.brief.zones.clone(),
            sessions: self.brief.sessions.clone(),
            issues: Vec::new(),
        })
    }

    /// Whether the result passes `check`, and if not, why.
    pub(super) fn checked(&mut self, json: &str) -> bool {
        let found = check(json, self.zones);
        let mut positions = Positions::new(json);
        let count = |level: Level| found.iter().filter(|finding| finding.level == level).count();
        let (errors, warnings) = (count(Level::Error), count(Level::Warning));
        let lines: Vec<String> = found
            .iter()
            .filter(|finding| finding.level != Level::Note)
            .map(|finding| {
                let line = positions.of(finding.span.start).line;
                let path = if finding.path.as_str().is_empty() { "brief" } else { finding.path.as_str() };
                format!(
                    "check (line {line} of the brief): {}: {path}: {}; {}",
                    finding.level, finding.message, finding.remedy
                )
            })
            .collect();
        let message = match errors {
            0 => format!("the brief passes check, with {}", plural(warnings, "warning")),
            _ => {
                let counted = [plural(errors, "error"), plural(warnings, "warning")];
                format!("the brief does not pass check: {}", counted.join(", "))
            }
        };
        for line in lines {
            self.say(usize::MAX, Confidence::Open, line);
        }
        self.say(usize::MAX, if errors == 0 { Confidence::Certain } else { Confidence::Open }, message);
        errors == 0
    }
}

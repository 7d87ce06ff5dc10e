//! Reports on the times stated in the texts of a brief.

use super::shape::Outline;
use crate::brief::PartialBrief;
use crate::desk::language::Reading;
use crate::desk::timetable::{TextFinding, Timetable, text_findings};
use crate::desk::{Finding, ZoneNames};

/// Reports on the times in every text of `outline`.
pub(super) fn check(brief: &PartialBrief, outline: &Outline<'_>, zones: &dyn ZoneNames, findings: &mut Vec<Finding>) {
    let mut timetable = Timetable::new(brief, zones);
    for (path, text) in &outline.texts {
        let reading = Reading::new(&text.text, &timetable.places);
        for finding in text_findings(&reading, &mut timetable) {
            let TextFinding { code, range, message, remedy } = finding;
            findings.push(Finding { code, path: path.clone(), span: text.source(range), message, remedy });
        }
    }
}

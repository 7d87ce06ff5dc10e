//! Findings about the times that the texts of a brief state.

use super::shape::Outline;
use crate::desk::timetable::{Remark, Timetable, remarks};
use crate::desk::{Finding, ZoneNames};

/// Reports on the times in every text of `outline`.
pub(super) fn look(outline: &Outline<'_>, zones: &dyn ZoneNames, findings: &mut Vec<Finding>) {
    let mut timetable = Timetable::new(&outline.brief, zones, |index| outline.is_dated(index));
    for (path, text) in &outline.texts {
        for remark in remarks(&text.text, &mut timetable) {
            let Remark { level, code, range, message, remedy } = remark;
            findings.push(Finding { level, code, path: path.clone(), span: text.source(range), message, remedy });
        }
    }
}

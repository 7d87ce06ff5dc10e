//! What is not written yet: placeholders, and texts in which there is nothing to see.

use std::collections::HashSet;

use super::Content;
use crate::brief::{Brief, Path};
use crate::desk::words::clip;
use crate::desk::{Code, TEMPLATE};

impl Content<'_, '_> {
    /// What `new` has written and nobody has replaced.
    pub(super) fn placeholders(&mut self) {
        for (path, text) in &self.outline.texts {
            let text = text.text.trim();
            if text.starts_with('[') && text.ends_with(']') && text.len() > 2 {
                let message = format!("is still a placeholder: “{}”", clip(text));
                self.report_at(Code::Placeholder, path.clone(), message, "write the text, or remove the item");
            }
        }
        self.times_to_replace();
    }

    /// The id and the times that `new` has written.
    fn times_to_replace(&mut self) {
        let (brief, Ok(new)) = (self.brief, serde_json::from_str::<Brief>(TEMPLATE)) else { return };
        let stamps = [
            (Path::field("published"), brief.published, Some(new.published)),
            (Path::field("updated"), brief.updated, Some(new.updated)),
        ];
        let starts = brief.sessions.iter().zip(&new.sessions).enumerate();
        let starts = starts.map(|(index, (session, new))| {
            (Path::field("sessions").item(index).then("start"), Some(session.start), Some(new.start))
        });
        let mut left: Vec<Path> =
            stamps.into_iter().chain(starts).filter(|(_, own, new)| own == new).map(|(path, ..)| path).collect();
        left.extend((brief.id == new.id).then(|| Path::field("id")));
        for path in left {
            let message = "is still the value from `new`";
            self.report(Code::Placeholder, &path, message, "replace it with the event's own");
        }
    }

    /// Texts that may be left out and are empty, and those of nothing but no-break spaces and the like, which the widget
    /// does not take for empty.
    pub(super) fn invisible(&mut self) {
        let told: HashSet<Path> = self.findings.iter().map(|finding| finding.path.clone()).collect();
        for (path, text) in &self.outline.texts {
            if text.text.chars().all(is_invisible) && !told.contains(path) {
                let remedy = "write the text, or remove the item";
                self.report_at(Code::BlankText, path.clone(), "has no visible characters", remedy);
            }
        }
    }
}

/// White space, and characters without width: zero-width spaces and joiners, marks of direction, the soft hyphen.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

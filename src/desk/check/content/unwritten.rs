//! Checks for content that is still to be written: placeholders, and texts without visible characters.

use std::collections::HashSet;

use super::Content;
use crate::brief::{Brief, Path};
use crate::desk::words::clip;
use crate::desk::{Code, TEMPLATE};
use crate::text::is_hidden;
use crate::time::DateOrTime;

impl Content<'_, '_> {
    /// Reports texts and values from `new` that have not been replaced.
    pub(super) fn check_placeholders(&mut self) {
        for (path, text) in &self.outline.texts {
            let text = text.text.trim();
            if text.starts_with('[') && text.ends_with(']') && text.len() > 2 {
                let message = format!("is still a placeholder: “{}”", clip(text));
                self.report_at(Code::Placeholder, path.clone(), message, "write the text, or remove the item");
            }
        }
        self.check_template_values();
    }

    /// Reports the id and the times that `new` wrote.
    fn check_template_values(&mut self) {
        let (brief, Ok(new)) = (self.brief, serde_json::from_str::<Brief>(TEMPLATE)) else { return };
        let stamps = [
            (Path::field("published"), brief.published.map(DateOrTime::Time), Some(new.published.into())),
            (Path::field("updated"), brief.updated.map(DateOrTime::Time), Some(new.updated.into())),
        ];
        let starts = brief.sessions.iter().zip(&new.sessions).enumerate();
        let starts = starts.map(|(index, (session, new))| {
            (Path::field("sessions").item(index).then("start"), Some(session.start), Some(new.start))
        });
        let mut unchanged: Vec<Path> =
            stamps.into_iter().chain(starts).filter(|(_, own, new)| own == new).map(|(path, ..)| path).collect();
        unchanged.extend((brief.id == new.id).then(|| Path::field("id")));
        for path in unchanged {
            let message = "is still the value that `new` wrote";
            self.report(Code::Placeholder, &path, message, "replace it with the event's own value");
        }
    }

    /// Reports control characters and overrides of the direction of text. Few readers see them, and terminals obey them.
    pub(super) fn check_hidden_characters(&mut self) {
        for (path, text) in &self.outline.texts {
            if let Some(hidden) = text.text.chars().find(|c| is_hidden(*c)) {
                let message = format!("has a character that is not seen: U+{:04X}", u32::from(hidden));
                self.report_at(Code::HiddenCharacters, path.clone(), &message, "remove it");
            }
        }
    }

    /// Reports texts that have no visible characters and no finding yet. These are empty optional texts, and texts of
    /// no-break spaces and the like, which the widget does not treat as empty.
    pub(super) fn check_blank_texts(&mut self) {
        let reported: HashSet<Path> = self.findings.iter().map(|finding| finding.path.clone()).collect();
        for (path, text) in &self.outline.texts {
            if text.text.chars().all(is_invisible) && !reported.contains(path) {
                let remedy = "write the text, or remove the item";
                self.report_at(Code::BlankText, path.clone(), "has no visible characters", remedy);
            }
        }
    }
}

/// Whether `c` is white space or has no width: zero-width spaces and joiners, directional marks, the soft hyphen.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

//! What the values of a brief say together: the rules the widget holds, and what only an editor can judge.

mod labels;
mod sessions;
mod unwritten;

use std::collections::HashSet;

use super::shape::Outline;
use crate::brief::{PartialBrief, Path, Problem, Step, violations};
use crate::desk::language::headline_count;
use crate::desk::suggest::Suggestions;
use crate::desk::words::{clip, slug};
use crate::desk::zone_remedies::{same_all_year, zone_remedy};
use crate::desk::{Code, Finding, ZoneNames};
use crate::time::Instant;

/// Reports on the content of `brief`, which `outline` was read as.
pub(super) fn look(
    brief: &PartialBrief,
    outline: &Outline<'_>,
    zones: &dyn ZoneNames,
    findings: &mut Vec<Finding>,
    suggestions: &mut Suggestions,
) {
    let mut content = Content { brief, outline, findings, suggestions };
    content.rules();
    content.language();
    content.zones(zones);
    content.empty_lists();
    content.labels(zones);
    content.sessions(zones);
    content.repeated_summaries();
    content.headline();
    content.placeholders();
    content.invisible();
}

struct Content<'a, 'n> {
    brief: &'a PartialBrief,
    outline: &'a Outline<'n>,
    findings: &'a mut Vec<Finding>,
    suggestions: &'a mut Suggestions,
}

impl Content<'_, '_> {
    /// Reports on the value that has `path` in the brief.
    fn report(&mut self, code: Code, path: &Path, message: impl Into<String>, remedy: impl Into<String>) {
        self.report_at(code, self.outline.in_document(path), message, remedy);
    }

    /// Reports on the value at `path` in the document, unless it was refused.
    fn report_at(&mut self, code: Code, path: Path, message: impl Into<String>, remedy: impl Into<String>) {
        if !self.outline.is_refused(&path) {
            let span = self.outline.node(&path).map_or(0..0, |node| node.head());
            let (message, remedy) = (message.into(), remedy.into());
            self.findings.push(Finding { code, path, span, message, remedy });
        }
    }

    /// The rules that the widget itself holds.
    fn rules(&mut self) {
        let brief = self.brief;
        let parties: Vec<&str> = brief.parties.iter().map(|party| party.id.as_str()).collect();
        let sessions: Vec<&str> = brief.sessions.iter().map(|session| session.id.as_str()).collect();
        for violation in violations(brief) {
            let to_party = violation.path.steps().last() == Some(&Step::Field("party".into()));
            let (list, known) = if to_party { ("parties", &parties) } else { ("sessions", &sessions) };
            let (code, message, remedy) = match &violation.problem {
                Problem::UnknownReference(_) if self.outline.lacks_ids(list) => continue,
                Problem::UnknownReference(id) => {
                    let nearest = self.suggestions.did_you_mean(id, known.iter().copied());
                    let remedy = nearest.unwrap_or_else(|| format!("use an id of {list}, or add it there"));
                    (Code::UnknownReference, format!("refers to “{}”, which does not exist", clip(id)), remedy)
                }
                Problem::MalformedId(id) => {
                    let proper = slug(id);
                    let like = if proper.is_empty() { "north-korea" } else { &proper };
                    let remedy = format!("use a-z, 0-9 and single hyphens, as “{}”", clip(like));
                    (Code::MalformedId, format!("is not a valid id: “{}”", clip(id)), remedy)
                }
                Problem::DuplicateId(id) => {
                    let message = format!("the id “{}” is used twice in its list", clip(id));
                    (Code::DuplicateId, message, "give one of the two another id".to_owned())
                }
                Problem::NotHttp(url) => {
                    let message = format!("is not an http or https address: “{}”", clip(url));
                    (Code::NotHttp, message, "write the whole address, or leave url out".to_owned())
                }
                plain => {
                    let (code, remedy) = match plain {
                        Problem::UpdatedBeforePublished => (Code::UpdatedBeforePublished, "check both times"),
                        Problem::EndNotAfterStart => (
                            Code::EndBeforeStart,
                            "put the end after the start; past midnight it has the next day's date",
                        ),
                        Problem::NotMoved => {
                            (Code::NotMoved, "was is the start it was moved from; remove it if it was not")
                        }
                        _ => (Code::EmptyText, "write the text, or remove the item"),
                    };
                    (code, plain.describe(), remedy.to_owned())
                }
            };
            self.report(code, &violation.path, message, remedy);
        }
    }

    fn language(&mut self) {
        let lang = &self.brief.lang;
        let mut subtags = lang.split('-');
        let primary = subtags.next().unwrap_or_default();
        let alphanumeric =
            |tag: &str| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let fine = (2..=3).contains(&primary.len())
            && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
            && subtags.all(alphanumeric);
        if !fine {
            let message = format!("is not a language tag: “{}”", clip(lang));
            self.report(Code::WrongLanguage, &Path::field("lang"), message, "write en-GB, en-US, fi, …");
        }
    }

    fn zones(&mut self, zones: &dyn ZoneNames) {
        let brief = self.brief;
        let names = zones.names();
        let mut columns = HashSet::new();
        let venue = (Path::field("place").then("zone"), &brief.place.zone, false);
        let of_columns = brief.zones.iter().enumerate().map(|(index, column)| {
            let is_second = !columns.insert(&column.zone);
            (Path::field("zones").item(index).then("zone"), &column.zone, is_second)
        });
        for (path, zone, is_second) in std::iter::once(venue).chain(of_columns) {
            if !is_known(zone, zones) {
                let remedy = zone_remedy(zone, names, self.suggestions);
                let message = format!("unknown time zone “{}”", clip(zone));
                self.report(Code::UnknownZone, &path, message, remedy);
                continue;
            }
            if is_second {
                let message = format!("“{}” already has a column", clip(zone));
                self.report(Code::DuplicateColumn, &path, message, "remove one of the two");
            }
            let spelt = names.binary_search(zone).is_ok();
            let other = names.iter().filter(|_| !spelt).find(|name| name.eq_ignore_ascii_case(zone));
            if let Some(proper) = other {
                let message = format!("“{}” is spelled differently in the tz database", clip(zone));
                self.report(Code::ZoneSpelling, &path, message, format!("write “{proper}”"));
            }
            if let Some(remedy) = same_all_year(zone) {
                let message = format!("“{}” has the same offset all year", clip(zone));
                self.report(Code::FixedZone, &path, message, remedy);
            }
        }
    }

    fn empty_lists(&mut self) {
        let brief = self.brief;
        if brief.zones.is_empty() && self.outline.is_whole("zones") {
            let message = "the schedule has no columns";
            self.report(Code::EmptyList, &Path::field("zones"), message, "add at least one");
        }
        if brief.issues.is_empty() && self.outline.is_whole("issues") {
            self.report(Code::EmptyList, &Path::field("issues"), "there are no issues", "add at least one");
        }
    }

    fn repeated_summaries(&mut self) {
        for (index, issue) in self.brief.issues.iter().enumerate() {
            let summary = plain_words(&issue.summary);
            if summary.len() < 8 {
                continue;
            }
            // A few words may stand anywhere.
            let whole = summary.split(' ').count() >= 5;
            for (paragraph, text) in issue.body.iter().enumerate() {
                let own = plain_words(text);
                let begins = own.strip_prefix(&summary).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
                if begins || whole && format!(" {own} ").contains(&format!(" {summary} ")) {
                    let path = Path::field("issues").item(index).then("body").item(paragraph);
                    let message = "repeats the summary above it";
                    let remedy = "begin the body with what the summary does not say";
                    self.report(Code::RepeatedSummary, &path, message, remedy);
                }
            }
        }
    }

    fn headline(&mut self) {
        let brief = self.brief;
        let Some(count) = headline_count(&brief.title, brief.issues.len()) else { return };
        if count.number != brief.issues.len() && self.outline.is_whole("issues") {
            let message = format!("the headline says “{}”, but the brief has {}", count.words, brief.issues.len());
            let remedy = "change the number, or check for a missing or an extra issue";
            self.report(Code::HeadlineCount, &Path::field("title"), message, remedy);
        }
    }
}

/// Whether there is a zone of this name, at any time.
fn is_known(zone: &str, zones: &dyn ZoneNames) -> bool {
    zones.offset(zone, Instant::from_millis(0)).is_ok()
}

/// The words of a text in small letters, with one space between them.
fn plain_words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

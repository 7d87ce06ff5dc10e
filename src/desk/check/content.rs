//! Checks the content of a brief: the rules that the widget enforces, and likely mistakes that an editor has to judge.

mod labels;
mod sessions;
mod unwritten;

use std::collections::HashSet;

use super::shape::Outline;
use crate::brief::{PartialBrief, Path, Problem, Step, violations};
use crate::desk::language::headline_count;
use crate::desk::suggest::Suggestions;
use crate::desk::words::{clip, plural, slug};
use crate::desk::zone_remedies::{same_all_year, zone_remedy};
use crate::desk::{Code, Finding, ZoneNames};
use crate::time::Instant;

/// Reports on the content of `brief`, which was read as part of `outline`.
pub(super) fn check(
    brief: &PartialBrief,
    outline: &Outline<'_>,
    zones: &dyn ZoneNames,
    findings: &mut Vec<Finding>,
    suggestions: &mut Suggestions,
) {
    let mut content = Content { brief, outline, findings, suggestions };
    content.check_rules();
    content.check_language();
    content.check_zones(zones);
    content.check_lists();
    content.check_labels(zones);
    content.check_sessions(zones);
    content.check_summaries();
    content.check_headline();
    content.check_placeholders();
    content.check_blank_texts();
    content.check_hidden_characters();
}

struct Content<'a, 'n> {
    brief: &'a PartialBrief,
    outline: &'a Outline<'n>,
    findings: &'a mut Vec<Finding>,
    suggestions: &'a mut Suggestions,
}

impl Content<'_, '_> {
    /// Reports on the value at `path` in the brief.
    fn report(&mut self, code: Code, path: &Path, message: impl Into<String>, remedy: impl Into<String>) {
        self.report_at(code, self.outline.in_document(path), message, remedy);
    }

    /// Reports on the value at `path` in the document, unless the value was refused.
    fn report_at(&mut self, code: Code, path: Path, message: impl Into<String>, remedy: impl Into<String>) {
        if !self.outline.is_refused(&path) {
            let span = self.outline.node(&path).map_or(0..0, |node| node.head());
            let (message, remedy) = (message.into(), remedy.into());
            self.findings.push(Finding { code, path, span, message, remedy });
        }
    }

    /// Checks the rules that the widget itself enforces.
    fn check_rules(&mut self) {
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
                    let remedy = nearest.unwrap_or_else(|| format!("use an id from {list}, or add it there"));
                    (Code::UnknownReference, format!("refers to “{}”, which does not exist", clip(id)), remedy)
                }
                Problem::MalformedId(id) => {
                    let proper = slug(id);
                    let example = if proper.is_empty() { "north-korea" } else { &proper };
                    let remedy = format!("use a-z, 0-9 and single hyphens, as in “{}”", clip(example));
                    (Code::MalformedId, format!("is not a valid id: “{}”", clip(id)), remedy)
                }
                Problem::DuplicateId(id) => {
                    let message = format!("is used twice: “{}”", clip(id));
                    (Code::DuplicateId, message, "give one of the two a different id".to_owned())
                }
                Problem::NotHttp(url) => {
                    let message = format!("is not an http or https address: “{}”", clip(url));
                    (Code::NotHttp, message, "write the full address, or leave out url".to_owned())
                }
                other => {
                    let (code, remedy) = match other {
                        Problem::UpdatedBeforePublished => (Code::UpdatedBeforePublished, "check both times"),
                        Problem::EndNotAfterStart => (
                            Code::EndBeforeStart,
                            "make end later than start; an end after midnight needs the next day's date",
                        ),
                        Problem::EndBeforeStart => (Code::EndBeforeStart, "write the last day, or leave out end"),
                        Problem::EndOfOtherKind => {
                            (Code::EndOfOtherKind, "write both with a time or both as dates, or leave out end")
                        }
                        Problem::NotMoved => {
                            (Code::NotMoved, "write the original start, or remove “was” if the session did not move")
                        }
                        _ => (Code::EmptyText, "write the text, or remove the item"),
                    };
                    (code, other.describe(), remedy.to_owned())
                }
            };
            self.report(code, &violation.path, message, remedy);
        }
    }

    fn check_language(&mut self) {
        let lang = &self.brief.lang;
        let mut subtags = lang.split('-');
        let primary = subtags.next().unwrap_or_default();
        let is_subtag =
            |tag: &str| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_tag = (2..=3).contains(&primary.len())
            && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
            && subtags.all(is_subtag);
        if !is_tag {
            let message = format!("is not a language tag: “{}”", clip(lang));
            self.report(Code::WrongLanguage, &Path::field("lang"), message, "write a tag such as en-GB, en-US or fi");
        }
    }

    fn check_zones(&mut self, zones: &dyn ZoneNames) {
        let brief = self.brief;
        let names = zones.names();
        let mut seen = HashSet::new();
        let venue = brief.place.iter().map(|place| (Path::field("place").then("zone"), &place.zone, false));
        let column_zones = brief.zones.iter().enumerate().map(|(index, column)| {
            let is_second = !seen.insert(&column.zone);
            (Path::field("zones").item(index).then("zone"), &column.zone, is_second)
        });
        for (path, zone, is_second) in venue.chain(column_zones) {
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
            let is_exact = names.binary_search(zone).is_ok();
            let proper = names.iter().filter(|_| !is_exact).find(|name| name.eq_ignore_ascii_case(zone));
            if let Some(proper) = proper {
                let message = format!("“{}” is written differently in the tz database", clip(zone));
                self.report(Code::ZoneSpelling, &path, message, format!("write “{proper}”"));
            }
            if let Some(remedy) = same_all_year(zone) {
                let message = format!("“{}” has the same offset all year", clip(zone));
                self.report(Code::FixedZone, &path, message, remedy);
            }
        }
    }

    fn check_lists(&mut self) {
        let brief = self.brief;
        if brief.zones.is_empty() && self.outline.is_whole("zones") {
            let message = "the schedule has no columns";
            self.report(Code::EmptyList, &Path::field("zones"), message, "add at least one");
        }
        if brief.issues.is_empty() && self.outline.is_whole("issues") {
            self.report(Code::EmptyList, &Path::field("issues"), "there are no issues", "add at least one");
        }
    }

    fn check_summaries(&mut self) {
        for (index, issue) in self.brief.issues.iter().enumerate() {
            let summary = plain_words(&issue.summary);
            if summary.len() < 8 {
                continue;
            }
            // A summary of a few words may occur within a paragraph by chance.
            let is_long = summary.split(' ').count() >= 5;
            for (paragraph, text) in issue.body.iter().enumerate() {
                let body = plain_words(text);
                let begins = body.strip_prefix(&summary).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
                if begins || is_long && format!(" {body} ").contains(&format!(" {summary} ")) {
                    let path = Path::field("issues").item(index).then("body").item(paragraph);
                    let message = "repeats the summary, which readers see above the body";
                    let remedy = "write something that the summary does not say";
                    self.report(Code::RepeatedSummary, &path, message, remedy);
                }
            }
        }
    }

    fn check_headline(&mut self) {
        let brief = self.brief;
        let Some(count) = headline_count(&brief.title, brief.issues.len()) else { return };
        if count.number != brief.issues.len() && self.outline.is_whole("issues") {
            let issues = plural(brief.issues.len(), "issue");
            let message = format!("the headline says “{}”, but the brief has {issues}", count.words);
            let remedy = "change the number, or check for a missing or extra issue";
            self.report(Code::HeadlineCount, &Path::field("title"), message, remedy);
        }
    }
}

/// Whether the zone rules include `zone`.
fn is_known(zone: &str, zones: &dyn ZoneNames) -> bool {
    zones.offset(zone, Instant::from_millis(0)).is_ok()
}

/// The words of `text` in lower case, separated by single spaces.
fn plain_words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

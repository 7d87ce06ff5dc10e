//! What the values of a brief say together: the rules the widget holds, and what only an editor can judge.

mod labels;
mod sessions;
mod unwritten;

use std::collections::HashSet;

use super::shape::Outline;
use crate::brief::{Path, Problem, violations};
use crate::desk::language::headline_count;
use crate::desk::suggest::Suggestions;
use crate::desk::words::{clip, slug};
use crate::desk::zone_remedies::{same_all_year, zone_remedy};
use crate::desk::{Finding, Level, ZoneNames};

/// Reports on the content of `outline`.
pub(super) fn look(
    outline: &Outline<'_>,
    zones: &dyn ZoneNames,
    findings: &mut Vec<Finding>,
    suggestions: &mut Suggestions,
) {
    let mut content = Content { outline, findings, suggestions };
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
    outline: &'a Outline<'n>,
    findings: &'a mut Vec<Finding>,
    suggestions: &'a mut Suggestions,
}

impl Content<'_, '_> {
    /// Reports on what stands at `path`, unless that is already known to be wrong.
    fn report(
        &mut self,
        level: Level,
        code: &'static str,
        path: &Path,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if !self.outline.broken.contains(path.as_str()) {
            let span = self.outline.nodes.get(path.as_str()).map_or(0..0, |node| node.head());
            let (message, remedy) = (message.into(), remedy.into());
            self.findings.push(Finding { level, code, path: path.clone(), span, message, remedy });
        }
    }

    /// The rules that the widget itself holds.
    fn rules(&mut self) {
        let brief = &self.outline.brief;
        let parties: Vec<&str> = brief.parties.iter().map(|party| party.id.as_str()).collect();
        let sessions: Vec<&str> = brief.sessions.iter().map(|session| session.id.as_str()).collect();
        // What is referred to may be what could not be read.
        let broken = ["parties", "sessions"].map(|list| self.is_list_broken(list));
        for violation in violations(brief) {
            let to_party = violation.path.as_str().ends_with(".party");
            let (list, known, broken) =
                if to_party { ("parties", &parties, broken[0]) } else { ("sessions", &sessions, broken[1]) };
            let (code, message, remedy) = match &violation.problem {
                Problem::UnknownReference(_) if broken => continue,
                Problem::UnknownReference(id) => {
                    let nearest = self.suggestions.did_you_mean(id, known.iter().copied());
                    let remedy = nearest.unwrap_or_else(|| format!("use an id of {list}, or add it there"));
                    ("unknown-reference", format!("refers to “{}”, which is not there", clip(id)), remedy)
                }
                Problem::MalformedId(id) => {
                    let proper = slug(id);
                    let like = if proper.is_empty() { "north-korea" } else { &proper };
                    let remedy = format!("use a-z, 0-9 and single hyphens, as “{}”", clip(like));
                    ("malformed-id", format!("is no id: “{}”", clip(id)), remedy)
                }
                Problem::DuplicateId(id) => {
                    let message = format!("the id “{}” stands twice in its list", clip(id));
                    ("duplicate-id", message, "give one of the two another id".to_owned())
                }
                Problem::NotHttp(url) => {
                    let message = format!("is not an http or https address: “{}”", clip(url));
                    ("not-http", message, "write the whole address, or leave url out".to_owned())
                }
                plain => {
                    let (code, remedy) = match plain {
                        Problem::UpdatedBeforePublished => ("updated-before-published", "look at both times"),
                        Problem::EndNotAfterStart => (
                            "end-before-start",
                            "put the end after the start; past midnight it has the next day's date",
                        ),
                        Problem::NotMoved => {
                            ("not-moved", "was is the start it was moved from; remove it if it was not")
                        }
                        _ => ("empty-text", "write the text, or remove the item"),
                    };
                    (code, plain.describe(), remedy.to_owned())
                }
            };
            self.report(Level::Error, code, &violation.path, message, remedy);
        }
    }

    /// Whether a list, an item of it or an id of one is wrong in itself.
    fn is_list_broken(&self, list: &str) -> bool {
        self.outline
            .broken
            .iter()
            .filter_map(|path| path.strip_prefix(list))
            .any(|rest| rest.is_empty() || rest.starts_with('[') && (rest.ends_with(']') || rest.ends_with("].id")))
    }

    fn language(&mut self) {
        let lang = &self.outline.brief.lang;
        let mut subtags = lang.split('-');
        let primary = subtags.next().unwrap_or_default();
        let alphanumeric =
            |tag: &str| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let fine = (2..=3).contains(&primary.len())
            && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
            && subtags.all(alphanumeric);
        if !fine {
            let message = format!("is no language tag: “{}”", clip(lang));
            self.report(Level::Warning, "wrong-language", &Path::field("lang"), message, "write en-GB, en-US, fi, …");
        }
    }

    fn zones(&mut self, zones: &dyn ZoneNames) {
        let brief = &self.outline.brief;
        let names = zones.names();
        let mut columns = HashSet::new();
        let venue = (Path::field("place").then("zone"), &brief.place.zone, false);
        let of_columns = brief.zones.iter().enumerate().map(|(index, column)| {
            let is_second = !columns.insert(&column.zone);
            (Path::field("zones").item(index).then("zone"), &column.zone, is_second)
        });
        for (path, zone, is_second) in std::iter::once(venue).chain(of_columns) {
            if zones.offset(zone, brief.published.instant).is_err() {
                let remedy = zone_remedy(zone, names, self.suggestions);
                let message = format!("unknown time zone “{}”", clip(zone));
                self.report(Level::Error, "unknown-zone", &path, message, remedy);
                continue;
            }
            if is_second {
                let message = format!("“{}” is a column already", clip(zone));
                self.report(Level::Warning, "duplicate-column", &path, message, "remove one of the two");
            }
            let spelt = names.binary_search(zone).is_ok();
            let other = names.iter().filter(|_| !spelt).find(|name| name.eq_ignore_ascii_case(zone));
            if let Some(proper) = other {
                let message = format!("“{}” is written differently in the tz database", clip(zone));
                self.report(Level::Note, "zone-spelling", &path, message, format!("write “{proper}”"));
            }
            if let Some(remedy) = same_all_year(zone) {
                let message = format!("“{}” is at one offset all the year", clip(zone));
                self.report(Level::Warning, "fixed-zone", &path, message, remedy);
            }
        }
    }

    fn empty_lists(&mut self) {
        let Outline { brief, nodes, .. } = self.outline;
        if brief.zones.is_empty() && nodes.contains_key("zones") {
            let message = "the schedule has no columns";
            self.report(Level::Warning, "empty-list", &Path::field("zones"), message, "add at least one");
        }
        if brief.issues.is_empty() && nodes.contains_key("issues") {
            self.report(
                Level::Warning,
                "empty-list",
                &Path::field("issues"),
                "there are no issues",
                "add at least one",
            );
        }
    }

    fn repeated_summaries(&mut self) {
        for (index, issue) in self.outline.brief.issues.iter().enumerate() {
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
                    let message = "repeats the summary, which stands right above it";
                    let remedy = "begin the body with what the summary does not say";
                    self.report(Level::Warning, "repeated-summary", &path, message, remedy);
                }
            }
        }
    }

    fn headline(&mut self) {
        let brief = &self.outline.brief;
        let Some(count) = headline_count(&brief.title, brief.issues.len()) else { return };
        if count.number != brief.issues.len() && !self.outline.broken.contains("issues") {
            let message = format!("the headline counts “{}”, and the brief has {}", count.words, brief.issues.len());
            let remedy = "change the number, or look for an issue that is missing or too many";
            self.report(Level::Warning, "headline-count", &Path::field("title"), message, remedy);
        }
    }
}

/// The words of a text in small letters, with one space between them.
fn plain_words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

//! What the values of a brief say together: the rules the widget holds, and what only an editor can judge.

mod labels;
mod sessions;
mod unwritten;

use std::collections::{HashMap, HashSet};

use super::shape::Outline;
use crate::brief::{Brief, IdSet, Path, Problem, violations_in};
use crate::desk::json::Value;
use crate::desk::language::headline_count;
use crate::desk::near_zones::{same_all_year, zone_remedy};
use crate::desk::suggest::did_you_mean;
use crate::desk::words::{clip, slug};
use crate::desk::{Finding, Level, ZoneNames};

/// Reports on the content of `outline`.
pub(super) fn look(outline: &Outline<'_>, zones: &dyn ZoneNames, findings: &mut Vec<Finding>) {
    let mut content = Content { outline, findings };
    content.rules();
    content.language();
    content.zones(zones);
    content.labels(zones);
    content.sessions(zones);
    content.repeated_summaries();
    content.headline();
    content.placeholders();
    content.invisible();
}

pub(super) struct Content<'a, 'n> {
    outline: &'a Outline<'n>,
    findings: &'a mut Vec<Finding>,
}

impl Content<'_, '_> {
    /// Reports on what stands at `path`, unless that is already known to be wrong.
    fn report(&mut self, level: Level, code: &'static str, path: &Path, message: String, remedy: String) {
        if self.outline.broken.contains(path.as_str()) {
            return;
        }
        let span = self.outline.nodes.get(path.as_str()).map_or(0..0, |node| match node.value {
            Value::Object(_) | Value::List(_) => node.start as usize..node.start as usize + 1,
            _ => node.span(),
        });
        self.findings.push(Finding { level, code, path: path.clone(), span, message, remedy });
    }

    /// The rules that the widget itself holds.
    fn rules(&mut self) {
        let brief = &self.outline.brief;
        let parties: Vec<&str> = brief.parties.iter().map(|party| party.id.as_str()).take(100).collect();
        let sessions: Vec<&str> = brief.sessions.iter().map(|session| session.id.as_str()).take(100).collect();
        for violation in violations_in::<Hashed<'_>>(brief) {
            let to_party = violation.path.as_str().ends_with(".party");
            let (list, known) = if to_party { ("parties", &parties) } else { ("sessions", &sessions) };
            // What it refers to may be what could not be read.
            if matches!(violation.problem, Problem::UnknownReference(_)) && self.is_list_broken(list) {
                continue;
            }
            let message = match &violation.problem {
                Problem::MalformedId(id) => format!("is no id: “{}”", clip(id)),
                Problem::DuplicateId(id) => format!("the id “{}” stands twice in its list", clip(id)),
                Problem::UnknownReference(id) => format!("refers to “{}”, which is not there", clip(id)),
                Problem::NotHttp(url) => format!("is not an http or https address: “{}”", clip(url)),
                plain => plain.to_string(),
            };
            let (code, remedy) = match &violation.problem {
                Problem::Empty => ("empty-text", "write the text, or remove the item".to_owned()),
                Problem::MalformedId(id) => {
                    let proper = slug(id);
                    let like = if proper.is_empty() { "north-korea" } else { &proper };
                    ("malformed-id", format!("use a-z, 0-9 and single hyphens, as “{}”", clip(like)))
                }
                Problem::DuplicateId(_) => ("duplicate-id", "give one of the two another id".to_owned()),
                Problem::UnknownReference(id) => {
                    let remedy = did_you_mean(id, known.iter().copied());
                    ("unknown-reference", remedy.unwrap_or_else(|| format!("use an id of {list}, or add it there")))
                }
                Problem::UpdatedBeforePublished => ("updated-before-published", "look at both times".to_owned()),
                Problem::EndNotAfterStart => (
                    "end-before-start",
                    "put the end after the start; past midnight it has the next day's date".to_owned(),
                ),
                Problem::NotMoved => {
                    ("not-moved", "was is the start it was moved from; remove it if it was not".to_owned())
                }
                Problem::NotHttp(_) => ("not-http", "write the whole address, or leave url out".to_owned()),
            };
            self.report(Level::Error, code, &violation.path, message, remedy);
        }
    }

    /// Whether a list, an item of it or an id of one is wrong in itself.
    fn is_list_broken(&self, list: &str) -> bool {
        let within = |path: &String| {
            let rest = path.strip_prefix(list)?;
            Some(rest.is_empty() || rest.starts_with('[') && (rest.ends_with(']') || rest.ends_with("].id")))
        };
        self.outline.broken.iter().any(|path| within(path).unwrap_or(false))
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
            self.report(
                Level::Warning,
                "wrong-language",
                &Path::field("lang"),
                message,
                "write en-GB, en-US, fi, …".to_owned(),
            );
        }
    }

    fn zones(&mut self, zones: &dyn ZoneNames) {
        let brief = &self.outline.brief;
        let names = zones.names();
        let columns = brief.zones.iter().enumerate();
        let columns = columns.map(|(index, column)| (Path::field("zones").item(index).then("zone"), &column.zone));
        let mut seen: HashMap<&str, bool> = HashMap::new();
        for (path, zone) in std::iter::once((Path::field("place").then("zone"), &brief.place.zone)).chain(columns) {
            let is_place = path.as_str() == "place.zone";
            // Comparing with every zone takes time, and after a hundred there is nothing to learn.
            let patient = seen.len() < 100;
            let twice = seen.contains_key(zone.as_str());
            let known = *seen.entry(zone).or_insert_with(|| zones.offset(zone, brief.published.instant).is_ok());
            if known && twice && !is_place && columns_before(&path, brief, zone) {
                let message = format!("“{}” is a column already", clip(zone));
                self.report(Level::Warning, "duplicate-column", &path, message, "remove one of the two".to_owned());
            }
            if known {
                let spelt = names.binary_search_by(|name| name.as_str().cmp(zone.as_str())).is_ok();
                let other = names.iter().filter(|_| !spelt).find(|name| name.eq_ignore_ascii_case(zone));
                if let Some(proper) = other {
                    let message = format!("“{}” is written differently in the tz database", clip(zone));
                    self.report(Level::Note, "zone-spelling", &path, message, format!("write “{proper}”"));
                }
                if let Some(remedy) = same_all_year(zone) {
                    let message = format!("“{}” is at one offset all the year", clip(zone));
                    self.report(Level::Warning, "fixed-zone", &path, message, remedy.to_owned());
                }
                continue;
            }
            let remedy = zone_remedy(zone, names, patient);
            self.report(Level::Error, "unknown-zone", &path, format!("unknown time zone “{}”", clip(zone)), remedy);
        }
        for (list, empty, message) in [
            ("zones", brief.zones.is_empty(), "the schedule has no columns"),
            ("issues", brief.issues.is_empty(), "there are no issues"),
        ] {
            let missing = !self.outline.nodes.contains_key(list);
            if empty && !missing {
                let remedy = "add at least one".to_owned();
                self.report(Level::Warning, "empty-list", &Path::field(list), message.to_owned(), remedy);
            }
        }
    }

    fn repeated_summaries(&mut self) {
        let outline = self.outline;
        for (index, issue) in outline.brief.issues.iter().enumerate() {
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
                    let message = "repeats the summary, which stands right above it".to_owned();
                    let remedy = "begin the body with what the summary does not say".to_owned();
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
            let remedy = "change the number, or look for an issue that is missing or too many".to_owned();
            self.report(Level::Warning, "headline-count", &Path::field("title"), message, remedy);
        }
    }
}

/// Ids in a set that stays fast however many there are.
#[derive(Default)]
struct Hashed<'a>(HashSet<&'a str>);

impl<'a> IdSet<'a> for Hashed<'a> {
    fn add(&mut self, id: &'a str) -> bool {
        self.0.insert(id)
    }

    fn has(&self, id: &str) -> bool {
        self.0.contains(id)
    }
}

/// Whether `zone` is a column before the one at `path`; the venue's zone is no column.
fn columns_before(path: &Path, brief: &Brief, zone: &str) -> bool {
    let first = brief.zones.iter().position(|column| column.zone == zone);
    first.is_some_and(|first| Path::field("zones").item(first).then("zone") != *path)
}

/// The words of a text in small letters, with one space between them.
fn plain_words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

//! A brief under construction, and the report on it.

mod clock;
mod issues;
mod outcome;
mod sessions;
mod stamps;

use std::collections::HashSet;

use line_index::LineIndex;

use super::block::{Article, Block};
use super::layout::Role;
use super::places::dateline;
use super::{Confidence, ImportOptions, Imported, ReportLine, stamp};
use crate::brief::{Issue, Party, Place, Session, ZoneColumn};
use crate::desk::ZoneNames;
use crate::desk::language::{Gazetteer, Reading, headline_count, sentences};
use crate::desk::words::{clip_to, plural, slug};
use crate::time::{CivilDate, Instant, Offset, Timestamp};

/// How many lines the report has. Nobody reads more, and 2 MB of text could fill many times that.
const MAX_LINES: usize = 2_000;

/// A brief whose fields may be unknown.
#[derive(Debug, Default, serde::Serialize)]
pub(super) struct DraftBrief {
    id: String,
    lang: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parties: Vec<Party>,
    zones: Vec<ZoneColumn>,
    sessions: Vec<Session>,
    issues: Vec<Issue>,
}

#[derive(Default)]
struct ImportReport(Vec<ReportLine>);

impl ImportReport {
    fn add(&mut self, line: usize, confidence: Confidence, message: impl Into<String>) {
        self.0.push(ReportLine { line, column: None, confidence, message: message.into() });
    }

    /// Adds a line about the words at a place of the file.
    fn add_at(&mut self, (line, column): (usize, Option<usize>), confidence: Confidence, message: String) {
        self.0.push(ReportLine { line, column, confidence, message });
    }

    /// Reports something left to the editor.
    fn open(&mut self, line: usize, message: impl Into<String>) {
        self.add(line, Confidence::Open, message);
    }
}

pub(super) struct Draft<'a> {
    article: &'a Article,
    /// The article's blocks with their roles.
    blocks: &'a [(Block, Role)],
    /// What each block says.
    readings: Vec<Reading<'a>>,
    source: &'a str,
    lines: LineIndex,
    given: &'a ImportOptions,
    zones: &'a dyn ZoneNames,
    places: Gazetteer,
    brief: DraftBrief,
    report: ImportReport,
    /// When the candidates begin.
    offered: Vec<Instant>,
    /// The newsroom's IANA zone, given or inferred.
    newsroom: Option<String>,
    /// The article's date, from which days such as “tomorrow” and “Monday” are counted.
    today: Option<CivilDate>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        article: &'a Article,
        blocks: &'a [(Block, Role)],
        source: &'a str,
        places: Gazetteer,
        given: &'a ImportOptions,
        zones: &'a dyn ZoneNames,
    ) -> Self {
        let read = |(block, _): &'a (Block, Role)| match &block.row {
            Some(row) => Reading::of_row(&block.text, row, &places),
            None => Reading::new(&block.text, &places),
        };
        let readings = blocks.iter().map(read).collect();
        let (brief, report) = (DraftBrief::default(), ImportReport::default());
        Self {
            article,
            blocks,
            readings,
            source,
            lines: LineIndex::new(source),
            given,
            zones,
            places,
            brief,
            report,
            offered: Vec::new(),
            newsroom: None,
            today: None,
        }
    }

    pub(super) fn finish(mut self) -> Imported {
        self.opening();
        self.newsroom();
        self.stamps();
        self.venue();
        self.sessions();
        self.columns();
        self.issues();
        self.positions();
        self.set_id();
        self.leftovers();
        self.check_times();
        let json = serde_json::to_string_pretty(&self.brief).map(|json| json + "\n").unwrap_or_default();
        let passes = self.passes_check(&json);
        let mut report = self.report.0;
        // What is left to the editor comes last, and begins with the candidates.
        report.sort_by_key(|ReportLine { line, column, confidence, .. }| {
            let is_open = *confidence == Confidence::Open;
            (is_open, is_open && column.is_none(), *line, *column)
        });
        let left_out = report.len().saturating_sub(MAX_LINES);
        if left_out > 0 {
            report.truncate(MAX_LINES);
            let message = format!("{left_out} more lines are left out; is this one article?");
            report.push(ReportLine { line: 0, column: None, confidence: Confidence::Open, message });
        }
        Imported { json, report, passes }
    }

    /// The first block with `role`.
    fn first(&self, role: &Role) -> Option<&Block> {
        self.blocks.iter().find(|(_, other)| other == role).map(|(block, _)| block)
    }

    /// Headline, summary, credit and language.
    fn opening(&mut self) {
        let with_line = |block: &Block| (block.line, block.text.clone());
        let title = self.first(&Role::Headline).map(with_line).or(self.article.title.clone());
        match &title {
            Some((line, text)) => {
                let sure = if self.article.marked { Confidence::Certain } else { Confidence::Likely };
                self.report.add(*line, sure, format!("headline: “{}”", clip(text)));
            }
            None => self.report.open(0, "no headline found; add \"title\""),
        }
        self.brief.title = title.map(|(_, text)| text);
        let standfirst = self.first(&Role::Standfirst).map(with_line);
        let standfirst = standfirst.map(|found| (found, Confidence::Likely, "standfirst"));
        let described = self.article.description.clone();
        let described = described.map(|found| (found, Confidence::Likely, "standfirst, from the page's description"));
        let first_sentence = || {
            let block = self.first(&Role::Intro)?;
            let text = &block.text[dateline(&block.text, &self.places).map_or(0, |dateline| dateline.end)..];
            let first = text[sentences(text).first()?.clone()].to_owned();
            Some(((block.line, first), Confidence::Guess, "no standfirst found; summary from the first sentence"))
        };
        match standfirst.or(described).or_else(first_sentence) {
            Some(((line, text), sure, how)) => {
                self.report.add(line, sure, format!("{how}: “{}”", clip(&text)));
                self.brief.summary = Some(text);
            }
            None => self.report.open(0, "no standfirst found; add \"summary\""),
        }
        let credit = self.blocks.iter().find_map(|(block, role)| match role {
            Role::Byline => Some((block.line, block.text.as_str())),
            Role::Stamp => stamp::byline(&block.text).map(|(names, _)| (block.line, names)),
            _ => None,
        });
        if let Some((line, text)) = credit {
            self.report.add(line, Confidence::Likely, format!("credit, from the byline: “{}”", clip(text)));
            self.brief.credit = Some(text.to_owned());
        }
        self.brief.lang = match self.article.language.clone().filter(|tag| tag.len() < 36 && !tag.trim().is_empty()) {
            Some(tag) => {
                self.report.add(1, Confidence::Certain, format!("language, declared by the article: {tag}"));
                tag
            }
            None => self.language(),
        };
    }

    /// American or British English, inferred from the article's spelling and times.
    fn language(&mut self) -> String {
        const AMERICAN: [&str; 9] =
            ["p.m.", "a.m.", "defense", "program ", "labor", "color", "favor", "organization", " center"];
        const BRITISH: [&str; 9] =
            ["defence", "programme", "labour", "colour", "favour", "organisation", " centre", "per cent", "recognise"];
        let (mut american, mut british) = (0, 0);
        for (block, _) in self.blocks {
            let has = |words: &[&str]| words.iter().filter(|word| block.text.contains(**word)).count();
            american += has(&AMERICAN);
            british += has(&BRITISH);
        }
        let tag = if american > british { "en-US" } else { "en-GB" };
        self.report.add(1, Confidence::Guess, format!("language, from spelling and time format: {tag}"));
        tag.to_owned()
    }

    /// The columns of the schedule: GMT if the article uses it, the newsroom's zone, the venue's, then others that the
    /// article names.
    fn columns(&mut self) {
        let stated = self.stated_zones();
        let named = |zone: &str| {
            let is_place = |(other, said): &&(String, String)| other == zone && self.places.zone(said).is_some();
            stated.iter().find(is_place).map(|(_, said)| said.as_str())
        };
        // Many places use “CEST”. If clocks at the venue show the same times, one column is enough.
        let starts = self.brief.sessions.iter().filter_map(|session| session.start.timestamp());
        let starts: Vec<Instant> = starts.map(|start| start.instant).collect();
        let is_redundant = |zone: &str| {
            let abbreviated = stated.iter().any(|(other, said)| other == zone && self.places.zone(said).is_none());
            let venue = self.brief.place.as_ref().filter(|place| place.zone != zone);
            let offset = |zone: &str, at: Instant| self.zones.offset(zone, at).ok();
            abbreviated
                && self.given.zone.as_deref() != Some(zone)
                && !starts.is_empty()
                && venue.is_some_and(|venue| starts.iter().all(|at| offset(zone, *at) == offset(&venue.zone, *at)))
        };
        let gmt = stated.iter().find(|(zone, _)| zone == "UTC");
        let gmt = gmt.map(|(_, said)| ("UTC", Some(if said == "UTC" { "UTC" } else { "GMT" })));
        let venue = self.brief.place.as_ref().map(|place| (place.zone.as_str(), Some(place.name.as_str())));
        let column = |zone| (!is_redundant(zone)).then(|| (zone, named(zone)));
        let newsroom = self.newsroom.as_deref().and_then(column);
        let others = stated.iter().filter_map(|(zone, _)| column(zone));
        let mut columns: Vec<ZoneColumn> = Vec::new();
        for (zone, label) in gmt.into_iter().chain(newsroom).chain(venue).chain(others) {
            if columns.len() < 6 && !columns.iter().any(|column| column.zone == zone) {
                columns.push(ZoneColumn { zone: zone.to_owned(), label: label.map(str::to_owned) });
            }
        }
        let zones: Vec<&str> = columns.iter().map(|column| column.zone.as_str()).collect();
        if zones.is_empty() {
            self.report.open(0, "no time zone found; add \"zones\"");
        } else {
            self.report.add(0, Confidence::Likely, format!("schedule columns: {}", zones.join(", ")));
        }
        self.brief.zones = columns;
    }

    /// Sets the id, and compares the count in the headline with the issues found.
    fn set_id(&mut self) {
        let year = self.brief.sessions.first().and_then(|session| session.start.timestamp()).or(self.brief.published);
        let year = year.map(|stamp| stamp.instant.civil(stamp.offset).date.year());
        let place = self.brief.place.as_ref().map(|place| slug(&place.name)).filter(|place| !place.is_empty());
        let title = self.brief.title.clone().unwrap_or_default();
        let id = match place.zip(year) {
            Some((place, year)) => format!("{place}-{year}"),
            None => slug(&title.split_whitespace().take(5).collect::<Vec<_>>().join(" ")),
        };
        self.brief.id = if id.is_empty() { "brief".to_owned() } else { id };
        let message = format!("id, made from the place and year or from the headline: {}", self.brief.id);
        self.report.add(0, Confidence::Guess, message);
        let issues = self.brief.issues.len();
        if let Some(count) = headline_count(&title, issues) {
            let agrees = count.number == issues;
            let (confidence, verb) =
                if agrees { (Confidence::Certain, "agrees") } else { (Confidence::Open, "does not agree") };
            let found = plural(issues, "issue");
            let message = format!("the headline says “{}”, which {verb} with the {found} found", count.words);
            self.report.add(0, confidence, message);
        }
    }
}

/// `text` shortened for a quotation in the report.
fn clip(text: &str) -> String {
    clip_to(text, 70)
}

/// An id that is not yet in `known`, from at most five words of `text`.
fn new_id(text: &str, fallback: &str, known: &mut HashSet<String>) -> String {
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !matches!(word.to_lowercase().as_str(), "the" | "a" | "an"))
        .take(5)
        .collect();
    let slug = slug(&words.join(" "));
    let base = if slug.is_empty() { fallback.to_owned() } else { slug };
    let mut id = base.clone();
    let mut number = 2;
    while !known.insert(id.clone()) {
        // After 20 clashes, continue from `known.len()`, so that many equal titles do not take quadratic time.
        id = format!("{base}-{number}");
        number = (number + 1).max(if number > 20 { known.len() } else { 0 });
    }
    id
}

/// `instant` with its offset in `zone`. In UTC if that offset is unknown or not a whole number of minutes.
fn in_zone(zones: &dyn ZoneNames, zone: Option<&str>, instant: Instant) -> Timestamp {
    let offset = zone.and_then(|zone| zones.offset(zone, instant).ok()).filter(|offset| offset.seconds() % 60 == 0);
    Timestamp { instant, offset: offset.unwrap_or(Offset::UTC) }
}

//! A brief under construction, and the report on it.

mod clock;
mod issues;
mod outcome;
mod sessions;
mod stamps;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use line_index::LineIndex;

use super::block::{Article, Block, Metadata};
use super::layout::Role;
use super::locate::locate;
use super::places::dateline;
use super::{Confidence, ImportOptions, Imported, Item, Kind, Spot, stamp};
use crate::brief::{Issue, Party, Path, Place, Session, Status, ZoneColumn};
use crate::desk::language::{Gazetteer, Reading, headline_count, sentences};
use crate::desk::words::{plural, slug};
use crate::desk::{ZoneNames, line_column};
use crate::time::{CivilDate, Instant, Offset, Timestamp};

/// How many items the report has. Nobody reads more, and 2 MB of text could fill many times that.
const MAX_ITEMS: usize = 2_000;

/// How far beyond its expected place a text is searched for, in bytes, and the greatest such distance: tags may be in
/// between.
const NEAR: usize = 2_000;
const FAR: usize = 20_000;

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

pub(super) struct Draft<'a> {
    article: &'a Article,
    /// The article's blocks with their roles.
    blocks: &'a [(Block, Role)],
    /// What each block says.
    readings: Vec<Reading<'a>>,
    /// Where each block is in the source, if it was found.
    spans: Vec<Option<Range<usize>>>,
    source: &'a str,
    lines: LineIndex,
    given: &'a ImportOptions,
    zones: &'a dyn ZoneNames,
    places: Gazetteer,
    brief: DraftBrief,
    report: Vec<Item>,
    /// The newsroom's IANA zone, given or inferred.
    newsroom: Option<String>,
    /// The article's date, from which days such as “tomorrow” and “Monday” are counted.
    today: Option<CivilDate>,
    /// The dates to come that the article names.
    dates: OnceCell<Vec<CivilDate>>,
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
        let lines = LineIndex::new(source);
        // If a block is not found, the search for the next one starts before it and has to reach further.
        let (mut from, mut missed) = (0, 0);
        let spans = blocks.iter().map(|(block, _)| {
            from = line_start(&lines, block.line).max(from);
            // Signs may be between the cells of a row in the file. Then its first words are looked for.
            if let Some(row) = &block.row {
                let near = |words: &str| locate(source, from, 4 * words.len() + NEAR, words);
                let cells = || row.cells.iter().map(|cell| block.text[cell.clone()].trim());
                return near(&block.text).or_else(|| cells().find(|cell| !cell.is_empty()).and_then(near));
            }
            let reach = (4 * (missed + block.text.len()) + NEAR).min(FAR);
            let span = locate(source, from, reach, &block.text);
            missed = if span.is_some() { 0 } else { missed + block.text.len() };
            from = span.as_ref().map_or(from, |span| span.end);
            span
        });
        Self {
            article,
            blocks,
            readings,
            spans: spans.collect(),
            source,
            lines,
            given,
            zones,
            places,
            brief: DraftBrief::default(),
            report: Vec::new(),
            newsroom: None,
            today: None,
            dates: OnceCell::new(),
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
        self.settle_items();
        let json = serde_json::to_string_pretty(&self.brief).map(|json| json + "\n").unwrap_or_default();
        let passes = self.passes_check(&json);
        let mut items = self.report;
        // What is left to the editor comes last: first the candidates, and at the end what is wrong in the brief.
        items.sort_by_key(|Item { kind, sure, spot, .. }| {
            let is_open = *sure == Confidence::Open;
            let is_finding = matches!(kind, Kind::Error | Kind::Warning);
            (is_finding && spot.line.is_none(), is_open, is_open && *kind != Kind::Candidate, spot.line, spot.column)
        });
        let omitted = items.len().saturating_sub(MAX_ITEMS);
        if omitted > 0 {
            items.truncate(MAX_ITEMS);
            let message = format!("{omitted} more items are left out; is this one article?");
            items.push(Item::new(Kind::Omitted, Confidence::Open, message));
        }
        Imported { json, items, passes }
    }

    /// The first block with `role`, and where it is.
    fn first(&self, role: &Role) -> Option<(Spot, &Block)> {
        let at = self.blocks.iter().position(|(_, other)| other == role)?;
        Some((self.spot(at), &self.blocks[at].0))
    }

    /// Where block `at` is.
    fn spot(&self, at: usize) -> Spot {
        self.spot_of(self.blocks[at].0.line, self.spans[at].clone())
    }

    /// Where `words` are, which are `before` bytes after the start of block `at`.
    fn spot_in(&self, at: usize, before: usize, words: &str) -> Spot {
        let line = self.blocks[at].0.line;
        let start = self.spans[at].as_ref().map_or(line_start(&self.lines, line), |span| span.start);
        self.spot_of(line, locate(self.source, start + before, NEAR + 4 * self.blocks[at].0.text.len(), words))
    }

    /// Where `words` are, on `line` or soon after.
    fn spot_from(&self, line: usize, words: &str) -> Spot {
        self.spot_of(line, locate(self.source, line_start(&self.lines, line), FAR, words))
    }

    /// The place of `span`; if it is not known, `line`.
    fn spot_of(&self, line: usize, span: Option<Range<usize>>) -> Spot {
        let start = span.as_ref().map(|span| line_column(&self.lines, span.start));
        let (line, column) = start.map_or((line, None), |(line, column)| (line as usize, Some(column as usize)));
        Spot { line: Some(line).filter(|line| *line > 0), column, span }
    }

    /// Headline, summary, credit and language.
    fn opening(&mut self) {
        let own = |(spot, block): (Spot, &Block)| (spot, block.text.clone());
        let metadata = |value: &Metadata| value.clone().map(|(line, text)| (self.spot_from(line, &text), text));
        let title = self.first(&Role::Headline).map(own).or_else(|| metadata(&self.article.title));
        let standfirst = self.first(&Role::Standfirst).map(own);
        let standfirst = standfirst.map(|found| (found, Confidence::Likely, "from the standfirst"));
        let described =
            || Some((metadata(&self.article.description)?, Confidence::Likely, "from the page's description"));
        let first_sentence = || {
            let at = self.blocks.iter().position(|(_, role)| *role == Role::Intro)?;
            let text = &self.blocks[at].0.text;
            let start = dateline(text, &self.places).map_or(0, |dateline| dateline.end);
            let first = &text[start..][sentences(&text[start..]).first()?.clone()];
            Some(((self.spot_in(at, start, first), first.to_owned()), Confidence::Guess, "from the first sentence"))
        };
        let summary = standfirst.or_else(described).or_else(first_sentence);
        let credit = self.blocks.iter().enumerate().find_map(|(at, (block, role))| {
            let names = match role {
                Role::Byline => block.text.as_str(),
                Role::Stamp => stamp::byline(&block.text)?.0,
                _ => return None,
            };
            Some((self.spot_in(at, 0, names), names))
        });
        let sure = if self.article.marked { Confidence::Certain } else { Confidence::Likely };
        self.report.push(match &title {
            Some((spot, text)) => Item::new(Kind::Headline, sure, text).at(spot.clone()),
            None => Item::open(Kind::Headline, "none found; add \"title\""),
        });
        self.report.push(match &summary {
            Some(((spot, text), sure, how)) => Item::new(Kind::Summary, *sure, text).why(*how).at(spot.clone()),
            None => Item::open(Kind::Summary, "none found; add \"summary\""),
        });
        self.brief.title = title.map(|(_, text)| text);
        self.brief.summary = summary.map(|((_, text), ..)| text);
        if let Some((spot, names)) = credit {
            self.report.push(Item::new(Kind::Credit, Confidence::Likely, names).why("from the byline").at(spot));
            self.brief.credit = Some(names.to_owned());
        }
        self.brief.lang = match self.article.language.clone().filter(|tag| tag.len() < 36 && !tag.trim().is_empty()) {
            Some(tag) => {
                self.report.push(Item::new(Kind::Language, Confidence::Certain, &tag).why("declared by the article"));
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
        self.report.push(Item::new(Kind::Language, Confidence::Guess, tag).why("from spelling and time format"));
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
        if columns.is_empty() {
            self.report.push(Item::open(Kind::Column, "no time zone found; pass --zone, or add \"zones\""));
        }
        for (index, column) in columns.iter().enumerate() {
            let item = Item::new(Kind::Column, Confidence::Likely, column.heading()).why(format!("in {}", column.zone));
            self.report.push(item.path(Path::field("zones").item(index)));
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
        let item = Item::new(Kind::Id, Confidence::Guess, &self.brief.id);
        self.report.push(item.why("from the place and year or from the headline"));
        let issues = self.brief.issues.len();
        // `check` reports a number that is wrong.
        if let Some(count) = headline_count(&title, issues).filter(|count| count.number == issues) {
            let agrees = format!("agrees with the {} found", plural(issues, "issue"));
            self.report.push(Item::new(Kind::Count, Confidence::Certain, count.words).why(agrees));
        }
    }
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

/// The byte offset at which line `line`, from 1, starts.
fn line_start(lines: &LineIndex, line: usize) -> usize {
    lines.line(line.saturating_sub(1) as u32).map_or(0, |line| usize::from(line.start()))
}

/// A confirmed session that begins at `start`.
fn session_at(id: String, title: String, start: Timestamp) -> Session {
    let start = start.into();
    let (end, all_day, status, was, note, outcome) = (None, false, Status::Confirmed, None, None, None);
    Session { id, title, start, end, all_day, status, was, note, outcome }
}

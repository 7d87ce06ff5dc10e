//! A brief in the making, and the report about it.

mod clock;
mod issues;
mod outcome;
mod sessions;
mod stamps;

use std::collections::HashSet;

use super::block::{Article, Block};
use super::layout::{Role, roles};
use super::places::dateline;
use super::{Confidence, Given, Imported, Inference, stamp};
use crate::brief::{Issue, Party, Place, Session, ZoneColumn};
use crate::desk::ZoneNames;
use crate::desk::language::{Gazetteer, headline_count, sentences};
use crate::desk::words::slug;
use crate::time::{CivilDate, Instant, Offset, Timestamp};

/// A brief of which some fields may not be known.
#[derive(Debug, Default, serde::Serialize)]
pub(super) struct Partial {
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
    article: Article,
    roles: Vec<Role>,
    given: &'a Given,
    zones: &'a dyn ZoneNames,
    places: Gazetteer,
    brief: Partial,
    report: Vec<Inference>,
    /// The newsroom's zone.
    newsroom: Option<String>,
    /// The day the article is of, by the newsroom's clock.
    today: Option<CivilDate>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(article: Article, given: &'a Given, zones: &'a dyn ZoneNames) -> Self {
        let places = Gazetteer::new(zones);
        let roles = roles(&article, &places);
        let (brief, report) = (Partial::default(), Vec::new());
        Self { article, roles, given, zones, places, brief, report, newsroom: None, today: None }
    }

    pub(super) fn finish(mut self) -> Imported {
        self.head();
        self.newsroom();
        self.stamps();
        self.venue();
        self.sessions();
        self.columns();
        self.issues();
        self.positions();
        self.name();
        self.leftovers();
        self.times();
        let json = serde_json::to_string_pretty(&self.brief).map(|json| json + "\n").unwrap_or_default();
        let passes = self.checked(&json);
        self.report.sort_by_key(|inference| (inference.confidence == Confidence::Open, inference.line));
        Imported { json, report: self.report, passes }
    }

    fn say(&mut self, line: usize, confidence: Confidence, message: impl Into<String>) {
        self.report.push(Inference { line, confidence, message: message.into() });
    }

    /// The blocks with their roles; cheap to go through while something is changed.
    fn block(&self, at: usize) -> (&Block, &Role) {
        (&self.article.blocks[at], &self.roles[at])
    }

    fn head(&mut self) {
        let headline = self.roles.iter().position(|role| *role == Role::Headline);
        let found = match headline {
            Some(at) => Some((self.article.blocks[at].line, self.article.blocks[at].text.clone())),
            None => self.article.title.clone(),
        };
        match found {
            Some((line, text)) => {
                let sure = if self.article.marked { Confidence::Certain } else { Confidence::Likely };
                self.say(line, sure, format!("headline: “{}”", clip(&text)));
                self.brief.title = Some(text);
            }
            None => self.say(0, Confidence::Open, "no headline found: write title"),
        }
        let standfirst = self.roles.iter().position(|role| *role == Role::Standfirst);
        let intro = self.roles.iter().position(|role| *role == Role::Intro);
        let described = self.article.description.clone();
        let summary = match (standfirst, described, intro) {
            (Some(at), ..) => Some((
                self.article.blocks[at].line,
                self.article.blocks[at].text.clone(),
                Confidence::Likely,
                "standfirst",
            )),
            (_, Some((line, text)), _) => {
                Some((line, text, Confidence::Likely, "standfirst, from the page's description"))
            }
            (_, _, Some(at)) => {
                let block = &self.article.blocks[at];
                let text = &block.text[dateline(&block.text, &self.places).map_or(0, |line| line.end)..];
                let first = sentences(text).first().map(|range| text[range.clone()].to_owned());
                first.map(|first| {
                    (block.line, first, Confidence::Guess, "no standfirst; summary from the first sentence")
                })
            }
            _ => None,
        };
        match summary {
            Some((line, text, sure, how)) => {
                self.say(line, sure, format!("{how}: “{}”", clip(&text)));
                self.brief.summary = Some(text);
            }
            None => self.say(0, Confidence::Open, "no standfirst found: write summary"),
        }
        let credits = self.article.blocks.iter().zip(&self.roles).find_map(|(block, role)| match role {
            Role::Byline => Some((block.line, block.text.clone())),
            Role::Stamp => stamp::byline(&block.text).map(|(names, _)| (block.line, names.to_owned())),
            _ => None,
        });
        if let Some((line, text)) = credits {
            self.say(line, Confidence::Likely, format!("credit, from the byline: “{}”", clip(&text)));
            self.brief.credit = Some(text);
        }
        self.brief.lang = match self.article.language.clone().filter(|tag| tag.len() < 36 && !tag.trim().is_empty()) {
            Some(tag) => {
                self.say(1, Confidence::Certain, format!("language, as the article says: {tag}"));
                tag
            }
            None => self.language(),
        };
    }

    /// American or British English, by how the article writes times and words.
    fn language(&mut self) -> String {
        let (mut american, mut british) = (0, 0);
        for block in &self.article.blocks {
            let has = |words: &[&str]| words.iter().filter(|word| block.text.contains(**word)).count();
            american +=
                has(&["p.m.", "a.m.", "defense", "program ", "labor", "color", "favor", "organization", " center"]);
            british += has(&[
                "defence", "programme", "labour", "colour", "favour", "organisation", " centre", "per cent",
                "recognise",
            ]);
        }
        let tag = if american > british { "en-US" } else { "en-GB" };
        self.say(1, Confidence::Guess, format!("language, by spelling and times: {tag}"));
        tag.to_owned()
    }

    /// The columns of the schedule: GMT where the article gives it, the newsroom's clock, the venue's, and others named.
    fn columns(&mut self) {
        let mut columns: Vec<ZoneColumn> = Vec::new();
        let add = |columns: &mut Vec<ZoneColumn>, zone: &str, label: Option<&str>| {
            if !columns.iter().any(|column| column.zone == zone) && columns.len() < 6 {
                columns.push(ZoneColumn { zone: zone.to_owned(), label: label.map(str::to_owned) });
            }
        };
        let stated = self.stated_zones();
        if let Some((_, said)) = stated.iter().find(|(zone, _)| zone == "UTC") {
            add(&mut columns, "UTC", Some(if said == "UTC" { "UTC" } else { "GMT" }));
        }
        let newsroom = self.newsroom.clone();
        let named = |zone: &str| {
            stated
                .iter()
                .find(|(other, said)| other == zone && self.places.zone(said).is_some())
                .map(|(_, said)| said.clone())
        };
        // “CEST” is a clock of many places; where the venue's shows the same, one column is enough.
        let seen: Vec<Instant> = self.brief.sessions.iter().map(|session| session.start.instant).collect();
        let shown_already = |zone: &str| {
            let abbreviated = stated.iter().any(|(other, said)| other == zone && self.places.zone(said).is_none());
            let venue = self.brief.place.as_ref().filter(|place| place.zone != zone);
            let offset = |zone: &str, at: Instant| self.zones.offset(zone, at).ok();
            abbreviated
                && self.given.zone.as_deref() != Some(zone)
                && !seen.is_empty()
                && venue.is_some_and(|venue| seen.iter().all(|at| offset(zone, *at) == offset(&venue.zone, *at)))
        };
        if let Some(zone) = newsroom.as_ref().filter(|zone| !shown_already(zone)) {
            add(&mut columns, zone, named(zone).as_deref());
        }
        if let Some(place) = &self.brief.place {
            add(&mut columns, &place.zone, Some(&place.name));
        }
        for (zone, _) in stated.iter().filter(|(zone, _)| !shown_already(zone)) {
            add(&mut columns, zone, named(zone).as_deref());
        }
        let zones: Vec<&str> = columns.iter().map(|column| column.zone.as_str()).collect();
        let message = match zones.is_empty() {
            true => "no zone is named: write zones".to_owned(),
            false => format!("columns of the schedule: {}", zones.join(", ")),
        };
        let confidence = if zones.is_empty() { Confidence::Open } else { Confidence::Likely };
        self.brief.zones = columns;
        self.say(0, confidence, message);
    }

    fn name(&mut self) {
        let year = self.brief.sessions.first().map(|session| session.start).or(self.brief.published);
        let year = year.map(|stamp| stamp.instant.civil(stamp.offset).date.year());
        let id = match (&self.brief.place, year) {
            (Some(place), Some(year)) if !slug(&place.name).is_empty() => format!("{}-{year}", slug(&place.name)),
            _ => {
                let title = self.brief.title.clone().unwrap_or_default();
                let words: Vec<&str> = title.split_whitespace().take(5).collect();
                slug(&words.join(" "))
            }
        };
        self.brief.id = if id.is_empty() { "brief".to_owned() } else { id };
        let message = format!("id, made up from place and year or the headline: {}", self.brief.id);
        self.say(0, Confidence::Guess, message);
        let (title, issues) = (self.brief.title.clone().unwrap_or_default(), self.brief.issues.len());
        if let Some(count) = headline_count(&title, issues) {
            let agrees = count.number == issues;
            let (confidence, verb) =
                if agrees { (Confidence::Certain, "agrees") } else { (Confidence::Open, "does not agree") };
            let message = format!("the headline counts “{}”, which {verb} with the {issues} issues found", count.words);
            self.say(0, confidence, message);
        }
    }
}

/// At most seventy characters of `text`.
fn clip(text: &str) -> String {
    match text.char_indices().nth(70) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// An id that is not in `known`, from at most four words of `text`.
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
        // Many alike are numbered on from how many there are, not from two.
        id = format!("{base}-{number}");
        number = (number + 1).max(if number > 20 { known.len() } else { 0 });
    }
    id
}

/// An instant written with the offset of `zone` then.
fn in_zone(zones: &dyn ZoneNames, zone: Option<&str>, instant: Instant) -> Timestamp {
    let offset = zone.and_then(|zone| zones.offset(zone, instant).ok()).filter(|offset| offset.seconds() % 60 == 0);
    Timestamp { instant, offset: offset.unwrap_or(Offset::UTC) }
}

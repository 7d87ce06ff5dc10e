//! Issues, from the sections of the article, and the positions of parties on them.

use std::collections::{HashMap, HashSet};

use super::super::layout::Role;
use super::super::locate::locate;
use super::super::parties::{AttributedView, views};
use super::super::{Confidence, Item, Kind};
use super::{Draft, FAR, new_id};
use crate::brief::{Issue, Link, Party, Path, Position};
use crate::desk::language::sentences;
use crate::desk::words::slug;

impl Draft<'_> {
    pub(super) fn issues(&mut self) {
        let mut ids = HashSet::new();
        let mut open: Option<(usize, bool, Issue)> = None;
        for (at, (block, role)) in self.blocks.iter().cloned().enumerate() {
            match role {
                Role::Heading(title, sure) => {
                    self.close(open.take());
                    let id = new_id(&title, "issue", &mut ids);
                    open = Some((at, sure, Issue::new(id, title, String::new())));
                }
                Role::General => self.close(open.take()),
                Role::Paragraph => {
                    let Some((_, _, issue)) = &mut open else { continue };
                    if issue.summary.is_empty() {
                        let end = sentences(&block.text).first().map_or(block.text.len(), |first| first.end);
                        issue.summary = block.text[..end].to_owned();
                        let rest = block.text[end..].trim();
                        issue.body.extend((!rest.is_empty()).then(|| rest.to_owned()));
                    } else {
                        issue.body.push(block.text);
                    }
                }
                Role::Row => {
                    let Some((_, _, issue)) = &mut open else { continue };
                    issue.body.push(block.text);
                }
                Role::OtherStory(url) => {
                    let Some((_, _, issue)) = &mut open else { continue };
                    let confidence = if url.is_some() { Confidence::Certain } else { Confidence::Likely };
                    let path =
                        Path::field("issues").item(self.brief.issues.len()).then("links").item(issue.links.len());
                    let item = Item::new(Kind::Link, confidence, &block.text).at(self.spot(at)).path(path);
                    self.report.push(item.why(format!("to another story, in issue {}", issue.id)));
                    let is_label = |label: &str| ["read more", "related"].contains(&label.to_lowercase().as_str());
                    let labelled = block.text.split_once(": ").filter(|(label, _)| is_label(label));
                    let title = labelled.map_or(block.text.as_str(), |(_, title)| title).to_owned();
                    issue.links.push(Link { title, url });
                }
                _ => {}
            }
        }
        self.close(open);
        if self.brief.issues.is_empty() {
            self.report.push(Item::open(Kind::Issue, "none found, because no sections have headings; add \"issues\""));
        }
    }

    fn close(&mut self, open: Option<(usize, bool, Issue)>) {
        let Some((at, sure, issue)) = open else { return };
        let sure = match (self.article.marked, sure) {
            _ if issue.summary.is_empty() => {
                let why = if issue.body.is_empty() {
                    "heading without text, so no issue was added"
                } else {
                    "heading of a schedule, so no issue was added"
                };
                let sure = if issue.body.is_empty() { Confidence::Open } else { Confidence::Likely };
                let item = Item::new(Kind::Leftover, sure, issue.title).why(why);
                return self.report.push(item.at(self.spot(at)));
            }
            (true, _) => Confidence::Certain,
            (_, true) => Confidence::Likely,
            _ => Confidence::Guess,
        };
        let path = Path::field("issues").item(self.brief.issues.len());
        let item = Item::new(Kind::Issue, sure, &issue.title).path(path).at(self.spot_in(at, 0, &issue.title));
        self.report.push(item.why("summary from its first sentence"));
        self.brief.issues.push(issue);
    }

    /// Parties and their positions. A name outside the list of well-known parties becomes a party only if
    /// it has views on two or more issues.
    pub(super) fn positions(&mut self) {
        let mut found: Vec<Vec<(AttributedView, String)>> = Vec::new();
        for issue in &self.brief.issues {
            let mut own: Vec<(AttributedView, String)> = Vec::new();
            for text in std::iter::once(&issue.summary).chain(&issue.body) {
                for range in sentences(text).into_iter().filter(|range| range.len() <= 1_000) {
                    for view in views(&text[range.clone()]) {
                        if own.len() < 20 && !own.iter().any(|(other, _)| other.party == view.party) {
                            own.push((view, text[range.clone()].to_owned()));
                        }
                    }
                }
            }
            found.push(own);
        }
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (view, _) in found.iter().flatten() {
            *counts.entry(view.party.clone()).or_default() += 1;
        }
        let mut ids: HashMap<String, Option<String>> = HashMap::new();
        let headings = self.blocks.iter().enumerate().filter_map(|(at, (_, role))| match role {
            Role::Heading(title, _) => Some((title.as_str(), at)),
            _ => None,
        });
        let headings: HashMap<&str, usize> = headings.collect();
        for (index, own) in found.into_iter().enumerate() {
            let at = headings.get(self.brief.issues[index].title.as_str()).copied().unwrap_or_default();
            for (AttributedView { party, known, text }, sentence) in own {
                let from = self.spans[at].as_ref().map_or(0, |span| span.end);
                let spot = self.spot_of(self.blocks[at].0.line, locate(self.source, from, FAR, &sentence));
                if !known && counts.get(&party).copied().unwrap_or_default() < 2 {
                    let why = format!("view of “{party}”, which may be a party; not placed");
                    self.report.push(Item::new(Kind::Leftover, Confidence::Open, text).why(why).at(spot));
                    continue;
                }
                let parties = &mut self.brief.parties;
                let id = ids.entry(party.clone()).or_insert_with(|| {
                    let id = party_id(&party);
                    let fits = !id.is_empty() && parties.len() < 12 && !parties.iter().any(|party| party.id == id);
                    fits.then(|| {
                        parties.push(Party { id: id.clone(), name: party });
                        id
                    })
                });
                let Some(id) = id else { continue };
                let confidence = if known { Confidence::Likely } else { Confidence::Guess };
                let issue = &mut self.brief.issues[index];
                let path = Path::field("issues").item(index).then("positions").item(issue.positions.len());
                let item = Item::new(Kind::Position, confidence, &text).path(path).at(spot);
                self.report.push(item.why(format!("of {id} on issue {}", issue.id)));
                issue.positions.push(Position { party: id.clone(), text });
            }
        }
        if self.brief.parties.is_empty() {
            let why = "no sentence attributes a view to a party; add \"parties\" and \"positions\", or leave them out";
            self.report.push(Item::open(Kind::Position, why));
        }
    }
}

/// The id of the party called `name`: its common abbreviation, such as `us`, or a slug.
fn party_id(name: &str) -> String {
    match name {
        "United States" => "us".to_owned(),
        "European Union" => "eu".to_owned(),
        "United Nations" => "un".to_owned(),
        name => slug(name),
    }
}

//! Issues, from the sections of the article, and the positions of parties on them.

use std::collections::{HashMap, HashSet};

use super::super::Confidence;
use super::super::layout::Role;
use super::super::parties::{AttributedView, views};
use super::{Draft, clip, new_id};
use crate::brief::{Issue, Link, Party, Position};
use crate::desk::language::sentences;
use crate::desk::words::slug;

impl Draft<'_> {
    pub(super) fn issues(&mut self) {
        let mut ids = HashSet::new();
        let mut open: Option<(usize, bool, Issue)> = None;
        for (block, role) in self.blocks.iter().cloned() {
            match role {
                Role::Heading(title, sure) => {
                    self.close(open.take());
                    let id = new_id(&title, "issue", &mut ids);
                    open = Some((block.line, sure, Issue::new(id, title, String::new())));
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
                    let (id, shown) = (&issue.id, clip(&block.text));
                    let confidence = if url.is_some() { Confidence::Certain } else { Confidence::Likely };
                    let message = format!("headline of another story, added as a link in issue {id}: “{shown}”");
                    self.report.add(block.line, confidence, message);
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
            self.report.open(0, "no sections with headings found; add \"issues\"");
        }
    }

    fn close(&mut self, open: Option<(usize, bool, Issue)>) {
        let Some((line, sure, issue)) = open else { return };
        let (id, title) = (&issue.id, clip(&issue.title));
        if issue.summary.is_empty() && !issue.body.is_empty() {
            let message = format!("heading of a schedule, so no issue was added: “{title}”");
            return self.report.add(line, Confidence::Likely, message);
        }
        if issue.summary.is_empty() {
            return self.report.open(line, format!("heading without text, so no issue was added: “{title}”"));
        }
        let confidence = match (self.article.marked, sure) {
            (true, _) => Confidence::Certain,
            (_, true) => Confidence::Likely,
            _ => Confidence::Guess,
        };
        self.report.add(line, confidence, format!("issue {id}: “{title}”; summary from its first sentence"));
        self.brief.issues.push(issue);
    }

    /// Parties and their positions. A name outside the list of well-known parties becomes a party only if
    /// it has views on two or more issues.
    pub(super) fn positions(&mut self) {
        let mut found: Vec<Vec<AttributedView>> = Vec::new();
        for issue in &self.brief.issues {
            let mut own: Vec<AttributedView> = Vec::new();
            for text in std::iter::once(&issue.summary).chain(&issue.body) {
                for range in sentences(text).into_iter().filter(|range| range.len() <= 1_000) {
                    for view in views(&text[range]) {
                        if own.len() < 20 && !own.iter().any(|other| other.party == view.party) {
                            own.push(view);
                        }
                    }
                }
            }
            found.push(own);
        }
        let mut counts: HashMap<String, usize> = HashMap::new();
        for view in found.iter().flatten() {
            *counts.entry(view.party.clone()).or_default() += 1;
        }
        let mut ids: HashMap<String, Option<String>> = HashMap::new();
        let headings = self.blocks.iter().filter_map(|(block, role)| match role {
            Role::Heading(title, _) => Some((title.as_str(), block.line)),
            _ => None,
        });
        let lines: HashMap<&str, usize> = headings.collect();
        for (issue, own) in self.brief.issues.iter_mut().zip(found) {
            let line = lines.get(issue.title.as_str()).copied().unwrap_or_default();
            for AttributedView { party, known, text } in own {
                let shown = clip(&text);
                if !known && counts.get(&party).copied().unwrap_or_default() < 2 {
                    let message = format!("view attributed to “{party}”, which may be a party; not placed: “{shown}”");
                    self.report.open(line, message);
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
                self.report.add(line, confidence, format!("position of {id} on issue {}: “{shown}”", issue.id));
                issue.positions.push(Position { party: id.clone(), text });
            }
        }
        if self.brief.parties.is_empty() {
            let remedy = "add \"parties\" and \"positions\", or leave them out";
            self.report.open(0, format!("no sentence attributes a view to a party; {remedy}"));
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

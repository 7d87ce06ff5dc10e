//! Issues, from the sections, and what parties say in them.

use std::collections::{HashMap, HashSet};

use super::super::Confidence;
use super::super::layout::{Role, is_no_issue};
use super::super::parties::{View, views};
use super::{Draft, clip, new_id};
use crate::brief::{Issue, Link, Party, Position};
use crate::desk::language::sentences;
use crate::desk::words::slug;

impl Draft<'_> {
    pub(super) fn issues(&mut self) {
        let mut ids = HashSet::new();
        let mut open: Option<(usize, bool, Issue)> = None;
        for at in 0..self.roles.len() {
            let (block, role) = (self.article.blocks[at].clone(), self.roles[at].clone());
            match role {
                Role::Heading(title, sure) => {
                    self.close(open.take());
                    if !is_no_issue(&title) {
                        let id = new_id(&title, "issue", &mut ids);
                        open = Some((block.line, sure, Issue::new(id, title, String::new())));
                    }
                }
                Role::Paragraph => {
                    let Some((_, _, issue)) = &mut open else { continue };
                    if issue.summary.is_empty() {
                        let first = sentences(&block.text).into_iter().next().unwrap_or(0..block.text.len());
                        issue.summary = block.text[first.clone()].to_owned();
                        let rest = block.text[first.end..].trim();
                        issue.body.extend((!rest.is_empty()).then(|| rest.to_owned()));
                    } else {
                        issue.body.push(block.text);
                    }
                }
                Role::OtherStory(url) => {
                    let Some((_, _, issue)) = &mut open else { continue };
                    let message =
                        format!("headline of another story, a link of issue {}: “{}”", issue.id, clip(&block.text));
                    let confidence = if url.is_some() { Confidence::Certain } else { Confidence::Likely };
                    let title = block.text.split_once(": ").filter(|(label, _)| {
                        label.eq_ignore_ascii_case("read more") || label.eq_ignore_ascii_case("related")
                    });
                    let title = title.map_or(block.text.clone(), |(_, title)| title.to_owned());
                    issue.links.push(Link { title, url });
                    self.say(block.line, confidence, message);
                }
                _ => {}
            }
        }
        self.close(open);
        if self.brief.issues.is_empty() {
            self.say(0, Confidence::Open, "no sections with headings found: write issues");
        }
    }

    fn close(&mut self, open: Option<(usize, bool, Issue)>) {
        let Some((line, sure, issue)) = open else { return };
        if issue.summary.is_empty() {
            self.say(
                line,
                Confidence::Open,
                format!("a heading without text under it, so no issue: “{}”", clip(&issue.title)),
            );
            return;
        }
        let confidence = match (self.article.marked, sure) {
            (true, _) => Confidence::Certain,
            (_, true) => Confidence::Likely,
            _ => Confidence::Guess,
        };
        self.say(
            line,
            confidence,
            format!("issue {}: “{}”; summary from its first sentence", issue.id, clip(&issue.title)),
        );
        self.brief.issues.push(issue);
    }

    /// Parties and their positions. A name that is not well known is a party if several issues attribute views to it.
    pub(super) fn positions(&mut self) {
        let mut found: Vec<Vec<View>> = Vec::new();
        for issue in &self.brief.issues {
            let mut own: Vec<View> = Vec::new();
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
        let lines: HashMap<String, usize> = self.heading_lines();
        let mut said = Vec::new();
        for (issue, own) in self.brief.issues.iter_mut().zip(found) {
            for view in own {
                let line = lines.get(&issue.title).copied().unwrap_or_default();
                if !view.known && counts.get(&view.party).copied().unwrap_or_default() < 2 {
                    said.push((
                        line,
                        Confidence::Open,
                        format!("a view of “{}”, who may be a party, not placed: “{}”", view.party, clip(&view.text)),
                    ));
                    continue;
                }
                let parties = &mut self.brief.parties;
                let id = ids.entry(view.party.clone()).or_insert_with(|| {
                    let id = party_id(&view.party);
                    let fits = !id.is_empty() && parties.len() < 12 && !parties.iter().any(|party| party.id == id);
                    fits.then(|| {
                        parties.push(Party { id: id.clone(), name: view.party.clone() });
                        id
                    })
                });
                let Some(id) = id else { continue };
                let confidence = if view.known { Confidence::Likely } else { Confidence::Guess };
                said.push((
                    line,
                    confidence,
                    format!("position of {id} on issue {}: “{}”", issue.id, clip(&view.text)),
                ));
                issue.positions.push(Position { party: id.clone(), text: view.text });
            }
        }
        for (line, confidence, message) in said {
            self.say(line, confidence, message);
        }
        if self.brief.parties.is_empty() {
            self.say(
                0,
                Confidence::Open,
                "no sentence attributes a view to a party: write parties and positions, or leave them out",
            );
        }
    }

    fn heading_lines(&self) -> HashMap<String, usize> {
        let headings = self.article.blocks.iter().zip(&self.roles).filter_map(|(block, role)| match role {
            Role::Heading(title, _) => Some((title.clone(), block.line)),
            _ => None,
        });
        headings.collect()
    }
}

/// `us` for the United States, as everybody writes it.
fn party_id(name: &str) -> String {
    match name {
        "United States" => "us".to_owned(),
        "European Union" => "eu".to_owned(),
        "United Nations" => "un".to_owned(),
        name => slug(name),
    }
}

//! What each block of an article is: headline, standfirst, stamp, heading, paragraph, link to another story.

mod headings;

use super::block::{Article, Block, Kind};
use super::places::dateline;
use super::stamp::{names_author, stamps};
use crate::desk::language::{Gazetteer, is_prose, word_count};
use headings::headings;
pub(super) use headings::is_label;

/// The part a block plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Headline,
    Standfirst,
    Stamp,
    Byline,
    /// Before the first heading.
    Intro,
    /// With its title, numbers removed, and whether that it is one is certain.
    Heading(String, bool),
    Paragraph,
    /// The headline of another story, with its address if it has one.
    OtherStory(Option<String>),
    /// After the article: who reported, rights, boxes.
    Other,
}

/// Headings under which no issue stands.
const NO_ISSUE: [&str; 24] = [
    "what happens next", "what next", "what's next", "what’s next", "what to expect", "background", "schedule",
    "the schedule", "timetable", "timeline", "programme", "program", "agenda", "when is it", "when and where",
    "how to watch", "key times", "times", "further reading", "related stories", "related", "more on this story",
    "read more", "conclusion",
];

const BYLINES: [&str; 10] = [
    "Reuters", "Agence France-Presse", "AFP", "AP", "Associated Press", "Bloomberg", "Kyodo", "Xinhua", "dpa",
    "The Associated Press",
];

/// The role of every block, in order.
pub(super) fn roles(article: &Article, places: &Gazetteer) -> Vec<Role> {
    let blocks = &article.blocks;
    let mut roles: Vec<Role> = blocks.iter().map(|block| first_look(block, places)).collect();
    let headline = headline(article, &roles);
    if let Some(at) = headline {
        // Above the headline there are only labels and stamps.
        for role in roles[..at].iter_mut().filter(|role| !matches!(role, Role::Stamp | Role::Byline)) {
            *role = Role::Other;
        }
        roles[at] = Role::Headline;
    }
    let start = headline.map_or(0, |at| at + 1);
    headings(article, &mut roles, start);
    standfirst(article, &mut roles, start, places);
    ending(blocks, &mut roles, start);
    let mut intro = true;
    for role in &mut roles[start..] {
        match role {
            Role::Heading(..) => intro = false,
            Role::Paragraph if intro => *role = Role::Intro,
            _ => {}
        }
    }
    roles
}

fn first_look(block: &Block, places: &Gazetteer) -> Role {
    let text = block.text.as_str();
    if !stamps(text, places).is_empty() {
        return Role::Stamp;
    }
    let byline = names_author(text) && word_count(text) <= 14 && !is_prose(text);
    let agency = BYLINES.iter().any(|name| text.eq_ignore_ascii_case(name));
    match &block.kind {
        _ if byline || agency => Role::Byline,
        Kind::Link(url) => Role::OtherStory(http(url)),
        Kind::Beside => Role::Other,
        _ => Role::Paragraph,
    }
}

fn http(url: &str) -> Option<String> {
    (url.starts_with("http://") || url.starts_with("https://")).then(|| url.to_owned())
}

fn headline(article: &Article, roles: &[Role]) -> Option<usize> {
    let blocks = &article.blocks;
    if article.marked {
        let first = blocks.iter().position(|block| block.kind == Kind::Heading(1));
        let titled = article.title.as_ref().and_then(|(_, title)| blocks.iter().position(|block| block.text == *title));
        return first.or(titled).or_else(|| {
            if article.title.is_some() {
                None
            } else {
                blocks.iter().position(|block| matches!(block.kind, Kind::Heading(_)))
            }
        });
    }
    let candidates = || (0..blocks.len().min(8)).filter(|at| roles[*at] == Role::Paragraph);
    // “World”, “EXPLAINER” above a headline of more words.
    let label = |at: &usize| word_count(&blocks[*at].text) <= 3 && !is_prose(&blocks[*at].text);
    let full = candidates()
        .find(|at| !label(at))
        .filter(|at| blocks[*at].text.len() <= 200 && !is_prose(blocks[*at].text.trim_end_matches(['?', '!'])));
    full.or_else(|| candidates().next().filter(|at| blocks[*at].text.len() <= 250))
}

/// Whether under a heading no issue stands.
pub(super) fn is_no_issue(title: &str) -> bool {
    let title = title.trim_end_matches(['?', ':', '.']).to_lowercase();
    NO_ISSUE.contains(&title.as_str())
}

fn standfirst(article: &Article, roles: &mut [Role], start: usize, places: &Gazetteer) {
    let blocks = &article.blocks;
    let marked = article.description.as_ref().and_then(|(_, text)| blocks.iter().position(|block| block.text == *text));
    if let Some(at) = marked.filter(|at| *at >= start) {
        roles[at] = Role::Standfirst;
        return;
    }
    // Between the headline and the stamps or the byline stands nothing else.
    let stamp = (start..blocks.len().min(start + 6)).find(|at| matches!(roles[*at], Role::Stamp | Role::Byline));
    let candidate = (start..stamp.unwrap_or(start)).find(|at| !matches!(roles[*at], Role::Stamp | Role::Byline));
    if let Some(at) = candidate.filter(|at| {
        word_count(&blocks[*at].text) >= 4
            && dateline(&blocks[*at].text, places).is_none()
            && !matches!(blocks[*at].kind, Kind::Heading(_) | Kind::Beside)
    }) {
        roles[at] = Role::Standfirst;
    }
}

/// What comes after an article.
fn ending(blocks: &[Block], roles: &mut [Role], start: usize) {
    const ENDINGS: [&str; 12] = [
        "reporting by", "additional reporting", "this article appeared", "©", "copyright", "editing by",
        "with reporting by", "(reporting by", "follow us", "sign up", "share this", "this story",
    ];
    for at in start..blocks.len() {
        let text = blocks[at].text.as_str();
        let lower = text[..text.floor_char_boundary(text.len().min(40))].to_lowercase();
        let sign = !text.contains(char::is_alphanumeric);
        // A section may be called “Copyright”.
        let section = lower.starts_with("copyright") && !text.contains(|c: char| c == '©' || c.is_ascii_digit());
        if section && !lower.contains("reserved") {
            continue;
        }
        if sign
            || ENDINGS.iter().any(|ending| lower.starts_with(ending))
            || text.ends_with("contributed to this report.")
        {
            roles[at] = Role::Other;
        }
    }
}

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
    let (blocks, below) = (&blocks[start..], &mut roles[start..]);
    headings(blocks, below, article.marked);
    standfirst(article, blocks, below, places);
    ending(blocks, below);
    for role in below.iter_mut().take_while(|role| !matches!(role, Role::Heading(..))) {
        if *role == Role::Paragraph {
            *role = Role::Intro;
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
        let any = || blocks.iter().position(|block| matches!(block.kind, Kind::Heading(_)));
        return first.or(titled).or_else(|| article.title.is_none().then(any).flatten());
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

fn standfirst(article: &Article, blocks: &[Block], roles: &mut [Role], places: &Gazetteer) {
    let marked = article.description.as_ref().and_then(|(_, text)| blocks.iter().position(|block| block.text == *text));
    // Between the headline and the stamps or the byline stands nothing else.
    let stands_between = || {
        let stamp = roles.iter().take(6).position(|role| matches!(role, Role::Stamp | Role::Byline))?;
        let block = blocks.first().filter(|_| stamp > 0)?;
        let fits = word_count(&block.text) >= 4
            && dateline(&block.text, places).is_none()
            && !matches!(block.kind, Kind::Heading(_) | Kind::Beside);
        fits.then_some(0)
    };
    if let Some(at) = marked.or_else(stands_between) {
        roles[at] = Role::Standfirst;
    }
}

/// What comes after an article.
fn ending(blocks: &[Block], roles: &mut [Role]) {
    const ENDINGS: [&str; 12] = [
        "reporting by", "additional reporting", "this article appeared", "©", "copyright", "editing by",
        "with reporting by", "(reporting by", "follow us", "sign up", "share this", "this story",
    ];
    for (block, role) in blocks.iter().zip(roles) {
        let text = block.text.as_str();
        let lower = text[..text.floor_char_boundary(text.len().min(40))].to_lowercase();
        // A section may be called “Copyright”.
        let section = lower.starts_with("copyright")
            && !text.contains(|c: char| c == '©' || c.is_ascii_digit())
            && !lower.contains("reserved");
        if !section
            && (!text.contains(char::is_alphanumeric)
                || ENDINGS.iter().any(|ending| lower.starts_with(ending))
                || text.ends_with("contributed to this report."))
        {
            *role = Role::Other;
        }
    }
}

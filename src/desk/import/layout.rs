//! Assigns a role to each block of an article: headline, standfirst, stamp, heading, paragraph, link to another story.

mod headings;

use super::block::{Article, Block, BlockKind};
use super::places::dateline;
use super::stamp::{names_author, stamps};
use crate::desk::language::{Gazetteer, is_prose, word_count};
use headings::headings;
pub(super) use headings::is_label;

/// The role of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Headline,
    Standfirst,
    Stamp,
    Byline,
    /// A paragraph before the first heading.
    Intro,
    /// A heading: its title without a number, and whether it is certain to be one.
    Heading(String, bool),
    Paragraph,
    /// The headline of another story, with its address if it has one.
    OtherStory(Option<String>),
    /// Text outside the article: labels, agency credits, copyright notices, boxes.
    Other,
}

/// Headings of sections that are not issues.
const GENERAL_HEADINGS: [&str; 24] = [
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
    let mut roles: Vec<Role> = blocks.iter().map(|block| initial_role(block, places)).collect();
    let headline = headline(article, &roles);
    if let Some(at) = headline {
        // Only labels, stamps and bylines precede the headline.
        for role in roles[..at].iter_mut().filter(|role| !matches!(role, Role::Stamp | Role::Byline)) {
            *role = Role::Other;
        }
        roles[at] = Role::Headline;
    }
    let start = headline.map_or(0, |at| at + 1);
    let (blocks, below) = (&blocks[start..], &mut roles[start..]);
    headings(blocks, below, article.marked);
    standfirst(article, blocks, below, places);
    mark_endings(blocks, below);
    for role in below.iter_mut().take_while(|role| !matches!(role, Role::Heading(..))) {
        if *role == Role::Paragraph {
            *role = Role::Intro;
        }
    }
    roles
}

fn initial_role(block: &Block, places: &Gazetteer) -> Role {
    let text = block.text.as_str();
    if !stamps(text, places).is_empty() {
        return Role::Stamp;
    }
    let byline = names_author(text) && word_count(text) <= 14 && !is_prose(text);
    let agency = BYLINES.iter().any(|name| text.eq_ignore_ascii_case(name));
    match &block.kind {
        _ if byline || agency => Role::Byline,
        BlockKind::Link(url) => Role::OtherStory(http(url)),
        BlockKind::Aside => Role::Other,
        _ => Role::Paragraph,
    }
}

fn http(url: &str) -> Option<String> {
    (url.starts_with("http://") || url.starts_with("https://")).then(|| url.to_owned())
}

fn headline(article: &Article, roles: &[Role]) -> Option<usize> {
    let blocks = &article.blocks;
    if article.marked {
        let first = blocks.iter().position(|block| block.kind == BlockKind::Heading(1));
        let titled = article.title.as_ref().and_then(|(_, title)| blocks.iter().position(|block| block.text == *title));
        let any = || blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading(_)));
        return first.or(titled).or_else(|| article.title.is_none().then(any).flatten());
    }
    let candidates = || (0..blocks.len().min(8)).filter(|at| roles[*at] == Role::Paragraph);
    // A label such as “World” or “EXPLAINER” may precede a longer headline.
    let label = |at: &usize| word_count(&blocks[*at].text) <= 3 && !is_prose(&blocks[*at].text);
    let full = candidates()
        .find(|at| !label(at))
        .filter(|at| blocks[*at].text.len() <= 200 && !is_prose(blocks[*at].text.trim_end_matches(['?', '!'])));
    full.or_else(|| candidates().next().filter(|at| blocks[*at].text.len() <= 250))
}

/// Whether a heading is general, such as “Background”. Its section is then not an issue.
pub(super) fn is_general_heading(title: &str) -> bool {
    let title = title.trim_end_matches(['?', ':', '.']).to_lowercase();
    GENERAL_HEADINGS.contains(&title.as_str())
}

fn standfirst(article: &Article, blocks: &[Block], roles: &mut [Role], places: &Gazetteer) {
    let marked = article.description.as_ref().and_then(|(_, text)| blocks.iter().position(|block| block.text == *text));
    // The first text between the headline and a stamp or byline is the standfirst.
    let above_stamp = || {
        let stamp = roles.iter().take(6).position(|role| matches!(role, Role::Stamp | Role::Byline))?;
        let block = blocks.first().filter(|_| stamp > 0)?;
        let fits = word_count(&block.text) >= 4
            && dateline(&block.text, places).is_none()
            && !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Aside);
        fits.then_some(0)
    };
    if let Some(at) = marked.or_else(above_stamp) {
        roles[at] = Role::Standfirst;
    }
}

/// Marks the lines that follow an article, such as credits and copyright notices, as [`Role::Other`].
fn mark_endings(blocks: &[Block], roles: &mut [Role]) {
    const ENDINGS: [&str; 12] = [
        "reporting by", "additional reporting", "this article appeared", "©", "copyright", "editing by",
        "with reporting by", "(reporting by", "follow us", "sign up", "share this", "this story",
    ];
    for (block, role) in blocks.iter().zip(roles) {
        let text = block.text.as_str();
        let lower = text[..text.floor_char_boundary(text.len().min(40))].to_lowercase();
        // An issue may be called “Copyright”.
        let is_issue = lower.starts_with("copyright")
            && !text.contains(|c: char| c == '©' || c.is_ascii_digit())
            && !lower.contains("reserved");
        if !is_issue
            && (!text.contains(char::is_alphanumeric)
                || ENDINGS.iter().any(|ending| lower.starts_with(ending))
                || text.ends_with("contributed to this report."))
        {
            *role = Role::Other;
        }
    }
}

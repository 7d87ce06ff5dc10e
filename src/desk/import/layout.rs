//! Assigns a role to each block of an article: headline, standfirst, stamp, heading, paragraph, link to another story.

mod headings;

use super::block::{Article, Block, BlockKind};
use super::places::dateline;
use super::stamp::{names_author, place_line, stamps};
use crate::desk::language::{Gazetteer, Reading, headline_count, is_prose, word_count};
use crate::desk::lexicon::{Class, begins_with, is_in};
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
    /// The heading of a section that is not an issue: “Schedule”.
    General,
    Paragraph,
    /// A line of a schedule, or a row of a table with times.
    Row,
    /// The headline of another story, with its address if it has one.
    OtherStory(Option<String>),
    /// Text outside the article: labels, agency credits, copyright notices, boxes.
    Other,
}

/// The role of every block, in order.
pub(super) fn roles(article: &Article, places: &Gazetteer) -> Vec<Role> {
    let blocks = &article.blocks;
    let mut roles: Vec<Role> = blocks.iter().map(|block| initial_role(block, places)).collect();
    mark_datelines(blocks, &mut roles, places);
    mark_labels(blocks, &mut roles);
    mark_days(blocks, &mut roles, places);
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
    let title = headline.map(|at| article.blocks[at].text.as_str());
    mark_schedules(blocks, below);
    mark_general(title.or(article.title.as_ref().map(|(_, title)| title.as_str())).unwrap_or_default(), below);
    standfirst(article, blocks, below, places);
    mark_endings(blocks, below);
    for role in below.iter_mut().take_while(|role| !matches!(role, Role::Heading(..) | Role::General)) {
        if *role == Role::Paragraph {
            *role = Role::Intro;
        }
    }
    roles
}

/// Marks a place above the text, with or without a date: “OTTAWA, May 6”.
fn mark_datelines(blocks: &[Block], roles: &mut [Role], places: &Gazetteer) {
    let above = blocks.iter().take(6).take_while(|block| !is_prose(&block.text));
    for (block, role) in above.zip(roles) {
        if block.kind == BlockKind::Paragraph && place_line(&block.text, places).is_some() {
            *role = Role::Stamp;
        }
    }
}

/// Marks days above lines of a schedule as headings: they may look like stamps.
fn mark_days(blocks: &[Block], roles: &mut [Role], places: &Gazetteer) {
    for at in 1..blocks.len() {
        let is_day = names_day(&blocks[at - 1].text, places) && matches!(roles[at - 1], Role::Stamp | Role::Paragraph);
        let is_schedule = roles[at] == Role::Row || blocks[at].row.is_some();
        if is_day && is_schedule && blocks[at - 1].row.is_none() {
            roles[at - 1] = Role::General;
        }
    }
}

/// Whether a line is the day of those below: “MONDAY, MARCH 3”, “Day 1: Wednesday 4 February 2026”.
fn names_day(text: &str, places: &Gazetteer) -> bool {
    let is_short = word_count(text) <= 8 && !is_prose(text.trim_end_matches(':'));
    let reading = is_short.then(|| Reading::new(text, places));
    reading.is_some_and(|reading| reading.times.is_empty() && !reading.days.is_empty())
}

/// Marks lines such as “When: Saturday 6 May” and “Where: online”, if two of them follow each other.
fn mark_labels(blocks: &[Block], roles: &mut [Role]) {
    let is_label = |block: &Block| {
        let label = block.text.split_once(':').map(|(label, _)| label.trim());
        let classes = [Class::When, Class::Until, Class::Where];
        label.is_some_and(|label| classes.iter().any(|class| is_in(*class, label))) && block.text.len() <= 200
    };
    let labels: Vec<bool> = blocks.iter().map(is_label).collect();
    for at in 0..blocks.len() {
        let beside = at.checked_sub(1).is_some_and(|before| labels[before]) || labels.get(at + 1) == Some(&true);
        if labels[at] && beside && roles[at] != Role::Other {
            roles[at] = Role::Row;
        }
    }
}

fn initial_role(block: &Block, places: &Gazetteer) -> Role {
    let text = block.text.as_str();
    if !stamps(text, places).is_empty() {
        return Role::Stamp;
    }
    if is_embargo(text) && !is_prose(text) {
        return Role::Stamp;
    }
    let byline = names_author(text) && word_count(text) <= 14 && !is_prose(text);
    match &block.kind {
        _ if byline || is_in(Class::Agency, text) => Role::Byline,
        BlockKind::Link(url) => Role::OtherStory(http(url)),
        BlockKind::Aside => Role::Other,
        _ if has_times(block, places) => Role::Row,
        _ => Role::Paragraph,
    }
}

/// Whether a line says when the article may be used: “EMBARGO: NOT FOR USE BEFORE 1000 GMT”.
fn is_embargo(text: &str) -> bool {
    let lower = text[..text.floor_char_boundary(40)].to_lowercase();
    ["embargo", "not for publication", "not for use", "for immediate release", "strictly embargo"]
        .iter()
        .any(|word| lower.starts_with(word))
        && text.len() <= 200
}

fn has_times(block: &Block, places: &Gazetteer) -> bool {
    block.row.as_ref().is_some_and(|row| !Reading::of_row(&block.text, row, places).times.is_empty())
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

/// Marks the headings of sections that are not issues. “Background” heads such a section only if the headline counts the
/// others: “Nine sticking points”.
fn mark_general(title: &str, roles: &mut [Role]) {
    let is_issue = |role: &&Role| matches!(role, Role::Heading(title, _) if !is_general(title));
    let issues = roles.iter().filter(is_issue).count();
    let is_counted = headline_count(title, issues).is_some_and(|count| count.number == issues);
    for role in roles {
        let Role::Heading(title, _) = role else { continue };
        if is_timetable(title) || is_counted && is_general(title) {
            *role = Role::General;
        }
    }
}

/// Marks the headings directly above lines of a schedule or a table of times.
fn mark_schedules(blocks: &[Block], roles: &mut [Role]) {
    for at in 1..blocks.len() {
        let is_table = blocks[at].row.is_some() && roles[at] == Role::Other;
        let is_schedule =
            roles[at] == Role::Row || is_table && roles[at..].iter().take(4).any(|role| *role == Role::Row);
        if is_schedule && matches!(roles[at - 1], Role::Heading(..)) {
            roles[at - 1] = Role::General;
        }
    }
}

fn is_timetable(title: &str) -> bool {
    is_in(Class::Timetable, title.trim_end_matches(['?', ':', '.']))
}

/// Whether a heading is general, such as “Background”, and does not name an issue.
fn is_general(title: &str) -> bool {
    is_timetable(title) || is_in(Class::General, title.trim_end_matches(['?', ':', '.']))
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
    for (block, role) in blocks.iter().zip(roles) {
        let text = block.text.as_str();
        // An issue may be called “Copyright”.
        let start = text[..text.floor_char_boundary(40)].to_ascii_lowercase();
        let is_notice = text.contains(|c: char| c == '©' || c.is_ascii_digit()) || start.contains("reserved");
        let is_issue = start.starts_with("copyright") && !is_notice;
        let is_ending = text.starts_with('©') || begins_with(Class::Ending, text.trim_start_matches('('));
        if !text.contains(char::is_alphanumeric)
            || is_ending && !is_issue
            || text.ends_with("contributed to this report.")
        {
            *role = Role::Other;
        }
    }
}

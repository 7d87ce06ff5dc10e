//! What each block of an article is: headline, standfirst, stamp, heading, paragraph, link to another story.

use super::block::{Article, Block, Kind};
use super::sentences::{is_prose, word_count};

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
    "what happens next",
    "what next",
    "what's next",
    "what’s next",
    "what to expect",
    "background",
    "schedule",
    "the schedule",
    "timetable",
    "timeline",
    "programme",
    "program",
    "agenda",
    "when is it",
    "when and where",
    "how to watch",
    "key times",
    "times",
    "further reading",
    "related stories",
    "related",
    "more on this story",
    "read more",
    "conclusion",
];

const BYLINES: [&str; 10] = [
    "Reuters",
    "Agence France-Presse",
    "AFP",
    "AP",
    "Associated Press",
    "Bloomberg",
    "Kyodo",
    "Xinhua",
    "dpa",
    "The Associated Press",
];

/// The role of every block, in order. `is_stamp` knows stamps.
pub(super) fn roles(article: &Article, is_stamp: impl Fn(&str) -> bool) -> Vec<Role> {
    let blocks = &article.blocks;
    let mut roles: Vec<Role> = blocks.iter().map(|block| first_look(block, &is_stamp)).collect();
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
    standfirst(article, &mut roles, start);
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

fn first_look(block: &Block, is_stamp: &impl Fn(&str) -> bool) -> Role {
    let text = block.text.as_str();
    if is_stamp(text) {
        return Role::Stamp;
    }
    let byline = (text.starts_with("By ") || text.starts_with("BY ")) && word_count(text) <= 14 && !is_prose(text);
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

/// The title of a numbered heading: “1. Election meddling”, “(2) Ukraine”.
fn numbered(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['(', '#']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let rest = rest.get(digits..)?.trim_start_matches([' ']);
    let title = rest.strip_prefix(['.', ')', ':', '–', '—', '-'])?.trim();
    ((1..=2).contains(&digits) && title.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '‘' | '"')))
        .then_some(title)
}

/// “Ada Example in Washington”, above the first paragraph.
fn is_correspondent(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let place = words.iter().position(|word| *word == "in");
    let name = |word: &&&str| **word == "and" || word.starts_with(char::is_uppercase);
    let fits =
        |at: usize| (2..=7).contains(&at) && words[..at].iter().filter(name).count() == at && words.len() - at <= 4;
    place.is_some_and(|at| {
        fits(at) && words[at + 1..].iter().all(|word| word.starts_with(char::is_uppercase)) && at + 1 < words.len()
    })
}

fn headings(article: &Article, roles: &mut [Role], start: usize) {
    let blocks = &article.blocks;
    for at in start..blocks.len().min(start + 8) {
        if roles[at] == Role::Paragraph && is_prose(&blocks[at].text) && at > start + 1 {
            break;
        }
        if roles[at] == Role::Paragraph
            && !matches!(blocks[at].kind, Kind::Heading(_))
            && is_correspondent(&blocks[at].text)
        {
            roles[at] = Role::Byline;
        }
    }
    let short = |text: &str, most: usize| {
        word_count(text) <= most && !is_prose(text.trim_end_matches('?')) && text.len() <= 120
    };
    let numbers =
        blocks[start..].iter().filter(|block| numbered(&block.text).is_some_and(|title| short(title, 14))).count();
    if article.marked && blocks[start..].iter().any(|block| matches!(block.kind, Kind::Heading(_))) {
        let level = blocks[start..].iter().filter_map(|block| match block.kind {
            Kind::Heading(level) if !is_no_issue(&block.text) => Some(level),
            _ => None,
        });
        // The level that most headings have is that of the sections; deeper ones stand inside them.
        let mut counts = [0_usize; 8];
        level.for_each(|level| counts[usize::from(level.min(7))] += 1);
        let most = (1..8).max_by_key(|level| (counts[*level], 8 - level)).unwrap_or(2);
        for at in start..blocks.len() {
            let Kind::Heading(level) = blocks[at].kind else { continue };
            let title = numbered(&blocks[at].text).unwrap_or(&blocks[at].text).to_owned();
            roles[at] = if usize::from(level) <= most { Role::Heading(title, true) } else { Role::Paragraph };
        }
        return;
    }
    for at in start..blocks.len() {
        if roles[at] != Role::Paragraph {
            continue;
        }
        let text = blocks[at].text.as_str();
        if !text.contains(char::is_alphanumeric) {
            roles[at] = Role::Other;
            continue;
        }
        let (label, rest) = text.split_once(':').unwrap_or(("", text));
        let other = [
            "read more",
            "also read",
            "see also",
            "related",
            "read",
            "watch",
            "more",
            "in pictures",
            "opinion",
            "explainer",
        ];
        if other.contains(&label.trim().to_lowercase().as_str()) && word_count(rest) > 2 && !is_prose(rest) {
            roles[at] = Role::OtherStory(None);
            continue;
        }
        let followed = blocks.get(at + 1).is_some_and(|next| is_prose(&next.text) && roles[at + 1] == Role::Paragraph);
        if let Some(title) = numbered(text).filter(|title| numbers >= 2 && short(title, 14)) {
            roles[at] = Role::Heading(title.to_owned(), true);
            continue;
        }
        if is_prose(text.trim_end_matches('?')) || text.len() > 160 || text.starts_with(['-', '*', '•', '·']) {
            continue;
        }
        let words = word_count(text);
        // Other stories' headlines are sentences without their full stop; a section's heading is a name.
        let sentence = text.contains([',', '‘', '“']) || text.contains(" says") || text.contains(" said");
        roles[at] = match words {
            ..=5 if followed && numbers < 2 => Role::Heading(text.to_owned(), words <= 4),
            6 | 7 if followed && !sentence && numbers < 2 => Role::Heading(text.to_owned(), false),
            _ if words >= 5 => Role::OtherStory(None),
            _ if is_no_issue(text) && followed => Role::Heading(text.to_owned(), false),
            _ => Role::Other,
        };
    }
    longer_than_its_likes(blocks, roles);
}

/// Where most headings are of a word or three, one of six or seven is a story's headline.
fn longer_than_its_likes(blocks: &[Block], roles: &mut [Role]) {
    let heads: Vec<usize> = (0..roles.len()).filter(|at| matches!(roles[*at], Role::Heading(..))).collect();
    let mut lengths: Vec<usize> = heads.iter().map(|at| word_count(&blocks[*at].text)).collect();
    lengths.sort_unstable();
    let Some(median) = lengths.get(lengths.len() / 2).copied() else { return };
    for at in heads {
        if lengths.len() >= 3 && word_count(&blocks[at].text) >= 6 && median <= 3 {
            roles[at] = Role::OtherStory(None);
        }
    }
}

/// Whether under a heading no issue stands.
pub(super) fn is_no_issue(title: &str) -> bool {
    let title = title.trim_end_matches(['?', ':', '.']).to_lowercase();
    NO_ISSUE.contains(&title.as_str())
}

fn standfirst(article: &Article, roles: &mut [Role], start: usize) {
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
            && dateline_end(&blocks[*at].text).is_none()
            && !matches!(blocks[*at].kind, Kind::Heading(_) | Kind::Beside)
    }) {
        roles[at] = Role::Standfirst;
    }
}

/// Where a text goes on that begins as “HELSINKI (Reuters) —” does: it is the story, not its standfirst.
pub(super) fn dateline_end(text: &str) -> Option<usize> {
    let start = &text[..text.floor_char_boundary(text.len().min(80))];
    let first = start.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let upper = first.len() >= 3 && first.chars().all(char::is_uppercase);
    let agency =
        ["(Reuters)", "(AP)", "(AFP)", "(dpa)", "(Kyodo)", "(Bloomberg)"].iter().any(|name| start.contains(name));
    let signs = [" — ", " – ", " - ", " -- ", "— "].into_iter();
    let end = signs.filter_map(|sign| Some(start.find(sign)? + sign.len())).min();
    end.filter(|_| agency || (upper && start.contains(',')))
}

/// What comes after an article.
fn ending(blocks: &[Block], roles: &mut [Role], start: usize) {
    const ENDINGS: [&str; 12] = [
        "reporting by",
        "additional reporting",
        "this article appeared",
        "©",
        "copyright",
        "editing by",
        "with reporting by",
        "(reporting by",
        "follow us",
        "sign up",
        "share this",
        "this story",
    ];
    for at in start..blocks.len() {
        let text = blocks[at].text.as_str();
        let lower = text[..text.floor_char_boundary(text.len().min(40))].to_lowercase();
        let sign = !text.contains(char::is_alphanumeric);
        if sign
            || ENDINGS.iter().any(|ending| lower.starts_with(ending))
            || text.ends_with("contributed to this report.")
        {
            roles[at] = Role::Other;
        }
    }
}

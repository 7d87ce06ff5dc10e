//! Chooses the pieces of a page that are its story, based on what the reader view keeps.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::super::block::{Article, Block, BlockKind};
use super::super::layout::is_label;
use super::pieces::Piece;
use crate::desk::language::{is_prose, word_count};
use crate::desk::lexicon::{Class, begins_with, is_in};
use crate::desk::words::letters;

/// The blocks of the story among `pieces`, where the reader view kept the elements with the marks `kept`.
pub(super) fn choose(pieces: Vec<Piece>, kept: &HashSet<usize>, article: &Article) -> Vec<Block> {
    let is_kept = |piece: &Piece| kept.contains(&piece.own);
    let story: Vec<usize> = (0..pieces.len()).filter(|at| is_kept(&pieces[*at]) && is_text(&pieces[*at])).collect();
    let Some((first, mut last)) = story.first().copied().zip(story.last().copied()) else {
        return pieces.into_iter().map(|piece| piece.block).collect();
    };
    let headline = headline(&pieces, first, article);
    // The story is in the same `<article>` as its headline, if most of it is.
    let scope = headline
        .map(|at| pieces[at].article)
        .filter(|scope| story.iter().filter(|at| pieces[**at].article == *scope).count() * 2 > story.len());
    let in_scope = |piece: &Piece| scope.is_none_or(|scope| piece.article == scope);
    let homes: HashSet<usize> = story.iter().map(|at| pieces[*at].home).collect();
    let beside = |piece: &Piece| homes.contains(&piece.home) && piece.linked * 2 < piece.block.text.len();
    // A table or list may end the story.
    while pieces.get(last + 1).is_some_and(|piece| piece.listed && beside(piece) && in_scope(piece)) {
        last += 1;
    }
    let start = headline.map_or(first, |at| at.min(last));
    let named = |text: &str| [&article.title, &article.description].into_iter().flatten().any(|(_, own)| own == text);
    let headline_letters = headline.map(|at| letters(&pieces[at].block.text));
    let mut chosen: Vec<Piece> = Vec::new();
    for (at, mut piece) in pieces.into_iter().enumerate() {
        let kept = kept.contains(&piece.own);
        let is_heading = matches!(piece.block.kind, BlockKind::Heading(_));
        let takes = if Some(at) == headline {
            piece.block.kind = BlockKind::Heading(1);
            true
        } else if at < start || at > last {
            at < first && named(&piece.block.text)
        } else if at < first {
            let text = piece.block.text.as_str();
            let is_long = text.len() > 60 || is_sentence(text.trim_end_matches(['?', ':']));
            if is_heading && (!kept || is_long || has_year(text)) {
                // A standfirst or a date.
                piece.block.kind = BlockKind::Paragraph;
            }
            !matches!(piece.block.kind, BlockKind::Link(_))
        } else {
            if piece.block.kind == BlockKind::Heading(1) {
                piece.block.kind = BlockKind::Heading(2);
            }
            let repeats = headline_letters.as_ref().is_some_and(|headline| *headline == letters(&piece.block.text));
            in_scope(&piece) && !repeats && (kept || is_heading || beside(&piece))
        };
        if takes {
            chosen.push(piece);
        }
    }
    bold_headings(&mut chosen);
    without_boxes(chosen)
}

/// Whether a piece is a sentence or a longer text, and not a link.
fn is_text(piece: &Piece) -> bool {
    let text = piece.block.text.as_str();
    matches!(piece.block.kind, BlockKind::Paragraph | BlockKind::Aside) && (is_sentence(text) || text.len() > 120)
}

/// Whether `text` ends like a sentence, in any language.
fn is_sentence(text: &str) -> bool {
    is_prose(text) || text.trim_end_matches(['」', '』', '»']).ends_with(['。', '！', '？', '؟', '।', '۔'])
}

/// The headline: the heading that repeats the page's title, of the first level if there is one; otherwise the nearest
/// heading of the first level before the `first` text.
fn headline(pieces: &[Piece], first: usize, article: &Article) -> Option<usize> {
    let headings = |wanted: u8| {
        let is_wanted =
            move |at: &usize| matches!(pieces[*at].block.kind, BlockKind::Heading(level) if level <= wanted);
        (0..pieces.len()).filter(is_wanted)
    };
    let title = article.title.as_ref().map(|(_, title)| letters(title)).unwrap_or_default();
    let repeats = |at: &usize| {
        let text = letters(&pieces[*at].block.text);
        text.chars().count() >= 12 && (title.contains(&text) || !title.is_empty() && text.contains(&title))
    };
    let any = || headings(6).filter(|at| *at <= first).find(repeats);
    headings(1).find(repeats).or_else(any).or_else(|| {
        let before = headings(1).take_while(|at| *at < first);
        before.filter(|at| !is_box_label(&pieces[*at].block.text)).last()
    })
}

fn level(piece: &Piece) -> Option<u8> {
    if let BlockKind::Heading(level) = piece.block.kind { Some(level) } else { None }
}

/// If no headings are marked, makes headings of short bold paragraphs. A single one may be anything.
fn bold_headings(pieces: &mut [Piece]) {
    let is_heading = |at: &usize| {
        let (piece, text) = (&pieces[*at], pieces[*at].block.text.as_str());
        let short = word_count(text) <= 14 && text.len() <= 120 && !is_sentence(text.trim_end_matches('?'));
        let next = pieces.get(at + 1).is_some_and(|next| !next.bold && is_sentence(&next.block.text));
        let starts = text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '‘' | '"' | '¿' | '¡'));
        starts
            && piece.bold
            && !piece.listed
            && piece.linked == 0
            && short
            && next
            && piece.block.kind == BlockKind::Paragraph
    };
    let headings: Vec<usize> = (1..pieces.len()).filter(is_heading).collect();
    if headings.len() >= 2 && !pieces.iter().any(|piece| level(piece) > Some(1)) {
        for at in headings {
            pieces[at].block.kind = BlockKind::Heading(2);
        }
    }
}

/// Leaves out sections that are boxes: those whose heading is the label of a box, and those apart from the story
/// without a sentence, list, table or time, such as a strip of videos.
fn without_boxes(pieces: Vec<Piece>) -> Vec<Block> {
    let mut lengths: HashMap<usize, usize> = HashMap::new();
    for piece in pieces.iter().filter(|piece| is_text(piece)) {
        *lengths.entry(piece.home).or_default() += piece.block.text.len();
    }
    let home = lengths.iter().max_by_key(|(home, length)| (**length, Reverse(**home))).map(|(home, _)| *home);
    let is_content = |piece: &Piece| {
        let text = piece.block.text.as_str();
        level(piece).is_none()
            && !matches!(piece.block.kind, BlockKind::Link(_))
            && (piece.listed || Some(piece.home) == home || text.len() > 120 || is_sentence(text) || has_time(text))
    };
    let mut kept = Vec::new();
    let mut skips = false;
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(own) = level(piece) {
            let mut section = pieces[at + 1..].iter().take_while(|piece| level(piece).is_none_or(|level| level > own));
            skips = own > 1 && (is_box_label(&piece.block.text) || !section.any(is_content));
        } else if Some(piece.home) == home && is_text(piece) {
            // The story goes on after a box.
            skips = false;
        }
        if !skips {
            kept.push(piece.block.clone());
        }
    }
    kept
}

/// Whether a heading is the label of a box.
fn is_box_label(text: &str) -> bool {
    let own = text.trim_matches(|c: char| !c.is_alphanumeric());
    is_label(text)
        || is_in(Class::Box, own)
        || begins_with(Class::BoxStart, own)
        || own.to_ascii_lowercase().starts_with("by ") && word_count(own) <= 5
}

/// Whether `text` has a year such as “2018”.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}

/// Whether `text` has a time such as “10:00” or “17.30”.
fn has_time(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| {
        four[0].is_ascii_digit()
            && matches!(four[1], b':' | b'.' | b'h')
            && four[2].is_ascii_digit()
            && four[3].is_ascii_digit()
    })
}

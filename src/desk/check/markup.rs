//! Reports texts that look like HTML or Markdown. A brief contains plain text, so readers would see the markup itself.

use std::ops::Range;

use super::markdown;
use super::shape::Outline;
use crate::desk::words::clip;
use crate::desk::{Code, Finding};

/// Finds the first markup of one kind in a text.
type Find = fn(&str) -> Option<Range<usize>>;

/// Reports the first markup of each kind in each text.
pub(super) fn check(outline: &Outline<'_>, findings: &mut Vec<Finding>) {
    for (path, text) in &outline.texts {
        let kinds: [(Find, &str, &str); 7] = [
            (tag, "an HTML tag", "remove the tag; write each paragraph as a separate item of body"),
            (entity, "an HTML entity", "write the character itself"),
            (markdown::link, "a Markdown link", "keep the words and move the address to links"),
            (markdown::emphasis, "Markdown emphasis", "remove the asterisks or underscores"),
            (markdown::code, "Markdown code", "remove the backticks"),
            (markdown::heading, "a Markdown heading", "remove the # signs; a heading is the title of an issue"),
            (
                markdown::item,
                "a Markdown list item or quotation",
                "remove the marker; write each paragraph as a separate item of body",
            ),
        ];
        for (find, what, remedy) in kinds {
            let Some(range) = find(&text.text) else { continue };
            let found = clip(&text.text[range.clone()]);
            findings.push(Finding {
                code: Code::Markup,
                path: path.clone(),
                span: text.source(range),
                message: format!("looks like {what}, which readers would see as plain text: “{found}”"),
                remedy: remedy.to_owned(),
            });
        }
    }
}

/// `<b>`, `</p>`, `<br/>`, `<a href=…>`, `<!--`; not “< 1 gram” or “a <b and c> d”.
fn tag(text: &str) -> Option<Range<usize>> {
    text.match_indices('<').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        if rest.starts_with("!--") {
            return Some(at..at + 4);
        }
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        let starts = name.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
        let after = name[length..].chars().next();
        let fits = starts && matches!(after, Some('>' | '/' | ' ' | '\t' | '\n'));
        let end = rest.find(['<', '>']).filter(|end| rest[*end..].starts_with('>'))?;
        let is_markup = after != Some(' ') || rest[..end].contains('=') || rest[..end].ends_with('/');
        (fits && is_markup).then(|| at..at + 1 + end + 1)
    })
}

/// `&amp;`, `&#8217;`, `&#x2019;`; not “R&D; and so on”. The names are the ones that newsroom systems produce.
fn entity(text: &str) -> Option<Range<usize>> {
    const NAMES: [&str; 24] = [
        "amp", "lt", "gt", "quot", "apos", "nbsp", "ndash", "mdash", "lsquo", "rsquo", "ldquo", "rdquo", "hellip",
        "euro", "pound", "copy", "eacute", "egrave", "auml", "ouml", "uuml", "middot", "bull", "shy",
    ];
    text.match_indices('&').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'))?;
        let name = &rest[..length];
        let number = name.strip_prefix('#').map(|digits| digits.strip_prefix(['x', 'X']).unwrap_or(digits));
        let fits = NAMES.contains(&name)
            || number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        (fits && rest[length..].starts_with(';')).then(|| at..at + 1 + length + 1)
    })
}

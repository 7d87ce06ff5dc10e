//! The style sheet for a `<style>` element, and its source expression for a content security policy. Flattens nested
//! rules, because not every browser that runs the widget supports nesting. Understands the syntax that the style sheet
//! uses, which is not all of CSS (docs/decisions/0017); `tests/rendered` compares the result with esbuild's.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::text::{EMBED, ENGLISH, LANGUAGES, Language, Strings};

const SOURCE: &str = include_str!("../../static/summit-brief.css");

/// The style sheet as the content of a `<style>` element.
#[must_use]
pub fn style_sheet() -> String {
    let source = squeeze(SOURCE).replace("--PHRASES: '';", &phrases());
    let mut flat = String::with_capacity(source.len());
    flatten(&source, &[], &mut flat);
    flat
}

/// The phrases that the style sheet and the loader need without WebAssembly, in every language: the content of a rule.
#[must_use]
pub fn phrases() -> String {
    let phrase = |language: &Language| {
        let Strings { in_your_time, unavailable, .. } = language.strings;
        ["--sb-your-time:'", in_your_time, "';--sb-unavailable:'", unavailable, "';"].concat()
    };
    // Chinese in general before Chinese in traditional characters.
    rules(LANGUAGES.iter().map(|language| match language.tag {
        "zh-Hans" => ("zh", phrase(language)),
        tag => (tag, phrase(language)),
    }))
}

/// The phrases of the page for an `<iframe>`, in every language: rules for its root.
#[must_use]
pub fn embed_phrases() -> String {
    let rules = rules(
        EMBED.iter().map(|(tag, [link, file])| (*tag, ["--no-link:'", link, "';--no-file:'", file, "';"].concat())),
    );
    let mut flat = String::new();
    flatten(&[":root{", &rules, "}"].concat(), &[], &mut flat);
    flat
}

/// Declarations by language tag: those for English, then a rule for each other language. The same ones are not repeated.
fn rules<'a>(languages: impl Iterator<Item = (&'a str, String)>) -> String {
    let mut rules = String::new();
    let mut written = Vec::new();
    for (tag, declarations) in languages {
        let tags: &[&str] = if tag == "zh-Hant" { &["zh-Hant", "zh-HK", "zh-TW", "zh-MO"] } else { &[tag] };
        let selectors: Vec<String> = tags.iter().map(|tag| ["&:lang(", tag, ")"].concat()).collect();
        if written.contains(&declarations) {
            continue;
        } else if tag == ENGLISH.tag {
            rules.push_str(&declarations);
        } else {
            rules.extend([&selectors.join(","), "{", &declarations, "}"]);
        }
        written.push(declarations);
    }
    rules
}

/// For each `<style>` element of `html`, the source that allows it in the directive `style-src` of a content security
/// policy (CSP Level 3, section 6.7.3): `'sha256-…'`.
#[must_use]
pub fn style_sources(html: &str) -> Vec<String> {
    sources(html, "<style>", "</style>")
}

/// The same for import maps, in the directive `script-src`.
#[must_use]
pub fn script_sources(html: &str) -> Vec<String> {
    sources(html, "<script type=\"importmap\">", "</script>")
}

fn sources(html: &str, start: &str, end: &str) -> Vec<String> {
    let contents = html.split(start).skip(1).filter_map(|rest| rest.split_once(end));
    contents.map(|(content, _)| ["'sha256-", &STANDARD.encode(Sha256::digest(content)), "'"].concat()).collect()
}

/// Removes comments and the white space that CSS does not need.
fn squeeze(css: &str) -> String {
    let mut squeezed = String::with_capacity(css.len());
    let mut chars = css.chars().peekable();
    let mut is_spaced = false;
    while let Some(char) = chars.next() {
        if char == '/' && chars.next_if_eq(&'*').is_some() {
            let mut previous = ' ';
            while let Some(char) = chars.next_if(|next| (previous, *next) != ('*', '/')) {
                previous = char;
            }
            chars.next();
        } else if char.is_whitespace() {
            is_spaced = true;
        } else {
            let is_needed = !squeezed.is_empty() && !squeezed.ends_with(['{', '}', ';']) && !"{};".contains(char);
            if std::mem::take(&mut is_spaced) && is_needed {
                squeezed.push(' ');
            }
            squeezed.push(char);
            if matches!(char, '\'' | '"') {
                squeezed.push_str(&string(char, &mut chars));
            }
        }
    }
    squeezed
}

/// The rest of a string, after its opening quotation mark `quote`.
fn string(quote: char, chars: &mut impl Iterator<Item = char>) -> String {
    let mut string = String::new();
    let mut is_escaped = false;
    for char in chars {
        string.push(char);
        if char == quote && !is_escaped {
            break;
        }
        is_escaped = char == '\\' && !is_escaped;
    }
    string
}

/// Appends the rules in `css`, which is the content of a rule with the selectors `parents`, to `flat`.
fn flatten(css: &str, parents: &[String], flat: &mut String) {
    let mut rest = css;
    let mut declarations = Vec::new();
    while !rest.is_empty() {
        let (prelude, after) = split(rest, |char| matches!(char, ';' | '{'));
        let Some(after) = after.strip_prefix('{') else {
            declarations.push(prelude);
            rest = after.get(1..).unwrap_or_default();
            continue;
        };
        let (block, after) = split(after, |char| char == '}');
        rest = after.get(1..).unwrap_or_default();
        write_rule(parents, &std::mem::take(&mut declarations), flat);
        if prelude.starts_with("@property") {
            flat.extend([prelude, "{", block, "}"]);
        } else if prelude.starts_with('@') {
            flat.extend([prelude, "{"]);
            flatten(block, parents, flat);
            flat.push('}');
        } else {
            flatten(block, &nested(parents, prelude), flat);
        }
    }
    write_rule(parents, &declarations, flat);
}

fn write_rule(selectors: &[String], declarations: &[&str], flat: &mut String) {
    if !declarations.is_empty() {
        flat.extend([&selectors.join(","), "{", &declarations.join(";"), "}"]);
    }
}

/// The selectors of a rule with the selectors `list` in a rule with the selectors `parents`.
fn nested(parents: &[String], list: &str) -> Vec<String> {
    let parent = match parents {
        [] => String::new(),
        [parent] => parent.clone(),
        parents => [":is(", &parents.join(","), ")"].concat(),
    };
    let mut selectors = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let (selector, after) = split(rest, |char| char == ',');
        rest = after.get(1..).unwrap_or_default();
        let selector = selector.trim();
        selectors.push(match (parent.is_empty(), selector.contains('&')) {
            (true, _) => selector.to_owned(),
            (false, true) => selector.replace('&', &parent),
            (false, false) => [&parent, " ", selector].concat(),
        });
    }
    selectors
}

/// Splits `css` before the first character outside strings and brackets that `is_end` accepts.
fn split(css: &str, is_end: fn(char) -> bool) -> (&str, &str) {
    let (mut depth, mut quote, mut is_escaped) = (0_usize, None, false);
    for (index, char) in css.char_indices() {
        if quote.is_some() {
            quote = quote.filter(|quote| char != *quote || is_escaped);
            is_escaped = char == '\\' && !is_escaped;
        } else if matches!(char, '\'' | '"') {
            quote = Some(char);
        } else if depth == 0 && is_end(char) {
            return css.split_at(index);
        } else if matches!(char, '(' | '[' | '{') {
            depth += 1;
        } else if matches!(char, ')' | ']' | '}') {
            depth = depth.saturating_sub(1);
        }
    }
    (css, "")
}

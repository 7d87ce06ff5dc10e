//! Parses a page into a tree. Every element gets a mark, which leads back to its line after the reader view has changed
//! the tree. Hostile pages are limited here: in depth, in attributes, and in elements that the parser repeats.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// The value of the attribute that marks an element. Its name is the mark: `s`, and the number of the tag in base 36.
/// A mark is a name because the reader view copies attributes from one element to another; both marks then remain.
const MARK: &str = "sb";
/// How many open elements nest. Browsers allow 512.
const MAX_DEPTH: usize = 200;
/// Elements that are never in the stack of open ones: those without an end, and those that the next one closes.
const UNCOUNTED: [&str; 30] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "thead", "tfoot", "title", "script", "style", "textarea",
    "html",
];
/// Formatting elements. The parser opens them again in each paragraph until they are closed.
const FORMATTING: [&str; 12] = ["big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "tt", "u", "marquee"];

/// A parsed page.
pub(super) struct Page {
    pub(super) document: Document,
    /// The line of each tag, by its number.
    lines: Vec<usize>,
}

impl Page {
    /// Parses `text`.
    pub(super) fn parse(text: &str) -> Self {
        let builder = TreeBuilder::new(Document::default(), TreeBuilderOpts::default());
        let tokenizer = Tokenizer::new(Marker { builder, state: RefCell::default() }, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(&*limit_attributes(text)));
        // The tokenizer pauses after each script, so that a browser can run it. Scripts are not run here.
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        let Marker { builder, state } = tokenizer.sink;
        Self { document: builder.sink, lines: state.into_inner().lines }
    }

    /// The mark of an element: the number of its tag.
    pub(super) fn mark(node: &NodeRef) -> Option<usize> {
        let element = node.element_ref()?;
        element.attrs.iter().find(|attr| &*attr.value == MARK).and_then(|attr| number(&attr.name.local))
    }

    /// The line of the tag with `mark`.
    pub(super) fn line(&self, mark: usize) -> Option<usize> {
        self.lines.get(mark).copied()
    }

    /// The marks in a page that the reader view has written.
    pub(super) fn marks(html: &str) -> HashSet<usize> {
        let names =
            html.match_indices("=\"sb\"").map(|(end, _)| &html[html[..end].rfind(' ').map_or(0, |at| at + 1)..end]);
        names.filter_map(number).collect()
    }
}

fn number(name: &str) -> Option<usize> {
    usize::from_str_radix(name.strip_prefix('s')?, 36).ok()
}

/// The attribute that marks the tag with `number`. Seven characters at most, which need no allocation.
fn attribute(mut number: usize) -> Attribute {
    let mut name = String::new();
    while number > 0 || name.is_empty() {
        name.insert(0, char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
    }
    name.insert(0, 's');
    Attribute { name: QualName::new(None, ns!(), LocalName::from(name)), value: MARK.into() }
}

/// Passes tokens to the builder of the tree, with marks and within the limits.
struct Marker {
    builder: TreeBuilder<NodeId, Document>,
    state: RefCell<MarkerState>,
}

#[derive(Default)]
struct MarkerState {
    lines: Vec<usize>,
    open: Vec<LocalName>,
}

impl MarkerState {
    /// Prepares a tag for the builder. Returns whether the builder gets it.
    fn tag(&mut self, tag: &mut Tag, line: usize) -> bool {
        if FORMATTING.contains(&&*tag.name) {
            return false;
        }
        if matches!(&*tag.name, "b" | "strong") {
            // An element that the parser does not repeat.
            tag.name = local_name!("mark");
        }
        let counts = !UNCOUNTED.contains(&&*tag.name);
        if tag.kind == TagKind::EndTag {
            if let Some(at) = self.open.iter().rposition(|open| *open == tag.name).filter(|_| counts) {
                self.open.truncate(at);
            }
            return true;
        }
        if counts && !tag.self_closing {
            if self.open.len() >= MAX_DEPTH {
                return false;
            }
            self.open.push(tag.name.clone());
        }
        tag.attrs.retain(|attr| &*attr.value != MARK);
        tag.attrs.push(attribute(self.lines.len()));
        self.lines.push(line);
        true
    }
}

impl TokenSink for Marker {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let token = match token {
            Token::TagToken(mut tag) => {
                if !self.state.borrow_mut().tag(&mut tag, line as usize) {
                    return TokenSinkResult::Continue;
                }
                Token::TagToken(tag)
            }
            // The builder would keep every message.
            Token::ParseError(_) => return TokenSinkResult::Continue,
            token => token,
        };
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Limits the number of attributes in each tag, because the tokenizer compares each with all earlier ones. Joins the
/// excess attributes into one long name; quotation marks stay in place.
fn limit_attributes(text: &str) -> Cow<'_, str> {
    const MOST: usize = 5_000;
    let mut kept = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices('<') {
        let inside = &text[at + 1..];
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) || inside.len() < MOST {
            continue;
        }
        let length = inside.find(['<', '>']).unwrap_or(inside.len());
        let separates = |c: char| c.is_ascii_whitespace() || c == '/';
        if let Some((most, _)) = inside[..length].match_indices(separates).nth(MOST) {
            kept.push_str(&text[from..at + 1 + most]);
            kept.extend(inside[most..length].chars().map(|c| if separates(c) { '_' } else { c }));
            from = at + 1 + length;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

//! `check`: everything an editor should know about a brief before it is published, at once. Pure: zone rules are an
//! argument. Must not import anything that knows files or terminals.

mod content;
mod markdown;
mod markup;
mod shape;
mod stated_times;

use super::suggest::Suggestions;
use super::{Code, Finding, ZoneNames, json};
use crate::brief::{Brief, PartialBrief, Path};

/// Everything there is to say about the brief in `source`, in its order.
#[must_use]
pub fn check(source: &str, zones: &dyn ZoneNames) -> Vec<Finding> {
    read(source, zones).1
}

/// The brief in `source`, unless a finding [is fatal](Code::is_fatal), and everything there is to say about it, in its
/// order.
#[must_use]
pub fn read(source: &str, zones: &dyn ZoneNames) -> (Option<Brief>, Vec<Finding>) {
    let (root, errors) = json::read(source);
    let syntax = errors.into_iter().map(|error| Finding {
        code: Code::Syntax,
        path: Path::default(),
        span: error.span,
        message: error.message,
        remedy: error.remedy,
    });
    let mut findings: Vec<Finding> = syntax.collect();
    let mut suggestions = Suggestions::new();
    let outline = shape::outline(&root, &mut findings, &mut suggestions);
    markup::look(&outline, &mut findings);
    if let Some(brief) = &outline.brief {
        content::look(brief, &outline, zones, &mut findings, &mut suggestions);
        stated_times::look(brief, &outline, zones, &mut findings);
    }
    // Stable, so that what is said of one place keeps the order in which it was found.
    findings.sort_by_key(|finding| (finding.span.start, finding.code.level()));
    let brief =
        outline.brief.and_then(PartialBrief::whole).filter(|_| !findings.iter().any(|finding| finding.code.is_fatal()));
    (brief, findings)
}

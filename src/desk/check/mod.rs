//! `check`: reports everything an editor should know about a brief before it is published. Pure: zone rules are an
//! argument. Must not import anything that touches files or terminals.

mod content;
mod markdown;
mod markup;
mod shape;
mod stated_times;

use super::suggest::Suggestions;
use super::{Code, Finding, ZoneNames, json};
use crate::brief::{Brief, PartialBrief, Path};

/// Every finding about the brief in `source`, in source order.
#[must_use]
pub fn check(source: &str, zones: &dyn ZoneNames) -> Vec<Finding> {
    read(source, zones).1
}

/// Reads `source`. Returns the brief, unless a finding [is fatal](Code::is_fatal), and every finding in source order.
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
    markup::check(&outline, &mut findings);
    if let Some(brief) = &outline.brief {
        content::check(brief, &outline, zones, &mut findings, &mut suggestions);
        stated_times::check(brief, &outline, zones, &mut findings);
    }
    // The sort is stable: findings at the same place and level keep the order in which they were found.
    findings.sort_by_key(|finding| (finding.span.start, finding.code.level()));
    let brief =
        outline.brief.and_then(PartialBrief::whole).filter(|_| !findings.iter().any(|finding| finding.code.is_fatal()));
    (brief, findings)
}

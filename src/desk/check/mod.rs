//! `check`: everything an editor should know about a brief before it is published, at once. Pure: zone rules are an
//! argument. Must not import anything that knows files or terminals.

mod content;
mod markdown;
mod markup;
mod shape;
mod times;

use super::{Finding, Level, ZoneNames, json};
use crate::brief::Path;

/// Everything there is to say about the brief in `source`, in its order.
#[must_use]
pub fn check(source: &str, zones: &dyn ZoneNames) -> Vec<Finding> {
    let (root, errors) = json::read(source);
    let syntax = errors.into_iter().map(|error| Finding {
        level: Level::Error,
        code: "syntax",
        path: Path::default(),
        span: error.span,
        message: error.message,
        remedy: error.remedy,
    });
    let mut findings: Vec<Finding> = syntax.collect();
    let readable = !matches!(root.value, json::Value::Broken);
    if let Some(outline) = readable.then(|| shape::outline(&root, &mut findings)).flatten() {
        content::look(&outline, zones, &mut findings);
        markup::look(&outline, &mut findings);
        times::look(&outline, zones, &mut findings);
    }
    // Stable, so that what is said of one place keeps the order in which it was found.
    findings.sort_by_key(|finding| (finding.span.start, finding.level));
    findings
}

//! Findings for people and programs: as lines, as excerpts with carets for terminals, and as JSON.

use annotate_snippets::{AnnotationKind, Group, Renderer, Snippet};
use line_index::LineIndex;
use serde_json::json;

use crate::desk::{Finding, Level, line_column};
use crate::text::{is_hidden, without_hidden};

/// How much of a line an excerpt shows before the start of a finding, in bytes; after it, twice as much.
const CONTEXT_BYTES: usize = 70;

/// One line per finding: `file:line:column: level: path: message; remedy`.
pub(super) fn lines(file: &str, source: &str, findings: &[Finding]) -> String {
    let index = LineIndex::new(source);
    let lines = findings.iter().map(|finding| {
        let (line, column) = line_column(&index, finding.span.start);
        let Finding { code, message, remedy, .. } = finding;
        one_line(&format!("{file}:{line}:{column}: {}: {}{message}; {remedy}", code.level(), place(finding))) + "\n"
    });
    lines.collect()
}

/// The same findings, with excerpts of the source in which the place is underlined. [`super::write_stderr`] drops the
/// colours if they cannot be shown.
pub(super) fn excerpts(file: &str, source: &str, findings: &[Finding]) -> String {
    let index = LineIndex::new(source);
    let renderer = Renderer::styled();
    let excerpts = findings.iter().map(|finding| {
        let (line, column) = line_column(&index, finding.span.start);
        let (level, colour) = match finding.code.level() {
            Level::Error => (annotate_snippets::Level::ERROR, "\u{1b}[1;31m"),
            Level::Warning => (annotate_snippets::Level::WARNING, "\u{1b}[1;33m"),
            Level::Note => (annotate_snippets::Level::NOTE, "\u{1b}[1;36m"),
        };
        let (window, span) = window(source, finding);
        let annotation = AnnotationKind::Primary.span(span);
        let snippet = Snippet::source(without_hidden(window)).line_start(line as usize).annotation(annotation);
        let help = annotate_snippets::Level::HELP.message(one_line(&finding.remedy));
        let group = Group::with_level(level).element(snippet).element(help);
        let heading = format!("\u{1b}[1m{file}:{line}:{column}: {colour}{}\u{1b}[0m", finding.code.level());
        format!(
            "{heading}: {}\n{}\n\n",
            one_line(&[&place(finding), &*finding.message].concat()),
            renderer.render(&[group])
        )
    });
    excerpts.collect()
}

/// `text` on one line, without characters that a terminal would obey: articles, briefs and file names may have any.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_hidden(c) { ' ' } else { c }).collect()
}

/// The path and a colon; empty for the document itself.
fn place(finding: &Finding) -> String {
    if finding.path.is_empty() { String::new() } else { format!("{}: ", finding.path) }
}

/// The part of the finding's first line around its start, and the range of the finding in that part.
fn window<'a>(source: &'a str, finding: &Finding) -> (&'a str, std::ops::Range<usize>) {
    let start = source.floor_char_boundary(finding.span.start);
    let from = source.floor_char_boundary(start.saturating_sub(CONTEXT_BYTES));
    let from = source[from..start].rfind('\n').map_or(from, |at| from + at + 1);
    let to = source.floor_char_boundary((start + 2 * CONTEXT_BYTES).min(source.len()));
    let to = source[start..to].find(['\n', '\r']).map_or(to, |at| start + at);
    let end = source.floor_char_boundary(finding.span.end).clamp(start, to);
    (&source[from..to], start - from..end - from)
}

/// One JSON object per finding, for programs.
pub(super) fn json(file: &str, source: &str, findings: &[Finding]) -> Vec<serde_json::Value> {
    let index = LineIndex::new(source);
    let record = |finding: &Finding| {
        let (line, column) = line_column(&index, finding.span.start);
        let (end_line, end_column) = line_column(&index, finding.span.end);
        json!({
            "file": file,
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
            "level": finding.code.level().name(),
            "code": finding.code.name(),
            "path": finding.path.describe(),
            "message": finding.message,
            "remedy": finding.remedy,
        })
    };
    findings.iter().map(record).collect()
}

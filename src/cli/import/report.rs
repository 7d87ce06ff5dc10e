//! The report of `import` as text: a summary for editors, or one line for each item.

use super::super::report::one_line;
use crate::desk::import::{Confidence, Imported, Item, Kind};
use crate::desk::words::{clip_to, plural};

/// The greatest number of lines in the report, before the closing ones.
const MAX_LINES: usize = 1_990;

/// How many characters of a title the summary shows.
const TITLE: usize = 140;
/// How many characters of a sentence it shows.
const SENTENCE: usize = 200;
/// How many bytes of that are before the candidate, at most.
const BEFORE: usize = 100;

/// The parts of the summary.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    InTheBrief,
    ToDecide,
    ToCorrect,
    /// Only in the lines of `--verbose`.
    Remark,
}

impl Part {
    fn of(item: &Item) -> Self {
        let (is_guess, is_open) = (item.sure == Confidence::Guess, item.sure == Confidence::Open);
        match item.kind {
            Kind::Candidate => Self::ToDecide,
            Kind::Error | Kind::Warning if is_open => Self::ToCorrect,
            Kind::Headline | Kind::Summary | Kind::Published | Kind::Place | Kind::Issue => Self::InTheBrief,
            Kind::Session if is_open || item.instant.is_some() => Self::InTheBrief,
            Kind::Newsroom if is_open || is_guess => Self::InTheBrief,
            Kind::Updated | Kind::Column if is_open => Self::InTheBrief,
            _ => Self::Remark,
        }
    }
}

/// Every item on a line: `file:line:column: certainty: message`.
pub(super) fn lines(file: &str, written: Option<&str>, imported: &Imported) -> String {
    let line = |item: &Item| {
        let place = place(item).map_or(String::new(), |place| format!("{place}:"));
        format!("{file}:{place} {}: {}", item.sure.name(), item.message())
    };
    let lines = imported.items.iter().map(line).chain([next_step(written, imported)]);
    joined(lines)
}

/// The summary: what is in the brief, what to decide, and what to correct.
pub(super) fn summary(written: Option<&str>, imported: &Imported) -> String {
    let items = &imported.items;
    let of = |part| items.iter().filter(move |item| Part::of(item) == part);
    let is_dated = !items.iter().any(|item| item.kind == Kind::Published && item.sure == Confidence::Open);
    let mut lines = vec!["In the brief".to_owned()];
    lines.extend(contents(&of(Part::InTheBrief).collect::<Vec<_>>()));
    for (heading, part) in [("To decide", Part::ToDecide), ("To correct", Part::ToCorrect)] {
        lines.extend([String::new(), heading.to_owned()]);
        let places = of(part).filter_map(place);
        let width = places.map(|place| place.len() + 2).max().unwrap_or_default();
        for item in of(part) {
            let first = format!("  {:width$}", place(item).unwrap_or_default());
            match part {
                Part::ToDecide => lines.extend(candidate(item, &first, is_dated)),
                _ => lines.push(first + &item.message()),
            }
        }
        if of(part).next().is_none() {
            lines.push("  nothing".to_owned());
        }
    }
    let left_out = lines.len().saturating_sub(MAX_LINES);
    lines.truncate(MAX_LINES);
    if left_out > 0 {
        lines.push(format!("  {left_out} more lines are left out"));
    }
    lines.push(String::new());
    lines.extend(items.iter().filter(|item| item.kind == Kind::Omitted).map(|item| item.text.clone()));
    lines.extend(not_shown(of(Part::Remark)));
    lines.push(next_step(written, imported));
    joined(lines)
}

fn joined(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().map(|line| one_line(&line).trim_end().to_owned() + "\n").collect()
}

/// `17:48`, or the line alone.
fn place(item: &Item) -> Option<String> {
    let line = item.spot.line?;
    Some(item.spot.column.map_or(line.to_string(), |column| format!("{line}:{column}")))
}

/// What is in the brief, and what it lacks.
fn contents(items: &[&Item]) -> Vec<String> {
    const ORDER: [Kind; 9] = [
        Kind::Headline,
        Kind::Summary,
        Kind::Published,
        Kind::Updated,
        Kind::Newsroom,
        Kind::Place,
        Kind::Column,
        Kind::Session,
        Kind::Issue,
    ];
    let mut items = items.to_vec();
    items.sort_by_key(|item| item.instant.map(|start| start.instant));
    let mut lines = Vec::new();
    for kind in ORDER {
        let mut titles: Vec<String> = Vec::new();
        for item in items.iter().filter(|item| item.kind == kind) {
            let field = |text: &str| format!("  {:11}{text}", kind.name());
            let note = if item.sure == Confidence::Guess { format!(" (guess: {})", item.why) } else { String::new() };
            match (&item.when, kind) {
                _ if item.text.is_empty() => lines.push(field(&item.why)),
                _ if item.sure == Confidence::Open => {
                    lines.push(field(&format!("{}, {}", item.shown(TITLE), item.why)))
                }
                (Some(when), Kind::Session) => {
                    let status = item.status().map_or(String::new(), |status| format!(", {status}"));
                    lines.push(field(&format!("{}{status}{note}", item.shown(TITLE))));
                    lines.push(format!("{:13}{when}", ""));
                }
                (Some(when), _) => lines.push(field(&format!("{when}{note}"))),
                (None, Kind::Issue) if note.is_empty() => titles.push(item.text.clone()),
                (None, Kind::Issue) => titles.push(format!("{} (guess)", item.text)),
                (None, _) => lines.push(field(&format!("{}{note}", item.shown(TITLE)))),
            }
        }
        if !titles.is_empty() {
            lines.push(format!("  {:11}{}", plural(titles.len(), "issue"), titles.join("; ")));
        }
    }
    lines
}

/// A candidate, and how to add it.
fn candidate(item: &Item, first: &str, is_dated: bool) -> [String; 3] {
    let when = item.when.as_ref().map_or(String::new(), |when| format!(": {when}"));
    let indent = " ".repeat(first.len());
    let remedy = match place(item).filter(|_| item.session.is_some() && item.spot.column.is_some()) {
        Some(place) => format!("to add it: --accept {place}"),
        None if !is_dated => "to add it, pass --published first".to_owned(),
        None => "to add it, write the session into the brief".to_owned(),
    };
    [
        format!("{first}candidate {}{when}", item.shown(TITLE)),
        format!("{indent}in “{}”", clip_to(&around(item), SENTENCE)),
        format!("{indent}not sure, because {}; {remedy}", item.why),
    ]
}

/// The sentence of a candidate, from a little before its words.
fn around(item: &Item) -> String {
    let sentence = item.sentence.as_deref().unwrap_or_default();
    let at = sentence.find(&item.text).unwrap_or_default();
    let cut = sentence.floor_char_boundary(at.saturating_sub(BEFORE));
    match sentence[cut..at].split_once(' ').filter(|_| cut > 0) {
        Some((word, _)) => format!("…{}", &sentence[cut + word.len() + 1..]),
        None => sentence[cut..].to_owned(),
    }
}

/// What only `--verbose` lists.
fn not_shown<'a>(remarks: impl Iterator<Item = &'a Item>) -> Option<String> {
    let (texts, others): (Vec<_>, Vec<_>) = remarks.partition(|item| item.kind == Kind::Leftover);
    let texts = Some(plural(texts.len(), "passage") + " left out of the brief").filter(|_| !texts.is_empty());
    let others = Some(plural(others.len(), "remark")).filter(|_| !others.is_empty());
    let counts: Vec<String> = [texts, others].into_iter().flatten().collect();
    (!counts.is_empty()).then(|| format!("--verbose lists {}.", counts.join(" and ")))
}

/// What to run next.
fn next_step(written: Option<&str>, imported: &Imported) -> String {
    let file = written.unwrap_or("brief.json");
    let mut steps = Vec::new();
    if imported.items.iter().any(|item| matches!(Part::of(item), Part::ToDecide | Part::ToCorrect)) {
        steps.push("settle these points");
    }
    if written.is_none() {
        steps.push("keep the brief with -o brief.json");
    }
    let (passes, last, command) = match imported.passes {
        true => ("passes check", "compare it with the article", "render"),
        false => ("does not pass check yet", "complete it", "check"),
    };
    steps.push(last);
    format!("The brief {passes}. Next: {}, and run: summit-brief {command} {file}", steps.join(", "))
}

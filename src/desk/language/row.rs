//! Lines of schedules and rows of tables: “0800GMT – Arrival of the leaders”, “PC – Feb. 24, 3 p.m. PT”.

use std::ops::Range;
use std::rc::Rc;

use super::zone::{Zone, zone_named, zone_of_heading};
use super::{Gazetteer, Group, Reading, Stated, groups, word_count};
use crate::desk::lexicon::{Class, is_in};

/// The longest line, in bytes, that can be one of a schedule.
const LONGEST: usize = 400;

/// The cells of a line or row, as byte ranges of its text, and the headings of their columns, if it has any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Range<usize>>,
    pub(crate) heads: Rc<[String]>,
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) span: Range<usize>,
    pub(crate) kind: CellKind,
}

/// What the heading of a column says of its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// “What happens”
    Event,
    /// “Where”
    Place,
    /// “Until”
    End,
    /// Anything else, or no heading.
    Other,
}

impl CellKind {
    fn of(heading: &str) -> Self {
        let heading = heading.trim().trim_end_matches(':');
        let classes = [(Class::What, Self::Event), (Class::Where, Self::Place), (Class::Until, Self::End)];
        classes.into_iter().find(|(class, _)| is_in(*class, heading)).map_or(Self::Other, |(_, kind)| kind)
    }
}

impl Row {
    /// The text of a row of a table, and the row: “10:00: Opening”, “China: 25%, 50%”.
    pub(crate) fn joined(cells: &[String]) -> (String, Self) {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for cell in cells {
            if !text.is_empty() && !cell.is_empty() {
                text.push_str(if text.contains(": ") { ", " } else { ": " });
            }
            spans.push(text.len()..text.len() + cell.len());
            text.push_str(cell);
        }
        (text, Self { cells: spans, heads: Rc::new([]) })
    }

    /// The cells of `text`, if it is a line of a schedule: a time and what happens then, in either order.
    pub(crate) fn of_line(text: &str, places: &Gazetteer) -> Option<Self> {
        let is_named = || ["noon", "Noon", "idday", "idnight"].iter().any(|word| text.contains(word));
        if text.len() > LONGEST || !text.contains(|c: char| c.is_ascii_digit()) && !is_named() {
            return None;
        }
        let start = after_lead(text, after_bullet(text));
        let line = &text[start..];
        let reading = Reading::new(line, places);
        let first = reading.times.first()?;
        let all = 0..line.len();
        if reading.times.len() > 1 && reading.has(Class::Moved, &all) {
            return None;
        }
        let cells = match reading.when_at(0) {
            // “13 April 2023, 11:00 EDT (15:00 UTC)”; a time alone is that of a post.
            Some(end) if !line[end..].contains(char::is_alphanumeric) && reading.days.is_empty() => None,
            Some(end) => time_first(line, end),
            None => label_first(&reading, first).or_else(|| time_last(&reading)),
        };
        cells.map(|cells| Self::of_cells(start, &cells))
    }

    /// The row with `cells`, which are ranges of the text from `start` on.
    fn of_cells(start: usize, cells: &[Range<usize>]) -> Self {
        let shift = |cell: &Range<usize>| start + cell.start..start + cell.end;
        Self { cells: cells.iter().map(shift).collect(), heads: Rc::new([]) }
    }

    /// Whether a line is only a time: “09:30”, “9:00 am – 10:30 am EDT”.
    pub(crate) fn is_time(text: &str, places: &Gazetteer) -> bool {
        let reading = Reading::new(text, places);
        let end = reading.when_at(0).filter(|_| text.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase()));
        end.is_some_and(|end| !text[end..].contains(char::is_alphanumeric))
    }

    /// The cells of “0930 – Closing plenary”.
    pub(crate) fn of_figures(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let start = after_bullet(text);
        let line = &text[start..];
        let is_figures = |text: &str| {
            text.split(['-', '–'])
                .all(|digits| digits.trim().len() == 4 && digits.trim().bytes().all(|byte| byte.is_ascii_digit()))
        };
        // “LONDON - Minister speaks on fares - 0930”
        let last = [" - ", " – ", " — ", ": "]
            .iter()
            .filter_map(|sign| line.rsplit_once(sign))
            .max_by_key(|(label, _)| label.len());
        if let Some((label, figures)) =
            last.filter(|(label, figures)| is_figures(figures) && label.contains(char::is_alphabetic))
        {
            let cells = [0..label.len(), line.len() - figures.len()..line.len()];
            return Some(Self::of_cells(start, &cells));
        }
        let length = line.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–'))?;
        let figures = line[..length].trim_end_matches(['-', '–']);
        let cells = time_first(line, figures.len()).filter(|cells| is_figures(figures) && cells.len() == 2)?;
        Some(Self::of_cells(start, &cells))
    }
}

/// Where the text begins after a bullet, an opening bracket or a number: “• 10:00”, “[7.30pm]”, “1. 7.30pm”.
fn after_bullet(text: &str) -> usize {
    let skips = |c: char| is_bullet(c) || c.is_whitespace() || matches!(c, '[' | '(');
    let rest = text.trim_start_matches(skips);
    let unnumbered = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = (1..=2).contains(&(rest.len() - unnumbered.len()));
    let item = unnumbered.strip_prefix(". ").or_else(|| unnumbered.strip_prefix(") ")).filter(|_| is_number);
    text.len() - item.map_or(rest, |item| item.trim_start_matches(skips)).len()
}

/// Where the time begins in “c. 22.00 Press conference” and “From 10am: registration”.
fn after_lead(text: &str, start: usize) -> usize {
    const LEADS: [&str; 10] =
        ["c. ", "ca. ", "circa ", "approx. ", "approximately ", "around ", "about ", "from ", "at ", "not before "];
    let rest = &text[start..];
    let is_lead = |lead: &&&str| rest.get(..lead.len()).is_some_and(|first| first.eq_ignore_ascii_case(lead));
    LEADS.iter().find(is_lead).map_or(start, |lead| start + lead.len())
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '*' | '·' | '–' | '—' | '-' | '▪' | '●' | '◦' | '‣' | '→' | '►')
}

/// The cells of “10:00 – Opening”, “9.15 am–10.00 am Opening”; only the time of “11:00 EDT (15:00 UTC), 13 April 2023”.
fn time_first(text: &str, end: usize) -> Option<Vec<Range<usize>>> {
    let rest = &text[end..];
    let rest =
        [" (approx.)", " (approximately)", " approx."].iter().find_map(|note| rest.strip_prefix(note)).unwrap_or(rest);
    if rest.trim_matches(|c: char| c.is_whitespace() || c == '.').is_empty() {
        return Some(std::iter::once(0..end).collect());
    }
    let event = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || is_bullet(c) || matches!(c, ':' | ';' | '|' | '/' | ',' | ')' | ']' | '.' | '…')
    });
    let gap = &rest[..rest.len() - event.len()];
    let is_separated = gap.contains(|c: char| is_bullet(c) || matches!(c, ':' | ';' | '|' | '/' | ']' | '.' | '…'));
    // “10:00 Opening plenary” has no full stop; “10:00 GMT Talks resume in Geneva.” is a sentence.
    let begins = event.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '‘' | '"'));
    let fits = event.contains(char::is_alphabetic) && (is_separated || begins && !event.ends_with('.'));
    fits.then(|| vec![0..end, text.len() - event.len()..text.len()])
}

/// The cells of “Opening concert, Town Hall, 7.30pm”, which is no sentence.
fn time_last(reading: &Reading<'_>) -> Option<Vec<Range<usize>>> {
    const LONGEST_LABEL: usize = 14;
    let text = reading.text;
    if text.ends_with(['?', '!', ':', ';', '”', '"']) {
        return None;
    }
    let starts = reading.times.iter().map(|time| time.span.start).chain(reading.days.iter().map(|(_, at)| at.start));
    let is_last = |at: &usize| {
        let end = reading.when_at(*at).unwrap_or(0);
        end > 0 && text[end..].trim_matches(|c: char| c.is_whitespace() || matches!(c, ')' | ']')).is_empty()
    };
    let at = starts.filter(is_last).min()?;
    let label =
        text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '@' | '(' | '[' | '-' | '–'));
    let label = label
        .strip_suffix(" at")
        .or_else(|| label.strip_suffix(" on"))
        .or_else(|| label.strip_suffix(" from"))
        .unwrap_or(label);
    let words = word_count(label);
    let is_stamp = ["published", "updated", "posted", "issued"].iter().any(|word| label.to_lowercase().ends_with(word));
    let is_name = !is_stamp && label.starts_with(char::is_uppercase) && (1..=LONGEST_LABEL).contains(&words);
    is_name.then(|| vec![0..label.len(), at..text.len()])
}

/// The cells of “PC – Feb. 24, 3 p.m. PT”.
fn label_first(reading: &Reading<'_>, first: &Stated) -> Option<Vec<Range<usize>>> {
    const LONGEST_LABEL: usize = 12;
    let text = reading.text;
    let head = &text[..first.span.start];
    let separators = [": ", " - ", " – ", " — ", " | ", " .. ", "... ", "… "];
    // “Geneva: board of the Pool opens its session – 10:00 (CET)”
    let found = separators.iter().flat_map(|sign| head.match_indices(sign).map(|(at, sign)| (at, at + sign.len())));
    let found = found.filter_map(|(at, start)| Some((at, start, reading.when_at(start)?)));
    // “Talk by the composer......5:30 p.m.”
    let dots = head.strip_suffix("...").and_then(|_| Some((head.len(), head.len(), reading.when_at(head.len())?)));
    let (at, start, end) = found.min_by_key(|(at, ..)| *at).or(dots)?;
    let label = 0..head[..at].trim_end_matches(['.', ' ', '…']).len();
    let words = word_count(&text[label.clone()]);
    let rest = text[end..].trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';'));
    // “Kick-off: 20:45 CET at the National Stadium”
    let is_named =
        text[end..].trim_start().starts_with(',') && rest.starts_with(char::is_uppercase) && word_count(rest) <= 5;
    let is_place = (rest.starts_with("at ") || rest.starts_with("in ")) && word_count(rest) <= 8 || is_named;
    // “14:00 WITHDRAWN”, “10:00 (WET) – cancelled”
    let status = rest.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let is_status = is_in(Class::Cancelled, &status) || is_in(Class::Moved, &status);
    let fits = (1..=LONGEST_LABEL).contains(&words) && (rest.is_empty() || is_place || is_status);
    fits.then(|| vec![label, start..text.len()])
}

impl<'a> Reading<'a> {
    /// Where the times and days end that begin at `start`, if there is a time: “Monday, 10:00–11:00 GMT (noon in Helsinki)”.
    fn when_at(&self, start: usize) -> Option<usize> {
        let skip = |at: usize| {
            let rest = &self.text[at..];
            let rest =
                rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '[' | '/' | '.' | ':'));
            let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let is_filler = matches!(word, "at" | "from" | "to" | "on" | "and" | "or" | "is" | "which" | "until");
            let rest = if is_filler { rest[word.len()..].trim_start() } else { rest };
            let rest = rest.strip_prefix(['–', '—', '-', '=']).map_or(rest, str::trim_start);
            self.text.len() - rest.len()
        };
        let (mut end, mut next, mut has_time) = (None, start, false);
        loop {
            let time = self.times.partition_point(|time| time.span.start < next);
            let time = self.times.get(time).filter(|time| time.span.start == next).map(|time| time.span.end);
            let day = || {
                let day = self.days.partition_point(|(_, at)| at.start < next);
                self.days.get(day).filter(|(_, at)| at.start == next).map(|(_, at)| at.end)
            };
            has_time |= time.is_some();
            let Some(at) = time.or_else(day) else { break };
            let closed = self.text[at..].strip_prefix([')', ']']).map_or(at, |rest| self.text.len() - rest.len());
            (end, next) = (Some(closed), skip(closed));
        }
        end.filter(|_| has_time)
    }

    /// Reads a line of a schedule or a row of a table.
    pub(crate) fn of_row(text: &'a str, row: &Row, places: &Gazetteer) -> Self {
        let mut whole = Self { text, ..Self::default() };
        let label = |span: &Range<usize>| zone_named(&text[span.clone()], places).filter(|_| row.heads.is_empty());
        let labels: Vec<Option<Zone>> = row.cells.iter().map(label).collect();
        whole.is_conversion = labels.iter().any(Option::is_some);
        for (index, span) in row.cells.iter().enumerate() {
            let heading = row.heads.get(index).map_or("", String::as_str);
            let words = &text[span.clone()];
            let mut cell = Reading::new(words, places);
            let zone = zone_of_heading(heading, places);
            let is_time = || zone.is_some() || heading.to_lowercase().contains("time");
            if cell.times.is_empty() && (row.heads.is_empty() || is_time()) {
                cell.times = bare_times(words, places);
            }
            // “Tokyo: 1:05 am on Friday”
            let zone = zone.or_else(|| labels.iter().flatten().next().cloned());
            for time in &mut cell.times {
                time.zone = time.zone.take().or_else(|| zone.clone());
            }
            let shift = |at: &Range<usize>| at.start + span.start..at.end + span.start;
            whole.times.extend(cell.times.into_iter().map(|time| Stated { span: shift(&time.span), ..time }));
            whole.days.extend(cell.days.into_iter().map(|(day, at)| (day, shift(&at))));
            whole.marks.extend(cell.marks.into_iter().map(|(class, at)| (class, shift(&at))));
            for mut place in cell.places {
                place.span = shift(&place.span);
                whole.places.push(place);
            }
            whole.cells.push(Cell { span: span.clone(), kind: CellKind::of(heading) });
        }
        // “JAKARTA: Miners walk out, 6:00 am local time”
        whole.settle_local_times();
        whole
    }

    /// Whether a cell has other words than a time.
    fn is_event(&self, cell: &Cell) -> bool {
        self.when_at(cell.span.start).is_none()
    }

    /// The times of a row, which state one instant or range.
    pub(super) fn row_groups(&self) -> Vec<Group> {
        let mut row = Group::default();
        for cell in &self.cells {
            let from = self.times.partition_point(|time| time.span.start < cell.span.start);
            let to = self.times.partition_point(|time| time.span.start < cell.span.end);
            let mut own = groups(self.text, &self.times[from..to]);
            // “10:00: Signing (0200 GMT)”
            if !row.starts.is_empty() && cell.kind == CellKind::Other && self.is_event(cell) {
                let in_brackets = |group: &Group| {
                    let time = &self.times[from + group.starts[0]];
                    time.zone.is_some() && self.text[..time.span.start].ends_with('(')
                };
                own.retain(in_brackets);
            }
            if own.len() > 1 {
                // “10:00 and 14:00”
                return groups(self.text, &self.times);
            }
            for group in own {
                let starts = if cell.kind == CellKind::End { &mut row.ends } else { &mut row.starts };
                starts.extend(group.starts.iter().map(|at| at + from));
                row.ends.extend(group.ends.iter().map(|at| at + from));
            }
        }
        if row.starts.is_empty() { Vec::new() } else { vec![row] }
    }
}

/// The times of a cell such as “0900” or “0900–1030”, which are no times elsewhere.
fn bare_times(words: &str, places: &Gazetteer) -> Vec<Stated> {
    if !words.bytes().all(|byte| byte.is_ascii_digit() || byte >= 128 || matches!(byte, b' ' | b'-' | b'.')) {
        return Vec::new();
    }
    if !words.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4) {
        return Vec::new();
    }
    let with_zone = [words, " GMT"].concat();
    let times = Reading::new(&with_zone, places).times;
    times
        .into_iter()
        .map(|time| Stated { span: time.span.start..time.span.end.min(words.len()), zone: None, ..time })
        .collect()
}

//! An article as a sequence of blocks, whatever its format.

use std::rc::Rc;

use crate::desk::language::{Gazetteer, Reading, Row, names_zone, one_line};

/// What kind of text a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A marked heading, with its level from 1.
    Heading(u8),
    /// A paragraph; in plain text, any block.
    Paragraph,
    /// A block that is one link, with its address.
    Link(String),
    /// A block outside the main text: a box, a caption, a quotation.
    Aside,
}

/// A separate piece of an article, such as a heading or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The line it begins on, from 1.
    pub(super) line: usize,
    pub(super) kind: BlockKind,
    /// Without line breaks.
    pub(super) text: String,
    /// Its cells, if it is a line of a schedule or a row of a table.
    pub(super) row: Option<Row>,
}

/// A value from outside the main text, with its line.
pub(super) type Metadata = Option<(usize, String)>;

/// A parsed article.
#[derive(Clone, Debug, Default)]
pub(super) struct Article {
    pub(super) blocks: Vec<Block>,
    /// Whether the format marks headings.
    pub(super) marked: bool,
    pub(super) language: Option<String>,
    pub(super) title: Metadata,
    pub(super) description: Metadata,
    pub(super) published: Metadata,
    pub(super) updated: Metadata,
}

impl Article {
    /// Adds a block of `text` with white space collapsed, unless it is empty.
    pub(super) fn add(&mut self, line: usize, kind: BlockKind, text: &str) {
        let text = one_line(text);
        if !text.is_empty() {
            self.blocks.push(Block { line, kind, text, row: None });
        }
    }

    /// Adds a table: the line and the cells of each row. A row becomes “10:00: Opening” or “China: 25%, 50%”. If the first
    /// row has no time and another has, it is the head.
    pub(super) fn add_table(&mut self, rows: &[(usize, Vec<String>)], places: &Gazetteer) {
        let has_time = |(_, cells): &(usize, Vec<String>)| has_time(cells, places);
        let is_zone = |(_, cells): &(usize, Vec<String>)| cells.first().is_some_and(|cell| names_zone(cell, places));
        if rows.len() > 2 && rows[1..].iter().all(is_zone) {
            // Each row gives the times in another place.
            let width = rows.iter().map(|(_, cells)| cells.len()).min().unwrap_or_default();
            let column = |at: usize| rows.iter().map(|(_, cells)| cells[at].clone()).collect::<Vec<String>>();
            let mut turned: Vec<_> = (0..width).map(|at| (rows[0].0, column(at))).collect();
            // The corner says what the first column has, or gives the day.
            turned[0].1[0].retain(|_| rows[0].1[0].contains(|c: char| c.is_ascii_digit()));
            if !turned.iter().skip(1).all(is_zone) {
                return self.add_table(&turned, places);
            }
        }
        let first = rows.first().filter(|first| !has_time(first) && rows.iter().any(has_time));
        let heads: Rc<[String]> = first.map(|(_, cells)| cells.clone()).unwrap_or_default().into();
        for (index, (line, cells)) in rows.iter().enumerate() {
            let (text, row) = Row::joined(cells);
            if text.trim().is_empty() {
                continue;
            }
            // Headings of columns mean nothing on their own.
            let is_head = index == 0 && !heads.is_empty();
            let kind = if is_head { BlockKind::Aside } else { BlockKind::Paragraph };
            // A row with fewer cells than columns goes on with the first cells of the row above.
            let missing = heads.len().saturating_sub(cells.len());
            let heads = match missing {
                _ if is_head => Rc::new([]),
                0 => heads.clone(),
                missing => heads[missing..].to_vec().into(),
            };
            self.blocks.push(Block { line: *line, kind, text, row: Some(Row { heads, ..row }) });
        }
    }

    /// Joins each line that is only a time to the line above or below it that says what happens then, if there are several.
    fn join_records(&mut self, places: &Gazetteer) {
        let is_text = |block: &Block| block.kind == BlockKind::Paragraph && block.row.is_none();
        let is_time = |block: &Block| is_text(block) && block.text.len() <= 60 && Row::is_time(&block.text, places);
        let times: Vec<bool> = self.blocks.iter().map(is_time).collect();
        let is_event = |at: usize| {
            let block = self.blocks.get(at).filter(|block| is_text(block) && !times[at]);
            block.is_some_and(|block| block.text.len() <= 120 && !block.text.ends_with('.'))
        };
        let at: Vec<usize> = (0..times.len()).filter(|at| times[*at]).collect();
        let above = at.iter().all(|at| *at > 0 && is_event(at - 1));
        let below = at.iter().all(|at| is_event(at + 1));
        // If both may be, what is below the last time may be the heading of the next text.
        let is_prose = |at: usize| self.blocks.get(at).is_some_and(|block| block.text.ends_with('.'));
        let below = below && !(above && at.last().is_some_and(|last| is_prose(last + 2)));
        if at.len() < 2 || !above && !below {
            return;
        }
        let is_first = |at: usize| if below { times[at] } else { times.get(at + 1) == Some(&true) };
        let mut blocks = std::mem::take(&mut self.blocks).into_iter().enumerate();
        while let Some((at, mut block)) = blocks.next() {
            if let Some((_, next)) = is_first(at).then(|| blocks.next()).flatten() {
                block.text = [block.text.as_str(), ": ", &next.text].concat();
                block.row = Row::of_line(&block.text, places);
            }
            self.blocks.push(block);
        }
    }

    /// Sets the blocks of a page. Rows of a table that follow each other form it.
    pub(super) fn set_blocks(&mut self, blocks: Vec<Block>, places: &Gazetteer) {
        for run in blocks.chunk_by(|one, next| one.row.is_some() && next.row.is_some()) {
            let cells = |block: &Block| -> Option<(usize, Vec<String>)> {
                let cells = block.row.as_ref()?.cells.iter();
                Some((block.line, cells.map(|cell| block.text[cell.clone()].to_owned()).collect()))
            };
            match run.iter().map(cells).collect::<Option<Vec<_>>>() {
                Some(rows) => self.add_table(&rows, places),
                None => self.blocks.extend_from_slice(run),
            }
        }
    }

    /// Marks the lines of schedules.
    pub(super) fn mark_rows(&mut self, places: &Gazetteer) {
        let unmarked = |block: &Block| block.row.is_none() && block.kind == BlockKind::Paragraph;
        for block in self.blocks.iter_mut().filter(|block| unmarked(block)) {
            block.row = Row::of_line(&block.text, places);
        }
        self.join_records(places);
        // “0930 – Closing plenary” is a line of a schedule beside others; “1815 – Battle of Waterloo” may not be one.
        let figures = |block: &Block| Row::of_figures(&block.text).filter(|_| unmarked(block));
        let is_round = |block: &Block| block.text.contains(['0', '5']) && figures(block).is_some();
        let belongs = |block: &Block| block.row.is_some() || figures(block).is_some();
        for run in self.blocks.chunk_by_mut(|one, next| belongs(one) && belongs(next)) {
            let is_clock = |block: &Block| block.row.is_some() || block.text.starts_with('0');
            let is_schedule = run.len() > 1 && run.iter().any(is_clock) || run.len() > 2 && run.iter().all(is_round);
            for block in run.iter_mut().filter(|_| is_schedule) {
                block.row = block.row.take().or_else(|| figures(block));
            }
        }
    }
}

/// Whether a line begins like a stamp. Such a line is a block even without blank lines around it.
fn is_stamp(line: &str) -> bool {
    let start: String = line.trim_start().chars().take(20).collect::<String>().to_lowercase();
    ["published", "updated", "last updated", "first published", "posted"].iter().any(|word| {
        start
            .strip_prefix(word)
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c == ':' || c.is_ascii_digit()))
    })
}

/// Reads plain text. Blank lines separate blocks. If lines are not wrapped to a fixed width, each line is a block.
pub(super) fn plain(text: &str, places: &Gazetteer) -> Article {
    let mut article = Article::default();
    let lines: Vec<&str> = text.lines().collect();
    // The text is wrapped if most lines have 50 to 110 characters, or if at least half of the lines of that length
    // break mid-sentence.
    let pairs = || lines.windows(2).filter(|two| !two[0].trim().is_empty() && !two[1].trim().is_empty());
    let wrapped = || pairs().filter(|two| (50..=110).contains(&length(two[0])));
    let mut widths: Vec<usize> = wrapped().map(|two| length(two[0])).collect();
    let mid_sentence = wrapped().filter(|two| two[1].trim_start().starts_with(char::is_lowercase)).count();
    let is_wrapped = widths.len() * 10 >= pairs().count() * 6 || mid_sentence * 2 >= widths.len();
    let by_lines = widths.is_empty() || !is_wrapped || lines.iter().any(|line| length(line) > 130);
    widths.sort_unstable();
    let width = widths.get(widths.len() / 2).copied().unwrap_or_default();
    let is_row = |line: &&str| Row::of_line(line, places).is_some() || Row::of_figures(line).is_some();
    let is_row: Vec<bool> = lines.iter().map(is_row).collect();
    let (mut start, mut open, mut past_table, mut no_table) = (0, String::new(), 0, 0);
    for (index, line) in lines.iter().enumerate() {
        if index < past_table {
            continue;
        }
        let table = if index < no_table { Err(0) } else { table_at(&lines[index..], places) };
        no_table = no_table.max(index + table.as_ref().err().copied().unwrap_or_default());
        if let Ok(table) = table {
            article.add(start + 1, BlockKind::Paragraph, &std::mem::take(&mut open));
            past_table = index + table.len();
            let rows = table.into_iter().enumerate().filter(|(_, cells)| !cells.is_empty());
            article.add_table(&rows.map(|(at, cells)| (index + at + 1, cells)).collect::<Vec<_>>(), places);
            continue;
        }
        let first = index == start + 1;
        let begins_row = || {
            let ends = lines[index - 1].trim_end().ends_with(['.', ':', '?', '!']);
            is_row[index]
                && (ends || is_row[index - 1] || is_row[start] || is_row.get(index + 1).is_some_and(|next| *next))
        };
        let ends = || {
            by_lines
                || is_stamp(line)
                || is_stamp(&open)
                || begins_row()
                || ends_block(lines[index - 1], line, first, width)
        };
        if line.trim().is_empty() || !open.is_empty() && ends() {
            article.add(start + 1, BlockKind::Paragraph, &std::mem::take(&mut open));
        }
        if open.is_empty() {
            start = index;
        }
        open.push_str(line);
        open.push(' ');
        if line.trim().is_empty() {
            open.clear();
        }
    }
    article.add(start + 1, BlockKind::Paragraph, &open);
    article
}

/// The cells of each line of the table that begins at the first of `lines`: at least two lines with tabs, bars or wide gaps
/// between the same number of cells, of which one has a time. A line such as `|---|---|` has none.
///
/// # Errors
/// At how many of the lines no table begins.
fn table_at(lines: &[&str], places: &Gazetteer) -> Result<Vec<Vec<String>>, usize> {
    let separator = ["\t", "|", "  "].into_iter().find(|sign| lines[0].trim().contains(sign)).ok_or(1_usize)?;
    let cells = |line: &&str| -> Vec<String> {
        let line = line.trim();
        let line = line.strip_prefix('|').map_or(line, |line| line.strip_suffix('|').unwrap_or(line));
        let parts = line.split(separator).filter(|part| separator != "  " || !part.trim().is_empty());
        if line.chars().all(|c| matches!(c, '-' | '|' | ':' | '+' | '=' | ' ')) {
            return Vec::new();
        }
        parts.map(one_line).collect()
    };
    let width = cells(&lines[0]).len();
    let is_part = |cells: &Vec<String>| cells.is_empty() || cells.len() == width;
    let table: Vec<_> =
        lines.iter().take_while(|line| !line.trim().is_empty()).map(cells).take_while(is_part).collect();
    let is_long = |cells: &Vec<String>| cells.iter().any(|cell| cell.len() > 120);
    match table.iter().rposition(is_long) {
        _ if width < 2 || table.len() < 2 => Err(1),
        Some(last) => Err(last + 1),
        None if !table.iter().any(|cells| has_time(cells, places)) => Err(table.len()),
        None => Ok(table),
    }
}

fn has_time(cells: &[String], places: &Gazetteer) -> bool {
    cells.iter().any(|cell| !Reading::new(cell, places).times.is_empty())
}

fn length(line: &str) -> usize {
    line.chars().count()
}

/// Whether a block ends with `line` although no blank line follows. It does if `line` had room for the first word of
/// `next`. The `first` line of a block may be a heading; any other line must also end a sentence.
fn ends_block(line: &str, next: &str, first: bool, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    let ends = first || line.trim_end().ends_with(['.', '?', '!', '”', '"']);
    ends && !word.starts_with(char::is_lowercase) && length(line.trim_end()) + 1 + length(word) <= width
}

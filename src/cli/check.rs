//! `summit-brief check`: reports everything an editor should know about briefs before publishing them.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Failure, files, report, write_stderr};
use crate::desk::words::plural;
use crate::desk::{Finding, Level, TzDatabase};

/// Checks briefs and lists every finding at once, with its place and a remedy
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  summit-brief check brief.json
      errors, warnings and notes on standard error; the exit status is 1 if there are errors
  summit-brief check briefs/*.json --format lines
      one line per finding: file:line:column: level: path: message; remedy
  summit-brief check brief.json --format json
      the findings as JSON on standard output, for other programs")]
pub(super) struct Check {
    /// The briefs (JSON); - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to write findings [default: excerpts on a terminal, lines elsewhere]
    #[arg(long, value_enum)]
    format: Option<CheckFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// One line per finding
    Lines,
    /// Excerpts of the source, with the place underlined
    Excerpts,
    /// JSON, on standard output
    Json,
}

/// How many findings are listed for a file. Nobody reads more, and a file of 2 MB can have hundreds of thousands.
const MAX_LISTED: usize = 1_000;

/// Leaves out what is beyond [`MAX_LISTED`], the least serious first. Returns how many findings that are.
fn shorten(findings: &mut Vec<Finding>) -> usize {
    let left_out = findings.len().saturating_sub(MAX_LISTED);
    if left_out > 0 {
        let mut levels: Vec<usize> = findings.iter().map(|finding| finding.code.level() as usize).collect();
        levels.sort_unstable();
        let last = levels[MAX_LISTED - 1];
        let mut room = levels[..MAX_LISTED].iter().filter(|level| **level == last).count();
        findings.retain(|finding| {
            let level = finding.code.level() as usize;
            let fits = level < last || level == last && room > 0;
            room -= usize::from(fits && level == last);
            fits
        });
    }
    left_out
}

impl Check {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { files, format } = self;
        let on_terminal = if std::io::stderr().is_terminal() { CheckFormat::Excerpts } else { CheckFormat::Lines };
        let format = format.unwrap_or(on_terminal);
        let zones = TzDatabase::default();
        let (mut status, mut counts, mut records, mut left_out) = (0, [0_usize; 3], Vec::new(), 0);
        for file in &files {
            let source = match files::read(file) {
                Ok(source) => source,
                Err(failure) => {
                    // An unreadable file does not stop the others from being checked.
                    let (failed, message) = failure.into_parts();
                    write_stderr(&format!("{message}\n"));
                    let name = files::shown(file);
                    records.push(json!({ "file": name, "level": "error", "code": "unreadable", "message": message }));
                    status = status.max(failed);
                    counts[0] += 1;
                    continue;
                }
            };
            let (_, mut findings) = files::checked(&source, &zones);
            for finding in &findings {
                counts[finding.code.level() as usize] += 1;
            }
            if findings.iter().any(|finding| finding.code.level() == Level::Error) {
                status = status.max(1);
            }
            left_out += shorten(&mut findings);
            match format {
                CheckFormat::Lines => write_stderr(&report::lines(&source.name, &source.text, &findings)),
                CheckFormat::Excerpts => write_stderr(&report::excerpts(&source.name, &source.text, &findings)),
                CheckFormat::Json => records.extend(report::json(&source.name, &source.text, &findings)),
            }
        }
        let [errors, warnings, notes] = counts;
        if format == CheckFormat::Json {
            let report = json!({ "findings": records, "errors": errors, "warnings": warnings, "notes": notes });
            files::print(&format!("{report:#}\n"))?;
        } else {
            let counted = [plural(errors, "error"), plural(warnings, "warning"), plural(notes, "note")];
            let rest = if left_out == 0 { String::new() } else { format!(", of which {left_out} are not listed") };
            write_stderr(&format!("{} in {}{rest}\n", counted.join(", "), plural(files.len(), "file")));
        }
        if status == 0 { Ok(()) } else { Err(Failure::Reported(status)) }
    }
}

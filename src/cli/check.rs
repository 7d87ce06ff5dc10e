//! `summit-brief check`: reports everything an editor should know about briefs before publishing them.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Failure, files, report, write_stderr};
use crate::desk::words::plural;
use crate::desk::{Level, TzDatabase};

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

impl Check {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { files, format } = self;
        let on_terminal = if std::io::stderr().is_terminal() { CheckFormat::Excerpts } else { CheckFormat::Lines };
        let format = format.unwrap_or(on_terminal);
        let zones = TzDatabase::default();
        let (mut status, mut counts, mut records) = (0, [0_usize; 3], Vec::new());
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
            let (_, findings) = files::checked(&source, &zones);
            for finding in &findings {
                counts[finding.code.level() as usize] += 1;
            }
            if findings.iter().any(|finding| finding.code.level() == Level::Error) {
                status = status.max(1);
            }
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
            write_stderr(&format!("{} in {}\n", counted.join(", "), plural(files.len(), "file")));
        }
        if status == 0 { Ok(()) } else { Err(Failure::Reported(status)) }
    }
}

//! `summit-brief import`: turns an article into a brief.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::files::{self, Output};
use super::report::one_line;
use super::{Failure, write_stderr};
use crate::desk::import::{Accept, ArticleFormat, ImportOptions, import};
use crate::desk::{TzDatabase, ZoneNames as _};
use crate::time::Timestamp;

/// Turns an article into a brief, and reports what was inferred and what could not be
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  summit-brief import article.txt -o brief.json
      writes the brief to a file, and reports where each part comes from and how certain it is
  summit-brief import page.html --zone Asia/Hong_Kong
      reads dates and times without a zone as Hong Kong time
  summit-brief import wire.txt --published 2018-07-16T11:53:00+08:00
      resolves days such as “Monday” from that date
  summit-brief import article.txt -o brief.json --accept 17:48
      adds the time at line 17, column 48, which was reported as a candidate")]
pub(super) struct Import {
    /// The article: plain text, Markdown or a saved page; - is standard input
    article: PathBuf,
    /// The newsroom's time zone, for dates and times without a zone
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// When the article was published (RFC 3339)
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    published: Option<Timestamp>,
    /// The format of the article [default: detected from its text]
    #[arg(long, value_enum)]
    format: Option<ImportFormat>,
    /// Adds candidates as sessions: those at LINE:COLUMN,… or all “guesses”
    #[arg(long, value_name = "WHICH", value_parser = accepted)]
    accept: Option<Accept>,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ImportFormat {
    /// Plain text
    Text,
    /// Markdown
    Markdown,
    /// A saved web page
    Html,
}

fn timestamp(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).map_err(|error| error.to_string())
}

fn accepted(which: &str) -> Result<Accept, String> {
    let place = |place: &str| {
        let (line, column) = place.split_once(':')?;
        Some((line.trim().parse().ok()?, column.trim().parse().ok()?))
    };
    if which == "guesses" {
        return Ok(Accept::Guesses);
    }
    let places: Option<Vec<(usize, usize)>> = which.split(',').map(place).collect();
    places.map(Accept::At).ok_or_else(|| "write LINE:COLUMN,… as the report does, or “guesses”".to_owned())
}

impl Import {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { article, zone, published, format, accept, output } = self;
        let zones = TzDatabase::default();
        if let Some(zone) = zone.as_ref().filter(|zone| zones.names().binary_search(zone).is_err()) {
            return Err(Failure::Usage(format!(
                "error: --zone: unknown time zone “{zone}”; write an IANA name, such as Asia/Hong_Kong"
            )));
        }
        output.differs_from(&article)?;
        let source = files::read(&article)?;
        let format = match format {
            Some(ImportFormat::Text) => ArticleFormat::Text,
            Some(ImportFormat::Markdown) => ArticleFormat::Markdown,
            Some(ImportFormat::Html) => ArticleFormat::Html,
            None => ArticleFormat::of(&source.text),
        };
        let options = ImportOptions { zone, published, accept: accept.unwrap_or_default() };
        let imported = import(&source.text, format, &options, &zones);
        output.write(&imported.json)?;
        if let Some(encoding) = source.converted {
            write_stderr(&format!("{}:1: certain: converted from {encoding}\n", source.name));
        }
        let lines = imported.report.iter().map(|inference| {
            let line = match inference.line {
                0 | usize::MAX => String::new(),
                line => format!("{line}:{}", inference.column.map(|column| format!("{column}:")).unwrap_or_default()),
            };
            one_line(&format!("{}:{line} {}: {}", source.name, inference.confidence.name(), inference.message)) + "\n"
        });
        write_stderr(&lines.collect::<String>());
        if imported.passes { Ok(()) } else { Err(Failure::Reported(1)) }
    }
}

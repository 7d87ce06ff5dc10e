//! `summit-brief import`: turns an article into a brief.

mod report;
mod update;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use serde_json::{Value, json};

use super::files::{self, Output};
use super::{Failure, write_stderr};
use crate::desk::import::{Accept, ArticleFormat, ImportOptions, Imported, Item, Kind, import};
use crate::desk::{TzDatabase, ZoneNames as _};
use crate::time::Timestamp;

/// Turns an article into a brief, and reports what is in it, what to decide and what to correct
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  summit-brief import article.txt -o brief.json
      writes the brief to a file, and the report to standard error
  summit-brief import page.html --zone Asia/Hong_Kong
      reads dates and times without a zone as Hong Kong time
  summit-brief import wire.txt --published 2018-07-16T11:53:00+08:00
      resolves days such as “Monday” from that date
  summit-brief import article.txt -o brief.json --accept 17:48
      adds the time at line 17, column 48, which the report lists as a candidate
  summit-brief import article.txt --into brief.json --dry-run
      reports what has changed since, and what would change in the brief
  summit-brief import article.txt --format json
      the brief and the report as one JSON object on standard output, for other programs")]
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
    #[arg(long, value_enum, value_name = "FORMAT")]
    from: Option<ArticleFormat>,
    /// How to write the report
    #[arg(long, value_enum, default_value = "text")]
    format: ReportFormat,
    /// Reports every item, on its own line; JSON always has them all
    #[arg(long)]
    verbose: bool,
    /// Adds candidates as sessions: those at LINE:COLUMN,… or all “guesses”
    #[arg(long, value_name = "WHICH", value_parser = accepted)]
    accept: Option<Accept>,
    #[command(flatten)]
    into: Option<update::Into>,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// In words, on standard error
    Text,
    /// JSON with the brief, on standard output
    Json,
}

impl ValueEnum for ArticleFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Text, Self::Markdown, Self::Html]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Text => PossibleValue::new("text").help("Plain text"),
            Self::Markdown => PossibleValue::new("markdown"),
            Self::Html => PossibleValue::new("html").help("A saved web page"),
        })
    }
}

fn timestamp(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).map_err(|error| error.to_string())
}

/// Whether there was a candidate with a time at `place`, which is then a session.
fn is_acceptable((line, column): (usize, usize), imported: &Imported) -> Result<(), Failure> {
    let at = |item: &&Item| (item.spot.line, item.spot.column) == (Some(line), Some(column));
    let item = imported.items.iter().filter(|item| matches!(item.kind, Kind::Session | Kind::Candidate)).find(at);
    match item.map(|item| item.kind) {
        Some(Kind::Session) => Ok(()),
        Some(_) => Err(Failure::Usage(format!(
            "error: --accept: the candidate at {line}:{column} has no day and time yet; add the session to the brief by hand"
        ))),
        None => Err(Failure::Usage(format!(
            "error: --accept: no candidate is at {line}:{column}; write LINE:COLUMN as the report does"
        ))),
    }
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
        let Self { article, zone, published, from, format, verbose, accept, into, output } = self;
        let zones = TzDatabase::default();
        if let Some(zone) = zone.as_ref().filter(|zone| zones.names().binary_search(zone).is_err()) {
            return Err(Failure::Usage(format!(
                "error: --zone: unknown time zone “{zone}”; write an IANA name, such as Asia/Hong_Kong"
            )));
        }
        output.differs_from(&article)?;
        let source = files::read(&article)?;
        let options = ImportOptions { zone, published, accept: accept.unwrap_or_default() };
        let read = |text: &str| import(text, from.unwrap_or_else(|| ArticleFormat::of(text)), &options, &zones);
        let imported = read(&source.text);
        if let Accept::At(places) = &options.accept {
            places.iter().try_for_each(|place| is_acceptable(*place, &imported))?;
        }
        if let Some(into) = into {
            let before = into.before().map(files::read).transpose()?.map(|before| read(&before.text));
            return into.update(&imported, before.as_ref(), format, output);
        }
        if format == ReportFormat::Text || output.file().is_some() {
            output.write(&imported.json)?;
        }
        match format {
            ReportFormat::Json => {
                let brief: Value = serde_json::from_str(&imported.json).unwrap_or_default();
                let items: Vec<Value> = imported.items.iter().map(Item::json).collect();
                let report = json!({
                    "file": source.name,
                    "encoding": source.converted.unwrap_or("UTF-8"),
                    "brief": brief,
                    "items": items,
                    "passes": imported.passes,
                });
                files::print(&format!("{report:#}\n"))?;
            }
            ReportFormat::Text => {
                if let Some(encoding) = source.converted {
                    write_stderr(&format!("{}: converted from {encoding}\n", source.name));
                }
                let written = output.file().map(files::shown);
                write_stderr(&match verbose {
                    true => report::lines(&source.name, written.as_deref(), &imported),
                    false => report::summary(written.as_deref(), &imported),
                });
            }
        }
        if imported.passes { Ok(()) } else { Err(Failure::Reported(1)) }
    }
}

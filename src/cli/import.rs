//! `summit-brief import`: an article becomes a brief.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::files::{self, Output};
use super::{Failure, tell};
use crate::desk::import::{ArticleFormat, Given, import};
use crate::desk::{TzDatabase, ZoneNames as _};
use crate::time::Timestamp;

/// Makes a brief of an article, and reports what was inferred and what could not be
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  summit-brief import article.txt -o brief.json
      the brief into a file; on standard error what each part was taken from, and how sure that is
  summit-brief import page.html --zone Asia/Hong_Kong
      stamps and times without a zone are by Hong Kong's clock
  summit-brief import wire.txt --published 2018-07-16T11:53:00+08:00
      days such as “Monday” are counted from there")]
pub(super) struct Import {
    /// The article: plain text, Markdown or a saved page; - is standard input
    article: PathBuf,
    /// The newsroom's time zone: that of stamps and times that name none
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// When the article was published (RFC 3339)
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    published: Option<Timestamp>,
    /// What the article is written in [default: what it looks like]
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Plain text
    Text,
    /// Markdown
    Markdown,
    /// A saved page
    Html,
}

fn timestamp(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).map_err(|error| error.to_string())
}

impl Import {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { article, zone, published, format, output } = self;
        let zones = TzDatabase::default();
        if let Some(zone) = zone.as_ref().filter(|zone| zones.names().binary_search(zone).is_err()) {
            return Err(Failure::Usage(format!(
                "error: --zone: unknown time zone “{zone}”; write an IANA name, as Asia/Hong_Kong"
            )));
        }
        output.differs_from(&article)?;
        let source = files::read(&article)?;
        let format = match format {
            Some(Format::Text) => ArticleFormat::Text,
            Some(Format::Markdown) => ArticleFormat::Markdown,
            Some(Format::Html) => ArticleFormat::Html,
            None => ArticleFormat::of(&source.text),
        };
        let imported = import(&source.text, format, &Given { zone, published }, &zones);
        output.write(&imported.json)?;
        if let Some(encoding) = source.converted {
            tell(&format!("{}:1: certain: converted from {encoding}\n", source.name));
        }
        let lines = imported.report.iter().map(|inference| {
            let line = match inference.line {
                0 | usize::MAX => String::new(),
                line => format!("{line}:"),
            };
            format!("{}:{line} {}: {}\n", source.name, inference.confidence.name(), inference.message)
        });
        tell(&lines.collect::<String>());
        if imported.passes { Ok(()) } else { Err(Failure::Reported(1)) }
    }
}

//! `summit-brief schema`: the JSON Schema of a brief.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, files};
use crate::brief::schema;

/// Writes the JSON Schema of a brief (draft 2020-12)
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  summit-brief schema -o brief.schema.json
      a brief beside it that says \"$schema\": \"brief.schema.json\" is completed and checked while it is typed")]
pub(super) struct Schema {
    /// Write here instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Schema {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { output } = self;
        files::write(output.as_deref(), &format!("{:#}\n", schema()))
    }
}

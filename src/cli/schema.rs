//! `summit-brief schema`: writes the JSON Schema of a brief.

use clap::Args;

use super::Failure;
use super::files::Output;
use crate::desk::schema;

/// Writes the JSON Schema of a brief (draft 2020-12)
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  summit-brief schema -o brief.schema.json
      code editors then complete and check briefs in the same folder that have \"$schema\": \"brief.schema.json\"")]
pub(super) struct Schema {
    #[command(flatten)]
    output: Output,
}

impl Schema {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { output } = self;
        output.write(&format!("{:#}\n", schema()))
    }
}

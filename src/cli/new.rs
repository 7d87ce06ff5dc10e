//! `summit-brief new`: writes a brief to start from.

use clap::Args;

use super::Failure;
use super::files::Output;
use crate::desk::TEMPLATE;

/// Writes a brief to start from, with placeholders that `check` lists
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  summit-brief new -o brief.json
      then replace every […] and every time; `summit-brief check brief.json` lists what is left
  summit-brief new --schema https://cdn.example/summit-brief/brief.schema.json
      refers to the schema on the widget's host")]
pub(super) struct New {
    #[command(flatten)]
    output: Output,
    /// The address of the JSON Schema, for code editors
    #[arg(long, value_name = "URL", default_value = "brief.schema.json")]
    schema: String,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

impl New {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { output, schema, force } = self;
        if let Some(file) = output.file().filter(|_| !force && output.exists()) {
            let message = format!("{}: error: already exists; --force replaces it", super::files::shown(file));
            return Err(Failure::File(message));
        }
        let schema = serde_json::Value::String(schema).to_string();
        output.write(&TEMPLATE.replace("\"brief.schema.json\"", &schema))
    }
}

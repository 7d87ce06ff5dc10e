//! `summit-brief new`: a starting point.

use clap::Args;

use super::Failure;
use super::files::Output;
use crate::desk::TEMPLATE;

/// Writes a brief to start from, with placeholders that `check` asks for
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  summit-brief new -o brief.json
      then replace every […] and every time; `summit-brief check brief.json` lists what is left
  summit-brief new --schema https://cdn.example/summit-brief/brief.schema.json
      with the schema from where the widget is hosted")]
pub(super) struct New {
    #[command(flatten)]
    output: Output,
    /// Where the JSON Schema is, for editors' tools
    #[arg(long, value_name = "URL", default_value = "brief.schema.json")]
    schema: String,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

impl New {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { output, schema, force } = self;
        if let Some(file) = output.file().filter(|file| !force && file.exists()) {
            let message = format!("{}: error: is there already; --force replaces it", file.display());
            return Err(Failure::File(message));
        }
        let schema = serde_json::Value::String(schema).to_string();
        output.write(&TEMPLATE.replace("\"brief.schema.json\"", &schema))
    }
}

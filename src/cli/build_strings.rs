//! `summit-brief strings`: the strings that the build puts into the loader and the style sheet, and the regions
//! in which English text uses the 24-hour clock.

use clap::Args;
use serde_json::json;

use super::Failure;
use super::files::Output;
use crate::text::{ENGLISH_H23, Locale, UNAVAILABLE};

/// Writes the strings and regional habits that the loader and style sheet need before, or without, WebAssembly (JSON)
#[derive(Debug, Args)]
pub(super) struct BuildStrings {
    #[command(flatten)]
    output: Output,
}

impl BuildStrings {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { output } = self;
        let strings = Locale::from_tag("en").strings();
        let json = json!({
            "ENGLISH_H23": ENGLISH_H23.replace(' ', "|"),
            "IN_YOUR_TIME": strings.in_your_time,
            "UNAVAILABLE": UNAVAILABLE,
        });
        output.write(&format!("{json:#}\n"))
    }
}

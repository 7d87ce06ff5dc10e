//! `summit-brief strings`: the languages, and what the build puts into the loader, the style sheet and `embed.html`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::Failure;
use super::files::Output;
use crate::render::{embed_phrases, phrases};
use crate::text::{ENGLISH, ENGLISH_H23, LANGUAGES};

/// Writes what the build needs: the phrases of the loader, the style sheet and embed.html (JSON), and the languages
#[derive(Debug, Args)]
pub(super) struct BuildStrings {
    #[command(flatten)]
    output: Output,
    /// Write the lines of each language into this folder, which must exist, as TAG.txt, and their names as names.txt
    #[arg(long, value_name = "FOLDER")]
    languages: Option<PathBuf>,
}

impl BuildStrings {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { output, languages } = self;
        if let Some(folder) = languages {
            write_languages(&folder)?;
        }
        let json = json!({
            "ENGLISH_H23": alternatives(ENGLISH_H23),
            "PHRASES": phrases(),
            "EMBED_PHRASES": embed_phrases(),
        });
        output.write(&format!("{json:#}\n"))
    }
}

/// A regular expression for `words`, which are in order and separated by spaces. Those that differ only in the last letter
/// become one (`A[IT]`), which compresses better.
fn alternatives(words: &str) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let stem = |word: &str| word.split_at(word.len() - 1).0.to_owned();
    let groups = words.chunk_by(|one, other| stem(one) == stem(other)).map(|group| match group {
        [word] => (*word).to_owned(),
        group => {
            format!("{}[{}]", stem(group[0]), group.iter().filter_map(|word| word.chars().last()).collect::<String>())
        }
    });
    groups.collect::<Vec<_>>().join("|")
}

fn write_languages(folder: &Path) -> Result<(), Failure> {
    let write = |name: &str, text: &str| {
        let output = Output { output: Some(folder.join(name).with_extension("txt")) };
        output.write(text)
    };
    for language in LANGUAGES {
        let lines: Vec<&str> = language.lines().into_iter().map(|(_, text)| text).collect();
        write(language.tag, &lines.join("\n"))?;
    }
    let names: Vec<String> = ENGLISH.lines().into_iter().map(|(name, _)| name).collect();
    write("names", &names.join("\n"))
}

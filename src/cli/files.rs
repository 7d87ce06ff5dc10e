//! Reads and writes files.

mod encoding;
mod host;
mod output;

use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::Args;

use super::report::{lines, one_line};
use super::{Failure, write_stderr};
use crate::brief::Brief;
use crate::desk::{Code, Finding, TzDatabase, check};
use crate::render::Integrity;

/// The size of the largest input. A brief with a thousand issues takes about a third of it.
const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// The input file of a command, and its output.
#[derive(Debug, Args)]
pub(super) struct Files {
    /// The brief (JSON); - is standard input
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) output: Output,
}

/// Where a command writes.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// The text of a file.
pub(super) struct Source {
    /// The file's name in messages.
    pub(super) name: String,
    pub(super) text: String,
    /// The encoding that it was converted from, if that was not UTF-8.
    pub(super) converted: Option<&'static str>,
}

/// The name of a file, for messages.
pub(super) fn shown(file: &Path) -> String {
    one_line(&file.display().to_string())
}

/// Reads the text in `file`, in any common encoding; `-` is standard input.
///
/// # Errors
/// [`Failure::File`] if it cannot be read or is larger than 2 MB, [`Failure::Content`] if it contains no text.
pub(super) fn read(file: &Path) -> Result<Source, Failure> {
    let name = shown(file);
    let unreadable = |error: io::Error| Failure::File(format!("{name}: error: cannot be read: {}", reason(&error)));
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let file = &host::located(file);
        if fs::metadata(file).map_err(unreadable)?.is_dir() {
            return Err(Failure::File(format!("{name}: error: is a folder, not a file")));
        }
        File::open(file).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Failure::File(format!(
            "{name}: error: is larger than 2 MB; save only the text of the article, or split the brief"
        )));
    }
    if let Some(refusal) = encoding::refusal(&bytes) {
        return Err(Failure::Content(format!("{name}:1:1: error: {refusal}")));
    }
    let (text, converted) = encoding::decode(bytes);
    if text.trim().is_empty() {
        return Err(Failure::Content(format!(
            "{name}:1:1: error: is empty; `summit-brief new` writes a brief to start from"
        )));
    }
    Ok(Source { name, text, converted })
}

/// The brief in `source`, unless a finding is fatal, and all findings of `check`. An encoding other than UTF-8 is a
/// finding too, because browsers read JSON as UTF-8.
pub(super) fn checked(source: &Source, zones: &TzDatabase) -> (Option<Brief>, Vec<Finding>) {
    let encoding = source.converted.map(|encoding| Finding {
        code: Code::Encoding,
        path: crate::brief::Path::default(),
        span: 0..0,
        message: format!("is not UTF-8; it looks like {encoding}, and was read as such"),
        remedy: format!("save it as UTF-8, or convert it: iconv -f {encoding} -t UTF-8"),
    });
    let (brief, findings) = check::read(&source.text, zones);
    (brief.filter(|_| encoding.is_none()), encoding.into_iter().chain(findings).collect())
}

/// The brief in `file`. Prints findings about wrong times and labels, but only `check` fails because of them.
///
/// # Errors
/// [`Failure::File`] if the file cannot be read, [`Failure::Content`] if the widget would refuse the brief.
pub(super) fn read_brief(file: &Path, zones: &TzDatabase) -> Result<Brief, Failure> {
    let source = read(file)?;
    let (brief, mut findings) = checked(&source, zones);
    let is_reported = if brief.is_some() { Code::is_wrong_time } else { Code::is_fatal };
    findings.retain(|finding| is_reported(finding.code));
    let report = lines(&source.name, &source.text, &findings);
    match brief {
        Some(brief) => {
            write_stderr(&report);
            Ok(brief)
        }
        None => Err(Failure::Content(report.trim_end().to_owned())),
    }
}

/// The hashes of the widget's files in `folder`.
///
/// # Errors
/// [`Failure::File`] if it cannot be read, or does not have the files of one build.
pub(super) fn integrity(folder: &Path) -> Result<Integrity, Failure> {
    let unreadable = |error: io::Error| {
        let reason = reason(&error);
        Failure::File(format!("{}: error: --integrity: cannot be read: {reason}", shown(folder)))
    };
    let located = host::located(folder);
    let mut files = Vec::new();
    for entry in fs::read_dir(&located).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
        if Integrity::concerns(&name) {
            let bytes = fs::read(located.join(&name)).map_err(unreadable)?;
            files.push((name, bytes));
        }
    }
    Integrity::of(&files).map_err(|problem| Failure::File(format!("{}: error: --integrity: {problem}", shown(folder))))
}

impl Output {
    /// The file; `None` for standard output.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Whether it is a file that exists.
    pub(super) fn exists(&self) -> bool {
        self.file().is_some_and(|file| host::located(file).exists())
    }

    /// Writes `text`. A file is written completely or not at all.
    ///
    /// # Errors
    /// [`Failure::File`] if it cannot be written.
    pub(super) fn write(&self, text: &str) -> Result<(), Failure> {
        let Some(file) = self.file() else { return print(text) };
        output::write(&host::located(file), text)
            .map_err(|error| Failure::File(format!("{}: error: cannot be written: {}", shown(file), reason(&error))))
    }

    /// Refuses to overwrite the input file.
    ///
    /// # Errors
    /// [`Failure::Usage`] if `input` is the output file.
    pub(super) fn differs_from(&self, input: &Path) -> Result<(), Failure> {
        match self.file().filter(|file| output::is_same(file, input)) {
            Some(file) => {
                Err(Failure::Usage(format!("error: --output: {} is the input file; choose another", shown(file))))
            }
            None => Ok(()),
        }
    }
}

/// The error without its number, which differs between systems.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error ").next().unwrap_or(&text).to_owned()
}

/// Writes `text` to standard output.
///
/// # Errors
/// [`Failure::File`] if it cannot be written. A closed pipe is not an error.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::File(format!("standard output: error: cannot be written: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

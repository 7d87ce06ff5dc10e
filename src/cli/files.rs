//! Files in and out.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::Args;

use super::Failure;
use crate::brief::{Brief, violations};

/// What a command reads and where it writes.
#[derive(Debug, Args)]
pub(super) struct Files {
    /// The brief (JSON)
    pub(super) file: PathBuf,
    /// Write here instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// The brief in `file`, with every rule kept.
///
/// # Errors
/// [`Failure::File`] where the file cannot be read, [`Failure::Content`] where it is no brief: every broken rule
/// on a line, or the first place at which it is not JSON of the right shape.
pub(super) fn read_brief(file: &Path) -> Result<Brief, Failure> {
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|error| match error.kind() {
        ErrorKind::InvalidData => Failure::Content(format!("{name}: error: is not UTF-8; save it as UTF-8")),
        _ => Failure::File(format!("{name}: error: cannot be read: {error}")),
    })?;
    let mut json = serde_json::Deserializer::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let brief: Result<Brief, _> = serde_path_to_error::deserialize(&mut json);
    let brief = brief.map_err(|error| {
        let (path, error) = (error.path().to_string(), error.inner());
        Failure::Content(format!("{name}:{}:{}: error: {path}: {error}", error.line(), error.column()))
    })?;
    json.end().map_err(|error| Failure::Content(format!("{name}:{}: error: {error}", error.line())))?;
    let broken: Vec<String> =
        violations(&brief).iter().map(|violation| format!("{name}: error: {violation}")).collect();
    if broken.is_empty() { Ok(brief) } else { Err(Failure::Content(broken.join("\n"))) }
}

/// Writes `text` to `file`, whole or not at all, or to standard output where there is none.
///
/// # Errors
/// [`Failure::File`] where it cannot be written. A reader of standard output who has seen enough is no error.
pub(super) fn write(file: Option<&Path>, text: &str) -> Result<(), Failure> {
    let Some(file) = file else {
        return match io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::File(format!("standard output: error: cannot be written: {error}")))
            }
            _ => Ok(()),
        };
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = fs::create_dir_all(folder).and_then(|()| {
        let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
        temporary.write_all(text.as_bytes())?;
        temporary.persist(file).map_err(|error| error.error).map(drop)
    });
    written.map_err(|error| Failure::File(format!("{}: error: cannot be written: {error}", file.display())))
}

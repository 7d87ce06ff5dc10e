//! Writes a file completely or not at all. Pipes and devices are written in place, and under WASI existing files.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::host::located;

/// Writes `text` to `file`. Keeps its mode, follows links, and creates no folders.
///
/// # Errors
/// The error of the file system, or an error if the file is read-only or a folder.
pub(super) fn write(file: &Path, text: &str) -> io::Result<()> {
    match fs::metadata(file) {
        Ok(metadata) if metadata.is_dir() => Err(io::Error::new(ErrorKind::IsADirectory, "is a folder")),
        // WASI knows no permissions, so nothing else keeps them.
        Ok(metadata) if metadata.is_file() && !cfg!(target_os = "wasi") => {
            if metadata.permissions().readonly() {
                return Err(io::Error::new(ErrorKind::PermissionDenied, "is read-only"));
            }
            replace(&fs::canonicalize(file)?, text, Some(metadata.permissions()))
        }
        Ok(_) => OpenOptions::new().write(true).truncate(true).open(file)?.write_all(text.as_bytes()),
        Err(error) if error.kind() == ErrorKind::NotFound => replace(&target(file)?, text, None),
        Err(error) => Err(error),
    }
}

/// Whether `file` is the input file; an `input` of `-` is standard input.
pub(super) fn is_same(file: &Path, input: &Path) -> bool {
    let input = if input == Path::new("-") { Path::new("/dev/stdin") } else { input };
    let both = fs::canonicalize(located(file)).ok().zip(fs::canonicalize(located(input)).ok());
    both.is_some_and(|(file, other)| file == other && file.is_file())
}

/// The path at which to create a new file. Follows links, which may point to a file that does not exist yet.
fn target(file: &Path) -> io::Result<PathBuf> {
    let mut file = file.to_owned();
    for _ in 0..40 {
        match fs::read_link(&file) {
            Ok(next) => file = folder(&file).join(next),
            Err(_) => return Ok(file),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn replace(file: &Path, text: &str, mode: Option<fs::Permissions>) -> io::Result<()> {
    // By default, only the owner can read a temporary file. Published files need the default mode of new files.
    let mut temporary = tempfile::Builder::new().make_in(folder(file), |path| File::create_new(path))?;
    temporary.write_all(text.as_bytes())?;
    if let Some(mode) = mode {
        fs::set_permissions(temporary.path(), mode)?;
    }
    temporary.persist(file).map_err(|error| error.error).map(drop)
}

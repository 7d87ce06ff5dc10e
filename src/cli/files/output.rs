//! Writing a file: whole or not at all, where it is a plain one; what is none, as a pipe, is written to as it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Writes `text` to `file`. Its mode stays, and so does a link to it; folders are not made.
///
/// # Errors
/// What the file system says, among it that the file is not to be written to.
pub(super) fn write(file: &Path, text: &str) -> io::Result<()> {
    match fs::metadata(file) {
        Ok(there) if there.is_dir() => Err(io::Error::new(ErrorKind::IsADirectory, "is a folder")),
        Ok(there) if there.is_file() => {
            if there.permissions().readonly() {
                return Err(io::Error::new(ErrorKind::PermissionDenied, "is read-only"));
            }
            replace(&fs::canonicalize(file)?, text, Some(there.permissions()))
        }
        Ok(_) => OpenOptions::new().write(true).open(file)?.write_all(text.as_bytes()),
        Err(error) if error.kind() == ErrorKind::NotFound => replace(&target(file)?, text, None),
        Err(error) => Err(error),
    }
}

/// Whether what is written to is the file that is read; `-` is standard input.
pub(super) fn is_same(file: &Path, input: &Path) -> bool {
    let input = if input == Path::new("-") { Path::new("/dev/stdin") } else { input };
    let both = fs::canonicalize(file).ok().zip(fs::canonicalize(input).ok());
    both.is_some_and(|(file, other)| file == other && file.is_file())
}

/// Where a new file comes to be: a link may lead to one that is not there yet.
fn target(file: &Path) -> io::Result<PathBuf> {
    let mut file = file.to_owned();
    for _ in 0..40 {
        match fs::read_link(&file) {
            Ok(next) => file = folder(&file).join(next),
            Err(_) => return Ok(file),
        }
    }
    Err(io::Error::other("too many links lead on from it"))
}

fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn replace(file: &Path, text: &str, mode: Option<fs::Permissions>) -> io::Result<()> {
    // Temporary files are their owner's alone; what is published must be readable as any new file is.
    let mut temporary = tempfile::Builder::new().make_in(folder(file), |path| File::create_new(path))?;
    temporary.write_all(text.as_bytes())?;
    if let Some(mode) = mode {
        fs::set_permissions(temporary.path(), mode)?;
    }
    temporary.persist(file).map_err(|error| error.error).map(drop)
}

//! Where a path of the host is for this program. Under WASI, a program has no current folder, and sees the folders that it
//! was given. `src/package/bin.js` gives it the root, or each drive, and names the current folder.

use std::borrow::Cow;
use std::path::Path;

/// The variable that names the host's current folder.
#[cfg(target_os = "wasi")]
const FOLDER: &str = "SUMMIT_BRIEF_FOLDER";

/// The path at which this program finds `path`.
#[cfg(target_os = "wasi")]
pub(crate) fn located(path: &Path) -> Cow<'_, Path> {
    match (path.to_str(), std::env::var(FOLDER)) {
        (Some(path), Ok(folder)) => Cow::Owned(absolute(path, &folder).into()),
        _ => Cow::Borrowed(path),
    }
}

/// The path at which this program finds `path`.
#[cfg(not(target_os = "wasi"))]
pub(crate) fn located(path: &Path) -> Cow<'_, Path> {
    Cow::Borrowed(path)
}

/// `path`, relative to the host's current folder, as an absolute path with slashes. Drives become folders: `C:\brief.json`
/// is `/C/brief.json`.
#[cfg(any(target_os = "wasi", test))]
fn absolute(path: &str, folder: &str) -> String {
    let Some((drive, within)) = drive(folder) else {
        return if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("{}/{path}", folder.trim_end_matches('/'))
        };
    };
    let joined = match self::drive(path) {
        Some((other, rest)) if rest.starts_with(['\\', '/']) => format!("/{other}{rest}"),
        // `C:brief.json` is in the current folder of that drive, which is known for one drive only.
        Some((other, rest)) if other == drive => format!("/{drive}{within}/{rest}"),
        Some((other, rest)) => format!("/{other}/{rest}"),
        None if path.starts_with(['\\', '/']) => format!("/{drive}{path}"),
        None => format!("/{drive}{within}/{path}"),
    };
    joined.replace('\\', "/")
}

/// The drive of a path on Windows, as an upper-case letter, and the rest of the path.
#[cfg(any(target_os = "wasi", test))]
fn drive(path: &str) -> Option<(char, &str)> {
    let (letter, rest) = path.split_once(':')?;
    let mut letters = letter.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() => Some((letter.to_ascii_uppercase(), rest)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn paths_on_unix() {
        for (path, expected) in [
            ("brief.json", "/home/ada/brief.json"),
            ("./a/../brief.json", "/home/ada/./a/../brief.json"),
            ("/tmp/brief.json", "/tmp/brief.json"),
            // A drive is a name like others.
            ("C:\\brief.json", "/home/ada/C:\\brief.json"),
        ] {
            assert_eq!(absolute(path, "/home/ada"), expected);
        }
        assert_eq!(absolute("brief.json", "/"), "/brief.json");
    }

    #[test]
    fn paths_on_windows() {
        for (path, expected) in [
            ("brief.json", "/C/Users/Ada/brief.json"),
            ("..\\briefs\\brief.json", "/C/Users/Ada/../briefs/brief.json"),
            ("briefs/brief.json", "/C/Users/Ada/briefs/brief.json"),
            ("\\brief.json", "/C/brief.json"),
            ("D:\\briefs\\brief.json", "/D/briefs/brief.json"),
            ("d:/brief.json", "/D/brief.json"),
            ("c:brief.json", "/C/Users/Ada/brief.json"),
            ("D:brief.json", "/D/brief.json"),
        ] {
            assert_eq!(absolute(path, "C:\\Users\\Ada"), expected, "{path}");
        }
    }
}

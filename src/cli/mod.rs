//! The command line. Thin, with one file per subcommand. HTML, JSON and calendars go to standard output or a file,
//! messages to standard error.

mod build_strings;
mod calendar;
mod check;
mod files;
mod import;
mod new;
mod render;
mod report;
mod schema;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::text::without_hidden;

/// Tools for editors and publishers: from an article to a checked brief, and from a brief to the HTML and calendars for
/// the article's page.
#[derive(Debug, Parser)]
#[command(name = "summit-brief", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Import(import::Import),
    New(new::New),
    Render(render::Render),
    Calendar(calendar::Calendar),
    Schema(schema::Schema),
    #[command(hide = true)]
    Strings(build_strings::BuildStrings),
}

/// Why a command failed. Each reason has its own exit status.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The content has errors: 1.
    Content(String),
    /// An option has an invalid value: 2.
    Usage(String),
    /// A file could not be read or written: 3.
    File(String),
    /// Everything has already been reported; this is the exit status.
    Reported(u8),
}

/// Runs the command in `arguments`, which begin with the program's name. Invalid usage prints the reason and exits with
/// 2.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help goes to standard output. If that is closed, the error cannot be reported.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let outcome = match arguments.command {
        Command::Check(check) => check.run(),
        Command::Import(import) => import.run(),
        Command::New(new) => new.run(),
        Command::Render(render) => render.run(),
        Command::Calendar(calendar) => calendar.run(),
        Command::Schema(schema) => schema.run(),
        Command::Strings(strings) => strings.run(),
    };
    let Err(failure) = outcome else { return ExitCode::SUCCESS };
    let (status, message) = failure.into_parts();
    if !message.is_empty() {
        write_stderr(&(without_hidden(&message) + "\n"));
    }
    ExitCode::from(status)
}

impl Failure {
    /// The exit status, and the message that has not been printed yet.
    fn into_parts(self) -> (u8, String) {
        match self {
            Self::Content(message) => (1, message),
            Self::Usage(message) => (2, message),
            Self::File(message) => (3, message),
            Self::Reported(status) => (status, String::new()),
        }
    }
}

/// Writes to standard error, with colours only on a terminal. Ignores errors, which could not be reported.
fn write_stderr(text: &str) {
    let mut error = anstream::stderr().lock();
    let _ = error.write_all(text.as_bytes()).and_then(|()| error.flush());
}

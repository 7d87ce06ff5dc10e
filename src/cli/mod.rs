//! The command line. Thin: a file a subcommand; HTML, JSON and calendars go to standard output or a file, errors to
//! standard error.

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

/// The editor's desk: from an article to a checked brief, and from a brief to the HTML and calendars that publishers put
/// into and beside an article page.
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
    Strings(build_strings::Strings),
}

/// Why a command ends without its work done; the exit status tells which.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The content has errors: 1.
    Content(String),
    /// An option asks for what is not there: 2.
    Usage(String),
    /// A file could not be read or written: 3.
    File(String),
    /// Everything is said already.
    Reported(u8),
}

/// Runs the command that `arguments` name, the program's name first. Wrong usage ends with 2 and says why.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help goes to standard output; where that is closed there is nobody to tell.
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
        tell(&(message + "\n"));
    }
    ExitCode::from(status)
}

impl Failure {
    /// The exit status, and what is not said already.
    fn into_parts(self) -> (u8, String) {
        match self {
            Self::Content(message) => (1, message),
            Self::Usage(message) => (2, message),
            Self::File(message) => (3, message),
            Self::Reported(status) => (status, String::new()),
        }
    }
}

/// Writes to standard error, with colours only on a terminal. Where it is closed there is nobody to tell.
fn tell(text: &str) {
    let mut error = anstream::stderr().lock();
    let _ = error.write_all(text.as_bytes()).and_then(|()| error.flush());
}

//! The command line. Thin: a file a subcommand; HTML, JSON and calendars go to standard output or a file, errors to
//! standard error.

mod calendar;
mod files;
mod render;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Turns briefs into what publishers put into and beside an article page: HTML and calendars.
#[derive(Debug, Parser)]
#[command(name = "summit-brief", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Render(render::Render),
    Calendar(calendar::Calendar),
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
        Command::Render(render) => render.run(),
        Command::Calendar(calendar) => calendar.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let (status, message) = match failure {
                Failure::Content(message) => (1, message),
                Failure::Usage(message) => (2, message),
                Failure::File(message) => (3, message),
            };
            eprintln!("{message}");
            ExitCode::from(status)
        }
    }
}

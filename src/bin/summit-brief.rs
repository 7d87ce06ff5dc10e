//! The native command line: see `summit_brief::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    summit_brief::cli::run(std::env::args_os())
}

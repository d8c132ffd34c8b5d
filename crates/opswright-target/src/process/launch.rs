//! The launcher.
use std::process::ExitCode;

/// Becomes the command of an instance; returns only if that fails. The specification comes through standard input, a socket, so that it
/// lies in no file and in no argument.
///
/// Must be called on the main thread before any other thread or async runtime exists.
pub fn run() -> ExitCode {
    ExitCode::FAILURE
}

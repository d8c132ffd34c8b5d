//! The shim.
use std::process::ExitCode;

/// Runs the shim of one instance to its end. The specification comes through standard input, a socket, so that it
/// lies in no file and in no argument.
///
/// Must be called on the main thread before any other thread or async runtime exists.
pub fn run() -> ExitCode {
    ExitCode::FAILURE
}

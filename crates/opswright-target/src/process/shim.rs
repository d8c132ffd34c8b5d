//! The shim.
use std::path::Path;
use std::process::ExitCode;

/// Runs the shim of one instance to its end. `-` reads the specification from standard input.
///
/// Must be called on the main thread before any other thread or async runtime exists.
pub fn run(_specification: &Path) -> ExitCode {
    ExitCode::FAILURE
}

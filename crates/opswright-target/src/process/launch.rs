//! The launcher.
use std::path::Path;
use std::process::ExitCode;

/// Becomes the command of an instance; returns only if that fails. `-` reads the specification from standard input.
///
/// Must be called on the main thread before any other thread or async runtime exists.
pub fn run(_specification: &Path) -> ExitCode {
    ExitCode::FAILURE
}

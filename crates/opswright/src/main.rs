//! The command: arguments, terminal, exit codes.
fn main() {}

//! The built tool, run on this repository.
#![expect(clippy::disallowed_methods, reason = "starts the built tool")]

use std::process::Command;

#[test]
fn this_repository_is_tidy() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("tidy")
        .output()
        .expect("the built tool can be started");
    let text = String::from_utf8_lossy(&output.stdout);
    println!("{text}");
    assert!(
        output.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

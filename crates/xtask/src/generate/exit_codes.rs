//! The page of exit codes: the comments of the one table in the engine.

use std::fmt::Write as _;

use anyhow::Context as _;

use super::Page;
use crate::repository::Repository;

/// The file with the table: an `enum Exit` whose variants open with `/// CODE: meaning.`
const SOURCE: &str = "crates/opswright-engine/src/failure.rs";

/// The page.
pub(super) fn page(repository: &Repository) -> anyhow::Result<Page> {
    let text = &repository
        .file(SOURCE)
        .with_context(|| format!("{SOURCE} does not exist"))?
        .text;
    let mut body = String::from(
        "# Exit codes\n\nOne table for every command.\n\n| code | meaning |\n|---|---|\n",
    );
    for (code, meaning) in codes(text) {
        writeln!(body, "| {code} | {meaning} |")?;
    }
    body.push_str("| 130, 143 | ended by a signal: interrupt, termination |\n");
    Ok(Page::new("exit-codes.md", &format!("`{SOURCE}`"), &body))
}

/// Codes with their meanings, in the order of the file.
fn codes(text: &str) -> Vec<(u8, &str)> {
    text.lines()
        .filter_map(|line| line.trim().strip_prefix("/// "))
        .filter_map(|comment| comment.split_once(": "))
        .filter_map(|(code, meaning)| Some((code.parse().ok()?, meaning.trim_end_matches('.'))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_from_comments() {
        let text = "/// The table.\nenum Exit {\n    /// 0: done, or clean.\n    Done,\n    /// 3: stopped at a gate: ask.\n    Gate,\n}\n";
        assert_eq!(
            codes(text),
            [(0, "done, or clean"), (3, "stopped at a gate: ask")]
        );
    }
}

//! The pages of the rules: the text beside each rule, and an index over them.

use std::fmt::Write as _;

use super::Page;
use crate::repository::Repository;

/// Where the rules live: `<format>/<rule>.md`.
const FOLDER: &str = "crates/opswright-check/src/rules/";

/// The index, and a page for each rule.
pub(super) fn pages(repository: &Repository) -> anyhow::Result<Vec<Page>> {
    let mut pages = Vec::new();
    let mut index = String::from(
        "# Rules\n\nThe faults that `opswright check` knows. `opswright explain RULE` prints the same text.\n",
    );
    let mut last_format = "";
    for file in repository
        .files
        .iter()
        .filter(|file| file.has_extension("md"))
    {
        let Some((format, name)) = file
            .path
            .strip_prefix(FOLDER)
            .and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        if format != last_format {
            write!(index, "\n## {format}\n\n")?;
            last_format = format;
        }
        let name = name.replace('_', "-");
        let name = name.trim_end_matches(".md");
        writeln!(index, "- [{name}](rules/{name}.md)")?;
        let source = format!("`{}`", file.path);
        pages.push(Page::new(format!("rules/{name}.md"), &source, &file.text));
    }
    pages.push(Page::new("rules.md", &format!("`{FOLDER}`"), &index));
    Ok(pages)
}

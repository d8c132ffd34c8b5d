//! Fixtures of actionlint: `testdata/err` and `testdata/examples` with their messages, `testdata/ok` without any.

use std::path::Path;

use anyhow::Context as _;
use opswright_source::{Files, SourceFile};

use super::fixture::{Expected, Fixture};

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    let examples = checkout.join("testdata/examples");
    let mut faulty = super::files_below(&checkout.join("testdata/err"), "yaml")?;
    faulty.extend(super::files_below(&examples, "yaml")?);
    // What the examples use lies beside them, without messages.
    faulty.retain(|path| !path.starts_with(examples.join(".github")));
    for path in faulty {
        let mut files = workflow(&path)?;
        if path.starts_with(&examples) {
            add_actions(&mut files, &examples)?;
        }
        let messages = std::fs::read_to_string(path.with_extension("out"))
            .with_context(|| format!("failed to read the messages of {}", path.display()))?;
        for (line, rule) in messages.lines().filter_map(message) {
            fixtures.push(Fixture {
                name: super::name_of(&path),
                rule: rule.to_owned(),
                files: files.clone(),
                expected: Expected::Found(Some(line)),
            });
        }
    }
    for path in super::files_below(&checkout.join("testdata/ok"), "yaml")? {
        fixtures.push(Fixture {
            name: super::name_of(&path),
            rule: "*".to_owned(),
            files: workflow(&path)?,
            expected: Expected::Clean,
        });
    }
    Ok(fixtures)
}

/// The actions of the repository of the examples.
fn add_actions(files: &mut Files, examples: &Path) -> anyhow::Result<()> {
    let folder = examples.join(".github");
    let mut paths = super::files_below(&folder, "yaml")?;
    paths.extend(super::files_below(&folder, "yml")?);
    for path in paths {
        let bytes =
            std::fs::read(&path).with_context(|| format!("failed to read {}", path.display()))?;
        let name = path.strip_prefix(examples).unwrap_or(&path);
        files.insert(SourceFile::from_bytes(&name.to_string_lossy(), bytes));
    }
    Ok(())
}

fn workflow(path: &Path) -> anyhow::Result<Files> {
    let mut files = Files::new();
    let bytes =
        std::fs::read(path).with_context(|| format!("failed to read {}", path.display()))?;
    files.insert(SourceFile::from_bytes(".github/workflows/test.yaml", bytes));
    Ok(files)
}

/// Line and kind of `test.yaml:3:35: message [kind]`; some are patterns between slashes.
fn message(text: &str) -> Option<(u32, &str)> {
    let place = text.split_once("yaml:")?.1;
    let line = place.split_once(':')?.0.parse().ok()?;
    let kind = text
        .trim_end_matches('/')
        .rsplit_once('[')?
        .1
        .trim_end_matches(['$', ']', '\\']);
    Some((line, kind))
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn messages_and_patterns_are_read() {
        assert_eq!(
            message("test.yaml:3:4: a b [syntax-check]"),
            Some((3, "syntax-check"))
        );
        assert_eq!(
            message(r"/test\.yaml:9:35: .+ \[expression\]/"),
            Some((9, "expression"))
        );
        assert_eq!(message("nothing"), None);
    }
}

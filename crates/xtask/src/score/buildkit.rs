//! Fixtures of BuildKit: the Dockerfiles inside its tests with the warnings that they expect, and the examples of its pages.

use std::path::Path;

use anyhow::Context as _;
use opswright_source::{Files, SourceFile};

use super::fixture::{Expected, Fixture};

const TESTS: &str = "frontend/dockerfile/dockerfile_check_test.go";
const PAGES: &str = "frontend/dockerfile/linter/docs";

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let path = checkout.join(TESTS);
    let tests = std::fs::read_to_string(&path)
        .with_context(|| format!("failed to read {}", path.display()))?;
    let mut fixtures = of_tests(&tests);
    for path in super::files_below(&checkout.join(PAGES), "md")? {
        let page = std::fs::read_to_string(&path)
            .with_context(|| format!("failed to read {}", path.display()))?;
        fixtures.extend(of_page(&super::name_of(&path), &page));
    }
    Ok(fixtures)
}

/// Each call of `checkLinterWarnings` with the Dockerfile that was written last before it.
fn of_tests(text: &str) -> Vec<Fixture> {
    let mut fixtures = Vec::new();
    let (mut dockerfile, mut ignore) = (String::new(), String::new());
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let line = line.trim();
        if line.starts_with("func test") {
            ignore.clear();
        } else if line.starts_with("dockerfile ") && line.contains("[]byte(`") {
            dockerfile = literal(line, &mut lines);
        } else if line.starts_with("dockerfile ") && line.ends_with("fmt.Appendf(nil,") {
            let start = lines.next().map_or("", |(_, line)| line);
            dockerfile = filled(&literal(start, &mut lines));
        } else if line.starts_with("dockerignore ") && line.contains("[]byte(`") {
            ignore = literal(line, &mut lines);
        } else if line.starts_with("checkLinterWarnings(") {
            let one_line = line.ends_with("})");
            let call: Vec<&str> = if one_line {
                Vec::new()
            } else {
                lines
                    .by_ref()
                    .map(|(_, line)| line.trim())
                    .take_while(|line| *line != "})")
                    .collect()
            };
            // What the caller of the builder switches off is not in the file.
            if call
                .iter()
                .any(|line| line.contains("BUILDKIT_DOCKERFILE_CHECK"))
            {
                continue;
            }
            let uses_ignore = call.iter().any(|line| line.starts_with("DockerIgnore:"));
            let files = files(&dockerfile, if uses_ignore { &ignore } else { "" });
            let name = format!("{TESTS}:{}", number + 1);
            fixtures.extend(of_call(&name, &call, &files));
        }
    }
    fixtures
}

fn of_call(name: &str, call: &[&str], files: &Files) -> Vec<Fixture> {
    let mut rule = "";
    let mut found = Vec::new();
    for line in call {
        if let Some(value) = line.strip_prefix("RuleName:") {
            rule = value.trim().trim_matches(['"', ',']);
        } else if let Some(value) = line.strip_prefix("Line:") {
            let line = value.trim().trim_end_matches(',').parse().ok();
            found.push((rule, Expected::Found(line)));
        }
    }
    let is_clean = !call.iter().any(|line| line.starts_with("Warnings:"));
    if is_clean {
        found.push(("*", Expected::Clean));
    }
    found
        .into_iter()
        .map(|(rule, expected)| Fixture {
            name: name.to_owned(),
            rule: rule.to_owned(),
            files: files.clone(),
            expected,
        })
        .collect()
}

/// A pattern with what its tests put in on Linux.
fn filled(pattern: &str) -> String {
    pattern.replace("=%s", "=linux").replace("%s", "busybox")
}

/// The text between back quotes that begins on `first`.
fn literal<'a>(first: &str, lines: &mut impl Iterator<Item = (usize, &'a str)>) -> String {
    let start = first.split_once('`').map_or("", |(_, rest)| rest);
    if let Some((text, _)) = start.split_once('`') {
        return text.to_owned();
    }
    let mut text = format!("{start}\n");
    for (_, line) in lines {
        if let Some((rest, _)) = line.split_once('`') {
            text.push_str(rest);
            break;
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The examples of a page, which is named for its rule: good ones follow a line with a check mark.
fn of_page(name: &str, page: &str) -> Vec<Fixture> {
    let rule = name
        .rsplit('/')
        .next()
        .unwrap_or(name)
        .trim_end_matches(".md");
    let mut fixtures = Vec::new();
    let mut expected = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with('❌') {
            expected = Some(Expected::Found(None));
        } else if line.starts_with('✅') {
            expected = Some(Expected::Clean);
        } else if line.starts_with("```dockerfile") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let Some(expected) = expected.take() else {
                continue;
            };
            fixtures.push(Fixture {
                name: name.to_owned(),
                rule: rule.to_owned(),
                files: files(&(block.join("\n") + "\n"), ""),
                expected,
            });
        }
    }
    fixtures
}

fn files(dockerfile: &str, ignore: &str) -> Files {
    let mut files = Files::new();
    files.insert(SourceFile::from_text("Dockerfile", dockerfile));
    if !ignore.is_empty() {
        files.insert(SourceFile::from_text(".dockerignore", ignore));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_and_pages_become_fixtures() {
        let tests = "func testA() {\n\tdockerfile := []byte(`\nFROM a\n`)\n\tcheckLinterWarnings(t, sb, &lintTestParams{\n\t\tWarnings: []expectedLintWarning{\n\t\t\t{\n\t\t\t\tRuleName: \"StageName\",\n\t\t\t\tLine:        2,\n\t\t\t},\n\t\t},\n\t})\n\tcheckLinterWarnings(t, sb, &lintTestParams{Dockerfile: dockerfile})\n";
        let found = of_tests(tests);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].rule.as_str(), found[0].expected),
            ("StageName", Expected::Found(Some(2)))
        );
        assert_eq!(
            (found[1].rule.as_str(), found[1].expected),
            ("*", Expected::Clean)
        );
        assert_eq!(
            found[0]
                .files
                .get("Dockerfile")
                .map(|file| file.text.as_str()),
            Some("\nFROM a\n")
        );
        let page = "❌ Bad: x\n\n```dockerfile\nFROM a as b\n```\n\n✅ Good\n\n```dockerfile\nFROM a AS b\n```\n";
        let found = of_page("docs/FromAsCasing.md", page);
        let expected: Vec<_> = found
            .iter()
            .map(|one| (one.rule.as_str(), one.expected))
            .collect();
        assert_eq!(
            expected,
            [
                ("FromAsCasing", Expected::Found(None)),
                ("FromAsCasing", Expected::Clean)
            ]
        );
    }
}

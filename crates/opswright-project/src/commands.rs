//! Commands as people write them, a line each: in steps of a workflow, in scripts, in code blocks of a page.

use opswright_source::{LineIndex, Range};

use crate::summary::Located;

/// Lines of one text that are looked at.
const MOST: usize = 2000;

/// The commands of a script or of a step; `offset` is the place of `text` in its file. Comments, blank lines and what only
/// steers a shell are left out, continued lines are joined.
pub(crate) fn commands(text: &str, offset: usize, lines: &LineIndex) -> Vec<Located<String>> {
    let mut found: Vec<Located<String>> = Vec::new();
    let mut at = offset;
    let mut continued = false;
    for line in text.split_inclusive('\n').take(MOST) {
        let trimmed = line.trim();
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let range = Range::new(start, start + trimmed.len());
        let goes_on = trimmed.ends_with('\\');
        let words = trimmed.trim_end_matches('\\').trim();
        if continued {
            if let Some(last) = found.last_mut() {
                last.value.push(' ');
                last.value.push_str(&one_blank(words));
                last.range.end = range.end;
            }
        } else if !is_steering(words) {
            found.push(Located {
                value: one_blank(words),
                range,
                line: lines.line(range.start),
            });
        }
        continued = goes_on && (continued || !is_steering(words));
    }
    found
}

/// The commands in the code blocks of a Markdown page.
pub(crate) fn of_page(text: &str, lines: &LineIndex) -> Vec<Located<String>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        match (fence, start) {
            (true, None) => start = Some(at + line.len()),
            (true, Some(open)) => {
                found.extend(commands(text.get(open..at).unwrap_or(""), open, lines));
                start = None;
            }
            _ => {}
        }
        at += line.len();
    }
    for command in &mut found {
        if let Some(rest) = command.value.strip_prefix("$ ") {
            command.value = rest.to_owned();
        }
    }
    found
}

fn one_blank(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a line runs nothing by itself.
fn is_steering(line: &str) -> bool {
    let first = line.split([' ', ';']).next().unwrap_or("");
    let assigns = first.split_once('=').is_some_and(|(name, _)| {
        name.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    });
    line.is_empty()
        || assigns && !line.contains(" && ")
        || line.starts_with(['#', '[', '('])
        || matches!(
            first,
            "set"
                | "if"
                | "then"
                | "else"
                | "elif"
                | "fi"
                | "for"
                | "do"
                | "done"
                | "while"
                | "case"
                | "esac"
                | "{"
                | "}"
                | "EOF"
                | ";;"
                | "return"
                | "exit"
                | "local"
                | "export"
                | "echo"
        )
}

/// Whether a text speaks of going back to what ran before.
pub(crate) fn speaks_of_rollback(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [
        "rollback",
        "roll back",
        "roll-back",
        "rolled back",
        "rolling back",
        "rollout undo",
        "revert to the previous",
    ]
    .iter()
    .any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_lines() {
        let text = "set -e\n# a\ncurl  -x \\\n  b\nif x; then\n  kubectl apply\nfi\n";
        let found = commands(text, 0, &LineIndex::new(text));
        let values: Vec<(&str, u32)> = found
            .iter()
            .map(|one| (one.value.as_str(), one.line))
            .collect();
        assert_eq!(values, [("curl -x b", 3), ("kubectl apply", 6)]);
        let page = "a\n```sh\n$ ssh host\n```\nscp x\n";
        let found = of_page(page, &LineIndex::new(page));
        assert_eq!(
            found
                .iter()
                .map(|one| one.value.as_str())
                .collect::<Vec<_>>(),
            ["ssh host"]
        );
    }

    #[test]
    fn words_for_going_back() {
        assert!(speaks_of_rollback("How to Roll back") && !speaks_of_rollback("rolling update"));
    }
}

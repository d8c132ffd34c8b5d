//! `literal-expansion`: a variable in single quotes, which is printed as it is written.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::is_data;
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "literal-expansion",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("literal_expansion.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        if !matches!(used.name, "echo" | "printf") || is_data(shell, used) {
            continue;
        }
        for word in used.arguments {
            let [Part::Single(range)] = word.parts.as_slice() else {
                continue;
            };
            let Some(name) = expansion(shell.slice(*range)) else {
                continue;
            };
            let message =
                format!("`{name}` is printed as it is written: nothing expands in single quotes");
            shell.find(report, *range, message);
        }
    }
}

/// The first thing that double quotes would expand.
fn expansion(text: &str) -> Option<&str> {
    for (at, _) in text.match_indices('$') {
        let rest = &text[at..];
        let inside = rest.trim_start_matches('$');
        let length = if inside.starts_with('(') {
            inside.find(')').map(|end| end + 2)
        } else if inside.starts_with('{') {
            inside.find('}').map(|end| end + 2)
        } else {
            let name = inside
                .bytes()
                .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
                .count();
            (name > 1
                && inside.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_'))
            .then_some(name + 1)
        };
        if let Some(found) = length.and_then(|length| rest.get(..length)) {
            return Some(found);
        }
    }
    None
}

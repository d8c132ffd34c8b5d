//! `unguarded-removal`: `rm -r` of a folder whose name is empty if a variable is not set.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::{Parameter, Part, Word};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Known, Shell};

pub(crate) static RULE: Rule = Rule {
    name: "unguarded-removal",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unguarded_removal.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("rm") {
        let deep = used.has_flag(shell.text, 'r')
            || used.has_flag(shell.text, 'R')
            || used.has(shell.text, "--recursive");
        if !deep {
            continue;
        }
        for word in used.arguments {
            let Some(parameter) = first(word) else {
                continue;
            };
            let name = shell.slice(parameter.name);
            let rest = shell
                .text
                .get(parameter.range.end..word.range.end)
                .unwrap_or("")
                .replace(['"', '\''], "");
            if parameter.operator.is_some()
                || parameter.prefix.is_some()
                || name.is_empty()
                || !is_dangerous(&rest)
                || is_set(shell, name)
            {
                continue;
            }
            let guarded = format!("${{{name}:?}}");
            let fix = shell
                .fix(
                    report,
                    format!("write `{guarded}`"),
                    Safety::Safe,
                    &[(parameter.range, &guarded)],
                )
                .filter(|_| parameter.index.is_none());
            let message = format!("this removes `{rest}` if `{name}` is empty");
            shell.find(report, word.range, message).fix = fix;
        }
    }
}

/// The parameter that a word begins with.
fn first(word: &Word) -> Option<&Parameter> {
    match word.parts.first()? {
        Part::Parameter(parameter) => Some(parameter),
        Part::Double(_, inner) => match inner.first()? {
            Part::Parameter(parameter) => Some(parameter),
            _ => None,
        },
        _ => None,
    }
}

/// Whether what is left is the root, all of it, or a folder of the system.
fn is_dangerous(rest: &str) -> bool {
    const FOLDERS: &[&str] = &[
        "",
        "*",
        "bin",
        "boot",
        "dev",
        "etc",
        "home",
        "lib",
        "lib64",
        "opt",
        "proc",
        "root",
        "sbin",
        "srv",
        "sys",
        "usr",
        "var",
        "usr/bin",
        "usr/lib",
        "usr/share",
        "usr/local",
        "var/lib",
        "var/log",
    ];
    rest.strip_prefix('/').is_some_and(|folder| {
        FOLDERS.contains(&folder.trim_end_matches('/').trim_end_matches("/*"))
    })
}

/// Whether the variable is set to something that is never empty.
fn is_set(shell: &Shell<'_>, name: &str) -> bool {
    let given = shell
        .setting
        .given
        .iter()
        .any(|(given, known)| given == name && *known == Known::Word);
    let github = name.starts_with("GITHUB_") || name.starts_with("RUNNER_");
    let sets = shell.index.variables.get(name);
    given || github || sets.is_some_and(|sets| sets.iter().all(|set| set.known == Known::Word))
}

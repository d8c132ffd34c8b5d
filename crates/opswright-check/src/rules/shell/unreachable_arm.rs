//! `unreachable-arm`: an arm of a `case` behind `*)`, which is never reached.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{CommandKind, Part};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unreachable-arm",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unreachable_arm.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (command, _) in &shell.index.compounds {
        let CommandKind::Case(case) = &command.kind else {
            continue;
        };
        let mut caught = false;
        let mut seen: Vec<String> = Vec::new();
        for arm in &case.arms {
            let Some(first) = arm.patterns.first() else {
                continue;
            };
            let values: Vec<String> = arm
                .patterns
                .iter()
                .filter_map(|pattern| {
                    let glob = pattern
                        .parts
                        .iter()
                        .any(|part| matches!(part, Part::Glob(_)));
                    shell.value(pattern).filter(|_| !glob)
                })
                .collect();
            let repeated = values.len() == arm.patterns.len()
                && values.iter().all(|value| seen.contains(value));
            if caught {
                shell.find(
                    report,
                    first.range,
                    "this is never reached: `*` stands before it",
                );
                break;
            } else if repeated && !values.is_empty() {
                shell.find(
                    report,
                    first.range,
                    format!(
                        "this is never reached: `{}` stands above already",
                        values.join("|")
                    ),
                );
            }
            caught = !arm.falls_through
                && arm
                    .patterns
                    .iter()
                    .any(|pattern| shell.slice(pattern.range) == "*");
            if !arm.falls_through {
                seen.extend(values);
            }
        }
    }
}

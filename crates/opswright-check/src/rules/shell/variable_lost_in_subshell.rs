//! `variable-lost-in-subshell`: a variable set in a loop behind a pipe, and used after it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{CommandKind, Dialect};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Set, Shell};

pub(crate) static RULE: Rule = Rule {
    name: "variable-lost-in-subshell",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("variable_lost_in_subshell.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if shell.dialect() == Dialect::Ksh || shell.text.contains("lastpipe") {
        return;
    }
    for (pipeline, _) in &shell.index.pipelines {
        let Some(last) = pipeline
            .commands
            .last()
            .filter(|_| pipeline.commands.len() > 1)
        else {
            continue;
        };
        if !matches!(last.kind, CommandKind::Loop(_)) {
            continue;
        }
        for (name, sets) in &shell.index.variables {
            let inside = |set: &&Set<'_>| {
                last.range.start <= set.name.start && set.name.end <= last.range.end
            };
            let Some(lost) = sets.iter().find(|set| {
                inside(set)
                    && set
                        .word
                        .is_some_and(|word| word.assignment(shell.text).is_some())
            }) else {
                continue;
            };
            let before = sets.iter().any(|set| {
                set.name.end < pipeline.range.start && set.subshell == 0 && !set.function
            });
            let next_set = sets
                .iter()
                .map(|set| set.name.start)
                .filter(|at| *at > last.range.end)
                .min()
                .unwrap_or(usize::MAX);
            let used = shell.index.values.iter().any(|value| {
                let at = value.range().start;
                at > last.range.end
                    && at < next_set
                    && value
                        .parameter()
                        .is_some_and(|parameter| shell.slice(parameter.name) == *name)
            });
            if before && used && !lost.function {
                let message = format!(
                    "`{name}` is set in a shell of the pipe's own, and has its old value after it"
                );
                shell.find(report, lost.name, message).fix =
                    Some(advice("feed the loop with `done < <(…)`"));
            }
        }
    }
}

//! `ignored-negation`: `! command` on its own under `set -e`, which never ends the script.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "ignored-negation",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("ignored_negation.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !shell.index.errexit {
        return;
    }
    for (pipeline, around) in &shell.index.pipelines {
        let Some(negation) = pipeline.negation else {
            continue;
        };
        if around.checked
            || around.behind.is_some()
            || around.captured
            || is_last(shell, pipeline.range)
        {
            continue;
        }
        let message = "`!` keeps this from ending the script, whatever it says";
        shell
            .find(
                report,
                Range::new(negation.start, pipeline.range.end),
                message,
            )
            .fix = Some(advice("write `if …; then exit 1; fi`, or add `|| exit 1`"));
    }
}

/// Whether its status is that of its block or function.
fn is_last(shell: &Shell<'_>, range: Range) -> bool {
    shell.index.blocks.iter().any(|block| {
        block
            .statements
            .last()
            .is_some_and(|last| last.range.end == range.end)
    })
}

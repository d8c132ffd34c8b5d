//! `absent-probe-program`: a health check with a program that the image lacks.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use crate::images::{Presence, has_program};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "absent-probe-program",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("absent_probe_program.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (file, dockerfile) in graph.dockerfiles() {
        let Some(stage) = dockerfile.stages.last() else {
            continue;
        };
        let (Some(check), Some(image)) = (&stage.health_check, &stage.image) else {
            continue;
        };
        let Some(program) = check.value.first().map(|word| word.text.as_str()) else {
            continue;
        };
        let installed = stage.installed.iter().any(|name| name == program);
        if !installed && has_program(image, program) == Presence::Absent {
            let message =
                format!("the image has no `{program}`, so that this health check fails for ever");
            report.find_in(&file.path, check.range, message).fix =
                Some(advice("probe with the runtime of the image"));
        }
    }
}

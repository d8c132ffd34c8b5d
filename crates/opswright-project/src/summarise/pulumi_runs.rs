//! What the steps of a workflow do with Pulumi.

use crate::summary::PulumiRuns;
use crate::workflow::{Step, Workflow};

pub(super) fn pulumi_runs(workflow: &Workflow<'_>) -> PulumiRuns {
    let mut runs = PulumiRuns::default();
    for step in workflow.jobs.iter().flat_map(|job| &job.steps) {
        of_step(step, &mut runs);
    }
    runs
}

fn of_step(step: &Step<'_>, runs: &mut PulumiRuns) {
    let uses = step.uses().filter(|uses| {
        let name = uses.as_str().unwrap_or("").to_ascii_lowercase();
        name.starts_with("pulumi/actions@")
    });
    if let Some(uses) = uses {
        let command = step.node.str_at(&["with", "command"]).unwrap_or("");
        verb(command, uses.range(), runs);
    }
    let Some(run) = step.run() else { return };
    for line in run.as_str().unwrap_or("").split(['\n', ';', '&', '|']) {
        let mut words = line.split_whitespace().skip_while(|word| *word != "pulumi");
        if words.next().is_some() {
            let named = words.find(|word| !word.starts_with('-'));
            verb(named.unwrap_or(""), run.range(), runs);
        }
    }
}

fn verb(word: &str, range: opswright_source::Range, runs: &mut PulumiRuns) {
    match word {
        "preview" | "pre" | "refresh" => runs.previews = true,
        "up" | "update" => runs.updates = runs.updates.or(Some(range)),
        // Only the run says which.
        text if text.contains("${{") => runs.previews = true,
        _ => {}
    }
}

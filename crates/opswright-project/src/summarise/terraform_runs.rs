//! Steps of a workflow that run Terraform, and where.

use opswright_yaml::Node;

use crate::path::join;
use crate::terraform_summary::TerraformRun;
use crate::workflow::{Job, Step, Workflow};

const PROGRAMS: &[&str] = &["terraform", "tofu", "terragrunt", "tflocal"];

/// Words of actions and commands that run Terraform somewhere that is not said.
const HIDDEN: &[&str] = &[
    "terraform-plan",
    "terraform-validate",
    "tf-via-pr",
    "terraform-apply",
    "digger",
    "pre-commit",
    "atlantis",
    "terraform-test",
    "terraform-check",
    "tofu-plan",
    "tofu-apply",
    "tfc-workflows",
    "terramate",
    "make",
    "task",
    "just",
];

/// All such steps.
pub(super) fn terraform_runs(workflow: &Workflow<'_>) -> Vec<TerraformRun> {
    let shared = workflow
        .root
        .str_at(&["defaults", "run", "working-directory"]);
    let mut found = Vec::new();
    for job in &workflow.jobs {
        let own = job.node.str_at(&["defaults", "run", "working-directory"]);
        for step in &job.steps {
            of_step(step, own.or(shared), &mut found);
        }
        called(job, &mut found);
    }
    found
}

fn of_step(step: &Step<'_>, folder: Option<&str>, found: &mut Vec<TerraformRun>) {
    let own = step
        .node
        .get("working-directory")
        .and_then(|node| node.as_str());
    if let Some(uses) = step.uses() {
        hidden(uses, found);
    }
    let Some(run) = step.run() else { return };
    let script = run.as_str().unwrap_or("");
    let mut here = own.or(folder).map(str::to_owned);
    for command in script
        .split(['\n', ';', '|'])
        .flat_map(|line| line.split("&&"))
    {
        let mut words = command
            .split_whitespace()
            .skip_while(|word| word.contains('=') || *word == "sudo");
        let Some(program) = words.next() else {
            continue;
        };
        let program = program.rsplit('/').next().unwrap_or(program);
        if program == "cd" || program == "pushd" {
            let into = words.next().unwrap_or("");
            here = Some(match &here {
                Some(outer) => format!("{outer}/{into}"),
                None => into.to_owned(),
            });
        } else if PROGRAMS.contains(&program) {
            found.extend(command_run(
                run,
                &words.collect::<Vec<_>>(),
                here.as_deref(),
            ));
        } else if HIDDEN.contains(&program) && speaks_of_terraform(command) {
            hidden_at(run, found);
        }
    }
}

/// Whether a command of another program is about Terraform.
fn speaks_of_terraform(command: &str) -> bool {
    [
        "terraform",
        "tofu",
        "tf",
        "plan",
        "validate",
        "infra",
        "pre-commit",
        "lint",
    ]
    .iter()
    .any(|word| command.contains(word))
}

fn command_run(node: Node<'_>, words: &[&str], folder: Option<&str>) -> Option<TerraformRun> {
    let changed = words.iter().find_map(|word| word.strip_prefix("-chdir="));
    let verb = words.iter().find(|word| !word.starts_with('-'))?;
    let everywhere = words
        .iter()
        .any(|word| matches!(*word, "run-all" | "--all" | "-all"));
    let has = |verb: &str| words.contains(&verb);
    let plans = matches!(*verb, "plan" | "validate" | "apply" | "test")
        || everywhere && has("plan")
        || has("plan");
    let applies = *verb == "apply" || everywhere && has("apply") || has("apply");
    if !plans && !applies {
        return None;
    }
    let inner = changed.map(|path| path.trim_matches(['"', '\'']));
    let path = match (folder, inner) {
        (Some(outer), Some(inner)) => format!("{outer}/{inner}"),
        (Some(path), None) | (None, Some(path)) => path.to_owned(),
        (None, None) => String::new(),
    };
    let calculated = everywhere || path.contains('$');
    Some(TerraformRun {
        range: node.range(),
        plans,
        applies,
        folder: if calculated { None } else { join("", &path) },
    })
}

/// A job that calls a workflow whose name says what it runs.
fn called(job: &Job<'_>, found: &mut Vec<TerraformRun>) {
    if let Some(uses) = job.uses() {
        let name = uses.as_str().unwrap_or("").to_ascii_lowercase();
        if ["terraform", "tofu", "terragrunt", "pre-commit", "infra"]
            .iter()
            .any(|word| name.contains(word))
        {
            hidden_at(uses, found);
        }
    }
}

fn hidden(uses: Node<'_>, found: &mut Vec<TerraformRun>) {
    let name = uses.as_str().unwrap_or("").to_ascii_lowercase();
    if HIDDEN
        .iter()
        .any(|word| word.len() > 4 && name.contains(word))
    {
        hidden_at(uses, found);
    }
}

fn hidden_at(node: Node<'_>, found: &mut Vec<TerraformRun>) {
    found.push(TerraformRun {
        range: node.range(),
        plans: true,
        applies: false,
        folder: None,
    });
}

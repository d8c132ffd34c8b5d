//! `up`: the whole way, locally.

use std::io::IsTerminal as _;

use dialoguer::{Confirm, Input};
use opswright_design::Design;
use opswright_diagnostic::Summary;
use opswright_engine::checking;
use opswright_engine::failure::{Exit, Failure};
use opswright_engine::gates::{self, Subject};
use opswright_engine::generation::{planned, write};
use opswright_engine::layout::Layout;
use opswright_engine::lower::{Missing, Wishes, ask_for, lower, missing};
use opswright_engine::project::Project;
use opswright_engine::recording::{NewEntry, record};
use opswright_engine::values::Values;
use opswright_engine::wire::{DeployRequest, Origin};
use opswright_generate::{Action, PlannedFile};

use super::{Ended, design, rollout};
use crate::arguments::Up;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, up: &Up) -> Ended {
    let layout = place::layout(&up.place.directory)?;
    let project = Project::read(&up.place.directory)?;
    project.something()?;
    let answers = project.answers(&design::said(&up.answers))?;
    let decided = project.design(&answers);
    design::keep(&project, &answers, &decided)?;
    output.say(opswright_design::render(&decided).trim_end());
    let subject = Subject {
        project: &project,
        answers: &answers,
        design: &decided,
    };
    let approved = approve(output, up, &layout, &subject)?;
    output.say(&format!("approved  {}", approved.how));
    generate(output, &layout, &project, &decided)?;
    check(output, &project)?;
    let wishes = Wishes {
        port: up.port,
        instances: up.instances,
        workload: None,
    };
    let values = values(&layout, &decided, up, &wishes)?;
    let lowered = lower(&decided, &values, &wishes)?;
    for (name, reason) in &lowered.left_out {
        output.say(&format!("left out  {name}: {reason}"));
    }
    let mut answers = Vec::new();
    for workload in lowered.workloads {
        let request = DeployRequest {
            workload: workload.name.clone(),
            environment: gates::LOCAL.to_owned(),
            origin: Origin::Tree(Box::new(workload)),
            pace: rollout::pace(&up.pace)?,
            approval: approved.how.clone(),
            design: decided.digest.clone(),
        };
        answers.push(rollout::roll_out(output, &layout, request)?);
    }
    rollout::ended(output, &answers);
    Ok(Exit::Done)
}

/// The approval there is, or the one given now: by `--approve-local`, or at the terminal.
fn approve(
    output: Output,
    up: &Up,
    layout: &Layout,
    subject: &Subject<'_>,
) -> Result<gates::Approved, Failure> {
    let refused = match gates::design_approved(layout, subject, gates::LOCAL) {
        Ok(approved) => return Ok(approved),
        Err(refused) => refused,
    };
    if !up.approve_local {
        let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        if !terminal {
            return Err(Failure {
                next: format!("{} · or: opswright up --approve-local", refused.next),
                ..refused
            });
        }
        for line in &refused.evidence {
            output.say(&format!("stop      {line}"));
        }
        let yes = Confirm::new()
            .with_prompt("approve this design for the environment local")
            .default(false)
            .interact()
            .unwrap_or(false);
        if !yes {
            return Err(Failure {
                reason: "the design was not approved".to_owned(),
                exit: Exit::Gate,
                ..refused
            });
        }
    }
    gates::approve_locally(layout, &place::caller(), subject)
}

fn generate(
    output: Output,
    layout: &Layout,
    project: &Project,
    design: &Design,
) -> Result<(), Failure> {
    let files = planned(project, design);
    write(project, &files)?;
    let changed: Vec<&PlannedFile> = files.iter().filter(|file| file.text.is_some()).collect();
    let conflicts: Vec<&PlannedFile> = files
        .iter()
        .filter(|file| file.action == Action::Conflict)
        .collect();
    for file in &conflicts {
        output.say(&format!(
            "conflict  {}: {}",
            file.path,
            file.reason.lines().next().unwrap_or_default()
        ));
    }
    if changed.is_empty() {
        output.say(&format!("generated {} files, none changed", files.len()));
        return Ok(());
    }
    let names: Vec<&str> = changed.iter().map(|file| file.path.as_str()).collect();
    output.say(&format!("generated {}", names.join(" ")));
    let body = serde_json::json!({"version": 1, "design": design.digest, "written": names});
    record(
        layout,
        &place::caller(),
        NewEntry::new("generate", &design.name, body),
    )
}

/// Findings of the generated files and a person's beside them: errors are shown, and are no reason not to run locally.
fn check(output: Output, project: &Project) -> Result<(), Failure> {
    let checked = checking::check(&checking::Request::of(&project.root), &super::today())?;
    let counts = Summary::of(&checked.findings);
    output.say(&format!("checked   {} files: {counts}", checked.files));
    if counts.fails() {
        output.say("          see them with: opswright check");
    }
    Ok(())
}

/// Values that were kept and given now; what is still missing is asked for at a terminal.
fn values(layout: &Layout, design: &Design, up: &Up, wishes: &Wishes) -> Result<Values, Failure> {
    let mut values = Values::load(layout);
    values.take(&up.values.resources, &up.values.variables)?;
    let mut wanted = missing(design, &values, wishes);
    if !wanted.is_empty() && std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
        for item in &wanted {
            ask(&mut values, item);
        }
        wanted = missing(design, &values, wishes);
    }
    if !wanted.is_empty() {
        return Err(ask_for(&wanted));
    }
    values.save(layout)?;
    Ok(values)
}

fn ask(values: &mut Values, missing: &Missing) {
    let (name, prompt) = match missing {
        Missing::Resource {
            name,
            kind,
            variable,
        } => (name, format!("address of {name} ({kind}, for {variable})")),
        Missing::Variable { name, .. } => (name, format!("value of {name}")),
    };
    let typed: Result<String, _> = Input::new()
        .with_prompt(prompt)
        .allow_empty(true)
        .interact_text();
    let Ok(typed) = typed else { return };
    if typed.is_empty() {
        return;
    }
    let value = opswright_engine::wire::SecretValue(typed);
    match missing {
        Missing::Resource { .. } => values.resources.insert(name.clone(), value),
        Missing::Variable { .. } => values.variables.insert(name.clone(), value),
    };
}

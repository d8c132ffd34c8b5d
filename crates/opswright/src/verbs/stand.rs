//! No verb: what this repository is, where it stands, and what comes next.

use std::fmt::Write as _;
use std::path::Path;

use opswright_diagnostic::Summary;
use opswright_engine::checking;
use opswright_engine::failure::Exit;
use opswright_engine::gates::{self, Subject};
use opswright_engine::project::{DESIGN, Project, Said};
use opswright_survey::{Facts, Workload};

use super::Ended;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output) -> Ended {
    let root = opswright_worktree::project_root(Path::new("."));
    let project = Project::read(&root)?;
    project.something()?;
    let layout = place::layout(&root)?;
    let answers = project.answers(&Said::default())?;
    let design = project.design(&answers);
    let subject = Subject {
        project: &project,
        answers: &answers,
        design: &design,
    };
    let checked = checking::check(&checking::Request::of(&project.root), &super::today())?;
    let counts = Summary::of(&checked.findings);
    let status = super::status::ask(&layout)?;
    let running: Vec<&str> = status
        .workloads
        .iter()
        .filter_map(|workload| workload.url.as_deref())
        .collect();
    let approved = gates::design_approved(&layout, &subject, gates::ANY);
    let standing = match (&approved, project.tree.contains(DESIGN)) {
        (Ok(approved), _) => format!("design approved {}", approved.how),
        (Err(_), true) => "design waits for approval".to_owned(),
        (Err(_), false) => "no design yet".to_owned(),
    };
    let next = next(
        approved.is_ok(),
        project.tree.contains(DESIGN),
        running.is_empty(),
        &design.digest,
    );
    if output.json() {
        output.document(&serde_json::json!({
            "schema": "opswright/standing@1",
            "name": design.name,
            "found": found(&project.facts),
            "standing": standing,
            "running": running,
            "findings": counts.to_string(),
            "next": next,
        }));
        return Ok(Exit::Done);
    }
    output.data(&format!("{} · {standing}", design.name));
    for line in found(&project.facts) {
        output.data(&format!("  found   {line}"));
    }
    output.data(&format!("  check   {counts}"));
    for url in running {
        output.data(&format!("  runs    {url}"));
    }
    for line in next {
        output.data(&format!("  next    {line}"));
    }
    Ok(Exit::Done)
}

fn next(approved: bool, designed: bool, stopped: bool, digest: &str) -> Vec<String> {
    let mut all = Vec::new();
    if !designed {
        all.push(
            "opswright design      decide where and how this runs, for your approval".to_owned(),
        );
    } else if !approved {
        all.push(format!(
            "opswright approve {}",
            digest.get(..19).unwrap_or(digest)
        ));
    } else {
        all.push("opswright generate    write what the design needs".to_owned());
    }
    if stopped {
        all.push("opswright up          run it here, behind the proxy".to_owned());
    } else {
        all.push("opswright status      what runs".to_owned());
    }
    all
}

/// A line a workload: `shop  rust web (axum, cargo) on :3000 · postgresql · 3 variables`.
fn found(facts: &Facts) -> Vec<String> {
    facts.workloads.iter().map(workload).collect()
}

fn workload(found: &Workload) -> String {
    let value = |fact: &Option<opswright_survey::Fact<String>>| {
        fact.as_ref().map(|fact| fact.value.clone())
    };
    let mut words = vec![found.name.clone()];
    words.extend(value(&found.language));
    words.extend(value(&found.kind));
    let tools: Vec<String> = [value(&found.framework), value(&found.package_manager)]
        .into_iter()
        .flatten()
        .collect();
    if !tools.is_empty() {
        words.push(format!("({})", tools.join(", ")));
    }
    if let Some(port) = &found.port {
        words.push(format!("on :{}", port.value));
    }
    let mut line = words.join(" ");
    for resource in &found.resources {
        line.push_str(" · ");
        line.push_str(&resource.kind.value);
    }
    if !found.variables.is_empty() {
        let _ = write!(line, " · {} variables", found.variables.len());
    }
    line
}

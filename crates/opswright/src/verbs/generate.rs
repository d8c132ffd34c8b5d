//! `generate`: files from the approved design.

use opswright_engine::failure::Exit;
use opswright_engine::gates::{self, Subject};
use opswright_engine::generation::{planned, word, write};
use opswright_engine::project::Project;
use opswright_engine::recording::{NewEntry, record};
use opswright_generate::{Action, PlannedFile, skipped};

use super::{Ended, design};
use crate::arguments::Generate;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, generate: &Generate) -> Ended {
    let layout = place::layout(&generate.place.directory)?;
    let project = Project::read(&generate.place.directory)?;
    project.something()?;
    let answers = project.answers(&design::said(&generate.answers))?;
    let design = project.design(&answers);
    let subject = Subject {
        project: &project,
        answers: &answers,
        design: &design,
    };
    gates::design_approved(&layout, &subject, gates::ANY)?;
    let files = planned(&project, &design);
    if !generate.dry_run {
        write(&project, &files)?;
        let body =
            serde_json::json!({"version": 1, "design": design.digest, "files": listed(&files)});
        record(
            &layout,
            &place::caller(),
            NewEntry::new("generate", &design.name, body),
        )?;
    }
    show(output, &files, generate.dry_run);
    for skipped in skipped(&design) {
        output.say(&format!(
            "left out  {}: {}",
            skipped.workload, skipped.reason
        ));
    }
    let conflicts = files
        .iter()
        .filter(|file| file.action == Action::Conflict)
        .count();
    if conflicts == 0 {
        output.say("next      opswright check");
        return Ok(Exit::Done);
    }
    output.say(&format!(
        "next      mend the {conflicts} files in conflict by hand, then opswright generate"
    ));
    Ok(Exit::Findings)
}

/// One line a file, and the reason where something was left as it was.
pub(crate) fn show(output: Output, files: &[PlannedFile], dry_run: bool) {
    if output.json() {
        output.document(&serde_json::json!({"schema": "opswright/generate@1", "dry_run": dry_run, "files": listed(files)}));
        return;
    }
    for file in files {
        output.data(&format!("{:<9} {}", word(file.action), file.path));
        if matches!(file.action, Action::Conflict | Action::Keep) {
            for line in file.reason.lines() {
                output.data(&format!("          {line}"));
            }
        }
    }
}

fn listed(files: &[PlannedFile]) -> Vec<serde_json::Value> {
    files
        .iter()
        .map(|file| serde_json::json!({"path": file.path, "action": word(file.action), "reason": file.reason}))
        .collect()
}

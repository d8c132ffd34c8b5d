//! `design`: decide, write the design, and stop for approval.

use opswright_design::{Answers, Design, DesignInputs};
use opswright_engine::failure::{Exit, Failure};
use opswright_engine::gates::{self, Subject};
use opswright_engine::project::{DESIGN, Project, Said};
use opswright_engine::recording::{NewEntry, record};

use super::Ended;
use crate::arguments;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, typed: &arguments::Design) -> Ended {
    let layout = place::layout(&typed.place.directory)?;
    let project = Project::read(&typed.place.directory)?;
    project.something()?;
    let answers = project.answers(&said(&typed.answers))?;
    let design = project.design(&answers);
    keep(&project, &answers, &design)?;
    let body = serde_json::json!({"version": 1, "digest": design.digest, "questions": design.questions.len()});
    record(
        &layout,
        &place::caller(),
        NewEntry::new("design", &design.name, body),
    )?;
    let subject = Subject {
        project: &project,
        answers: &answers,
        design: &design,
    };
    let approved = gates::design_approved(&layout, &subject, gates::ANY);
    if output.json() {
        output.data(&opswright_design::to_json(
            &design,
            &DesignInputs::new(&project.facts, &answers),
        ));
    } else {
        output.data(&opswright_design::render(&design));
    }
    match approved {
        Ok(approved) => {
            output.say(&format!("approved  {}", approved.how));
            output.say("next      opswright generate");
            Ok(Exit::Done)
        }
        Err(failure) => {
            // The design itself is the answer; the failure is only the reason to stop.
            for line in std::iter::once(&failure.reason).chain(&failure.evidence) {
                output.say(&format!("stop      {line}"));
            }
            output.say(&format!("next      {}", failure.next));
            Ok(failure.exit)
        }
    }
}

/// Writes `.opswright/design.md` and `.opswright/design.json`.
pub(crate) fn keep(project: &Project, answers: &Answers, design: &Design) -> Result<(), Failure> {
    let inputs = DesignInputs::new(&project.facts, answers);
    let files = [
        (
            ".opswright/design.md",
            opswright_design::to_markdown(design),
        ),
        (DESIGN, opswright_design::to_json(design, &inputs)),
    ];
    for (path, text) in files {
        opswright_worktree::write_atomic(&project.root, path, text.as_bytes()).map_err(
            |error| {
                Failure::new(
                    Exit::Findings,
                    "the design could not be written",
                    "opswright doctor",
                )
                .because(error.to_string())
            },
        )?;
    }
    Ok(())
}

/// What the command line says beside `opswright.toml`.
pub(crate) fn said(answers: &arguments::Answers) -> Said {
    Said {
        scale: answers.scale.clone(),
        compliance: answers.compliance.clone(),
        answers: answers.pairs.clone(),
    }
}

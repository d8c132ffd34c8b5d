//! `survey`: the facts of a repository.

use opswright_engine::failure::Exit;
use opswright_engine::project::Project;

use super::Ended;
use crate::arguments::Place;
use crate::output::Output;

pub(crate) fn run(output: Output, place: &Place) -> Ended {
    let project = Project::read(&place.directory)?;
    // Before the facts: stdout carries one document, the facts or the failure.
    project.something()?;
    if output.json() {
        output.data(&opswright_survey::to_json(&project.facts));
    } else {
        output.data(&opswright_survey::render(&project.facts));
    }
    super::check::talk(output, &project);
    Ok(Exit::Done)
}

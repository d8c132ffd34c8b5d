//! `gate pipeline`: whether the generated files are in order and signed.

use opswright_diagnostic::{Colour, Format as Rendered, Summary, render};
use opswright_engine::failure::{Exit, Failure};
use opswright_engine::gates::pipeline::{Pipeline, approved, findings};
use opswright_engine::project::{Project, Said};

use super::Ended;
use crate::arguments::Gate;
use crate::output::Output;

pub(crate) fn run(output: Output, gate: &Gate) -> Ended {
    let Gate::Pipeline(place) = gate;
    let project = Project::read(&place.directory)?;
    project.something()?;
    let answers = project.answers(&Said::default())?;
    let design = project.design(&answers);
    let pipeline = Pipeline::read(&project, &design);
    let checked = findings(&project, &pipeline, &super::today())?;
    let summary = Summary::of(&checked.findings);
    if summary.fails() {
        if !output.json() {
            let colour = if output.colored {
                Colour::Always
            } else {
                Colour::Never
            };
            output.data(&render(
                Rendered::Human,
                &checked.findings,
                &checked.sources,
                colour,
            ));
        }
        let reason = format!("the pipeline has findings: {summary}");
        return Err(Failure::new(
            Exit::Findings,
            reason,
            "opswright check --fix",
        ));
    }
    if !output.json() {
        output.data(&pipeline.difference(&project));
        output.say(&format!(
            "pipeline  {} ({} files, no findings)",
            pipeline.digest,
            pipeline.digests.len()
        ));
    }
    let approved = approved(&project, &design, &pipeline)?;
    if output.json() {
        output.document(&serde_json::json!({
            "schema": "opswright/gate@1", "gate": "pipeline", "digest": pipeline.digest,
            "files": pipeline.digests, "approved": approved.how,
        }));
    } else {
        output.say(&format!("approved  {}", approved.how));
    }
    Ok(Exit::Done)
}

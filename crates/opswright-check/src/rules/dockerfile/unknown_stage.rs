//! `unknown-stage`: a reference to a stage that is not there, or not yet.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Dockerfile, Instruction, Stage, Word};
use opswright_source::Range;

use crate::catalogue::official_image;
use crate::closeness::is_close;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-stage",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unknown_stage.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        for instruction in file.instructions_of(stage) {
            for reference in references(instruction) {
                look(file, stage, &reference, report);
            }
        }
    }
}

/// What `COPY --from=` and `RUN --mount=from=` name.
fn references(instruction: &Instruction) -> Vec<Word> {
    instruction
        .flags
        .iter()
        .filter_map(|flag| match flag.name.as_str() {
            "from" => Some(flag.value.clone()),
            "mount" => {
                let at = flag.value.text.find("from=")? + "from=".len();
                let text = flag.value.text[at..].split(',').next()?.to_owned();
                let start = flag.value.range.start + at;
                let range = Range::new(start, start + text.len());
                Some(Word { text, range })
            }
            _ => None,
        })
        .filter(|word| !word.is_dynamic() && !word.text.is_empty())
        .collect()
}

fn look(file: &Dockerfile, stage: &Stage, reference: &Word, report: &mut Report<'_>) {
    let name = reference.text.as_str();
    if let Some(found) = file.stage(name) {
        if found.index >= stage.index {
            report.find(
                reference.range,
                format!("the stage `{name}` is not built before this one"),
            );
        }
        return;
    }
    if name.contains(['/', ':', '@', '.']) || official_image(name).is_some() {
        return;
    }
    let close: Vec<&str> = file.stages[..stage.index]
        .iter()
        .filter_map(|stage| stage.name.as_ref().map(|name| name.text.as_str()))
        .filter(|known| is_close(known, name))
        .collect();
    let fix = match close.as_slice() {
        [only] => Some(report.fix(
            format!("name the stage `{only}`"),
            Safety::Safe,
            vec![replace(reference.range, *only)],
        )),
        _ => None,
    };
    report
        .find(
            reference.range,
            format!("there is no stage `{name}`; an image of this name would be pulled"),
        )
        .fix = fix;
}

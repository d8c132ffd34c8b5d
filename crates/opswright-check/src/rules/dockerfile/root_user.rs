//! `root-user`: a final stage that runs as root.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile, Stage};
use opswright_source::{Edit, Range};

use super::stages::{image_of, is_dynamic, is_from_scratch, last_user, starts};
use crate::images::is_unprivileged;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "root-user",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("root_user.md"),
    run: &[Run::Dockerfile(run)],
};

/// A user that no image gives a name: nothing on the host belongs to it.
const USER: &str = "65532:65532";

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let Some(stage) = file.final_stage() else {
        return;
    };
    let image = image_of(file, stage);
    let exported_files_only = !starts(file, stage) && is_from_scratch(file, stage);
    if exported_files_only
        || is_dynamic(file, stage)
        || image.is_some_and(is_unprivileged) && last_user(file, stage).is_none()
    {
        return;
    }
    match last_user(file, stage) {
        Some(user) if is_root(&user.text) => {
            let fix = report.fix(
                format!("run as `USER {USER}`"),
                Safety::Unsafe,
                vec![replace(user.range, USER)],
            );
            report.find(user.range, "the final stage runs as root").fix = Some(fix);
        }
        Some(_) => {}
        None => {
            let evidence = format!(
                "{} sets no user, and neither does the image",
                report.place(stage.image.range.start)
            );
            let edits = insertion(file, stage).into_iter().collect();
            let fix = report.fix(format!("add `USER {USER}`"), Safety::Unsafe, edits);
            let finding = report.find(stage.image.range, "the final stage runs as root");
            finding.evidence.push(evidence);
            finding.fix = Some(fix);
        }
    }
}

fn is_root(user: &str) -> bool {
    matches!(user.split(':').next(), Some("root" | "0"))
}

/// Before the first of CMD, ENTRYPOINT and HEALTHCHECK behind the last RUN, else at the end.
fn insertion(file: &Dockerfile, stage: &Stage) -> Option<Edit> {
    let instructions = file.instructions_of(stage);
    let last_run = instructions
        .iter()
        .rposition(|instruction| matches!(instruction.body, Body::Run(_) | Body::Copy { .. }))
        .unwrap_or(0);
    let before = instructions[last_run + 1..].iter().find(|instruction| {
        matches!(
            instruction.body,
            Body::Cmd(_) | Body::Entrypoint(_) | Body::Healthcheck(_)
        )
    });
    if let Some(instruction) = before {
        return Some(replace(
            Range::at(instruction.range.start),
            format!("USER {USER}\n"),
        ));
    }
    let end = instructions.last()?.range.end;
    Some(replace(Range::at(end), format!("\nUSER {USER}")))
}

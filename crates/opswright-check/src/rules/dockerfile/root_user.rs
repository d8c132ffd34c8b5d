//! `root-user`: the final stage runs as root.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Base, Body, Dockerfile};
use opswright_source::Range;

use crate::images::is_unprivileged;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "root-user",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("root_user.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let Some(stage) = file.final_stage() else {
        return;
    };
    let users = user_of(file, stage.index);
    let base = |index: usize| file.stages.get(index).map(|stage| &stage.base);
    match users {
        Some((range, user)) if matches!(user.split(':').next(), Some("root" | "0")) => {
            report
                .find(
                    range,
                    format!("the container runs as root: USER is `{user}`"),
                )
                .fix = Some(advice("USER 65532:65532"));
        }
        None if !matches!(base(stage.index), Some(Base::Image(image)) if is_unprivileged(image)) => {
            let message = "the container runs as root: the final stage sets no user";
            report.find(stage.image.range, message).fix =
                Some(advice("add `USER 65532:65532` before the command"));
        }
        _ => {}
    }
}

/// The last USER of a stage, or of the stage that it starts from.
fn user_of(file: &Dockerfile, index: usize) -> Option<(Range, String)> {
    let stage = file.stages.get(index)?;
    let own = file
        .instructions_of(stage)
        .iter()
        .rev()
        .find_map(|instruction| match &instruction.body {
            Body::User(word) => Some((instruction.range, word.text.clone())),
            _ => None,
        });
    match stage.base {
        Base::Stage(earlier) if own.is_none() && earlier < index => user_of(file, earlier),
        _ => own,
    }
}

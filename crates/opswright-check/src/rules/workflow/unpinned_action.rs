//! `unpinned-action`: an action or workflow that is not pinned by its full commit.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::workflow::{ActionReference, Step, Workflow};
use opswright_yaml::Node;

use super::compromised_action::is_compromised;
use super::pinning::pin_edits;
use crate::catalogue::{leading_version, pin};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-action",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Mixed,
    profile: Profile::Default,
    docs: include_str!("unpinned_action.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        let steps = job.steps.iter().filter_map(Step::uses);
        for uses in job.uses().into_iter().chain(steps) {
            look(uses, report);
        }
    }
}

fn look(uses: Node<'_>, report: &mut Report<'_>) {
    let text = uses.as_str().unwrap_or("");
    if let Some(image) = text
        .strip_prefix("docker://")
        .filter(|image| !image.contains("@sha256:"))
    {
        report.find(
            uses.range(),
            format!("the image `{image}` can be pushed again with other content"),
        );
        return;
    }
    let Some(action) = ActionReference::parse(text) else {
        return;
    };
    if action.is_commit() || is_compromised(&action) {
        return;
    }
    let fix = match pin(action.action) {
        Some(pin) => {
            let same_line = major(action.reference) == major(pin.version);
            let safety = if pin.verified && same_line {
                Safety::Safe
            } else {
                Safety::Unsafe
            };
            let sure = if pin.verified {
                ""
            } else {
                ", which few repositories confirm"
            };
            report.fix(
                format!("pin {} by its commit{sure}", pin.version),
                safety,
                pin_edits(uses, &action, &pin, report.text),
            )
        }
        None => advice("pin the full commit, with the version as a comment behind it"),
    };
    let message = match action.reference {
        "" => format!("`{}` names no version", action.action),
        reference => format!(
            "`{reference}` of `{}` is whatever its owner, or who took it over, pushes there",
            action.action
        ),
    };
    report.find(uses.range(), message).fix = Some(fix);
}

fn major(version: &str) -> Option<&str> {
    leading_version(version)
        .split('.')
        .next()
        .filter(|major| !major.is_empty())
}

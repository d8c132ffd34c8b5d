//! `retired-action`: an action in a version that GitHub has switched off.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{ActionReference, Step, Workflow};

use crate::catalogue::leading_version;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "retired-action",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("retired_action.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

/// Actions whose early versions GitHub refuses to run: the first major version that works.
const RETIRED: [(&str, u32); 4] = [
    ("actions/upload-artifact", 4),
    ("actions/download-artifact", 4),
    ("actions/cache", 3),
    ("actions/upload-pages-artifact", 3),
];

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for uses in file
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .filter_map(Step::uses)
    {
        let Some(action) = uses.as_str().and_then(ActionReference::parse) else {
            continue;
        };
        let Some((_, first)) = RETIRED
            .iter()
            .find(|(name, _)| *name == action.repository())
        else {
            continue;
        };
        let major: Option<u32> = leading_version(action.reference)
            .split('.')
            .next()
            .and_then(|major| major.parse().ok());
        if let Some(major) = major.filter(|major| major < first) {
            report
                .find(
                    uses.range(),
                    format!(
                        "GitHub no longer runs version {major} of `{}`",
                        action.action
                    ),
                )
                .fix = Some(advice(format!(
                "move to version {first} or newer; its inputs have changed"
            )));
        }
    }
}

//! `end-of-life-runtime`: a job that sets up a language version without security fixes.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::catalogue::{IMAGES_DATE, is_built, official_image};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "end-of-life-runtime",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("end_of_life_runtime.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

/// Setup actions, the input with the version, and the official image that shows which lines are built.
const SETUPS: [(&str, &str, &str); 4] = [
    ("actions/setup-node", "node-version", "node"),
    ("actions/setup-python", "python-version", "python"),
    ("actions/setup-go", "go-version", "golang"),
    ("ruby/setup-ruby", "ruby-version", "ruby"),
];

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for step in file.jobs.iter().flat_map(|job| &job.steps) {
        for (action, input, image) in SETUPS {
            let Some(version) = step.input(input).filter(|_| step.is_action(action)) else {
                continue;
            };
            let text = version.as_str().unwrap_or("");
            if is_built(image, text) != Some(false) {
                continue;
            }
            let cycles = official_image(image).map_or("", |known| known.cycles);
            let finding = report.find(
                version.range(),
                format!("{image} {text} is no longer maintained"),
            );
            finding
                .evidence
                .push(format!("built at {IMAGES_DATE}: {cycles}"));
            finding.fix = Some(advice(
                "test with the version that runs in production, and keep that one maintained",
            ));
        }
    }
}

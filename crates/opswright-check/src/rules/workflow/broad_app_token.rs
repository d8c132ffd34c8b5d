//! `broad-app-token`: a token of a GitHub App with all that the app may do.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Step, Workflow};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broad-app-token",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("broad_app_token.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for step in file.jobs.iter().flat_map(|job| &job.steps) {
        if let Some(uses) = step
            .uses()
            .filter(|_| step.is_action("actions/create-github-app-token"))
        {
            look(step, uses.range(), report);
        }
    }
}

fn look(step: &Step<'_>, range: opswright_source::Range, report: &mut Report<'_>) {
    let with = step.node.get("with");
    let narrowed = with.is_some_and(|with| {
        with.merged_entries()
            .iter()
            .any(|entry| entry.name().starts_with("permission-"))
    });
    if let Some(kept) = step
        .input("skip-token-revoke")
        .filter(|kept| kept.as_bool() == Some(true) || kept.as_str() == Some("true"))
    {
        report
            .find(kept.range(), "the token lives on for an hour after the job")
            .fix = Some(advice("take `skip-token-revoke` out"));
    }
    if step.input("owner").is_some() && step.input("repositories").is_none() {
        report
            .find(
                range,
                "the token reaches every repository that the app is installed in",
            )
            .fix = Some(advice("name the `repositories` that are meant"));
    } else if !narrowed {
        report
            .find(range, "the token has every right of the app")
            .fix = Some(advice(
            "name the rights that are used: `permission-contents: read`",
        ));
    }
}

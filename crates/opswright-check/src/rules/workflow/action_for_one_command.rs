//! `action-for-one-command`: an action that does what a program on every runner does.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{ActionReference, Step, Workflow};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "action-for-one-command",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("action_for_one_command.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

/// Actions that do what a program on every runner of GitHub does.
const COMMANDS: [(&str, &str); 14] = [
    ("ncipollo/release-action", "gh release create"),
    ("softprops/action-gh-release", "gh release create"),
    ("elgohr/github-release-action", "gh release create"),
    ("peter-evans/create-pull-request", "gh pr create"),
    ("peter-evans/create-or-update-comment", "gh pr comment"),
    ("dacbd/create-issue-action", "gh issue create"),
    (
        "actions-ecosystem/action-add-labels",
        "gh issue edit --add-label",
    ),
    (
        "actions-ecosystem/action-remove-labels",
        "gh issue edit --remove-label",
    ),
    ("svenstaro/upload-release-action", "gh release upload"),
    ("addnab/docker-run-action", "docker run"),
    ("sergeysova/jq-action", "jq"),
    ("dtolnay/rust-toolchain", "rustup toolchain install"),
    ("stefanzweifel/git-auto-commit-action", "git commit"),
    ("endbug/add-and-commit", "git commit"),
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
        let known = COMMANDS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(action.repository()));
        if let Some((_, command)) = known {
            report
                .find(
                    uses.range(),
                    format!(
                        "`{}` does what `{command}` does, which the runner has",
                        action.repository()
                    ),
                )
                .fix = Some(advice(format!("run `{command}`: one party less to trust")));
        }
    }
}

//! `lookalike-action`: an action whose name is one slip away from a well-known one.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{ActionReference, Step, Workflow};

use crate::closeness::is_close;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "lookalike-action",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("lookalike_action.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

/// Owners and repositories that a typing error may be meant to catch.
const WELL_KNOWN: [&str; 24] = [
    "actions/cache",
    "actions/checkout",
    "actions/download-artifact",
    "actions/github-script",
    "actions/setup-dotnet",
    "actions/setup-java",
    "actions/setup-node",
    "actions/setup-python",
    "actions/upload-artifact",
    "aws-actions/configure-aws-credentials",
    "aquasecurity/trivy-action",
    "codecov/codecov-action",
    "docker/build-push-action",
    "docker/login-action",
    "docker/metadata-action",
    "docker/setup-buildx-action",
    "docker/setup-qemu-action",
    "github/codeql-action",
    "golangci/golangci-lint-action",
    "google-github-actions/auth",
    "goreleaser/goreleaser-action",
    "hashicorp/setup-terraform",
    "peter-evans/create-pull-request",
    "softprops/action-gh-release",
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
        let name = action.repository();
        if WELL_KNOWN
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
        {
            continue;
        }
        let meant = WELL_KNOWN
            .iter()
            .find(|known| !same_owner(known, name) && is_close(known, name));
        if let Some(meant) = meant {
            report
                .find(
                    uses.range(),
                    format!("`{name}` is nearly, and not, `{meant}`"),
                )
                .fix = Some(advice(format!("was `{meant}` meant?")));
        }
    }
}

/// Whoever owns the one owns the other.
fn same_owner(a: &str, b: &str) -> bool {
    let owner = |name: &str| name.split('/').next().unwrap_or("").to_ascii_lowercase();
    owner(a) == owner(b)
}

//! `archived-action`: an action whose repository is archived.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{ActionReference, Step, Workflow};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "archived-action",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("archived_action.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

/// Archived repositories of actions that are still in use, with what took their place.
const ARCHIVED: [(&str, &str); 30] = [
    ("8398a7/action-slack", "slackapi/slack-github-action"),
    ("actions-rs/audit-check", "rustsec/audit-check"),
    ("actions-rs/cargo", "`cargo` in `run`"),
    ("actions-rs/clippy-check", "`cargo clippy` in `run`"),
    ("actions-rs/grcov", "`cargo llvm-cov`"),
    ("actions-rs/install", "taiki-e/install-action"),
    ("actions-rs/tarpaulin", "`cargo tarpaulin` in `run`"),
    ("actions-rs/toolchain", "`rustup` in `run`"),
    ("actions/create-release", "`gh release create`"),
    ("actions/setup-elixir", "erlef/setup-beam"),
    ("actions/setup-haskell", "haskell-actions/setup"),
    ("actions/setup-ruby", "ruby/setup-ruby"),
    ("actions/upload-release-asset", "`gh release upload`"),
    ("azure/appservice-actions", "azure/webapps-deploy"),
    ("azure/container-actions", "docker/login-action"),
    ("azure/container-scan", "aquasecurity/trivy-action"),
    ("azure/get-keyvault-secrets", "`az keyvault secret show`"),
    ("azure/k8s-actions", "azure/k8s-deploy"),
    ("azure/webapps-container-deploy", "azure/webapps-deploy"),
    (
        "crazy-max/ghaction-docker-buildx",
        "docker/setup-buildx-action",
    ),
    ("expo/expo-preview-action", "expo/expo-github-action"),
    ("gradle/gradle-build-action", "gradle/actions/setup-gradle"),
    ("grafana/k6-action", "grafana/run-k6-action"),
    ("jakejarvis/s3-sync-action", "`aws s3 sync`"),
    (
        "marvinpinto/action-automatic-releases",
        "`gh release create`",
    ),
    ("marvinpinto/actions", "`gh release create`"),
    ("repo-sync/pull-request", "`gh pr create`"),
    ("semgrep/semgrep-action", "`semgrep ci`"),
    (
        "sonarsource/sonarcloud-github-action",
        "SonarSource/sonarqube-scan-action",
    ),
    ("tibdex/github-app-token", "actions/create-github-app-token"),
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
        let known = ARCHIVED
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(action.repository()));
        if let Some((_, instead)) = known {
            report
                .find(
                    uses.range(),
                    format!(
                        "nobody maintains `{}` any more: it is archived",
                        action.repository()
                    ),
                )
                .fix = Some(advice(format!("take {instead}")));
        }
    }
}

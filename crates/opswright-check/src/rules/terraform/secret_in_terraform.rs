//! `secret-in-terraform`: a secret that is written out in the configuration.

use opswright_diagnostic::{Confidence, Severity};
use opswright_hcl::Body;
use opswright_project::terraform::Terraform;

use super::secrets::secrets;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "secret-in-terraform",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("secret_in_terraform.md"),
    run: &[Run::Terraform(run), Run::TerraformValues(values)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    values(file.body, report);
}

fn values(body: &Body, report: &mut Report<'_>) {
    for secret in secrets(body, report.text) {
        let message = match secret.name.as_str() {
            name @ ("a private key" | "a text") => {
                format!("{name} holds a secret for all who read the repository")
            }
            name => format!("the value of `{name}` is a secret for all who read the repository"),
        };
        let finding = report.find(secret.range, message);
        if is_sample(&finding.path) {
            finding.confidence = Confidence::Low;
        }
        finding.fix = Some(advice(
            "read it from a secret store, or take it as a sensitive variable, and replace it where it is used",
        ));
    }
}

/// Whether a file shows or tests something: its secrets are made up.
fn is_sample(path: &str) -> bool {
    path.split('/').any(|part| {
        ["example", "test", "fixture", "sample"]
            .iter()
            .any(|word| part.starts_with(word))
    })
}

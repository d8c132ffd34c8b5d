//! `open-oidc-trust`: a role that any workflow on GitHub may take.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use super::policies::statements;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "open-oidc-trust",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("open_oidc_trust.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for statement in statements(file, report.text) {
        let Some(provider) = statement
            .principals
            .iter()
            .find(|word| word.text.contains("token.actions.githubusercontent.com"))
        else {
            continue;
        };
        let subjects: Vec<_> = statement
            .conditions
            .iter()
            .filter(|word| word.text.starts_with("repo:") || word.text == "*")
            .collect();
        let names_subject = statement
            .conditions
            .iter()
            .any(|word| word.text.ends_with(":sub") || word.text.ends_with(":repository"));
        let wide = subjects.iter().find(|word| {
            let owner = word.text.trim_start_matches("repo:");
            owner.starts_with('*')
                || owner
                    .split('/')
                    .next()
                    .is_some_and(|owner| owner.contains('*'))
        });
        let advised = "name the repository and the branch or environment in a condition on `:sub`";
        if let Some(wide) = wide {
            let message = format!("`{}` trusts workflows of any repository", statement.owner);
            report.find(wide.range, message).fix = Some(advice(advised));
        } else if !names_subject {
            let message = format!(
                "`{}` trusts every workflow on GitHub: no condition names a repository",
                statement.owner
            );
            report.find(provider.range, message).fix = Some(advice(advised));
        }
    }
}

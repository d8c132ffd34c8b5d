//! `secret-in-pulumi-stack`: a secret in clear in the settings of a stack.

use opswright_diagnostic::is_secret_name;
use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::{Node, Yaml};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "secret-in-pulumi-stack",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("secret_in_pulumi_stack.md"),
    run: &[Run::PulumiStack(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let Some(config) = yaml.root().and_then(|root| root.get("config")) else {
        return;
    };
    below(config, 0, report);
}

fn below(node: Node<'_>, depth: usize, report: &mut Report<'_>) {
    for entry in node.entries() {
        let name = entry.name().rsplit(':').next().unwrap_or("");
        match entry.value.as_str() {
            Some(value) if is_secret_name(name) && is_value(value) => {
                report
                    .find(
                        entry.value.range(),
                        format!(
                            "the value of `{}` is a secret for all who read the repository",
                            entry.name()
                        ),
                    )
                    .fix = Some(advice(format!(
                    "run `pulumi config set --secret {}`, and replace it where it is used",
                    entry.name()
                )));
            }
            // `secure: …` holds it encrypted.
            None if entry.value.get("secure").is_none() && depth < 8 => {
                below(entry.value, depth + 1, report);
            }
            _ => {}
        }
    }
}

fn is_value(value: &str) -> bool {
    value.len() >= 4
        && !value.contains("${")
        && !value.contains(' ')
        && !matches!(value, "true" | "false" | "null" | "changeme")
        && !value.starts_with('/')
        && !value.starts_with("arn:")
        && !value.starts_with("http")
}

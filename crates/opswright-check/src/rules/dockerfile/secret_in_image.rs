//! `secret-in-image`: a secret in ARG or ENV.

use opswright_diagnostic::{Confidence, Severity, is_secret_name, secret_values};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "secret-in-image",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("secret_in_image.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let (pairs, argument) = match &instruction.body {
            Body::Env(pairs) => (pairs, false),
            Body::Arg(pairs) => (pairs, true),
            _ => continue,
        };
        for pair in pairs {
            let value = pair.value.as_ref().map_or("", |value| value.text.as_str());
            let name = pair.name.text.as_str();
            let literal = secret_values(&format!("{name}={value}"));
            if literal.is_empty() && !(is_secret_name(name) && (argument || is_stored(value))) {
                continue;
            }
            let message = if argument {
                format!("the build argument `{name}` stays readable in the image's history")
            } else {
                format!(
                    "`{name}` is stored in the image, where everyone who can pull it can read it"
                )
            };
            report.find(pair.name.range, message).fix = Some(advice(
                "give it at run time, or to one build step by `RUN --mount=type=secret`",
            ));
        }
    }
}

/// Whether a value is more than a switch or a number; a weak secret is one all the same.
fn is_stored(value: &str) -> bool {
    let is_switch = matches!(value, "" | "true" | "false" | "yes" | "no" | "on" | "off");
    !is_switch && value.parse::<f64>().is_err()
}

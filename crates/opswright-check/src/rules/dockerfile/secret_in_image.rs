//! `secret-in-image`: a secret in ARG or ENV.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "secret-in-image",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    docs: include_str!("secret_in_image.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let (Body::Arg(pairs) | Body::Env(pairs)) = &instruction.body else {
            continue;
        };
        for pair in pairs {
            let value = pair.value.as_ref().map_or("", |value| value.text.as_str());
            let is_argument = matches!(instruction.body, Body::Arg(_));
            // A file's path, a reference to another variable, or nothing is no secret; an argument is one by its purpose.
            let plain = !value.is_empty() && !value.starts_with(['/', '$']);
            if is_secret(&pair.name.text) && (plain || (is_argument && value.is_empty())) {
                let name = &pair.name.text;
                let message =
                    format!("`{name}` looks like a secret, and stays readable in the image");
                report.find(pair.name.range, message).fix =
                    Some(advice("RUN --mount=type=secret,id=..."));
            }
        }
    }
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let ends = [
        "PASSWORD",
        "PASSWD",
        "SECRET",
        "TOKEN",
        "API_KEY",
        "APIKEY",
        "PRIVATE_KEY",
        "ACCESS_KEY",
    ];
    ends.iter().any(|end| name.ends_with(end))
}

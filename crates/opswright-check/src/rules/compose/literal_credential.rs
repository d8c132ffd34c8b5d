//! `literal-credential`: a password or token written into the file.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{ComposeFile, Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "literal-credential",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("literal_credential.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for variable in service.environment() {
            let Some(value) = variable
                .value
                .filter(|value| !value.is_empty() && !value.contains('$'))
            else {
                continue;
            };
            let by_name = is_secret(variable.name) && !value.starts_with('/');
            if by_name || has_password(value) {
                let message = format!("`{}` holds a credential in plain text", variable.name);
                report.find(variable.range, message).fix =
                    Some(advice("`secrets:` with a file, or `${NAME:?}`"));
            }
        }
    }
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    [
        "PASSWORD",
        "PASSWD",
        "SECRET",
        "TOKEN",
        "API_KEY",
        "PRIVATE_KEY",
    ]
    .iter()
    .any(|end| name.ends_with(end))
}

/// Whether an address carries a password: `scheme://user:password@host`.
fn has_password(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("://") else {
        return false;
    };
    let authority = rest.split('/').next().unwrap_or(rest);
    authority.rsplit_once('@').is_some_and(|(user, _)| {
        user.split_once(':')
            .is_some_and(|(_, password)| !password.is_empty())
    })
}

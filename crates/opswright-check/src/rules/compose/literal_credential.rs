//! `literal-credential`: a password, key or token that is written in the file.

use opswright_diagnostic::{Confidence, Safety, Severity, is_secret_name, secret_values};
use opswright_project::compose::{Service, Variable};

use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{ComposeFile, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "literal-credential",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("literal_credential.md"),
    run: &[Run::Compose(compose), Run::Kubernetes(kubernetes)],
};

fn compose(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for variable in service.environment() {
            look(service, &variable, report);
        }
        for variable in service.build_arguments() {
            look(service, &variable, report);
        }
        password_argument(service, report);
    }
}

fn look(service: &Service<'_>, variable: &Variable<'_>, report: &mut Report<'_>) {
    let Variable {
        name,
        value: Some(value),
        range,
    } = *variable
    else {
        return;
    };
    let line = format!("{name}={value}");
    let secrets = secret_values(&line);
    let Some(first) = secrets.first() else {
        return;
    };
    let whole = first.start == name.len() + 1 && first.end == line.len();
    let message = if whole {
        format!(
            "`{name}` of `{}` is written in the file, for everyone who can read the repository",
            service.name
        )
    } else {
        format!(
            "the address in `{name}` of `{}` holds its password",
            service.name
        )
    };
    let fix = if whole && is_secret_name(name) {
        let reference = format!("${{{name}:?}}");
        let text = if range.slice(report.text).starts_with(['"', '\'']) {
            format!("\"{reference}\"")
        } else {
            reference.clone()
        };
        report.fix(
            format!("read it from outside: `{reference}`"),
            Safety::Unsafe,
            vec![replace(range, text)],
        )
    } else {
        advice(
            "take the whole address, or the password in it, from a secret: `secrets:` or `${NAME:?}`",
        )
    };
    report.find(range, message).fix = Some(fix);
}

/// `redis-server --requirepass …`
fn password_argument(service: &Service<'_>, report: &mut Report<'_>) {
    let Some(command) = service.get("command") else {
        return;
    };
    let words: Vec<&str> = match command.as_str() {
        Some(text) => text.split_whitespace().collect(),
        None => command.items().filter_map(|item| item.as_str()).collect(),
    };
    let password = words
        .windows(2)
        .find(|pair| matches!(pair[0], "--requirepass" | "--password" | "--masterauth"))
        .map(|pair| pair[1]);
    if password.is_some_and(|password| !password.starts_with(['$', '/'])) {
        report
            .find(
                command.range(),
                format!("the command of `{}` holds a password", service.name),
            )
            .fix = Some(advice("read it from a secret file or from `${NAME:?}`"));
    }
}

fn kubernetes(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        for variable in contained.container.variables() {
            let name = variable.name.as_str().unwrap_or("");
            let Some(value) = variable.value else {
                continue;
            };
            let text = value.as_str().unwrap_or("");
            // `$(OTHER)` is another variable.
            if text.contains("$(") || secret_values(&format!("{name}={text}")).is_empty() {
                continue;
            }
            report
                .find(
                    value.range(),
                    format!(
                        "`{name}` of {} is written in the file, for everyone who can read the repository",
                        contained.words()
                    ),
                )
                .fix = Some(advice("read it from a Secret: `valueFrom: {secretKeyRef: ...}`"));
        }
    }
}

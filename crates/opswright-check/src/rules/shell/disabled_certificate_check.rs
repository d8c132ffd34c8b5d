//! `disabled-certificate-check`: a download whose certificate nobody checks.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};
use opswright_shell::Word;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Used};

pub(crate) static RULE: Rule = Rule {
    name: "disabled-certificate-check",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("disabled_certificate_check.md"),
    run: &[Run::Dockerfile(variables), Run::Shell(run)],
};

fn variables(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let (Body::Env(pairs) | Body::Arg(pairs)) = &instruction.body else {
            continue;
        };
        for pair in pairs {
            let Some(value) = &pair.value else {
                continue;
            };
            if disables(&pair.name.text, &value.text) {
                let message = format!("`{}` turns the check of certificates off", pair.name.text);
                report.find(pair.name.range, message);
            }
        }
    }
}

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let exported = if used.name == "export" {
            used.arguments
        } else {
            &[]
        };
        for word in used.simple.assignments.iter().chain(exported) {
            let Some(assignment) = word.assignment(shell.text) else {
                continue;
            };
            let value = shell.value(word).unwrap_or_default();
            let value = value.split_once('=').map_or("", |(_, value)| value);
            let name = shell.slice(assignment.name);
            if disables(name, value) {
                shell.find(
                    report,
                    word.range,
                    format!("`{name}` turns the check of certificates off"),
                );
            }
        }
        if let Some(word) = flag(shell, used) {
            let message = format!("`{}` does not check the certificate here", used.name);
            shell.find(report, word.range, message);
        }
    }
}

/// Whether this value of this variable turns the check off.
fn disables(name: &str, value: &str) -> bool {
    match name.to_ascii_uppercase().as_str() {
        "GIT_SSL_NO_VERIFY" | "PIP_TRUSTED_HOST" => !value.is_empty(),
        "NODE_TLS_REJECT_UNAUTHORIZED" | "PYTHONHTTPSVERIFY" => value == "0",
        "NPM_CONFIG_STRICT_SSL" => value.eq_ignore_ascii_case("false"),
        _ => false,
    }
}

/// The argument that turns the check off.
fn flag<'a>(shell: &Shell<'a>, used: &Used<'a>) -> Option<&'a Word> {
    let values: Vec<String> = used
        .arguments
        .iter()
        .map(|word| {
            word.value(shell.text)
                .unwrap_or_default()
                .to_ascii_lowercase()
        })
        .collect();
    let find = |is: &dyn Fn(&str) -> bool| values.iter().position(|value| is(value));
    let no = |value: &str| matches!(value, "0" | "false" | "no" | "off");
    let at = match used.name {
        "curl" => {
            let local = used.arguments.iter().any(|word| {
                let written = shell.slice(word.range);
                written.contains("localhost") || written.contains("127.0.0.1")
            });
            let short = used.arguments.iter().position(|word| {
                word.literal(shell.text).is_some_and(|word| {
                    word.starts_with('-')
                        && !word.starts_with("--")
                        && word.bytes().skip(1).all(|byte| byte.is_ascii_alphabetic())
                        && word.contains('k')
                })
            });
            find(&|value| value == "--insecure")
                .or(short)
                .filter(|_| !local)
        }
        "wget" => find(&|value| value == "--no-check-certificate"),
        "pip" | "pip3" | "python" | "python3" => find(&|value| value.starts_with("--trusted-host")),
        "npm" | "yarn" | "pnpm" => {
            let sets = values.iter().any(|value| value == "set");
            let on = values
                .windows(2)
                .position(|pair| pair[0] == "strict-ssl" && pair[1] == "false");
            on.or_else(|| find(&|value| value == "strict-ssl=false"))
                .filter(|_| sets)
        }
        "git" => {
            let pair = values
                .windows(2)
                .position(|pair| pair[0] == "http.sslverify" && no(&pair[1]));
            pair.or_else(|| find(&|value| value.strip_prefix("http.sslverify=").is_some_and(no)))
        }
        "yum-config-manager" | "dnf-config-manager" | "yum" | "dnf" => {
            let saves = values.iter().any(|value| value == "--save");
            find(&|value| {
                value.starts_with("--setopt=")
                    && value
                        .rsplit_once("sslverify=")
                        .is_some_and(|(_, value)| no(value))
            })
            .filter(|_| saves)
        }
        _ => None,
    };
    used.arguments.get(at?)
}

//! `committed-secret`: a Secret whose values are in the repository.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Entry;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "committed-secret",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("committed_secret.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in &file.objects {
        let encrypted = object.node.get("sops").is_some();
        if !object.is("Secret") || encrypted {
            continue;
        }
        let kind = object.text(&["type"]).unwrap_or("Opaque");
        if kind == "kubernetes.io/service-account-token" {
            continue;
        }
        for key in ["data", "stringData"] {
            let Some(map) = object.field(&[key]).known() else {
                continue;
            };
            let values: Vec<Entry<'_>> = map
                .entries()
                .filter(|entry| {
                    let text = entry.value.as_str().unwrap_or("");
                    is_value(text) && !(key == "stringData" && is_plain(entry.name(), text))
                })
                .collect();
            let Some(first) = values.first() else {
                continue;
            };
            let names: Vec<String> = values
                .iter()
                .take(3)
                .map(|entry| format!("`{}`", entry.name()))
                .collect();
            let more = if values.len() > 3 { " and more" } else { "" };
            let coded = if key == "data" {
                "; base64 hides nothing"
            } else {
                ""
            };
            let message = format!(
                "the Secret `{}` holds {}{more} for everyone who can read the repository{coded}",
                object.title(),
                names.join(", ")
            );
            let placeholder = values
                .iter()
                .all(|entry| is_placeholder(entry.value.as_str().unwrap_or("")));
            let finding = report.find(first.key.range(), message);
            if placeholder {
                finding.confidence = Confidence::Low;
                finding.severity = Severity::Info;
            }
            finding.fix = Some(advice(
                "take it out and change the value; keep it in a secret store, or encrypted (SOPS, Sealed Secrets)",
            ));
        }
    }
}

/// Entries beside a secret that are none, as the Secrets of Argo CD have them.
fn is_plain(name: &str, text: &str) -> bool {
    let settings = [
        "database",
        "dbname",
        "enableOCI",
        "host",
        "insecure",
        "name",
        "port",
        "project",
        "region",
        "server",
        "type",
        "url",
        "username",
    ];
    let holds = ["password", "token", "keydata", "secret", "-----begin"];
    let lower = text.to_ascii_lowercase();
    let config = name == "config" && text.trim_start().starts_with('{');
    (settings.contains(&name) || config)
        && !holds.iter().any(|word| lower.contains(word))
        && !text.contains('@')
}

fn is_value(text: &str) -> bool {
    !text.is_empty()
        && !text.contains("$_")
        && !text.starts_with("${")
        && !text.starts_with("ENC[")
        && text != "Cg=="
}

/// Whether it stands for a value that is put in later.
fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    text.starts_with('<')
        || [
            "changeme",
            "change-me",
            "change_me",
            "placeholder",
            "replace",
            "your-",
            "your_",
            "redacted",
            "xxxx",
        ]
        .iter()
        .any(|word| lower.contains(word))
}

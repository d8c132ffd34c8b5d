//! `liveness-on-dependency`: a liveness probe that asks for more than the process itself.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "liveness-on-dependency",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("liveness_on_dependency.md"),
    run: &[Run::Kubernetes(run)],
};

/// Parts of a path that stand for what a service needs, and not for its process.
const PARTS: [&str; 12] = [
    "ready",
    "readyz",
    "readiness",
    "database",
    "db",
    "dependencies",
    "deps",
    "deep",
    "mysql",
    "postgres",
    "redis",
    "kafka",
];
const CLIENTS: [&str; 6] = [
    "psql",
    "pg_isready",
    "mysql",
    "mysqladmin",
    "redis-cli",
    "mongosh",
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let probe = contained.container.node.get("livenessProbe");
        let path = probe.and_then(|probe| probe.at(&["httpGet", "path"]));
        if let Some(node) = path {
            let text = node.as_str().unwrap_or("").to_ascii_lowercase();
            let part = text
                .split(['/', '-', '_', '.', '?', '='])
                .find(|part| PARTS.contains(part));
            if let Some(part) = part {
                let message = format!(
                    "{} is restarted when `{part}` says no, which a restart does not mend",
                    contained.words()
                );
                find(node, message, report);
            }
        }
        let command = probe.and_then(|probe| probe.at(&["exec", "command"]));
        if let Some((node, client)) = command.and_then(remote_client) {
            let message = format!(
                "{} is restarted when the server that `{client}` asks is away",
                contained.words()
            );
            find(node, message, report);
        }
    }
}

fn find(node: Node<'_>, message: String, report: &mut Report<'_>) {
    report.find(node.range(), message).fix = Some(advice(
        "let liveness ask only whether the process still runs, and readiness for the rest",
    ));
}

/// A client that is told to ask another host.
fn remote_client(command: Node<'_>) -> Option<(Node<'_>, &'static str)> {
    let words: Vec<&str> = command
        .items()
        .filter_map(|item| item.as_str())
        .flat_map(str::split_whitespace)
        .collect();
    let client = CLIENTS.into_iter().find(|client| {
        words
            .iter()
            .any(|word| word.rsplit('/').next() == Some(client))
    })?;
    let host = words.iter().enumerate().find_map(|(at, word)| {
        if matches!(*word, "-h" | "--host") {
            words.get(at + 1).copied()
        } else {
            word.strip_prefix("--host=")
        }
    })?;
    let own = matches!(host, "localhost" | "127.0.0.1" | "::1")
        || host.starts_with('/')
        || host.contains("POD_IP")
        || host.contains("HOSTNAME");
    (!own).then_some((command, client))
}

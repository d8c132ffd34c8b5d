//! `credential-in-configuration`: a password or token written into a configuration of Prometheus or Alertmanager.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Routing;
use opswright_yaml::{Entry, Node, Yaml};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "credential-in-configuration",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("credential_in_configuration.md"),
    run: &[Run::Prometheus(run), Run::Alertmanager(run_alertmanager)],
};

/// Keys whose value is a secret, each with the key that names a file instead.
const SECRETS: [(&str, &str); 19] = [
    ("password", "password_file"),
    ("bearer_token", "bearer_token_file"),
    ("credentials", "credentials_file"),
    ("client_secret", "client_secret_file"),
    ("secret_key", "a file that the environment names"),
    ("smtp_auth_password", "smtp_auth_password_file"),
    ("smtp_auth_secret", "smtp_auth_secret_file"),
    ("auth_password", "auth_password_file"),
    ("auth_secret", "auth_secret_file"),
    ("slack_api_url", "slack_api_url_file"),
    ("api_key", "api_key_file"),
    ("opsgenie_api_key", "opsgenie_api_key_file"),
    ("victorops_api_key", "victorops_api_key_file"),
    ("routing_key", "routing_key_file"),
    ("service_key", "service_key_file"),
    ("bot_token", "bot_token_file"),
    ("user_key", "user_key_file"),
    ("token", "token_file"),
    ("api_secret", "a file"),
];

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    if let Some(root) = yaml.root() {
        look(root, report);
    }
}

fn run_alertmanager(routing: &Routing<'_>, report: &mut Report<'_>) {
    look(routing.node, report);
}

fn look(root: Node<'_>, report: &mut Report<'_>) {
    for node in root.descend() {
        for entry in node.entries() {
            let Some(instead) = instead(&entry) else {
                continue;
            };
            report
                .find(
                    entry.value.range(),
                    format!(
                        "`{}` is written out, for everyone who reads the repository",
                        entry.name()
                    ),
                )
                .fix = Some(advice(format!(
                "name {instead} in its place, and change what was published"
            )));
        }
    }
}

/// What stands in place of a secret, where the entry holds one.
fn instead(entry: &Entry<'_>) -> Option<String> {
    let value = entry.value.as_str()?;
    let address = value.starts_with("http://") || value.starts_with("https://");
    let hook = [
        "hooks.slack.com/services/",
        "discord.com/api/webhooks/",
        "discordapp.com/api/webhooks/",
        ".webhook.office.com/",
    ]
    .iter()
    .any(|place| value.contains(place));
    if address {
        return (hook && !is_placeholder(value)).then(|| format!("`{}_file`", entry.name()));
    }
    let (_, file) = SECRETS.iter().find(|(key, _)| *key == entry.name())?;
    // For VictorOps a routing key is the name of a team.
    let name = entry.name() == "routing_key" && value.len() < 16;
    let plain = value.len() > 2 && !name && !is_placeholder(value);
    plain.then(|| {
        if file.contains(' ') {
            (*file).to_owned()
        } else {
            format!("`{file}`")
        }
    })
}

/// Whether somebody is to put something in its place.
fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    value.contains(['<', '$', '{', '*', '…'])
        || [
            "xxx",
            "changeme",
            "change-me",
            "change_me",
            "example",
            "placeholder",
            "your-",
            "your_",
            "replace",
            "todo",
            "secret>",
            "/t00000000",
        ]
        .iter()
        .any(|word| lower.contains(word))
}

//! `secret-in-config-map`: a `ConfigMap` that holds a password, key or token.

use opswright_diagnostic::{Confidence, Severity};
use opswright_diagnostic::{is_secret_name, secret_values};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "secret-in-config-map",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("secret_in_config_map.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in file.objects.iter().filter(|object| object.is("ConfigMap")) {
        let data = object.field(&["data"]).known();
        for entry in data.into_iter().flat_map(|map| map.entries()) {
            let text = entry.value.as_str().unwrap_or("");
            let range = if text.contains('\n') {
                inside(text).then(|| entry.key.range())
            } else {
                let line = format!("{}={text}", entry.name());
                let found = !secret_values(&line).is_empty()
                    && (is_secret_name(entry.name()) || !secret_values(text).is_empty());
                (found && !text.contains('$')).then(|| entry.value.range())
            };
            if let Some(range) = range {
                let message = format!(
                    "`{}` of the ConfigMap `{}` holds a secret, which everyone may read who may read the configuration",
                    entry.name(),
                    object.title()
                );
                report.find(range, message).fix = Some(advice(
                    "move it into a Secret, and mount that beside the configuration",
                ));
            }
        }
    }
}

/// Whether a line of a file assigns a secret that is written out.
fn inside(text: &str) -> bool {
    text.lines()
        .filter(|line| !line.trim_start().starts_with(['#', ';', '/']))
        .filter(|line| !line.contains(['$', '{', '<', '(']))
        .any(|line| {
            secret_values(line)
                .iter()
                .any(|range| range.len() >= 4 && !range.slice(line).starts_with('/'))
        })
}

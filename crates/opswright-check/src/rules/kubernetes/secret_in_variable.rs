//! `secret-in-variable`: a container that gets a Secret as a variable.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "secret-in-variable",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("secret_in_variable.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let each = contained
            .container
            .variables()
            .filter_map(|variable| variable.source?.entry("secretKeyRef"));
        let all = contained
            .container
            .node
            .get("envFrom")
            .into_iter()
            .flat_map(|list| list.items())
            .filter_map(|source| source.entry("secretRef"));
        for entry in each.chain(all) {
            let name = entry.value.str_at(&["name"]).unwrap_or("");
            let message = format!(
                "{} gets the Secret `{name}` as variables, which child processes and crash reports see",
                contained.words()
            );
            report.find(entry.key.range(), message).fix =
                Some(advice("mount it as files, and let the program read them"));
        }
    }
}

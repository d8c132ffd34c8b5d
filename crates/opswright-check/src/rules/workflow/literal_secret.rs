//! `literal-secret`: a password, key or token that is written in a workflow.

use opswright_diagnostic::{Confidence, Severity, is_secret_name, secret_values};
use opswright_project::workflow::Workflow;
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "literal-secret",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("literal_secret.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    look(file.root.get("env"), report);
    for job in &file.jobs {
        // What a job gives to a database of its own protects nothing.
        if job.get("services").is_some() {
            continue;
        }
        look(job.get("env"), report);
        for step in &job.steps {
            look(step.node.get("env"), report);
            look(step.node.get("with"), report);
        }
    }
}

fn look(map: Option<Node<'_>>, report: &mut Report<'_>) {
    for entry in map.iter().flat_map(Node::entries) {
        let value = entry.value.as_str().unwrap_or("");
        let whole = is_secret_name(entry.name())
            && !secret_values(&format!("{}={value}", entry.name())).is_empty();
        if whole && !value.contains("${{") {
            report
                .find(
                    entry.value.range(),
                    format!(
                        "`{}` is written in the file, for everyone who can read the repository",
                        entry.name()
                    ),
                )
                .fix = Some(advice(format!(
                "store it as a secret: `${{{{ secrets.{} }}}}`",
                entry.name()
            )));
        }
    }
}

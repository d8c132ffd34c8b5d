//! `unlocked-state`: state that two runs may write at once.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_hcl::edit;
use opswright_project::terraform::Terraform;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unlocked-state",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unlocked_state.md"),
    run: &[Run::Terraform(run)],
};

/// Backends that lock only when they are told to, each with what tells them.
const TOLD: &[(&str, &[&str])] = &[
    ("s3", &["use_lockfile", "dynamodb_table"]),
    ("http", &["lock_address"]),
    ("oss", &["tablestore_table"]),
];

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for backend in file
        .settings()
        .flat_map(|settings| settings.body.blocks_of("backend"))
    {
        let kind = backend.label(0);
        let Some((_, locks)) = TOLD.iter().find(|(name, _)| *name == kind) else {
            continue;
        };
        // An empty block gets its settings on the command line.
        let body = &backend.body;
        let locked = locks.iter().any(|name| {
            body.value(name)
                .is_some_and(|value| value.as_bool() != Some(false))
        });
        if locked || body.items.is_empty() {
            continue;
        }
        let message = format!("two runs may write the state in `{kind}` at once: nothing locks it");
        let edits = match body.attribute("use_lockfile") {
            None if kind == "s3" => edit::append(report.text, backend, "use_lockfile = true")
                .into_iter()
                .collect(),
            _ => Vec::new(),
        };
        let title = format!("set `{}`", locks.first().unwrap_or(&"a lock"));
        let fix = report.fix(title, Safety::Unsafe, edits);
        report.find(backend.header, message).fix = Some(fix);
    }
}

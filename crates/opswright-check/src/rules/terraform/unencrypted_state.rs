//! `unencrypted-state`: state that is stored or sent in clear.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_hcl::{Block, edit};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unencrypted-state",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unencrypted_state.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for backend in file
        .settings()
        .flat_map(|settings| settings.body.blocks_of("backend"))
    {
        match backend.label(0) {
            "s3" => s3(backend, report),
            "http" => http(backend, report),
            _ => {}
        }
    }
}

fn s3(backend: &Block, report: &mut Report<'_>) {
    // An empty block gets its settings on the command line.
    if backend.body.items.is_empty() {
        return;
    }
    let (range, edits) = match backend.body.attribute("encrypt") {
        Some(attribute) if attribute.value.as_bool() == Some(false) => (
            attribute.range,
            vec![replace(attribute.value.range, "true")],
        ),
        Some(_) => return,
        None => {
            let edit = edit::append(report.text, backend, "encrypt = true");
            (backend.header, edit.into_iter().collect())
        }
    };
    let fix = report.fix("set `encrypt = true`", Safety::Unsafe, edits);
    report
        .find(
            range,
            "the state does not ask to be encrypted; it holds every secret in clear",
        )
        .fix = Some(fix);
}

fn http(backend: &Block, report: &mut Report<'_>) {
    for name in ["address", "lock_address", "unlock_address"] {
        let Some(value) = backend.body.value(name) else {
            continue;
        };
        let plain = value.as_str().is_some_and(|url| {
            url.starts_with("http://")
                && !url.starts_with("http://localhost")
                && !url.starts_with("http://127.")
        });
        if plain {
            report
                .find(
                    value.range,
                    "the state goes over the network in clear, with every secret in it",
                )
                .fix = Some(advice("use `https://`"));
            return;
        }
    }
}

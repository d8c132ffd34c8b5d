//! `unknown-compose-key`: a key that Compose does not know.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::compose::What;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-compose-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unknown_compose_key.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for fault in &file.faults {
        let What::Unknown {
            key,
            place,
            meant,
            successor,
        } = &fault.what
        else {
            continue;
        };
        let name = key.as_str().unwrap_or("");
        let message = match (successor, meant) {
            (Some(successor), _) => {
                format!(
                    "Compose knows no key `{name}` in {}: {successor}",
                    in_words(place)
                )
            }
            (None, Some(meant)) => format!(
                "Compose knows no key `{name}` in {}; `{meant}` is one",
                in_words(place)
            ),
            (None, None) => format!("Compose knows no key `{name}` in {}", in_words(place)),
        };
        let fix = meant.map(|meant| {
            report.fix(
                format!("write `{meant}`"),
                Safety::Safe,
                vec![replace(fault.range, meant)],
            )
        });
        report.find(fault.range, message).fix = fix;
    }
}

/// The file itself has no name to quote.
fn in_words(place: &str) -> String {
    if place == "the file" {
        return place.to_owned();
    }
    format!("`{place}`")
}

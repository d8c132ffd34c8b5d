//! `wrong-compose-type`: a value of another type than Compose reads there.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::compose::What;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "wrong-compose-type",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("wrong_compose_type.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for fault in &file.faults {
        let What::Shape {
            place,
            is,
            wanted,
            unquoted,
        } = &fault.what
        else {
            continue;
        };
        let fix = unquoted.map(|node| {
            let quoted = format!("\"{}\"", node.range().slice(report.text));
            report.fix(
                "put it in quotes",
                Safety::Safe,
                vec![replace(node.range(), quoted)],
            )
        });
        let message = format!("Compose reads {wanted} for `{place}`, and this is {is}");
        report.find(fault.range, message).fix = fix;
    }
}

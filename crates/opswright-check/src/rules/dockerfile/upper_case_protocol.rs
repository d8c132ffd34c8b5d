//! `upper-case-protocol`: a protocol in capital letters.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "upper-case-protocol",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("upper_case_protocol.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let Body::Expose(ports) = &instruction.body else {
            continue;
        };
        for port in ports.iter().filter(|port| !port.is_dynamic()) {
            let lower = port.text.to_ascii_lowercase();
            if lower != port.text {
                let edits = vec![replace(port.range, lower.as_str())];
                let fix = report.fix("write it in lower case", Safety::Safe, edits);
                report.find(port.range, format!("write `{lower}`")).fix = Some(fix);
            }
        }
    }
}

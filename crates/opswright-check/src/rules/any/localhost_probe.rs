//! `localhost-probe`: a health check that asks `localhost`.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile};
use opswright_source::Range;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "localhost-probe",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("localhost_probe.md"),
    run: &[Run::Dockerfile(dockerfile), Run::Compose(compose)],
};

const MARK: &str = "://localhost";

fn dockerfile(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        if let Body::Healthcheck(Some(command)) = &instruction.body {
            look(command.range(), report);
        }
    }
}

fn compose(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        if let Some(test) = service.health_check().and_then(|check| check.get("test")) {
            look(test.range(), report);
        }
    }
}

/// Looks in the source itself, so that the place is right in every form of a command.
fn look(range: Range, report: &mut Report<'_>) {
    let text = report.text;
    // curl asks the other address when the first one refuses.
    let command = range.slice(text);
    if command.contains("curl") && !command.contains("wget") {
        return;
    }
    for (at, _) in range.slice(text).match_indices(MARK) {
        let start = range.start + at + "://".len();
        let end = start + "localhost".len();
        let ends = text.get(end..).is_none_or(|rest| {
            !rest.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '.' | '-'))
        });
        if ends {
            let host = Range::new(start, end);
            let fix = report.fix(
                "ask `127.0.0.1`",
                Safety::Safe,
                vec![replace(host, "127.0.0.1")],
            );
            report
                .find(host, "the probe asks `localhost`, which may be `::1`, where the service does not listen")
                .fix = Some(fix);
        }
    }
}

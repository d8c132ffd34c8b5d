//! `credential-over-http`: a password that is sent without encryption.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::jobs;
use opswright_source::Range;
use opswright_yaml::{Yaml, edit};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "credential-over-http",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("credential_over_http.md"),
    run: &[Run::Prometheus(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    for job in jobs(yaml) {
        let Some(credential) = [
            "basic_auth",
            "authorization",
            "bearer_token",
            "bearer_token_file",
            "oauth2",
        ]
        .iter()
        .find_map(|key| job.node.entry(key)) else {
            continue;
        };
        let scheme = job.node.get("scheme");
        let local = |target: &str| {
            ["localhost", "127.", "[::1]"]
                .iter()
                .any(|start| target.starts_with(start))
        };
        let targets = job.targets();
        let only_local = !targets.is_empty()
            && targets
                .iter()
                .all(|target| target.as_str().is_some_and(local));
        let encrypted = scheme.is_some_and(|scheme| scheme.as_str() != Some("http"));
        // A discovery may relabel the scheme.
        let relabelled = job.node.get("relabel_configs").is_some();
        if encrypted || only_local || relabelled {
            continue;
        }
        let edits = match scheme {
            Some(scheme) => Some(edit::set_scalar(scheme, "https")),
            None => edit::insert_before(report.text, &credential, "scheme: https"),
        };
        let fix = report.fix(
            "scrape by https",
            Safety::Unsafe,
            edits.into_iter().collect(),
        );
        let range: Range = credential.key.range();
        report
            .find(
                range,
                format!(
                    "`{}` goes over plain http, readable on the way",
                    credential.name()
                ),
            )
            .fix = Some(fix);
    }
}

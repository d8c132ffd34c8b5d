//! `duplicate-job`: two jobs of one name.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::jobs;
use opswright_yaml::Yaml;
use std::collections::BTreeMap;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-job",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_job.md"),
    run: &[Run::Prometheus(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for job in jobs(yaml) {
        let Some(name) = job.name else {
            report.find(job.node.range(), "this job has no `job_name`");
            continue;
        };
        let text = name.as_str().unwrap_or("");
        match seen.get(text) {
            Some(line) => {
                report.find(name.range(), format!("there is a job `{text}` in line {line} already, and Prometheus refuses the file"));
            }
            None => {
                seen.insert(text, name.line());
            }
        }
    }
}

//! `two-downloaders`: a stage that uses both `wget` and `curl`.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "two-downloaders",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("two_downloaders.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let mut seen: Option<&str> = None;
        'stage: for instruction in file.instructions_of(stage) {
            if !matches!(instruction.body, Body::Run(_)) {
                continue;
            }
            for command in instruction.commands() {
                let program = match command.program() {
                    "wget" => "wget",
                    "curl" => "curl",
                    _ => continue,
                };
                match seen {
                    None => seen = Some(program),
                    Some(other) if other != program => {
                        let message = format!("`{program}` does what `{other}` does above");
                        report.find(command.range(), message);
                        break 'stage;
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

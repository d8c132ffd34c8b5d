//! `constant-platform`: a base image of one fixed platform.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::Dockerfile;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "constant-platform",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("constant_platform.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let flag = file
            .instructions
            .get(stage.from)
            .and_then(|instruction| instruction.flag("platform"));
        let Some(flag) =
            flag.filter(|flag| !flag.value.is_dynamic() && !flag.value.text.is_empty())
        else {
            continue;
        };
        let name = stage.name.as_ref().map_or("", |name| name.text.as_str());
        let says_so = flag.value.text.split('/').any(|part| {
            name.to_ascii_lowercase()
                .contains(&part.to_ascii_lowercase())
        });
        if !says_so {
            let message = format!("this stage is `{}` whatever is built for", flag.value.text);
            report.find(flag.range, message);
        }
    }
}

//! `built-and-pulled-image`: a service with a build and an image that does not say which of them wins.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "built-and-pulled-image",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("built_and_pulled_image.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let (Some(build), Some(_)) = (service.node.entry("build"), service.get("image")) else {
            continue;
        };
        if service.get("pull_policy").is_none() {
            report
                .find(
                    build.key.range(),
                    format!(
                        "`{}` may be pulled or built: the image that is found first runs",
                        service.name
                    ),
                )
                .fix = Some(advice(
                "say `pull_policy: build`, or leave `image` or `build` out",
            ));
        }
    }
}

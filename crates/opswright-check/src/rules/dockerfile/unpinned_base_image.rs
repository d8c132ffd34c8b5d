//! `unpinned-base-image`: a base image without a version, or with `latest`.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Base, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-base-image",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("unpinned_base_image.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let Base::Image(image) = &stage.base else {
            continue;
        };
        let unversioned = image.tag.as_deref().is_none_or(|tag| tag == "latest");
        if unversioned && image.digest.is_none() {
            let found = report.find(
                stage.image.range,
                format!("base image `{}` names no version", stage.image.text),
            );
            found.fix = Some(advice(
                "name an exact version, such as `node:24.19.0-trixie-slim`",
            ));
        }
    }
}

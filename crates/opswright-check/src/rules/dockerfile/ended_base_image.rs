//! `ended-base-image`: a base image whose version is no longer built.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Base, Dockerfile};

use crate::catalogue::{IMAGES_DATE, ended};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "ended-base-image",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("ended_base_image.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let Base::Image(image) = &stage.base else {
            continue;
        };
        if image.digest.is_none() && ended(image).is_some() {
            let text = &stage.image.text;
            let found = report.find(
                stage.image.range,
                format!("`{text}` is no longer built (official images of {IMAGES_DATE})"),
            );
            found.fix = Some(advice("move to a version that is built, and run the tests"));
        }
    }
}

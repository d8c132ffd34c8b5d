//! `undigested-image`: a precise tag without a digest.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Base, Dockerfile, ImageReference};
use opswright_source::Range;

use crate::images::is_moving;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{ComposeFile, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "undigested-image",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undigested_image.md"),
    run: &[
        Run::Dockerfile(dockerfile),
        Run::Compose(compose),
        Run::Kubernetes(kubernetes),
    ],
};

fn dockerfile(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        if let Base::Image(image) = &stage.base {
            look(image, stage.image.range, report);
        }
    }
}

fn compose(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for (node, image) in file.images() {
        look(&image, node.range(), report);
    }
}

fn kubernetes(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (node, image) in file.images() {
        look(&image, node.range(), report);
    }
}

fn look(image: &ImageReference, range: Range, report: &mut Report<'_>) {
    if image.digest.is_none() && !is_moving(image) {
        let tag = image.tag.as_deref().unwrap_or("");
        report
            .find(
                range,
                format!("the tag `{tag}` can be pushed again with other content"),
            )
            .fix = Some(advice("add the digest behind the tag: `@sha256:…`"));
    }
}

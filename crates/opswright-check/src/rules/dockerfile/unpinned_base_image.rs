//! `unpinned-base-image`: a base image without a tag, or with one that moves.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Base, Dockerfile};

use crate::catalogue::official_image;
use crate::images::is_moving;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-base-image",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpinned_base_image.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let Base::Image(image) = &stage.base else {
            continue;
        };
        if image.digest.is_some() || !is_moving(image) {
            continue;
        }
        let message = match &image.tag {
            Some(tag) => format!(
                "`{}` moves: `{tag}` is another image tomorrow",
                image.short_name()
            ),
            None => format!(
                "`{}` has no tag, so it is whatever is newest at the build",
                image.short_name()
            ),
        };
        report.find(stage.image.range, message).fix = image
            .official()
            .and_then(|name| Some((name, official_image(name)?.tag?)))
            .map(|(name, tag)| advice(format!("name a version, such as `{name}:{tag}`")));
    }
}

//! `unpinned-image`: a service's image without a tag, or with one that moves.

use opswright_diagnostic::{Confidence, Severity};

use crate::catalogue::official_image;
use crate::images::is_moving;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-image",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpinned_image.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for (node, image) in file.images() {
        if !is_moving(&image) {
            continue;
        }
        let message = match &image.tag {
            Some(tag) => format!(
                "`{}` moves: `{tag}` is another image tomorrow",
                image.short_name()
            ),
            None => format!(
                "`{}` has no tag, so it is whatever is newest at the pull",
                image.short_name()
            ),
        };
        report.find(node.range(), message).fix = image
            .official()
            .and_then(|name| Some((name, official_image(name)?.tag?)))
            .map(|(name, tag)| advice(format!("name a version, such as `{name}:{tag}`")));
    }
}

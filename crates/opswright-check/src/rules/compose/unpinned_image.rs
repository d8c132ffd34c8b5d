//! `unpinned-image`: a service whose image names no version.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ImageReference;

use crate::report::{Report, advice};
use crate::rule::{ComposeFile, Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-image",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("unpinned_image.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let Some(image) = service.image() else {
            continue;
        };
        let text = image.as_str().unwrap_or_default();
        let reference = ImageReference::parse(text);
        let unversioned = reference.tag.as_deref().is_none_or(|tag| tag == "latest");
        if unversioned
            && reference.digest.is_none()
            && !text.contains('$')
            && service.build().is_none()
        {
            let found = report.find(image.range(), format!("image `{text}` names no version"));
            found.fix = Some(advice("name an exact version"));
        }
    }
}

//! `unsaved-data`: a data store without a named volume.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ImageReference;

use crate::images::data_folder;
use crate::report::{Report, advice};
use crate::rule::{ComposeFile, Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unsaved-data",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("unsaved_data.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let Some(image) = service.image().and_then(|node| node.as_str()) else {
            continue;
        };
        let Some(folder) = data_folder(&ImageReference::parse(image)) else {
            continue;
        };
        let kept = service
            .mounts()
            .iter()
            .any(|mount| mount.target.starts_with(folder) || folder.starts_with(&mount.target));
        if !kept && !service.is_partial() {
            let message = format!(
                "`{}` loses its data with its container: no volume at {folder}",
                service.name
            );
            report.find(service.key.range(), message).fix = Some(advice("a named volume there"));
        }
    }
}

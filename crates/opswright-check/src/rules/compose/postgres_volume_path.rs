//! `postgres-volume-path`: a volume of PostgreSQL at the path of another major version.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::ImageReference;

use crate::catalogue::leading_version;
use crate::images::is_moving;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "postgres-volume-path",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Mixed,
    profile: Profile::Default,
    docs: include_str!("postgres_volume_path.md"),
    run: &[Run::Compose(run)],
};

/// Where images of PostgreSQL 18 and newer want their volume.
const NEW: &str = "/var/lib/postgresql";

/// Where older ones want it.
const OLD: &str = "/var/lib/postgresql/data";

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let Some(image) = service
            .image()
            .and_then(|image| image.as_str())
            .map(ImageReference::parse)
        else {
            continue;
        };
        let moved = service
            .environment()
            .iter()
            .any(|variable| variable.name == "PGDATA");
        if image.official() != Some("postgres") || moved {
            continue;
        }
        let tag = image.tag.as_deref().unwrap_or("latest");
        let major: Option<u32> = match leading_version(tag).split('.').next() {
            Some("") | None if is_moving(&image) => Some(18),
            major => major.and_then(|major| major.parse().ok()),
        };
        for mount in service.mounts() {
            let target = mount.target.trim_end_matches('/');
            let (right, message) = match major {
                Some(18..) if target == OLD => (
                    NEW,
                    format!("`postgres:{tag}` refuses to start with a volume at {OLD}"),
                ),
                Some(..18) if target == NEW => (
                    OLD,
                    format!("`postgres:{tag}` keeps its data in {OLD}, not in this volume"),
                ),
                _ => continue,
            };
            // A tag that moves may be meant to stay at an older version: that would be the other remedy.
            let safety = if is_moving(&image) {
                Safety::Unsafe
            } else {
                Safety::Safe
            };
            let fix = report.fix(
                format!("mount it at `{right}`"),
                safety,
                vec![replace(mount.target_range, right)],
            );
            report.find(mount.target_range, message).fix = Some(fix);
        }
    }
}

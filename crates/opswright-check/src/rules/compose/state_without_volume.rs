//! `state-without-volume`: a data store whose data lies in the container.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::ImageReference;
use opswright_project::compose::Service;
use opswright_source::Edit;
use opswright_yaml::edit;

use crate::catalogue::leading_version;
use crate::images::data_folder;
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "state-without-volume",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("state_without_volume.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in file.services.iter().filter(|service| !service.is_partial()) {
        let Some(image) = service.image().filter(|_| service.build().is_none()) else {
            continue;
        };
        let reference = ImageReference::parse(image.as_str().unwrap_or(""));
        let Some(folder) = data_folder(&reference) else {
            continue;
        };
        if keeps(service, folder) {
            continue;
        }
        let edits = volume(file, service, &reference, report.text).unwrap_or_default();
        let fix = if edits.is_empty() {
            advice(format!("mount a named volume at `{folder}`"))
        } else {
            report.fix(
                format!("mount a named volume at `{}`", target(&reference)),
                Safety::Unsafe,
                edits,
            )
        };
        report
            .find(
                service.key.range(),
                format!(
                    "the data of `{}` goes with its container: nothing is mounted at {}",
                    service.name,
                    target(&reference)
                ),
            )
            .fix = Some(fix);
    }
}

/// Whether something that stays, or something that is meant to go, is mounted at the data.
fn keeps(service: &Service<'_>, folder: &str) -> bool {
    let covers = |target: &str| {
        let target = target.trim_end_matches('/');
        target.starts_with(folder)
            || folder
                .strip_prefix(target)
                .is_some_and(|rest| rest.starts_with('/'))
    };
    let in_memory = service.get("tmpfs").is_some_and(|tmpfs| {
        tmpfs
            .as_str()
            .into_iter()
            .chain(tmpfs.items().filter_map(|item| item.as_str()))
            .any(covers)
    });
    in_memory
        || service
            .mounts()
            .iter()
            .any(|mount| (mount.source.is_some() || mount.memory) && covers(&mount.target))
}

/// Where the volume goes, which for PostgreSQL depends on the version.
fn target(image: &ImageReference) -> &'static str {
    let folder = data_folder(image).unwrap_or("/data");
    let major = leading_version(image.tag.as_deref().unwrap_or(""))
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if folder == "/var/lib/postgresql" && major.is_some_and(|major| major < 18) {
        "/var/lib/postgresql/data"
    } else {
        folder
    }
}

/// A volume in the service, and its declaration.
fn volume(
    file: &ComposeFile<'_>,
    service: &Service<'_>,
    image: &ImageReference,
    text: &str,
) -> Option<Vec<Edit>> {
    if service.get("volumes").is_some() {
        return None;
    }
    let name = format!("{}_data", service.name);
    let root = file.yaml.root()?;
    let mount = edit::append(
        text,
        service.node,
        &format!("volumes:\n  - {name}:{}", target(image)),
    )?;
    let declaration = match root.get("volumes") {
        Some(volumes) => edit::append(text, volumes, &format!("{name}:"))?,
        None => edit::insert_after(
            text,
            &root.entry("services")?,
            &format!("volumes:\n  {name}:"),
        )?,
    };
    // Where the service is the last one, both stand at the same place: one edit, in the right order.
    if mount.range == declaration.range {
        return Some(vec![replace(mount.range, mount.text + &declaration.text)]);
    }
    Some(vec![mount, declaration])
}

//! `undeclared-reference`: a service, volume, network, secret or config that is used and not there.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::compose::Service;
use opswright_source::Range;
use opswright_yaml::{Node, edit};

use crate::closeness::is_close;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "undeclared-reference",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("undeclared_reference.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    let Some(root) = file.yaml.root() else {
        return;
    };
    if root.get("include").is_some() || report.is_overlay() {
        return;
    }
    for service in &file.services {
        dependencies(file, service, report);
        for mount in service.mounts() {
            if let Some(name) = mount.volume().filter(|name| !name.contains('$')) {
                declared(root, "volumes", name, mount.range, report);
            }
        }
        for kind in ["networks", "secrets", "configs"] {
            for (name, range) in names(service, kind) {
                if !(kind == "networks" && name == "default") {
                    declared(root, kind, name, range, report);
                }
            }
        }
    }
}

fn dependencies(file: &ComposeFile<'_>, service: &Service<'_>, report: &mut Report<'_>) {
    for dependency in service.dependencies() {
        let name = dependency.service;
        if name.contains('$') || file.services.iter().any(|other| other.name == name) {
            continue;
        }
        let close: Vec<&str> = file
            .services
            .iter()
            .map(|other| other.name)
            .filter(|other| is_close(other, name))
            .collect();
        let fix = match close.as_slice() {
            [only] => Some(report.fix(
                format!("depend on `{only}`"),
                Safety::Safe,
                vec![edit::set_scalar(dependency.node, only)],
            )),
            _ => None,
        };
        // `docker-compose-test.yml` is often laid over `docker-compose.yml`.
        let may_overlay = report.path().contains("compose-");
        let finding = report.find(
            dependency.node.range(),
            format!(
                "`{}` depends on `{name}`, which is no service here",
                service.name
            ),
        );
        finding.fix = fix;
        if may_overlay {
            finding.confidence = Confidence::Medium;
        }
    }
}

/// Names that a service uses of one kind, in short and long form.
fn names<'a>(service: &Service<'a>, kind: &str) -> Vec<(&'a str, Range)> {
    let Some(node) = service.get(kind) else {
        return Vec::new();
    };
    let listed = node.items().filter_map(|item| match item.as_str() {
        Some(name) => Some((name, item.range())),
        None => item
            .get("source")
            .and_then(|source| Some((source.as_str()?, source.range()))),
    });
    let keyed = node
        .entries()
        .map(|entry| (entry.name(), entry.key.range()));
    listed
        .chain(keyed)
        .filter(|(name, _)| !name.is_empty() && *name != "<<")
        .collect()
}

fn declared(root: Node<'_>, kind: &str, name: &str, range: Range, report: &mut Report<'_>) {
    if root
        .get(kind)
        .is_some_and(|declared| declared.get(name).is_some())
    {
        return;
    }
    let edit = match (kind, root.get("volumes")) {
        ("volumes", Some(volumes)) => edit::append(report.text, volumes, &format!("{name}:")),
        ("volumes", None) => root.entry("services").and_then(|services| {
            edit::insert_after(report.text, &services, &format!("volumes:\n  {name}:"))
        }),
        _ => None,
    };
    let fix = match edit {
        Some(edit) => report.fix(
            format!("declare the volume `{name}`"),
            Safety::Safe,
            vec![edit],
        ),
        None => advice(format!("declare `{name}` under the top-level `{kind}`")),
    };
    report
        .find(range, format!("`{name}` is not declared under `{kind}`"))
        .fix = Some(fix);
}

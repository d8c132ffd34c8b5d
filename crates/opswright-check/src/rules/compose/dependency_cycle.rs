//! `dependency-cycle`: services that wait for each other.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeMap;

use opswright_project::compose::Service;
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "dependency-cycle",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dependency_cycle.md"),
    run: &[Run::Compose(run)],
};

/// What a service needs before it starts: another service, and where that is said.
type Needs<'a> = Vec<(usize, Range, &'a str)>;

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    let places: BTreeMap<&str, usize> = file
        .services
        .iter()
        .enumerate()
        .map(|(at, service)| (service.name, at))
        .collect();
    let needs: Vec<Needs<'_>> = file
        .services
        .iter()
        .map(|service| needs(service, &places))
        .collect();
    // 0: not seen, 1: on the way, 2: done.
    let mut state = vec![0_u8; needs.len()];
    for start in 0..needs.len() {
        let mut way = vec![(start, 0_usize)];
        while let Some((at, next)) = way.pop() {
            state[at] = if next == 0 && state[at] == 0 {
                1
            } else {
                state[at]
            };
            let Some((target, range, _)) = needs.get(at).and_then(|needs| needs.get(next)) else {
                state[at] = 2;
                continue;
            };
            way.push((at, next + 1));
            match state.get(*target) {
                Some(0) => way.push((*target, 0)),
                Some(1) => tell(file, &way, *target, *range, report),
                _ => {}
            }
        }
    }
}

fn needs<'a>(service: &Service<'a>, places: &BTreeMap<&str, usize>) -> Needs<'a> {
    let mut found: Needs<'a> = service
        .dependencies()
        .iter()
        .filter_map(|dependency| {
            let at = places.get(dependency.service)?;
            Some((*at, dependency.node.range(), dependency.service))
        })
        .collect();
    for key in ["links", "volumes_from"] {
        for item in service.get(key).into_iter().flat_map(|list| list.items()) {
            let name = item.as_str().unwrap_or("").split(':').next().unwrap_or("");
            if let Some(at) = places.get(name).filter(|_| name != service.name) {
                found.push((*at, item.range(), name));
            }
        }
    }
    for key in ["network_mode", "ipc", "pid"] {
        let Some(node) = service.get(key) else {
            continue;
        };
        let name = node.as_str().and_then(|mode| mode.strip_prefix("service:"));
        if let Some((name, at)) = name.and_then(|name| Some((name, places.get(name)?))) {
            found.push((*at, node.range(), name));
        }
    }
    found
}

/// The services on the way from `target` back to itself.
fn tell(
    file: &ComposeFile<'_>,
    way: &[(usize, usize)],
    target: usize,
    range: Range,
    report: &mut Report<'_>,
) {
    let names: Vec<&str> = way
        .iter()
        .map(|(at, _)| *at)
        .skip_while(|at| *at != target)
        .filter_map(|at| file.services.get(at))
        .map(|service| service.name)
        .collect();
    let message = match names.as_slice() {
        [only] => format!("`{only}` waits for itself"),
        names => format!(
            "`{}` wait for each other, so none of them starts",
            names.join("`, `")
        ),
    };
    report.find(range, message).fix = Some(advice("take one of these dependencies out"));
}

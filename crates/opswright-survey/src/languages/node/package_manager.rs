//! Which package manager a Node project obeys, and the commands that follow.

use opswright_diagnostic::Diagnostic;

use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::findings::contradiction;
use crate::place::{Place, folder_of, join};

use super::package::Package;

/// Lock files and who writes them.
const LOCKS: &[(&str, &str)] = &[
    ("pnpm-lock.yaml", "pnpm"),
    ("yarn.lock", "yarn"),
    ("bun.lock", "bun"),
    ("bun.lockb", "bun"),
    ("package-lock.json", "npm"),
    ("npm-shrinkwrap.json", "npm"),
];

/// Files of one package manager only, besides locks.
const SETTINGS: &[(&str, &str)] = &[
    ("pnpm-workspace.yaml", "pnpm"),
    (".pnpmfile.cjs", "pnpm"),
    (".yarnrc.yml", "yarn"),
    (".yarnrc", "yarn"),
    ("bunfig.toml", "bun"),
];

const KNOWN: &[&str] = &["npm", "pnpm", "yarn", "bun"];

/// Claims package manager, its version, lock file and install command.
pub(crate) fn claim(
    place: &Place<'_>,
    own: &Package,
    candidate: &mut Candidate,
    findings: &mut Vec<Diagnostic>,
) {
    for folder in place.upwards() {
        let manifest = if folder == place.folder {
            None
        } else {
            place
                .files
                .get(&join(folder, "package.json"))
                .map(|file| Package::new(file, &mut Vec::new()))
        };
        let package = match &manifest {
            Some(package) => package,
            None if folder == place.folder => own,
            None => continue,
        };
        stated(package, candidate);
        let locks = locks(place, folder);
        for (path, manager) in &locks {
            let evidence = Evidence {
                path: path.clone(),
                line: 1,
            };
            candidate
                .package_manager
                .push((*manager).to_owned(), Ground::Code, evidence);
        }
        if !locks.is_empty() || candidate.package_manager.stands_on(Ground::Manifest) {
            many_locks(place, &locks, candidate, findings);
            break;
        }
    }
    if candidate.package_manager.is_empty() {
        hints(place, own, candidate);
    }
    lock_and_install(place, candidate);
}

/// `packageManager`, `devEngines.packageManager`, `engines` and `volta`.
fn stated(package: &Package, candidate: &mut Candidate) {
    if let Some(stated) = package.text(&["packageManager"]) {
        let (name, version) = stated.value.split_once('@').unwrap_or((&stated.value, ""));
        if KNOWN.contains(&name) {
            candidate.package_manager.push(
                name.to_owned(),
                Ground::Manifest,
                stated.evidence.clone(),
            );
            let exact = version.split('+').next().unwrap_or("");
            if exact.starts_with(|c: char| c.is_ascii_digit()) {
                candidate.package_manager_version.push(
                    exact.to_owned(),
                    Ground::Manifest,
                    stated.evidence,
                );
            }
        }
    }
    if let Some(stated) = package
        .text(&["devEngines", "packageManager", "name"])
        .filter(|stated| KNOWN.contains(&stated.value.as_str()))
    {
        candidate
            .package_manager
            .push(stated.value, Ground::Manifest, stated.evidence);
    }
}

/// Lock files in `folder`, in the order of the table, one a package manager.
fn locks(place: &Place<'_>, folder: &str) -> Vec<(String, &'static str)> {
    let mut found: Vec<(String, &'static str)> = Vec::new();
    for (name, manager) in LOCKS {
        let path = join(folder, name);
        if place.tree.contains(&path) && !found.iter().any(|(_, known)| known == manager) {
            found.push((path, manager));
        }
    }
    found
}

/// Several locks: what is stated or set up decides; else it stays unknown, and a finding says so.
fn many_locks(
    place: &Place<'_>,
    locks: &[(String, &'static str)],
    candidate: &mut Candidate,
    findings: &mut Vec<Diagnostic>,
) {
    if locks.len() < 2 {
        return;
    }
    let folder = folder_of(&locks[0].0);
    for (name, manager) in SETTINGS {
        let path = join(folder, name);
        if place.tree.contains(&path) && locks.iter().any(|(_, known)| known == manager) {
            let evidence = Evidence { path, line: 1 };
            candidate
                .package_manager
                .push((*manager).to_owned(), Ground::Manifest, evidence);
            break;
        }
    }
    let places: Vec<Evidence> = locks
        .iter()
        .map(|(path, _)| Evidence {
            path: path.clone(),
            line: 1,
        })
        .collect();
    let names: Vec<&str> = locks.iter().map(|(_, manager)| *manager).collect();
    let message = format!(
        "lock files of {} lie side by side; only one of them can be obeyed",
        names.join(" and ")
    );
    findings.push(contradiction(
        "two-lock-files",
        place.files,
        &places,
        message,
    ));
}

/// Without lock and statement: settings, engines, then what the scripts call; npm is the convention.
fn hints(place: &Place<'_>, package: &Package, candidate: &mut Candidate) {
    for (name, manager) in SETTINGS {
        if let Some(path) = place.nearest(name) {
            let evidence = Evidence { path, line: 1 };
            candidate
                .package_manager
                .push((*manager).to_owned(), Ground::Code, evidence);
            return;
        }
    }
    for manager in ["pnpm", "yarn", "bun"] {
        let engine = package
            .text(&["engines", manager])
            .or_else(|| package.text(&["volta", manager]));
        if let Some(stated) = engine {
            candidate
                .package_manager
                .push(manager.to_owned(), Ground::Code, stated.evidence);
            return;
        }
        let calls = |command: &&str| {
            command
                .split(|c: char| c.is_whitespace() || c == '"')
                .any(|word| word == manager)
        };
        if package.scripts().iter().any(calls) {
            candidate
                .package_manager
                .push(manager.to_owned(), Ground::Code, package.whole());
            return;
        }
    }
    candidate
        .package_manager
        .push("npm".to_owned(), Ground::Convention, package.whole());
}

fn lock_and_install(place: &Place<'_>, candidate: &mut Candidate) {
    let Some(manager) = candidate.package_manager.resolve_unless_tied() else {
        return;
    };
    let lock = place.upwards().into_iter().find_map(|folder| {
        locks(place, folder)
            .into_iter()
            .find(|(_, known)| *known == manager.value)
    });
    let command = match (manager.value.as_str(), &lock) {
        ("npm", Some(_)) => "npm ci",
        ("pnpm", Some(_)) => "pnpm install --frozen-lockfile",
        ("bun", Some(_)) => "bun install --frozen-lockfile",
        ("yarn", Some((path, _))) if is_berry(place, path, candidate) => "yarn install --immutable",
        ("yarn", Some(_)) => "yarn install --frozen-lockfile",
        ("pnpm", None) => "pnpm install",
        ("yarn", None) => "yarn install",
        ("bun", None) => "bun install",
        _ => "npm install",
    };
    if let Some((path, _)) = lock {
        let evidence = Evidence { path, line: 1 };
        candidate
            .lockfile
            .push(evidence.path.clone(), Ground::Manifest, evidence.clone());
        candidate
            .install
            .push(command.to_owned(), Ground::Code, evidence);
    } else if let Some(evidence) = manager.evidence.first() {
        candidate
            .install
            .push(command.to_owned(), Ground::Convention, evidence.clone());
    }
}

/// Whether yarn 2 or newer wrote the lock file.
fn is_berry(place: &Place<'_>, lock: &str, candidate: &Candidate) -> bool {
    let version = candidate
        .package_manager_version
        .best()
        .map(|claim| claim.value.as_str());
    version.is_some_and(|version| !version.starts_with("1.") && !version.starts_with("0."))
        || place.tree.contains(&join(folder_of(lock), ".yarnrc.yml"))
        || place
            .files
            .get(lock)
            .is_some_and(|file| file.text.contains("__metadata:"))
}

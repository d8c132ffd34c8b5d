//! Which package manager a Python project obeys, and the commands that follow.

use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::place::Place;
use crate::toml::Toml;

use super::dependencies::Project;

/// Lock files, who writes them, and the command that installs from them.
const LOCKS: &[(&str, &str, &str)] = &[
    ("uv.lock", "uv", "uv sync --locked"),
    ("poetry.lock", "poetry", "poetry install"),
    ("pdm.lock", "pdm", "pdm sync"),
    ("Pipfile.lock", "pipenv", "pipenv sync"),
];

/// Claims package manager, lock file, install command and the words before every command.
pub(crate) fn claim(place: &Place<'_>, project: &Project, candidate: &mut Candidate) {
    for (name, manager, install) in LOCKS {
        let Some(path) = place
            .nearest(name)
            .filter(|path| project.pyproject.is_some() || *path == place.path(name))
        else {
            continue;
        };
        let evidence = Evidence {
            path: path.clone(),
            line: 1,
        };
        candidate
            .package_manager
            .push((*manager).to_owned(), Ground::Code, evidence.clone());
        candidate
            .lockfile
            .push(path, Ground::Manifest, evidence.clone());
        candidate
            .install
            .push((*install).to_owned(), Ground::Code, evidence);
    }
    if let Some(pyproject) = &project.pyproject {
        stated(place, pyproject, candidate);
    }
    if project.pipfile.is_some() {
        candidate.package_manager.push(
            "pipenv".to_owned(),
            Ground::Code,
            place.evidence("Pipfile"),
        );
    }
    if candidate.package_manager.is_empty() {
        without_lock(place, project, candidate);
    }
    let manager = candidate
        .package_manager
        .resolve_unless_tied()
        .map(|fact| fact.value);
    candidate.runner = match manager.as_deref() {
        Some(manager @ ("uv" | "poetry" | "pdm" | "pipenv")) => format!("{manager} run "),
        _ => String::new(),
    };
    if candidate.install.is_empty()
        && let Some(fact) = candidate.package_manager.resolve_unless_tied()
    {
        let install = match fact.value.as_str() {
            "uv" => "uv sync",
            "poetry" => "poetry install",
            "pdm" => "pdm install",
            "pipenv" => "pipenv install",
            _ => return,
        };
        for evidence in fact.evidence {
            candidate
                .install
                .push(install.to_owned(), Ground::Convention, evidence);
        }
    }
}

/// Tables that only one package manager reads.
fn stated(place: &Place<'_>, pyproject: &Toml, candidate: &mut Candidate) {
    for manager in ["uv", "poetry", "pdm"] {
        // Poetry's own metadata; the others have tables for details only, which a lock of another outweighs.
        let table = ["tool", manager];
        let owns = manager == "poetry"
            && (pyproject.has(&["tool", "poetry", "name"])
                || pyproject.has(&["tool", "poetry", "dependencies"])
                || pyproject.has(&["tool", "poetry", "package-mode"]));
        if owns || (candidate.package_manager.is_empty() && pyproject.has(&table)) {
            let evidence = Evidence {
                path: place.path("pyproject.toml"),
                line: pyproject.line(&table).unwrap_or(1),
            };
            candidate
                .package_manager
                .push(manager.to_owned(), Ground::Code, evidence);
        }
    }
}

fn without_lock(place: &Place<'_>, project: &Project, candidate: &mut Candidate) {
    if let Some(requirements) = &project.requirements {
        let evidence = place.evidence(requirements);
        candidate
            .package_manager
            .push("pip".to_owned(), Ground::Code, evidence.clone());
        candidate.install.push(
            format!("pip install -r {requirements}"),
            Ground::Code,
            evidence,
        );
        return;
    }
    let described = project
        .pyproject
        .as_ref()
        .is_some_and(|pyproject| pyproject.has(&["project"]) || pyproject.has(&["build-system"]));
    for (name, shown) in [
        ("pyproject.toml", described),
        ("setup.py", place.has("setup.py")),
    ] {
        if shown {
            candidate.package_manager.push(
                "pip".to_owned(),
                Ground::Convention,
                place.evidence(name),
            );
            candidate.install.push(
                "pip install .".to_owned(),
                Ground::Convention,
                place.evidence(name),
            );
            return;
        }
    }
    if place.has("environment.yml") {
        candidate.package_manager.push(
            "conda".to_owned(),
            Ground::Code,
            place.evidence("environment.yml"),
        );
        candidate.install.push(
            "conda env create -f environment.yml".to_owned(),
            Ground::Code,
            place.evidence("environment.yml"),
        );
    }
}

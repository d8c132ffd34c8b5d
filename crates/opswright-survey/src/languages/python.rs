//! Python: pip, uv, poetry, pipenv, pdm; Django, FastAPI, Flask and others.

mod application;
mod dependencies;
mod framework;
mod package_manager;
mod settings;
mod start;

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::code::Code;
use crate::lexer::PYTHON;
use crate::place::Place;
use crate::scan::{addresses, health, variables};

use dependencies::{Project, has_code};

pub(super) const LANGUAGE: Language = Language {
    marks: &[
        "pyproject.toml",
        "requirements.txt",
        "Pipfile",
        "setup.py",
        "manage.py",
        "environment.yml",
        "*.py",
    ],
    reads: &[
        ".python-version",
        "runtime.txt",
        ".tool-versions",
        "mise.toml",
        "requirements-dev.txt",
        "base.txt",
        "prod.txt",
        "production.txt",
        "dev.txt",
        "common.txt",
        "main.txt",
        "alembic.ini",
        "setup.cfg",
    ],
    extensions: &["py"],
    detect,
};

fn detect(place: &Place<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    if is_part(place) {
        return Vec::new();
    }
    let all = place.code(&["py"], &PYTHON);
    let project = Project::read(place, findings);
    let has_manifest = project.pyproject.is_some()
        || project.pipfile.is_some()
        || project.requirements.is_some()
        || place.has("setup.py")
        || place.has("manage.py");
    let first = [
        "pyproject.toml",
        "requirements.txt",
        "Pipfile",
        "setup.py",
        "manage.py",
    ]
    .iter()
    .find(|name| place.has(name));
    let evidence = match (first, all.first()) {
        (Some(name), _) => place.evidence(name),
        (None, Some(code)) => code.evidence(0),
        (None, None) => return Vec::new(),
    };
    // A pyproject.toml that only configures linters tells of no Python program.
    if all.is_empty()
        && project.dependencies.is_empty()
        && !place.own().any(|path| path.ends_with(".py"))
    {
        return Vec::new();
    }
    let mut candidate = Candidate::new(place.folder, "python", evidence);
    if let Some(pyproject) = &project.pyproject {
        for path in [&["project", "name"][..], &["tool", "poetry", "name"]] {
            if let Some(name) = pyproject.text(path) {
                let evidence = Evidence {
                    path: place.path("pyproject.toml"),
                    line: name.line,
                };
                candidate.name.push(name.value, Ground::Manifest, evidence);
            }
        }
    }
    package_manager::claim(place, &project, &mut candidate);
    runtime(place, &project, &mut candidate);
    sources(&all, &mut candidate);
    if let Some((framework, evidence)) = framework::find(&project, &all) {
        candidate.framework.push(
            framework.name.to_owned(),
            Ground::Manifest,
            evidence.clone(),
        );
        start::claim(
            place,
            &project,
            (framework, &evidence),
            &all,
            &mut candidate,
        );
    } else if has_manifest || all.len() <= 5 {
        start::script(place, &all, &mut candidate);
    }
    for dependency in &project.dependencies {
        candidate.use_package(&dependency.name, &dependency.evidence);
        if dependency.extras.contains("redis") {
            candidate.need("redis", Ground::Code, dependency.evidence.clone());
        }
    }
    checks(place, &project, &mut candidate);
    migrations(place, &project, &mut candidate);
    vec![candidate]
}

/// Whether this folder holds no code, only lists for the code of a place above it.
fn is_part(place: &Place<'_>) -> bool {
    let above = || place.upwards().into_iter().skip(1);
    !has_code(place, place.folder)
        && above()
            .any(|folder| place.all.iter().any(|other| other == folder) && has_code(place, folder))
}

fn sources(all: &[Code<'_>], candidate: &mut Candidate) {
    for route in health::routes(all) {
        candidate
            .health_path
            .push(route.path, Ground::Code, route.evidence);
    }
    for code in all {
        candidate.variables.extend(variables::readings(code));
        settings::claim(code, candidate);
        addresses::claim(code, candidate);
    }
}

/// `.python-version`, `runtime.txt`, `requires-python`, Poetry's `python`, the Pipfile's `python_version`.
fn runtime(place: &Place<'_>, project: &Project, candidate: &mut Candidate) {
    for name in [".python-version", "runtime.txt"] {
        let Some(file) = place.nearest(name).and_then(|path| place.files.get(&path)) else {
            continue;
        };
        // The first line that is no comment; further ones are further versions that pyenv offers.
        let stated = (1_u32..)
            .zip(file.text.lines())
            .map(|(number, line)| (number, line.trim().trim_start_matches("python-")))
            .find(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        if let Some((line, version)) =
            stated.filter(|(_, version)| version.starts_with(|c: char| c.is_ascii_digit()))
        {
            let evidence = Evidence {
                path: file.path.clone(),
                line,
            };
            candidate
                .runtime_version
                .push(version.to_owned(), Ground::Manifest, evidence);
        }
    }
    super::tool_version(place, &["python"], candidate);
    let pyproject = [
        &["project", "requires-python"][..],
        &["tool", "poetry", "dependencies", "python"],
    ];
    let stated = pyproject
        .iter()
        .filter_map(|path| Some(("pyproject.toml", project.pyproject.as_ref()?.text(path)?)));
    let pipfile = project
        .pipfile
        .as_ref()
        .and_then(|pipfile| pipfile.text(&["requires", "python_version"]))
        .map(|found| ("Pipfile", found));
    for (name, version) in stated.chain(pipfile) {
        let evidence = Evidence {
            path: place.path(name),
            line: version.line,
        };
        candidate
            .runtime_version
            .push(version.value, Ground::Manifest, evidence);
    }
}

/// Linters, type checkers and test runners by the dependency or the table that shows them.
fn checks(place: &Place<'_>, project: &Project, candidate: &mut Candidate) {
    let shown = |package: &str| {
        let table = project.pyproject.as_ref().and_then(|pyproject| {
            pyproject
                .line(&["tool", package])
                .filter(|_| pyproject.has(&["tool", package]))
        });
        project
            .needs(package)
            .map(|dependency| dependency.evidence.clone())
            .or_else(|| {
                table.map(|line| Evidence {
                    path: place.path("pyproject.toml"),
                    line,
                })
            })
    };
    let runner = candidate.runner.clone();
    let command = |words: &str| format!("{runner}{words}");
    for (package, words) in [
        ("ruff", "ruff check ."),
        ("flake8", "flake8"),
        ("pylint", "pylint ."),
    ] {
        if let Some(evidence) = shown(package) {
            candidate.lint.push(command(words), Ground::Code, evidence);
        }
    }
    for (package, words) in [
        ("mypy", "mypy ."),
        ("pyright", "pyright"),
        ("basedpyright", "basedpyright"),
        ("ty", "ty check"),
    ] {
        if let Some(evidence) = shown(package) {
            candidate
                .typecheck
                .push(command(words), Ground::Code, evidence);
        }
    }
    if let Some(evidence) = shown("pytest") {
        candidate
            .test
            .push(command("pytest"), Ground::Code, evidence);
    } else if place.has("manage.py") {
        candidate.test.push(
            command("python manage.py test"),
            Ground::Convention,
            place.evidence("manage.py"),
        );
    }
    if let Some(evidence) = shown("pytest-cov") {
        candidate
            .coverage
            .push(command("pytest --cov"), Ground::Code, evidence);
    }
}

/// Alembic, Django, Flask-Migrate, Aerich.
fn migrations(place: &Place<'_>, project: &Project, candidate: &mut Candidate) {
    let is_django = candidate
        .framework
        .best()
        .is_some_and(|claim| claim.value == "django");
    let mut claim = |tool: &str, words: &str, evidence: Evidence| {
        let command = format!("{}{words}", candidate.runner);
        candidate
            .migrations
            .push(tool.to_owned(), Ground::Manifest, evidence.clone());
        candidate.migrate.push(command, Ground::Code, evidence);
    };
    let keeps_versions = place.own().any(|path| path.contains("migrations/"));
    if place.has("alembic.ini") {
        claim(
            "alembic",
            "alembic upgrade head",
            place.evidence("alembic.ini"),
        );
    } else if place.has("manage.py") && is_django {
        claim(
            "django",
            "python manage.py migrate",
            place.evidence("manage.py"),
        );
    } else if let Some(dependency) = project.needs("flask-migrate").filter(|_| keeps_versions) {
        claim(
            "flask-migrate",
            "flask db upgrade",
            dependency.evidence.clone(),
        );
    } else if let Some(dependency) = project.needs("aerich").filter(|_| keeps_versions) {
        claim("aerich", "aerich upgrade", dependency.evidence.clone());
    }
}

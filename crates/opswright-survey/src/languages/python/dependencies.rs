//! What a Python project depends on, wherever it says so.

use std::collections::BTreeSet;

use opswright_diagnostic::Diagnostic;

use crate::Evidence;
use crate::code::Code;
use crate::lexer::{Kind, PYTHON};
use crate::manifest;
use crate::place::{Place, folder_of, is_below, join, passed_over};
use crate::toml::{Located, Toml};

/// One requirement; the name is normalized as in PEP 503.
#[derive(Debug, Clone)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) extras: String,
    pub(crate) evidence: Evidence,
}

/// The manifests of a place.
pub(crate) struct Project {
    pub(crate) pyproject: Option<Toml>,
    pub(crate) pipfile: Option<Toml>,
    /// The file that `pip install -r` takes, from the place.
    pub(crate) requirements: Option<String>,
    pub(crate) dependencies: Vec<Dependency>,
}

/// Files that `pip install -r` takes in production, the best first.
const REQUIREMENTS: &[&str] = &[
    "requirements.txt",
    "requirements/production.txt",
    "requirements/prod.txt",
    "requirements/base.txt",
];

impl Project {
    /// Reads all manifests of `place`.
    pub(crate) fn read(place: &Place<'_>, findings: &mut Vec<Diagnostic>) -> Self {
        let mut toml = |name: &str| {
            place
                .file(name)
                .and_then(|file| manifest::toml(file, findings))
        };
        let mut project = Self {
            pyproject: toml("pyproject.toml"),
            pipfile: toml("Pipfile"),
            requirements: REQUIREMENTS
                .iter()
                .find(|name| place.has(name))
                .map(|name| (*name).to_owned()),
            dependencies: Vec::new(),
        };
        let mut found = Vec::new();
        if let Some(pyproject) = &project.pyproject {
            found.extend(from_pyproject(pyproject, &place.path("pyproject.toml")));
        }
        if let Some(pipfile) = &project.pipfile {
            let path = place.path("Pipfile");
            let keys = pipfile
                .keys(&["packages"])
                .into_iter()
                .chain(pipfile.keys(&["dev-packages"]));
            found.extend(keys.map(|key| dependency(&key.value, &path, key.line)));
        }
        if project.requirements.is_none() && project.pipfile.is_none() && found.is_empty() {
            project.requirements = kept_apart(place);
        }
        let named = project.requirements.iter().map(String::as_str);
        let mut seen = BTreeSet::new();
        for name in named.chain([
            "requirements.txt",
            "requirements-dev.txt",
            "requirements/base.txt",
            "requirements/prod.txt",
            "requirements/production.txt",
        ]) {
            listed(place, &place.path(name), &mut seen, &mut found);
        }
        found.extend(from_setup(place));
        project.dependencies = found;
        project
    }

    /// Where `name` is required.
    pub(crate) fn needs(&self, name: &str) -> Option<&Dependency> {
        self.dependencies
            .iter()
            .find(|dependency| dependency.name == name)
    }
}

/// A list of requirements in a folder below that holds no code: the lists of this place, kept apart.
fn kept_apart(place: &Place<'_>) -> Option<String> {
    let below = place
        .all
        .iter()
        .filter(|other| other.as_str() != place.folder && is_below(other, place.folder));
    let bare = below.filter(|folder| !has_code(place, folder));
    bare.map(|folder| join(folder, "requirements.txt"))
        .find(|path| place.tree.contains(path))
        .map(|path| {
            path.get(place.path("").len()..)
                .unwrap_or(&path)
                .trim_start_matches('/')
                .to_owned()
        })
}

/// Whether a Python source lies in `folder` or below it.
pub(super) fn has_code(place: &Place<'_>, folder: &str) -> bool {
    place
        .tree
        .below(folder)
        .any(|path| path.ends_with(".py") && !passed_over(path))
}

/// The requirements of the list at `path`, and of the lists that it includes.
fn listed(place: &Place<'_>, path: &str, seen: &mut BTreeSet<String>, found: &mut Vec<Dependency>) {
    let mut next = vec![path.to_owned()];
    while let Some(path) = next.pop() {
        let Some(file) = place.files.get(&path).filter(|_| seen.insert(path.clone())) else {
            continue;
        };
        for (number, line) in (1_u32..).zip(file.text.lines()) {
            let line = line.trim();
            let included = ["-r ", "--requirement "]
                .iter()
                .find_map(|option| line.strip_prefix(option));
            if let Some(other) = included {
                let other = other.split('#').next().unwrap_or("").trim();
                next.push(join(folder_of(&path), other));
            } else if line.starts_with(|c: char| c.is_alphanumeric()) {
                found.push(dependency(line, &path, number));
            }
        }
    }
}

fn from_pyproject(pyproject: &Toml, path: &str) -> Vec<Dependency> {
    let mut requirements: Vec<Located<String>> = pyproject.texts(&["project", "dependencies"]);
    for group in pyproject.keys(&["project", "optional-dependencies"]) {
        requirements.extend(pyproject.texts(&["project", "optional-dependencies", &group.value]));
    }
    for group in pyproject.keys(&["dependency-groups"]) {
        requirements.extend(pyproject.texts(&["dependency-groups", &group.value]));
    }
    requirements.extend(pyproject.texts(&["tool", "uv", "dev-dependencies"]));
    let mut found: Vec<Dependency> = requirements
        .iter()
        .map(|requirement| dependency(&requirement.value, path, requirement.line))
        .collect();
    let mut tables: Vec<Vec<String>> = vec![
        owned(&["tool", "poetry", "dependencies"]),
        owned(&["tool", "poetry", "dev-dependencies"]),
    ];
    for group in pyproject.keys(&["tool", "poetry", "group"]) {
        tables.push(owned(&[
            "tool",
            "poetry",
            "group",
            &group.value,
            "dependencies",
        ]));
    }
    for table in tables {
        let table: Vec<&str> = table.iter().map(String::as_str).collect();
        for key in pyproject.keys(&table) {
            let mut entry = dependency(&key.value, path, key.line);
            let extras =
                pyproject.texts(&[table.as_slice(), &[key.value.as_str(), "extras"]].concat());
            entry.extras = extras
                .iter()
                .map(|extra| extra.value.as_str())
                .collect::<Vec<_>>()
                .join(",");
            found.push(entry);
        }
    }
    found
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|part| (*part).to_owned()).collect()
}

/// Texts of `install_requires` in `setup.py`.
fn from_setup(place: &Place<'_>) -> Vec<Dependency> {
    let Some(file) = place.file("setup.py") else {
        return Vec::new();
    };
    let code = Code::new(file, &PYTHON);
    code.assignments("install_requires")
        .flatten()
        .filter(|token| token.kind == Kind::Text)
        .map(|token| dependency(token.text, &file.path, code.evidence(token.at).line))
        .collect()
}

fn dependency(requirement: &str, path: &str, line: u32) -> Dependency {
    let trimmed = requirement.trim();
    let end = trimmed
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')))
        .unwrap_or(trimmed.len());
    let (name, rest) = trimmed.split_at(end);
    let extras = rest
        .trim_start()
        .strip_prefix('[')
        .and_then(|rest| rest.split(']').next())
        .unwrap_or("");
    Dependency {
        name: name.to_ascii_lowercase().replace(['_', '.'], "-"),
        extras: extras.to_owned(),
        evidence: Evidence {
            path: path.to_owned(),
            line,
        },
    }
}

//! What a Python project depends on, wherever it says so.

use opswright_diagnostic::Diagnostic;

use crate::Evidence;
use crate::code::Code;
use crate::lexer::{Kind, PYTHON};
use crate::manifest;
use crate::place::Place;
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
        for name in [
            "requirements.txt",
            "requirements-dev.txt",
            "requirements/base.txt",
            "requirements/prod.txt",
            "requirements/production.txt",
        ] {
            for (number, line) in place
                .file(name)
                .into_iter()
                .flat_map(|file| (1_u32..).zip(file.text.lines()))
            {
                if line.trim_start().starts_with(|c: char| c.is_alphanumeric()) {
                    found.push(dependency(line, &place.path(name), number));
                }
            }
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

//! The port in a file of settings that a program reads when it starts: `configuration/base.yaml`, `config/default.toml`.

use opswright_source::SourceFile;
use opswright_yaml::parse;

use crate::Evidence;
use crate::code::Code;
use crate::lexer::Kind;
use crate::place::{Place, join};
use crate::toml::Toml;

/// Base names that are read, what overrides the rest in production first.
pub(crate) const READS: &[&str] = &[
    "production.yaml",
    "production.yml",
    "production.toml",
    "base.yaml",
    "base.yml",
    "base.toml",
    "default.yaml",
    "default.yml",
    "default.toml",
    "config.yaml",
    "config.yml",
    "config.toml",
    "settings.yaml",
    "settings.yml",
    "settings.toml",
];

/// Folders in which such files are kept.
const FOLDERS: &[&str] = &["configuration", "config", "configs", "conf", "settings", ""];

/// Tables in which the port of the program itself stands.
const SECTIONS: &[&str] = &["server", "application", "app", "http", "web", "api", ""];

/// The port of the first file that the sources name and that states one; `main` is the folder of the program.
pub(crate) fn port(place: &Place<'_>, main: &str, all: &[Code<'_>]) -> Option<(u16, Evidence)> {
    let folders: Vec<&str> = std::iter::once(main)
        .chain(FOLDERS.iter().copied())
        .collect();
    let files = READS.iter().flat_map(|name| {
        folders
            .iter()
            .filter(|folder| is_named(all, folder, name))
            .filter_map(|folder| place.file(&join(folder, name)))
    });
    files.into_iter().find_map(stated)
}

/// Whether a text in the sources names the folder, or the file with or without its ending.
fn is_named(all: &[Code<'_>], folder: &str, name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let names = |text: &str| {
        text.contains(stem) || !folder.is_empty() && text.split('/').any(|part| part == folder)
    };
    all.iter().any(|code| {
        code.tokens
            .iter()
            .any(|token| token.kind == Kind::Text && token.text.len() <= 200 && names(token.text))
    })
}

fn stated(file: &SourceFile) -> Option<(u16, Evidence)> {
    let at = |line| Evidence {
        path: file.path.clone(),
        line,
    };
    let path = |section: &'static str| -> Vec<&'static str> {
        [section, "port"]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect()
    };
    if file.path.ends_with(".toml") {
        let toml = Toml::parse(&file.text).ok()?;
        return SECTIONS.iter().find_map(|section| {
            let found = toml.number(&path(section))?;
            Some((u16::try_from(found.value).ok()?, at(found.line)))
        });
    }
    let (tree, _) = parse(&file.text);
    SECTIONS.iter().find_map(|section| {
        let node = tree.root()?.at(&path(section))?;
        Some((node.as_str()?.parse().ok()?, at(node.line())))
    })
}

//! The languages that survey knows: one file each, one line each in `LANGUAGES`.

mod dotnet;
mod elixir;
mod go;
mod java;
mod node;
mod php;
mod python;
mod ruby;
mod rust;
mod static_site;

use opswright_diagnostic::Diagnostic;

use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::place::{Place, base_name};

/// One language: which files tell of it, and what they tell.
pub(crate) struct Language {
    /// Base names (`*` stands for any start) that make a folder a place of this language.
    pub(crate) marks: &'static [&'static str],
    /// Base names that are read wherever they are in a place.
    pub(crate) reads: &'static [&'static str],
    /// Endings of its source files.
    pub(crate) extensions: &'static [&'static str],
    /// Reads a place that has a mark; several candidates where one manifest starts several programs.
    pub(crate) detect: fn(&Place<'_>, &mut Vec<Diagnostic>) -> Vec<Candidate>,
}

/// All of them. The order decides only between two that found equally much in one folder.
pub(crate) static LANGUAGES: &[Language] = &[
    python::LANGUAGE,
    rust::LANGUAGE,
    go::LANGUAGE,
    ruby::LANGUAGE,
    php::LANGUAGE,
    java::LANGUAGE,
    dotnet::LANGUAGE,
    elixir::LANGUAGE,
    node::LANGUAGE,
    static_site::LANGUAGE,
];

impl Language {
    /// Whether `path` marks its folder.
    pub(crate) fn is_marked_by(&self, path: &str) -> bool {
        matches_any(path, self.marks)
    }
}

/// Whether the last part of `path` is one of `names`; a leading `*` stands for anything.
pub(crate) fn matches_any(path: &str, names: &[&str]) -> bool {
    let base = base_name(path);
    names.iter().any(|name| match name.strip_prefix('*') {
        Some(ending) => base.ends_with(ending) && base.len() > ending.len(),
        None => base == *name,
    })
}

/// Claims the version that `.tool-versions` or `mise.toml` pins for one of `names`.
fn tool_version(place: &Place<'_>, names: &[&str], candidate: &mut Candidate) {
    for file_name in [".tool-versions", "mise.toml"] {
        let file = place
            .nearest(file_name)
            .and_then(|path| place.files.get(&path));
        for (number, line) in file
            .into_iter()
            .flat_map(|file| (1_u32..).zip(file.text.lines()))
        {
            let mut words = line
                .split(['=', ' ', '\t'])
                .map(|word| word.trim_matches(['"', '\'']))
                .filter(|word| !word.is_empty());
            let named = words.next().is_some_and(|word| names.contains(&word));
            let version = words
                .next()
                .filter(|word| named && word.starts_with(|c: char| c.is_ascii_digit()));
            if let (Some(version), Some(file)) = (version, file) {
                let evidence = Evidence {
                    path: file.path.clone(),
                    line: number,
                };
                candidate
                    .runtime_version
                    .push(version.to_owned(), Ground::Manifest, evidence);
            }
        }
    }
}

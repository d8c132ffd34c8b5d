//! The programs of a Go module, and which of them are workloads.

use std::collections::BTreeMap;

use super::framework::framework;
use super::listener::listens;
use super::module::{Module, module_base};
use super::reach::reachable;
use crate::Evidence;
use crate::code::Code;
use crate::place::{Place, base_name, folder_of};

/// Folders (from the place; empty for its own) that hold `package main` with a `main` function.
pub(super) fn mains<'a>(place: &Place<'a>, all: &[Code<'a>]) -> BTreeMap<&'a str, Evidence> {
    let cut = if place.folder.is_empty() {
        0
    } else {
        place.folder.len() + 1
    };
    let mut found = BTreeMap::new();
    for code in all {
        let pair = |first: &str, second: &str| {
            code.tokens
                .windows(2)
                .position(|tokens| tokens[0].is(first) && tokens[1].is(second))
        };
        let generator = code.file.text.starts_with("//go:build ignore")
            || code.file.text.contains("\n//go:build ignore");
        if let (Some(_), Some(at), false) =
            (pair("package", "main"), pair("func", "main"), generator)
        {
            let folder = folder_of(code.file.path.get(cut..).unwrap_or(""));
            found
                .entry(folder)
                .or_insert_with(|| code.token_evidence(at));
        }
    }
    found
}

/// The programs that are workloads: the only one, those that listen, or the one that its name singles out.
pub(super) fn chosen<'m>(
    place: &Place<'_>,
    module: &Module,
    mains: &'m BTreeMap<&'m str, Evidence>,
    all: &[Code<'_>],
) -> Vec<(&'m str, &'m Evidence)> {
    let listed: Vec<(&str, &Evidence)> = mains
        .iter()
        .map(|(folder, evidence)| (*folder, evidence))
        .collect();
    if listed.len() <= 1 {
        return listed;
    }
    let listens_there = |folder: &str| {
        let own = reachable(place, module, folder, all);
        let framework = framework(place, module, &own).map_or("", |(name, _)| name);
        own.iter()
            .filter(|code| folder_of(&code.file.path) == place.path(folder))
            .any(|code| {
                code.calls()
                    .any(|call| listens(&call, framework, code, all).is_some())
            })
    };
    let listening: Vec<(&str, &Evidence)> = listed
        .iter()
        .copied()
        .filter(|(folder, _)| listens_there(folder))
        .collect();
    if !listening.is_empty() {
        return listening;
    }
    let module_name = module
        .name
        .as_ref()
        .map_or("", |(name, _)| module_base(name));
    ["", "server", "api", "web", "app", module_name]
        .iter()
        .find_map(|wanted| {
            listed
                .iter()
                .copied()
                .find(|(folder, _)| base_name(folder) == *wanted)
        })
        .into_iter()
        .collect()
}

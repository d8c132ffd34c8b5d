//! The whole of a survey: detect in every place, import what was declared, decide.

use std::collections::{BTreeMap, BTreeSet};

use opswright_diagnostic::{Diagnostic, sort};
use opswright_source::{Files, Tree};

use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::imports::{self, Context};
use crate::languages::LANGUAGES;
use crate::place::Place;
use crate::places::places;
use crate::{Facts, findings, settle};

/// The facts of the repository `tree`, as far as `files` prove them, and what is wrong or unclear in it.
pub fn survey(tree: &Tree, files: &Files) -> (Facts, Vec<Diagnostic>) {
    let mut diagnostics = findings::unread(tree, files);
    let all = places(tree);
    let mut candidates: Vec<Candidate> = Vec::new();
    for folder in &all {
        let place = Place {
            folder,
            tree,
            files,
            all: &all,
        };
        candidates.extend(detect(&place, &mut diagnostics));
    }
    let context = Context { tree, files };
    imports::apply(&context, &mut candidates, &mut diagnostics);
    for candidate in &mut candidates {
        settle::settle(candidate, files, &mut diagnostics);
    }
    let mut facts = Facts {
        workloads: worth_showing(candidates)
            .into_iter()
            .map(Candidate::decide)
            .collect(),
    };
    name_apart(&mut facts);
    facts
        .workloads
        .sort_by(|a, b| (&a.path, &a.name).cmp(&(&b.path, &b.name)));
    sort(&mut diagnostics);
    diagnostics.dedup();
    (facts, diagnostics)
}

/// What every language says about a place; the strongest stays, and others that listen on their own.
fn detect(place: &Place<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let marked: Vec<&str> = place.own().filter(|path| !path.contains('/')).collect();
    let mut found: Vec<Vec<Candidate>> = LANGUAGES
        .iter()
        .filter(|language| marked.iter().any(|path| language.is_marked_by(path)))
        .map(|language| (language.detect)(place, diagnostics))
        .filter(|candidates| !candidates.is_empty())
        .collect();
    let strength =
        |candidates: &Vec<Candidate>| candidates.iter().map(|candidate| candidate.strength).max();
    let Some(best) = found.iter().filter_map(strength).max() else {
        return Vec::new();
    };
    let first = found
        .iter()
        .position(|candidates| strength(candidates) == Some(best))
        .unwrap_or(0);
    let mut kept = found.remove(first);
    if best < Strength::Program {
        return kept;
    }
    for other in found {
        if strength(&other) == Some(Strength::Server)
            && other
                .iter()
                .all(|candidate| candidate.start.stands_on(Ground::Manifest))
        {
            kept.extend(other);
        } else {
            lend_languages(&mut kept, &other);
        }
    }
    kept
}

/// The language that only builds for a workload is an alternative of its language.
fn lend_languages(kept: &mut [Candidate], other: &[Candidate]) {
    for candidate in kept {
        for claim in other.iter().flat_map(|other| other.language.iter()) {
            candidate.language.add(crate::claims::Claim {
                ground: Ground::Convention,
                ..claim.clone()
            });
        }
    }
}

/// Libraries and manifests that run nothing are shown only where nothing else is there.
fn worth_showing(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let runs = |candidate: &Candidate| candidate.strength > Strength::Manifest;
    if candidates.iter().any(runs) {
        let serves = candidates
            .iter()
            .any(|candidate| candidate.strength == Strength::Server);
        let aside = |candidate: &Candidate| serves && is_guessed(candidate);
        candidates
            .into_iter()
            .filter(|candidate| runs(candidate) && !aside(candidate))
            .collect()
    } else {
        candidates
    }
}

/// A program below a server that nobody declares and whose kind nobody knows: a tool or a sample, not a workload.
fn is_guessed(candidate: &Candidate) -> bool {
    candidate.strength == Strength::Program
        && candidate.kind.is_empty()
        && !candidate.start.stands_on(Ground::Manifest)
        && !candidate.port.stands_on(Ground::Manifest)
        && !candidate
            .resources
            .iter()
            .any(|claim| claim.ground == Ground::Declared)
        && !candidate
            .variables
            .iter()
            .any(|claim| claim.ground == Ground::Declared)
}

/// Two workloads of one name get their folder, then a number, behind it.
fn name_apart(facts: &mut Facts) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for workload in &facts.workloads {
        *count.entry(workload.name.clone()).or_default() += 1;
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (index, workload) in facts.workloads.iter_mut().enumerate() {
        let given = workload.name.clone();
        if count.get(&given).is_some_and(|twins| *twins > 1) && workload.path != "." {
            workload.name = crate::candidate::plain_name(&workload.path.replace('/', "-"));
        }
        if taken.contains(&workload.name) {
            workload.name = format!("{}-{}", workload.name, index + 1);
        }
        taken.insert(workload.name.clone());
    }
}

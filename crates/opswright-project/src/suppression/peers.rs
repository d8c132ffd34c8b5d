//! Comments of other linters, so that who comes from them need not write them anew.

use opswright_source::Range;

use super::line::{Line, lines};
use super::{Accepted, Suppression, extent};
use crate::kind::Kind;
use crate::parsed::Syntax;

/// How far a comment reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Its line, or the next item where it stands alone.
    Item,
    /// Its line, or the block that begins below where it stands alone.
    Block,
    /// The block around it.
    Enclosing,
    /// The document that it is in.
    Document,
    /// The file.
    File,
    /// The file where it stands above everything else, as a directive; below that, the next item.
    Head,
}

/// One form of comment.
struct Form {
    mark: &'static str,
    peer: &'static str,
    reach: Reach,
}

const fn form(mark: &'static str, peer: &'static str, reach: Reach) -> Form {
    Form { mark, peer, reach }
}

/// The forms; one that begins like another stands before it.
const FORMS: &[Form] = &[
    form("hadolint global ignore=", "hadolint", Reach::File),
    form("hadolint ignore=", "hadolint", Reach::Item),
    form("check=skip=", "buildkit", Reach::Head),
    form("zizmor: ignore[", "zizmor", Reach::Item),
    form("shellcheck disable=", "shellcheck", Reach::Item),
    form("squawk-ignore-file", "squawk", Reach::File),
    form("squawk-ignore", "squawk", Reach::Item),
    form("checkov:skip=", "checkov", Reach::Enclosing),
    form("bridgecrew:skip=", "checkov", Reach::Enclosing),
    form("trivy:ignore:", "trivy", Reach::Block),
    form("tfsec:ignore:", "trivy", Reach::Block),
    form("tflint-ignore-file:", "tflint", Reach::File),
    form("tflint-ignore:", "tflint", Reach::Block),
    form("pint file/disable ", "pint", Reach::File),
    form("pint ignore/file", "pint", Reach::File),
    form("pint ignore/line", "pint", Reach::Item),
    form("pint ignore/next-line", "pint", Reach::Item),
    form("pint disable ", "pint", Reach::Block),
    form("dclint disable-line", "dclint", Reach::Item),
    form("dclint disable", "dclint", Reach::File),
];

/// Annotations that accept findings about their object.
const ANNOTATIONS: &[(&str, &str)] = &[
    ("ignore-check.kube-linter.io/", "kube-linter"),
    ("kube-linter.io/ignore-all", "kube-linter"),
    ("checkov.io/skip", "checkov"),
];

/// Whether a text may hold one, without looking at it line by line.
pub(super) fn may_be_in(text: &str) -> bool {
    [
        "ignore",
        "skip=",
        "disable",
        "gitleaks:allow",
        "checkov.io/skip",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// All of a file.
pub(super) fn suppressions(text: &str, kind: Kind, syntax: &Syntax) -> Vec<Suppression> {
    let lines = lines(text);
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some((start, reach, accepted)) = read(line) else {
            continue;
        };
        let target = if line.is_comment() {
            extent::next_item(&lines, index)
        } else {
            Some(index)
        };
        let range = match (reach, target) {
            (Reach::Head, target) if !is_in_head(&lines, index) => target
                .map_or(line.range, |target| {
                    extent::item(&lines, target, kind, syntax)
                }),
            (Reach::File | Reach::Head, _) => extent::file(&lines),
            (Reach::Document, _) => document(&lines, index),
            (Reach::Enclosing, _) => extent::enclosing(&lines, index, kind),
            (_, None) => line.range,
            (Reach::Item, Some(target)) => extent::item(&lines, target, kind, syntax),
            (Reach::Block, Some(target)) => extent::block(&lines, target, kind),
        };
        found.push(Suppression {
            accepted,
            range,
            comment: Range::new(line.range.start + start, line.range.end),
            reason: None,
            until: None,
        });
    }
    found
}

/// Whether only comments stand above a line.
fn is_in_head(lines: &[Line<'_>], index: usize) -> bool {
    lines.iter().take(index).all(Line::is_comment)
}

/// Where the comment of a line starts, how far it reaches, and what it accepts.
fn read(line: &Line<'_>) -> Option<(usize, Reach, Vec<Accepted>)> {
    if let Some(at) = line.text.find("gitleaks:allow") {
        return Some((at, Reach::Item, theirs("gitleaks", "")));
    }
    for (key, peer) in ANNOTATIONS {
        if let Some((_, rest)) = line.text.split_once(key) {
            return Some((line.indentation(), Reach::Document, annotated(peer, rest)));
        }
    }
    FORMS.iter().find_map(|form| {
        let (start, words) = line.after(form.mark)?;
        Some((start, form.reach, theirs(form.peer, ids(form.peer, words))))
    })
}

/// The part of the words that names rules; what follows is a reason.
fn ids<'a>(peer: &str, words: &'a str) -> &'a str {
    let end: &[char] = match peer {
        "zizmor" => &[']'],
        "checkov" => &[':', ' '],
        "buildkit" => &[';', ' '],
        "squawk" => &['-'],
        _ => &['#'],
    };
    // A rule of squawk has dashes in its name: only two of them begin a reason.
    if peer == "squawk" {
        return words.split_once("--").map_or(words, |(ids, _)| ids);
    }
    words.split_once(end).map_or(words, |(ids, _)| ids)
}

/// `ignore-check.kube-linter.io/NAME: reason`, `checkov.io/skip1: ID=reason`.
fn annotated(peer: &'static str, rest: &str) -> Vec<Accepted> {
    if peer == "checkov" {
        let value = rest.split_once(':').map_or("", |(_, value)| value);
        let id = value.split_once('=').map_or(value, |(id, _)| id);
        return theirs(peer, id.trim().trim_matches(['"', '\'']));
    }
    theirs(peer, rest.split(['"', '\'', ':', ' ']).next().unwrap_or(""))
}

/// The ids of a list; all rules where it is empty.
fn theirs(peer: &'static str, ids: &str) -> Vec<Accepted> {
    let accepted: Vec<Accepted> = ids
        .split([',', ' ', '\t'])
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .map(|id| Accepted::Theirs {
            peer,
            id: if id == "all" { "*" } else { id }.to_owned(),
        })
        .collect();
    if accepted.is_empty() {
        return vec![Accepted::Theirs {
            peer,
            id: "*".to_owned(),
        }];
    }
    accepted
}

/// From the `---` above to the one below.
fn document(lines: &[Line<'_>], index: usize) -> Range {
    let is_end = |line: &Line<'_>| line.text.starts_with("---");
    let start = lines
        .iter()
        .take(index)
        .rposition(is_end)
        .and_then(|at| lines.get(at))
        .map_or(0, |line| line.range.end);
    let end = lines
        .iter()
        .skip(index)
        .find(|line| is_end(line))
        .map_or(extent::file(lines).end, |line| line.range.start);
    Range::new(start, end)
}

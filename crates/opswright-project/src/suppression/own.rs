//! Opswright's own comments: `opswright: allow`, `allow-block`, `allow-file`.

use opswright_source::Range;

use super::line::{Line, lines};
use super::{Accepted, Suppression, extent};
use crate::kind::Kind;
use crate::parsed::Syntax;

const MARK: &str = "opswright: allow";

/// Whether a text may hold one, without looking at it line by line.
pub(super) fn may_be_in(text: &str) -> bool {
    text.contains(MARK)
}

/// All of a file.
pub(super) fn suppressions(text: &str, kind: Kind, syntax: &Syntax) -> Vec<Suppression> {
    let lines = lines(text);
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some((reach, mut suppression)) = read(line) else {
            continue;
        };
        let target = if line.is_comment() {
            extent::next_item(&lines, index)
        } else {
            Some(index)
        };
        suppression.range = match (reach, target) {
            (Reach::File, _) => extent::file(&lines),
            (_, None) => line.range,
            (Reach::Item, Some(target)) => extent::item(&lines, target, kind, syntax),
            (Reach::Block, Some(target)) => extent::block(&lines, target, kind),
        };
        found.push(suppression);
    }
    found
}

#[derive(Debug, Clone, Copy)]
enum Reach {
    Item,
    Block,
    File,
}

fn read(line: &Line<'_>) -> Option<(Reach, Suppression)> {
    let (start, words) = line.after(MARK)?;
    let (reach, rest) = if let Some(rest) = words.strip_prefix("-file ") {
        (Reach::File, rest)
    } else if let Some(rest) = words.strip_prefix("-block ") {
        (Reach::Block, rest)
    } else if words.starts_with('-') {
        return None;
    } else {
        (Reach::Item, words)
    };
    let (names, reason) = match rest.split_once("--") {
        Some((names, reason)) => (names, Some(reason.trim().to_owned())),
        None => (rest, None),
    };
    let (names, until) = match names.split_once(" until ") {
        Some((names, until)) => (names, Some(until.trim().to_owned())),
        None => (names, None),
    };
    let accepted = names
        .split([',', ' '])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| Accepted::Ours(name.to_owned()))
        .collect();
    let comment = Range::new(line.range.start + start, line.range.end);
    Some((
        reach,
        Suppression {
            accepted,
            range: line.range,
            comment,
            reason: reason.filter(|reason| !reason.is_empty()),
            until,
        },
    ))
}

//! Dated facts: which official images are still built, and which commits the versions of actions are.

use opswright_dockerfile::ImageReference;

static IMAGES: &str = include_str!("../data/images.tsv");
static ACTIONS: &str = include_str!("../data/actions.tsv");

/// Date of the facts about images.
pub(crate) const IMAGES_DATE: &str = "2026-08-21";

/// A pair of version and commit seen in this many repositories counts as verified.
const AGREEMENT: u32 = 3;

/// What is known of an official image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OfficialImage {
    /// Release lines that are built (`22 24 26`).
    pub(crate) cycles: &'static str,
    /// Code names of systems that it is built on.
    pub(crate) systems: &'static str,
    /// A precise tag to use.
    pub(crate) tag: Option<&'static str>,
}

/// What is known of the official image of this name.
pub(crate) fn official_image(name: &str) -> Option<OfficialImage> {
    rows(IMAGES).find_map(|row| {
        let mut columns = row.split('\t');
        if columns.next() != Some(name) {
            return None;
        }
        Some(OfficialImage {
            cycles: columns.next()?,
            systems: columns.next()?,
            tag: columns.next().filter(|tag| *tag != "-"),
        })
    })
}

/// What of a tag is no longer built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The release line.
    Cycle(String),
    /// The system below.
    System(String),
}

/// Whether the tag of an official image is no longer built; `None` where it is, or where nothing is known.
pub(crate) fn ended(image: &ImageReference) -> Option<Ended> {
    let known = official_image(image.official()?)?;
    let tag = image.tag.as_deref()?;
    let version = leading_version(tag);
    if !version.is_empty()
        && !known
            .cycles
            .split(' ')
            .any(|cycle| is_same_line(cycle, version))
    {
        return Some(Ended::Cycle(version.to_owned()));
    }
    let system = tag
        .split('-')
        .find(|part| is_system(part) && !known.systems.split(' ').any(|built| built == *part))?;
    (known.systems != "-").then(|| Ended::System(system.to_owned()))
}

/// Whether a release line of an official image is still built; `None` where nothing is known.
pub(crate) fn is_built(image: &str, version: &str) -> Option<bool> {
    let known = official_image(image)?;
    let version = leading_version(version);
    (!version.is_empty()).then(|| {
        known
            .cycles
            .split(' ')
            .any(|cycle| is_same_line(cycle, version))
    })
}

/// `24.19.0` of `v24.19.0-slim`; empty where the tag starts with no number, or with more than one (`25.0.4_7` gives `25.0.4`).
pub(crate) fn leading_version(tag: &str) -> &str {
    let tag = tag.strip_prefix('v').unwrap_or(tag);
    let length = tag
        .find(|character: char| !(character.is_ascii_digit() || character == '.'))
        .unwrap_or(tag.len());
    let ends = tag[length..].is_empty() || tag[length..].starts_with(['-', '_', '+']);
    if ends {
        tag[..length].trim_end_matches('.')
    } else {
        ""
    }
}

/// Whether one version is the beginning of the other, part by part.
fn is_same_line(cycle: &str, version: &str) -> bool {
    cycle.split('.').zip(version.split('.')).all(|(a, b)| {
        a == b || a.trim_start_matches('0') == b.trim_start_matches('0') && !b.is_empty()
    })
}

fn is_system(part: &str) -> bool {
    const SYSTEMS: [&str; 13] = [
        "wheezy", "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "trusty",
        "xenial", "bionic", "focal", "jammy", "noble",
    ];
    let alpine = part
        .strip_prefix("alpine")
        .is_some_and(|version| version.starts_with(|first: char| first.is_ascii_digit()));
    alpine || SYSTEMS.contains(&part)
}

/// A commit for a version of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pin {
    /// The version (`v7.0.1`).
    pub(crate) version: &'static str,
    /// Its commit.
    pub(crate) commit: &'static str,
    /// Whether enough repositories agree on it.
    pub(crate) verified: bool,
}

/// The newest known commit of an action (`owner/repository`, with the path inside it).
pub(crate) fn pin(action: &str) -> Option<Pin> {
    rows(ACTIONS).find_map(|row| {
        let mut columns = row.split('\t');
        if !columns.next()?.eq_ignore_ascii_case(action) {
            return None;
        }
        let version = columns.next()?;
        let commit = columns.next()?;
        let seen: u32 = columns.next()?.parse().ok()?;
        Some(Pin {
            version,
            commit,
            verified: seen >= AGREEMENT,
        })
    })
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_are_no_longer_built() {
        for (image, expected) in [
            ("node:20-alpine", Some(Ended::Cycle("20".to_owned()))),
            ("node:24", None),
            ("node:24.1.0-slim", None),
            ("node:24-buster", Some(Ended::System("buster".to_owned()))),
            ("python:3", None),
            ("python:3.9-slim", Some(Ended::Cycle("3.9".to_owned()))),
            ("ubuntu:22.04", None),
            ("ubuntu:20.04", Some(Ended::Cycle("20.04".to_owned()))),
            ("postgres:16-alpine", None),
            ("golang:1.2", Some(Ended::Cycle("1.2".to_owned()))),
            ("alpine:3.9", Some(Ended::Cycle("3.9".to_owned()))),
            ("node:lts", None),
            ("ghcr.io/x/node:8", None),
            ("traefik:v2.11", None),
            (
                "node:24-alpine3.18",
                Some(Ended::System("alpine3.18".to_owned())),
            ),
        ] {
            assert_eq!(ended(&ImageReference::parse(image)), expected, "{image}");
        }
    }

    #[test]
    fn every_row_is_whole() {
        for row in rows(IMAGES) {
            assert_eq!(row.split('\t').count(), 4, "{row}");
        }
        for row in rows(ACTIONS) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 4, "{row}");
            assert!(
                columns[2].len() == 40 && columns[2].bytes().all(|byte| byte.is_ascii_hexdigit()),
                "{row}"
            );
            assert!(
                columns[1].starts_with(|first: char| first == 'v' || first.is_ascii_alphanumeric()),
                "{row}"
            );
        }
        assert!(pin("actions/checkout").is_some_and(|pin| pin.verified));
        assert!(pin("CodSpeedHQ/action").is_some_and(|pin| !pin.verified));
        assert_eq!(pin("no/such"), None);
    }

    #[test]
    fn suggested_tags_are_themselves_built() {
        for row in rows(IMAGES) {
            let mut columns = row.split('\t');
            let (name, tag) = (columns.next().unwrap_or(""), columns.nth(2).unwrap_or("-"));
            if tag != "-" {
                assert_eq!(
                    ended(&ImageReference::parse(&format!("{name}:{tag}"))),
                    None,
                    "{row}"
                );
            }
        }
    }
}

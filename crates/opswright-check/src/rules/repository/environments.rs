//! Environments in paths: `overlays/staging`, `production.tfvars`, `.env.prod`.

use std::collections::BTreeMap;

/// How near an environment is to the users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Staging,
    Production,
}

/// The words for the environments that releases run in, before and with real users.
const WORDS: &[(&str, Stage, &str)] = &[
    ("production", Stage::Production, "production"),
    ("prod", Stage::Production, "production"),
    ("prd", Stage::Production, "production"),
    ("live", Stage::Production, "production"),
    ("staging", Stage::Staging, "staging"),
    ("stage", Stage::Staging, "staging"),
    ("stg", Stage::Staging, "staging"),
    ("uat", Stage::Staging, "uat"),
    ("qa", Stage::Staging, "qa"),
    ("preprod", Stage::Staging, "preprod"),
    ("preproduction", Stage::Staging, "preprod"),
];

/// Words for environments in which things are tried without the name of staging.
const TRIED: [&str; 10] = [
    "dev",
    "development",
    "test",
    "testing",
    "preview",
    "sandbox",
    "integration",
    "nonprod",
    "canary",
    "acceptance",
];

/// A file of an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The path with `*` for the environment: files of the same group say the same for several environments.
    pub(super) group: String,
    /// Name of the environment, one for all of its spellings.
    pub(super) name: &'static str,
    pub(super) stage: Stage,
}

/// What a path says of its environment; `None` where it names none, or more than one.
pub(super) fn place(path: &str) -> Option<Place> {
    let mut found: Option<Place> = None;
    let mut start = 0;
    for part in path.split(['/', '.', '-', '_']) {
        let word = WORDS
            .iter()
            .find(|(word, _, _)| part.eq_ignore_ascii_case(word));
        if let Some((_, stage, name)) = word {
            if found.is_some() {
                return None;
            }
            let before = path.get(..start)?;
            let after = path.get(start + part.len()..)?;
            found = Some(Place {
                group: format!("{before}*{after}"),
                name,
                stage: *stage,
            });
        }
        start += part.len() + 1;
    }
    found
}

/// Whether another file of the group is of an environment to try things in, such as `dev`.
pub(super) fn is_tried<'a>(group: &str, mut paths: impl Iterator<Item = &'a str>) -> bool {
    let Some((before, after)) = group.split_once('*') else {
        return false;
    };
    paths.any(|path| {
        path.strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
            .is_some_and(|name| TRIED.iter().any(|word| name.eq_ignore_ascii_case(word)))
    })
}

/// Files by group and environment.
pub(super) fn grouped<'a, T>(
    files: impl Iterator<Item = (&'a str, T)>,
) -> BTreeMap<String, BTreeMap<&'static str, (Stage, &'a str, T)>> {
    let mut groups: BTreeMap<String, BTreeMap<&'static str, (Stage, &'a str, T)>> = BTreeMap::new();
    for (path, value) in files {
        if let Some(place) = place(path) {
            groups
                .entry(place.group)
                .or_default()
                .insert(place.name, (place.stage, path, value));
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environments_are_read_from_paths() {
        for (path, expected) in [
            (".env.prod", Some((".env.*", "production"))),
            (
                "overlays/staging/kustomization.yaml",
                Some(("overlays/*/kustomization.yaml", "staging")),
            ),
            ("envs/uat.tfvars", Some(("envs/*.tfvars", "uat"))),
            ("product/compose.yaml", None),
            ("prod/staging.env", None),
        ] {
            let found = place(path);
            assert_eq!(
                found
                    .as_ref()
                    .map(|place| (place.group.as_str(), place.name)),
                expected,
                "{path}"
            );
        }
        assert!(is_tried(".env.*", [".env.dev"].into_iter()));
        assert!(!is_tried(".env.*", [".env.local"].into_iter()));
    }
}

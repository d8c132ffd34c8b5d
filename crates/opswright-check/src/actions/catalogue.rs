//! What is known of popular actions: their inputs, their outputs, and which versions no longer run.

use std::collections::BTreeMap;
use std::sync::OnceLock;

static INPUTS: &str = include_str!("../../data/action-inputs.tsv");
static RUNTIMES: &str = include_str!("../../data/action-runtimes.tsv");

/// What is known of an action in some versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    versions: Vec<&'static str>,
    /// Its inputs; `None` where it takes any.
    pub(super) inputs: Option<Vec<Input>>,
    /// Its outputs; `None` where it has any.
    pub(super) outputs: Option<Vec<&'static str>>,
}

/// An input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Input {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) deprecated: bool,
}

/// What is known of `action` at `version`, which is a tag or the tag in the comment of a commit.
pub(super) fn known(action: &str, version: &str) -> Option<&'static Known> {
    let major = version.split('.').next().unwrap_or(version);
    table()
        .get(action.to_ascii_lowercase().as_str())?
        .iter()
        .find(|known| {
            known
                .versions
                .iter()
                .any(|other| *other == version || *other == major)
        })
}

fn table() -> &'static BTreeMap<String, Vec<Known>> {
    static TABLE: OnceLock<BTreeMap<String, Vec<Known>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: BTreeMap<String, Vec<Known>> = BTreeMap::new();
        for line in INPUTS.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(action), Some(versions)) = (columns.next(), columns.next()) else {
                continue;
            };
            let (inputs, outputs) = (columns.next().unwrap_or("*"), columns.next().unwrap_or("*"));
            table
                .entry(action.to_ascii_lowercase())
                .or_default()
                .push(Known {
                    versions: versions.split(' ').collect(),
                    inputs: names(inputs).map(|names| names.into_iter().map(input).collect()),
                    outputs: names(outputs),
                });
        }
        table
    })
}

/// The names in a column; `None` for `*`.
fn names(column: &'static str) -> Option<Vec<&'static str>> {
    match column {
        "*" => None,
        "-" => Some(Vec::new()),
        names => Some(names.split(' ').collect()),
    }
}

fn input(marked: &'static str) -> Input {
    Input {
        name: marked.trim_end_matches(['!', '~']),
        required: marked.contains('!'),
        deprecated: marked.ends_with('~'),
    }
}

/// The last major version of an action that no longer runs.
pub(crate) fn last_dead_version(action: &str) -> Option<u32> {
    static TABLE: OnceLock<BTreeMap<String, u32>> = OnceLock::new();
    TABLE
        .get_or_init(|| {
            RUNTIMES
                .lines()
                .filter_map(|line| line.split_once('\t'))
                .filter_map(|(name, major)| Some((name.to_ascii_lowercase(), major.parse().ok()?)))
                .collect()
        })
        .get(action.to_ascii_lowercase().as_str())
        .copied()
}

#[cfg(test)]
mod tests {
    use super::{known, last_dead_version};

    #[test]
    fn versions_find_their_facts() {
        let inputs =
            |version| known("actions/checkout", version).map(|known| known.inputs.is_some());
        assert_eq!(inputs("v4"), Some(true));
        assert_eq!(inputs("v4.2.1"), Some(true));
        assert_eq!(inputs("v99"), None);
        assert_eq!(
            known("Actions/GitHub-Script", "v7").map(|known| known.outputs.is_none()),
            Some(true)
        );
        assert_eq!(last_dead_version("actions/checkout"), Some(3));
        assert_eq!(last_dead_version("nobody/nothing"), None);
    }
}

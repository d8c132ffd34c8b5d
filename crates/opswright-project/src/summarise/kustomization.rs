//! From a Kustomize folder to its summary.

use opswright_yaml::{Node, Yaml};

use super::text_at;
use crate::summary::{KustomizationSummary, Located};

/// Lists of files and folders.
const LISTS: [&str; 10] = [
    "resources",
    "bases",
    "components",
    "crds",
    "patchesStrategicMerge",
    "configurations",
    "generators",
    "transformers",
    "validators",
    "patches",
];

pub(super) fn summarise(yaml: &Yaml) -> KustomizationSummary {
    let Some(root) = yaml.root() else {
        return KustomizationSummary::default();
    };
    let mut files = Vec::new();
    for key in LISTS {
        for item in items(root, key) {
            files.extend(file(yaml, item));
        }
    }
    let mut generated = Vec::new();
    for key in ["configMapGenerator", "secretGenerator"] {
        for item in items(root, key) {
            generated.extend(item.str_at(&["name"]).map(str::to_owned));
        }
    }
    KustomizationSummary {
        files,
        namespace: root.str_at(&["namespace"]).map(str::to_owned),
        generated,
        renames: root.get("namePrefix").is_some() || root.get("nameSuffix").is_some(),
    }
}

fn items<'a>(root: Node<'a>, key: &str) -> impl Iterator<Item = Node<'a>> + use<'a> {
    root.get(key).into_iter().flat_map(|list| list.items())
}

/// An entry that is a path, or has one; what is written out in place has none.
fn file(yaml: &Yaml, item: Node<'_>) -> Option<Located<String>> {
    let node = match item.as_str() {
        Some(_) => item,
        None => item.get("path")?,
    };
    let text = node.as_str()?;
    (!text.trim().is_empty() && !text.contains('\n')).then(|| text_at(yaml, node))
}

//! Every crate's manifest: named for its folder, under the workspace's lints, versions in the root alone.

use toml_edit::{DocumentMut, Item, TableLike};

use crate::repository::{File, Repository};
use crate::tidy::Fault;

/// Checks the manifests below `crates`.
pub(super) fn check(repository: &Repository) -> Vec<Fault> {
    repository
        .files
        .iter()
        .filter_map(|file| {
            let folder = file
                .path
                .strip_prefix("crates/")?
                .strip_suffix("/Cargo.toml")?;
            (!folder.contains('/')).then(|| faults(file, folder))
        })
        .flatten()
        .collect()
}

fn faults(file: &File, folder: &str) -> Vec<Fault> {
    let manifest = match file.text.parse::<DocumentMut>() {
        Ok(manifest) => manifest,
        Err(error) => return vec![Fault::new(&file.path, error.to_string())],
    };
    let mut messages = Vec::new();
    let package = manifest.get("package");
    if package
        .and_then(|package| package.get("name"))
        .and_then(Item::as_str)
        != Some(folder)
    {
        messages.push("the crate must have the name of its folder".to_owned());
    }
    if !is_inherited(manifest.get("lints")) {
        messages.push("`[lints] workspace = true` is missing".to_owned());
    }
    if !is_inherited(package.and_then(|package| package.get("publish"))) {
        messages.push("`publish.workspace = true` is missing".to_owned());
    }
    for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let dependencies = manifest.get(table).and_then(Item::as_table_like);
        for (name, dependency) in dependencies.into_iter().flat_map(TableLike::iter) {
            if !is_inherited(Some(dependency)) {
                messages.push(format!(
                    "`{name}` must take its version from the root: `{name}.workspace = true`"
                ));
            }
        }
    }
    messages
        .into_iter()
        .map(|message| Fault::new(&file.path, message))
        .collect()
}

fn is_inherited(item: Option<&Item>) -> bool {
    item.and_then(|item| item.get("workspace"))
        .and_then(Item::as_bool)
        == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::tests::repository_of_files;

    fn check_manifest(text: &str) -> Vec<String> {
        check(&repository_of_files(&[(
            "crates/opswright-x/Cargo.toml",
            text,
        )]))
        .iter()
        .map(|fault| fault.message.clone())
        .collect()
    }

    #[test]
    fn a_manifest_that_inherits_is_fine() {
        let text = "[package]\nname = \"opswright-x\"\npublish.workspace = true\n[lints]\nworkspace = true\n\
                    [dependencies]\na.workspace = true\nb = { workspace = true, features = [\"c\"] }\n";
        assert_eq!(check_manifest(text), [""; 0]);
    }

    #[test]
    fn what_is_not_inherited_is_a_fault() {
        let text = "[package]\nname = \"x\"\n[dependencies]\na = \"1\"\n[dev-dependencies]\nb = { version = \"1\" }\n";
        assert_eq!(
            check_manifest(text),
            [
                "the crate must have the name of its folder",
                "`[lints] workspace = true` is missing",
                "`publish.workspace = true` is missing",
                "`a` must take its version from the root: `a.workspace = true`",
                "`b` must take its version from the root: `b.workspace = true`",
            ]
        );
        assert_eq!(check_manifest("[package").len(), 1);
    }

    #[test]
    fn only_crates_are_looked_at() {
        let files = [
            ("examples/x/Cargo.toml", ""),
            ("crates/x/tests/fixtures/Cargo.toml", ""),
        ];
        assert_eq!(check(&repository_of_files(&files)), []);
    }
}

//! Links between the documents lead somewhere.

use std::collections::BTreeSet;

use crate::repository::{File, Repository};
use crate::tidy::Fault;

/// Checks every relative link in a Markdown file outside the tests' fixtures.
pub(super) fn check(repository: &Repository) -> Vec<Fault> {
    let known = places(repository);
    repository
        .files
        .iter()
        .filter(|file| file.has_extension("md") && !file.path.contains("/tests/"))
        .flat_map(|file| dead_links(file, &known))
        .collect()
}

/// Every file and folder.
fn places(repository: &Repository) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for file in &repository.files {
        let mut path = file.path.as_str();
        places.insert(path.to_owned());
        while let Some((folder, _)) = path.rsplit_once('/') {
            places.insert(folder.to_owned());
            path = folder;
        }
    }
    places
}

fn dead_links(file: &File, known: &BTreeSet<String>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fenced = false;
    for (index, line) in file.text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        for target in targets(line) {
            if !known.contains(&resolve(&file.path, target)) {
                faults.push(Fault::new(
                    format!("{}:{}", file.path, index + 1),
                    format!("the link to `{target}` leads nowhere"),
                ));
            }
        }
    }
    faults
}

/// Relative targets of `[text](target)` in one line, without their fragment.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .map(|target| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty())
}

fn resolve(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::tests::repository_of_files;

    #[test]
    fn a_link_to_nothing_is_a_fault() {
        let page = "[a](../README.md) [b](b.md#part) [c](https://example.com/x) [d](#here) [e](gone.md)\n\
                    ```\n[f](not-a-link.md)\n```\n[g](../docs)\n";
        let repository =
            repository_of_files(&[("README.md", ""), ("docs/a.md", page), ("docs/b.md", "")]);
        let faults: Vec<String> = check(&repository).iter().map(Fault::to_string).collect();
        assert_eq!(faults, ["docs/a.md:1: the link to `gone.md` leads nowhere"]);
    }
}

//! Arrows between crates point strictly down, and layers 0-4 touch nothing outside.

mod table;

use crate::repository::{DependencyKind, Package, Repository};
use crate::tidy::Fault;
use table::{CRATES, Crate, IO_CRATES, Layer, Uses, World};

/// The page that shows the table to people.
const PAGE: &str = "ARCHITECTURE.md";

/// Checks every crate against the table of layers, and the table against its page.
pub(super) fn check(repository: &Repository) -> Vec<Fault> {
    let mut faults = undocumented(repository);
    for package in repository.metadata.members() {
        let Some(entry) = entry(&package.name) else {
            faults.push(Fault::new(
                &package.name,
                "is not in the table of layers: add it in crates/xtask/src/tidy/layers/table.rs",
            ));
            continue;
        };
        faults.extend(arrows(repository, package, entry));
        faults.extend(purity(repository, package, entry));
    }
    faults
}

/// Crates whose line in the page is missing or names another layer.
fn undocumented(repository: &Repository) -> Vec<Fault> {
    let Some(page) = repository.file(PAGE) else {
        return Vec::new();
    };
    CRATES
        .iter()
        .filter(|entry| {
            let number = match entry.layer {
                Layer::Number(number) => number.to_string(),
                Layer::Tests | Layer::Automation => "-".to_owned(),
            };
            let row = format!("| {number} | `{}` |", entry.name);
            !page.text.lines().any(|line| line.starts_with(&row))
        })
        .map(|entry| {
            Fault::new(
                PAGE,
                format!("has no row for {} in {}", entry.name, entry.layer),
            )
        })
        .collect()
}

fn entry(name: &str) -> Option<&'static Crate> {
    CRATES.iter().find(|entry| entry.name == name)
}

fn arrows(repository: &Repository, package: &Package, from: &Crate) -> Vec<Fault> {
    let metadata = &repository.metadata;
    let normal = metadata
        .dependencies(&package.id, DependencyKind::Normal)
        .into_iter()
        .filter_map(entry)
        .filter(|to| !may_use(from, to))
        .map(|to| {
            Fault::new(
                from.name,
                format!(
                    "{} may not depend on {} ({})",
                    from.layer, to.name, to.layer
                ),
            )
        });
    let development = metadata
        .dependencies(&package.id, DependencyKind::Development)
        .into_iter()
        .filter_map(entry)
        .filter(|to| !tests_may_use(from, to))
        .map(|to| {
            Fault::new(
                from.name,
                format!("its tests may not depend on {} above it", to.name),
            )
        });
    normal.chain(development).collect()
}

fn may_use(from: &Crate, to: &Crate) -> bool {
    match from.uses {
        Uses::Below(beside) => to.layer < from.layer || beside.contains(&to.name),
        Uses::Only(names) => names.contains(&to.name),
    }
}

/// Tests may also use their own layer, and the tools for tests.
fn tests_may_use(from: &Crate, to: &Crate) -> bool {
    to.layer <= from.layer || to.layer == Layer::Tests
}

fn purity(repository: &Repository, package: &Package, entry: &Crate) -> Vec<Fault> {
    if entry.world == World::Outside {
        return Vec::new();
    }
    repository
        .metadata
        .linked(&package.id)
        .into_iter()
        .filter(|name| IO_CRATES.contains(name))
        .map(|name| {
            Fault::new(
                entry.name,
                format!("is pure, but links {name}, which touches the world"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::tests::{repository_of_files, repository_of_packages};

    fn check_packages(members: &[(&str, &[&str])], external: &[(&str, &[&str])]) -> Vec<String> {
        check(&repository_of_packages(members, external))
            .iter()
            .map(Fault::to_string)
            .collect()
    }

    #[test]
    fn downward_arrows_are_fine() {
        assert_eq!(
            check_packages(
                &[
                    ("opswright-source", &[]),
                    ("opswright-diagnostic", &["opswright-source"]),
                    ("opswright-yaml", &["opswright-source"]),
                    ("opswright-project", &["opswright-yaml"]),
                    ("opswright-worktree", &["opswright-source", "gix"]),
                ],
                &[("gix", &[])],
            ),
            [""; 0]
        );
    }

    #[test]
    fn arrows_up_and_beside_are_faults() {
        assert_eq!(
            check_packages(
                &[
                    ("opswright-yaml", &["opswright-project"]),
                    ("opswright-project", &[]),
                    ("opswright-check", &["opswright-design"]),
                    ("opswright-design", &[]),
                ],
                &[],
            ),
            [
                "opswright-yaml: layer 1 may not depend on opswright-project (layer 2)",
                "opswright-check: layer 4 may not depend on opswright-design (layer 4)",
            ]
        );
    }

    #[test]
    fn an_input_output_crate_is_found_below_a_pure_one_at_any_depth() {
        assert_eq!(
            check_packages(
                &[("opswright-project", &["harmless"])],
                &[("harmless", &["tokio"]), ("tokio", &[])],
            ),
            ["opswright-project: is pure, but links tokio, which touches the world"]
        );
    }

    #[test]
    fn the_page_shows_every_crate_in_its_layer() {
        let repository = repository_of_files(&[(
            PAGE,
            "| 3 | `opswright-source` | text |\n| - | `xtask` | tools |\n",
        )]);
        let faults = check(&repository);
        assert_eq!(faults.len(), CRATES.len() - 1);
        assert_eq!(
            faults[0].to_string(),
            "ARCHITECTURE.md: has no row for opswright-source in layer 0"
        );
    }

    #[test]
    fn an_unknown_crate_is_a_fault() {
        assert_eq!(check_packages(&[("opswright-utils", &[])], &[]).len(), 1);
    }

    #[test]
    fn the_table_itself_points_down() {
        for from in CRATES {
            let names = match from.uses {
                Uses::Below(names) | Uses::Only(names) => names,
            };
            for name in names {
                let to = entry(name).expect("the table names crates that it holds");
                assert!(to.layer <= from.layer, "{} -> {name}", from.name);
            }
            assert_eq!(
                from.world == World::Pure,
                from.layer <= Layer::Number(4) || from.name == "opswright-testkit",
                "{}",
                from.name
            );
        }
    }
}

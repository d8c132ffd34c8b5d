//! Every dependency may be used under a licence that deny.toml allows.

use std::collections::BTreeSet;

use toml_edit::DocumentMut;

use crate::repository::Repository;
use crate::tidy::{Fault, spdx};

/// The one list of licences, which cargo-deny reads as well.
const LIST: &str = "deny.toml";

/// Checks the licences of all packages from elsewhere.
pub(super) fn check(repository: &Repository) -> Vec<Fault> {
    let Some(list) = repository.file(LIST) else {
        return vec![Fault::new(
            LIST,
            "does not exist: it lists the licences that are allowed",
        )];
    };
    let allowed = match allowed(&list.text) {
        Ok(allowed) => allowed,
        Err(fault) => return vec![fault],
    };
    let mut faults = Vec::new();
    for package in repository.metadata.external() {
        let place = format!("{} {}", package.name, package.version);
        match package.license.as_deref() {
            None => faults.push(Fault::new(place, "states no licence")),
            Some(expression) if !spdx::is_satisfied(expression, &allowed) => {
                faults.push(Fault::new(
                    place,
                    format!("`{expression}` is not allowed by {LIST}"),
                ));
            }
            Some(_) => {}
        }
    }
    faults
}

fn allowed(text: &str) -> Result<BTreeSet<String>, Fault> {
    let document = text
        .parse::<DocumentMut>()
        .map_err(|error| Fault::new(LIST, error.to_string()))?;
    let allowed: BTreeSet<String> = document
        .get("licenses")
        .and_then(|table| table.get("allow"))
        .and_then(|list| list.as_array())
        .into_iter()
        .flatten()
        .filter_map(|licence| licence.as_str().map(str::to_owned))
        .collect();
    if allowed.is_empty() {
        return Err(Fault::new(LIST, "`licenses.allow` lists nothing"));
    }
    Ok(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::tests::{repository_of_files, repository_of_packages};

    #[test]
    fn a_licence_that_is_not_listed_is_a_fault() {
        let mut repository =
            repository_of_packages(&[], &[("fine", &[]), ("viral", &[]), ("mute", &[])]);
        repository.files = repository_of_files(&[(LIST, "[licenses]\nallow = [\"MIT\"]\n")]).files;
        repository.metadata.packages[1].license = Some("GPL-3.0-only".to_owned());
        repository.metadata.packages[2].license = None;
        let faults: Vec<String> = check(&repository).iter().map(Fault::to_string).collect();
        assert_eq!(
            faults,
            [
                "viral 1.0.0: `GPL-3.0-only` is not allowed by deny.toml",
                "mute 1.0.0: states no licence",
            ]
        );
    }

    #[test]
    fn the_list_must_be_there_and_say_something() {
        assert_eq!(check(&repository_of_files(&[])).len(), 1);
        assert_eq!(
            check(&repository_of_files(&[(LIST, "[licenses]\n")])).len(),
            1
        );
        assert_eq!(check(&repository_of_files(&[(LIST, "[")])).len(), 1);
    }
}

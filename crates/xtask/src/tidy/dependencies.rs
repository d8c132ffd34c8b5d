//! The number of packages from elsewhere stays within what two cores build.

use crate::repository::Repository;
use crate::tidy::Fault;

/// Most packages that the workspace may build, tests included.
pub(super) const BUDGET: usize = 300;

/// Checks the number of packages.
pub(super) fn check(repository: &Repository) -> Vec<Fault> {
    within(repository.metadata.external().count(), BUDGET)
        .err()
        .into_iter()
        .collect()
}

fn within(count: usize, budget: usize) -> Result<(), Fault> {
    if count <= budget {
        return Ok(());
    }
    Err(Fault::new(
        "Cargo.lock",
        format!(
            "{count} dependencies are more than {budget}: find out which one brought many with `cargo tree`"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_than_the_budget_is_a_fault() {
        assert_eq!(within(300, 300), Ok(()));
        assert!(within(301, 300).is_err());
    }
}

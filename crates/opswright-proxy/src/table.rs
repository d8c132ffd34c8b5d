//! What a table must fulfil before it is put in force.

use std::collections::BTreeSet;

use crate::wire::{Refusal, Table};

/// Checks `table`; the refusal says what contradicts.
pub(crate) fn check(service: &str, table: &Table) -> Result<(), Refusal> {
    match fault(service, table) {
        Some(reason) => Err(Refusal::WrongTable {
            service: service.to_owned(),
            reason,
        }),
        None => Ok(()),
    }
}

fn fault(service: &str, table: &Table) -> Option<String> {
    if service.is_empty() {
        return Some("the service has no name".to_owned());
    }
    let mut releases = BTreeSet::new();
    let mut instances = BTreeSet::new();
    let mut sum = 0_u32;
    for route in &table.releases {
        if route.release.is_empty() {
            return Some("a release has no id".to_owned());
        }
        if !releases.insert(&route.release) {
            return Some(format!("release {} is there twice", route.release));
        }
        for target in &route.targets {
            if !instances.insert(&target.instance) {
                return Some(format!("instance {} is there twice", target.instance));
            }
            if target.address.port() == 0 {
                return Some(format!("instance {} has no port", target.instance));
            }
        }
        sum += u32::from(route.weight);
    }
    (!table.releases.is_empty() && sum != 100)
        .then(|| format!("the weights sum to {sum}, not to 100"))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::wire::{ReleaseRoute, Table, TargetRoute};

    type Row<'a> = (&'a str, u8, &'a [(&'a str, u16)]);

    fn table(rows: &[Row<'_>]) -> Table {
        let releases = rows.iter().map(|(release, weight, targets)| ReleaseRoute {
            release: (*release).to_owned(),
            weight: *weight,
            targets: targets
                .iter()
                .map(|(instance, port)| TargetRoute {
                    instance: (*instance).to_owned(),
                    address: ([127, 0, 0, 1], *port).into(),
                })
                .collect(),
        });
        Table {
            releases: releases.collect(),
            ..Table::default()
        }
    }

    #[test]
    fn a_table_must_not_contradict_itself() {
        let cases: &[(Table, &str)] = &[
            (table(&[]), ""),
            (table(&[("a", 100, &[])]), ""),
            (
                table(&[("a", 90, &[("1", 80)]), ("b", 10, &[("2", 81)])]),
                "",
            ),
            (table(&[("a", 0, &[]), ("b", 100, &[])]), ""),
            (
                table(&[("a", 99, &[])]),
                "the weights sum to 99, not to 100",
            ),
            (
                table(&[("a", 200, &[]), ("b", 200, &[])]),
                "the weights sum to 400, not to 100",
            ),
            (
                table(&[("a", 50, &[]), ("a", 50, &[])]),
                "release a is there twice",
            ),
            (table(&[("", 100, &[])]), "a release has no id"),
            (table(&[("a", 100, &[("1", 0)])]), "instance 1 has no port"),
            (
                table(&[("a", 100, &[("1", 80), ("1", 81)])]),
                "instance 1 is there twice",
            ),
        ];
        for (table, expected) in cases {
            let said = check("shop", table)
                .err()
                .map(|refusal| refusal.to_string());
            let expected =
                (!expected.is_empty()).then(|| format!("the table of shop is wrong: {expected}"));
            assert_eq!(said, expected, "{table:?}");
        }
    }
}

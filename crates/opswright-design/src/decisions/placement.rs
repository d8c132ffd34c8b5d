//! Where it runs: scale, topology, orchestration, products, region, and whether the budget carries it.

use super::decision;
use crate::case::{Case, scale_word};
use crate::design::{Compliance, Decision, Scale};
use crate::platform::{self, Class, Cloud, Platform};
use crate::table::{self, Cell};

/// Fewer operators than this should not run Kubernetes.
const OPERATORS_OF_A_CLUSTER: u64 = 2;

/// The floor of a month in US dollars, low and high, as of 2026-08 and from general knowledge, not from a price list.
const MONTHLY_FLOOR: &[(Class, u64, u64)] = &[
    (Class::Server, 5, 50),
    (Class::Hosted, 5, 60),
    (Class::Containers, 60, 250),
    (Class::Kubernetes, 250, 900),
];

/// All decisions about places.
pub(super) fn decide(case: &Case<'_>) -> Vec<Decision> {
    let platform = platform::choose(case);
    let mut decisions = vec![
        scale(case),
        topology(case),
        orchestration(case),
        recommended(case),
        product(case, &platform),
    ];
    decisions.extend(region(case, &platform));
    decisions.extend(budget(case, &platform));
    decisions
}

fn scale(case: &Case<'_>) -> Decision {
    let inputs = case
        .tier_inputs()
        .into_iter()
        .filter(|input| matches!(input.key.as_str(), "scale" | "users"))
        .collect();
    let reason = match case.scale_rule {
        "scale-stated" => "this scale was stated".to_owned(),
        "scale-by-users" => "the number of users places it".to_owned(),
        "users-exceed-scale" => {
            "the number of users places it above the scale that was stated".to_owned()
        }
        _ => "nobody said how many people will use it".to_owned(),
    };
    Decision {
        inputs,
        ..decision("scale", scale_word(case.scale), case.scale_rule, reason)
    }
}

/// Name of the rule that chose the row.
fn row_rule(case: &Case<'_>) -> &'static str {
    if case.is_regulated() {
        "compliance-over-scale"
    } else {
        case.tier_rule
    }
}

fn of_cell(case: &Case<'_>, key: &str, cell: &Cell, runner_up: Option<&str>) -> Decision {
    Decision {
        inputs: case.tier_inputs(),
        runner_up: runner_up.map(str::to_owned),
        current_answer: cell.current.map(str::to_owned),
        ..decision(key, cell.choice, row_rule(case), cell.reason)
    }
}

/// The neighbouring row: the next larger one, or the one below the largest.
fn neighbour(case: &Case<'_>) -> &'static table::Row {
    if case.is_regulated() {
        return table::row_of(case.tier);
    }
    table::row_of(match case.tier {
        Scale::Hobby => Scale::Startup,
        Scale::Startup | Scale::Enterprise => Scale::Growth,
        Scale::Growth => Scale::Enterprise,
    })
}

fn topology(case: &Case<'_>) -> Decision {
    let runner_up = neighbour(case).topology.choice;
    of_cell(case, "topology", &case.row().topology, Some(runner_up))
}

/// The mesh of an enterprise stays under compliance, which never relaxes anything.
fn orchestration(case: &Case<'_>) -> Decision {
    let by_scale = table::row_of(case.tier);
    let keeps_mesh = case.is_regulated() && case.tier == Scale::Enterprise;
    let cell = if keeps_mesh {
        &by_scale.orchestration
    } else {
        &case.row().orchestration
    };
    let other = neighbour(case).orchestration.choice;
    let runner_up = (other != cell.choice).then_some(other);
    let mut decided = of_cell(case, "orchestration", cell, runner_up);
    if cell.choice.starts_with("Kubernetes") {
        decided.inputs.push(case.input("team", "2"));
        if case
            .number("team")
            .is_some_and(|team| team < OPERATORS_OF_A_CLUSTER)
        {
            decided.current_answer = Some(
                "ECS or Cloud Run until two people operate it: a cluster that nobody watches is the larger risk"
                    .to_owned(),
            );
        }
    }
    decided
}

fn recommended(case: &Case<'_>) -> Decision {
    let runner_up = neighbour(case).recommended.choice;
    let mut decided = of_cell(
        case,
        "recommended",
        &case.row().recommended,
        Some(runner_up),
    );
    if case.compliance.contains(&Compliance::Airgap) {
        // Without a public network the table is right as it stands.
        decided.current_answer = None;
    }
    decided
}

fn product(case: &Case<'_>, platform: &Platform) -> Decision {
    let mut inputs = case.tier_inputs();
    inputs.push(platform.input.clone());
    let (rule, reason) = match &platform.refused {
        Some(refused) => ("cloud-does-not-fit", refused.clone()),
        None if case.said("cloud").is_some() => (
            "product-of-row-and-cloud",
            "the product of this row on the cloud that was stated".to_owned(),
        ),
        None => (
            "product-of-row-and-cloud",
            "the product of this row where nobody named a cloud".to_owned(),
        ),
    };
    Decision {
        inputs,
        runner_up: platform.runner_up.map(str::to_owned),
        ..decision("platform", platform.name.clone(), rule, reason)
    }
}

/// The region that is taken when nobody names one; in the EU, so that it also fits the GDPR.
pub(crate) fn usual_region(cloud: Cloud) -> Option<&'static str> {
    match cloud {
        Cloud::Aws => Some("eu-central-1"),
        Cloud::Gcp => Some("europe-west3"),
        Cloud::Azure => Some("germanywestcentral"),
        Cloud::Fly => Some("fra"),
        Cloud::Railway => Some("europe-west4"),
        Cloud::Own => None,
    }
}

/// Regions in the EU by the beginning of their names.
const EU_REGIONS: &[&str] = &[
    "eu-central-1",
    "eu-west-1",
    "eu-west-3",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "europe-west1",
    "europe-west3",
    "europe-west4",
    "europe-west8",
    "europe-west9",
    "europe-west10",
    "europe-west12",
    "europe-north",
    "europe-central",
    "europe-southwest",
    "westeurope",
    "northeurope",
    "germany",
    "france",
    "sweden",
    "italy",
    "spain",
    "poland",
    "ams",
    "arn",
    "cdg",
    "fra",
    "mad",
    "otp",
    "waw",
];

fn is_in_eu(region: &str) -> bool {
    EU_REGIONS.iter().any(|known| {
        region
            .strip_prefix(known)
            .is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
            || (known.ends_with(|last: char| last.is_ascii_alphabetic())
                && region.starts_with(known))
    })
}

fn region(case: &Case<'_>, platform: &Platform) -> Option<Decision> {
    let usual = usual_region(platform.cloud)?;
    let gdpr = case.compliance.contains(&Compliance::Gdpr);
    let said = case
        .answers
        .get("region")
        .map(|answer| answer.value.clone());
    let mut inputs = vec![case.input("region", usual), platform.input.clone()];
    if gdpr {
        inputs.push(case.input("compliance", "none"));
    }
    let decided = match said {
        Some(region) if gdpr && !is_in_eu(&region) => Decision {
            runner_up: Some(region.clone()),
            ..decision(
                "region",
                usual,
                "region-must-be-in-the-eu",
                format!("{region} is not known to lie in the EU, where gdpr keeps personal data"),
            )
        },
        Some(region) => decision("region", region, "region-stated", "this region was stated"),
        None => decision(
            "region",
            usual,
            "region-assumed",
            "nobody named one; this one lies in the EU and has every service of the row",
        ),
    };
    Some(Decision { inputs, ..decided })
}

fn budget(case: &Case<'_>, platform: &Platform) -> Option<Decision> {
    let budget = case.number("budget")?;
    let (_, low, high) = MONTHLY_FLOOR
        .iter()
        .find(|(class, ..)| *class == platform.class)?;
    let regions = if case.tier == Scale::Enterprise { 2 } else { 1 };
    let (low, high) = (low * regions, high * regions);
    let reason = format!(
        "a month of {} starts at roughly {low} to {high} US dollars before traffic (rough figures of 2026-08)",
        platform.name
    );
    let (choice, rule) = match (budget >= low, budget >= high) {
        (_, true) => ("enough", "budget-above-floor"),
        (true, false) => ("tight", "budget-near-floor"),
        (false, false) => ("too small", "budget-below-floor"),
    };
    Some(Decision {
        inputs: vec![case.input("budget", ""), platform.input.clone()],
        ..decision("budget", choice, rule, reason)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_of_the_eu_are_known() {
        for (region, expected) in [
            ("eu-central-1", true),
            ("eu-west-1", true),
            ("eu-west-2", false),
            ("eu-central-2", false),
            ("europe-west2", false),
            ("europe-west1", true),
            ("europe-west12", true),
            ("europe-north1", true),
            ("westeurope", true),
            ("francecentral", true),
            ("us-east-1", false),
            ("lhr", false),
            ("fra", true),
        ] {
            assert_eq!(is_in_eu(region), expected, "{region}");
        }
        for cloud in [
            Cloud::Aws,
            Cloud::Gcp,
            Cloud::Azure,
            Cloud::Fly,
            Cloud::Railway,
        ] {
            assert!(usual_region(cloud).is_some_and(is_in_eu), "{cloud:?}");
        }
    }
}

//! Everything that decisions read, gathered once: circumstances, workloads and resources.

use std::collections::BTreeSet;

use opswright_survey::Facts;

use crate::accepts;
use crate::answers::Answers;
use crate::design::{Compliance, Input, Scale};
use crate::keys::{REGIMES, SCALES};
use crate::provenance;
use crate::resources::{self, ResolvedResource};
use crate::subjects::Subjects;
use crate::table::{self, Row};
use crate::workloads::{self, ResolvedWorkload};

/// Up to this many users one server is enough.
const HOBBY_USERS: u64 = 5_000;
/// From here on it is growth.
const GROWTH_USERS: u64 = 100_000;
/// Beyond this it is enterprise.
const GROWTH_USERS_AT_MOST: u64 = 1_000_000;
/// From this many services on, containers without a platform are harder to run than a platform.
const MANY_SERVICES: u64 = 10;

/// From this availability on (percent), at least this tier.
const AVAILABILITY: &[(f64, Scale)] = &[
    (99.99, Scale::Enterprise),
    (99.95, Scale::Growth),
    (99.5, Scale::Startup),
];

/// Regimes that want a cloud of their own.
const HEAVY: &[Compliance] = &[
    Compliance::Hipaa,
    Compliance::Pci,
    Compliance::Fedramp,
    Compliance::Airgap,
];

/// What decides.
#[derive(Debug)]
pub(crate) struct Case<'a> {
    pub(crate) answers: &'a Answers,
    /// Tier by users, never below what users say.
    pub(crate) scale: Scale,
    pub(crate) scale_rule: &'static str,
    /// Tier of the table: the scale, raised by availability and services.
    pub(crate) tier: Scale,
    pub(crate) tier_rule: &'static str,
    pub(crate) compliance: BTreeSet<Compliance>,
    pub(crate) workloads: Vec<ResolvedWorkload>,
    pub(crate) resources: Vec<ResolvedResource>,
}

impl<'a> Case<'a> {
    /// Gathers; `facts` in their fixed order.
    pub(crate) fn of(facts: &Facts, answers: &'a Answers) -> Self {
        let subjects = Subjects::of(facts, answers);
        let resources = resources::resolve(&subjects.workloads, answers);
        let workloads: Vec<ResolvedWorkload> = subjects
            .workloads
            .iter()
            .map(|subject| workloads::resolve(subject, answers, &resources))
            .collect();
        let (scale, scale_rule) = scale(answers);
        let services = services(answers, &workloads);
        let (tier, tier_rule) = tier(answers, scale, services);
        Self {
            answers,
            scale,
            scale_rule,
            tier,
            tier_rule,
            compliance: compliance(answers),
            workloads,
            resources,
        }
    }

    /// Whether a regime wants a cloud of its own.
    pub(crate) fn is_regulated(&self) -> bool {
        HEAVY.iter().any(|regime| self.compliance.contains(regime))
    }

    /// The row for topology and products.
    pub(crate) fn row(&self) -> &'static Row {
        if self.is_regulated() {
            table::compliance_row()
        } else {
            table::row_of(self.tier)
        }
    }

    /// An answer as an input; assumed where nobody gave it.
    pub(crate) fn input(&self, key: &str, otherwise: &str) -> Input {
        self.said(key)
            .unwrap_or_else(|| provenance::assumed(key, otherwise))
    }

    /// An answer as an input, where it was given.
    pub(crate) fn said(&self, key: &str) -> Option<Input> {
        self.answers
            .get(key)
            .map(|answer| provenance::of_answer(key, answer))
    }

    /// What places the case in the table.
    pub(crate) fn tier_inputs(&self) -> Vec<Input> {
        let scale = match (self.said("scale"), self.said("users")) {
            (None, None) => vec![provenance::assumed("scale", SCALES[0])],
            (scale, users) => scale.into_iter().chain(users).collect(),
        };
        scale
            .into_iter()
            .chain(self.said("availability"))
            .chain(self.services_input())
            .chain([self.input("compliance", REGIMES[0])])
            .collect()
    }

    /// The number of services, where it can place the case.
    fn services_input(&self) -> Option<Input> {
        if let Some(said) = self.said("services") {
            return Some(said);
        }
        let running: Vec<&ResolvedWorkload> = long_running(&self.workloads).collect();
        let evidence = running
            .iter()
            .find_map(|workload| workload.facts.kind.as_ref())?;
        Some(Input {
            key: "services".to_owned(),
            value: running.len().to_string(),
            provenance: provenance::of_evidence(&evidence.evidence),
        })
    }

    /// Whether anything takes requests.
    pub(crate) fn takes_requests(&self) -> bool {
        self.workloads
            .iter()
            .any(|workload| matches!(workload.design.kind.as_str(), "web" | "static"))
    }

    /// The kind of a workload as an input.
    pub(crate) fn kind_of(&self, workload: &ResolvedWorkload) -> Input {
        let key = format!("workload.{}.kind", workload.design.name);
        let fact = workload.facts.kind.as_ref();
        self.said(&key).unwrap_or_else(|| {
            fact.map_or_else(
                || provenance::assumed(&key, &workload.design.kind),
                |fact| provenance::of_fact(&key, fact),
            )
        })
    }

    /// A number among the answers.
    pub(crate) fn number(&self, key: &str) -> Option<u64> {
        self.answers
            .get(key)
            .and_then(|answer| accepts::count(&answer.value))
    }
}

/// The word of a scale.
pub(crate) fn scale_word(scale: Scale) -> &'static str {
    match scale {
        Scale::Hobby => "hobby",
        Scale::Startup => "startup",
        Scale::Growth => "growth",
        Scale::Enterprise => "enterprise",
    }
}

/// The word of a regime.
pub(crate) fn regime_word(regime: Compliance) -> &'static str {
    match regime {
        Compliance::Soc2 => "soc2",
        Compliance::Gdpr => "gdpr",
        Compliance::Hipaa => "hipaa",
        Compliance::Pci => "pci",
        Compliance::Fedramp => "fedramp",
        Compliance::Airgap => "airgap",
    }
}

fn scale(answers: &Answers) -> (Scale, &'static str) {
    let said = answers.get("scale").and_then(|answer| {
        ALL_SCALES
            .into_iter()
            .find(|scale| scale_word(*scale) == answer.value)
    });
    let users = answers
        .get("users")
        .and_then(|answer| accepts::count(&answer.value))
        .map(by_users);
    match (said, users) {
        (None, None) => (Scale::Hobby, "scale-assumed"),
        (None, Some(users)) => (users, "scale-by-users"),
        (Some(said), None) => (said, "scale-stated"),
        (Some(said), Some(users)) if users > said => (users, "users-exceed-scale"),
        (Some(said), Some(_)) => (said, "scale-stated"),
    }
}

const ALL_SCALES: [Scale; 4] = [
    Scale::Hobby,
    Scale::Startup,
    Scale::Growth,
    Scale::Enterprise,
];

const ALL_REGIMES: [Compliance; 6] = [
    Compliance::Soc2,
    Compliance::Gdpr,
    Compliance::Hipaa,
    Compliance::Pci,
    Compliance::Fedramp,
    Compliance::Airgap,
];

fn by_users(users: u64) -> Scale {
    if users <= HOBBY_USERS {
        Scale::Hobby
    } else if users < GROWTH_USERS {
        Scale::Startup
    } else if users <= GROWTH_USERS_AT_MOST {
        Scale::Growth
    } else {
        Scale::Enterprise
    }
}

fn tier(answers: &Answers, scale: Scale, services: u64) -> (Scale, &'static str) {
    let available = answers
        .get("availability")
        .and_then(|answer| answer.value.parse::<f64>().ok())
        .and_then(|wanted| AVAILABILITY.iter().find(|(from, _)| wanted >= *from))
        .map_or(Scale::Hobby, |(_, tier)| *tier);
    // Many services on one server are still one server; a cluster of many services is a platform.
    let many = services >= MANY_SERVICES && scale.max(available) >= Scale::Startup;
    let by_services = if many { Scale::Growth } else { Scale::Hobby };
    let tier = scale.max(available).max(by_services);
    let rule = if tier == scale {
        "row-of-scale"
    } else if tier == available {
        "availability-raises-row"
    } else {
        "many-services-raise-row"
    };
    (tier, rule)
}

fn services(answers: &Answers, workloads: &[ResolvedWorkload]) -> u64 {
    answers
        .get("services")
        .and_then(|answer| accepts::count(&answer.value))
        .unwrap_or_else(|| u64::try_from(long_running(workloads).count()).unwrap_or(u64::MAX))
}

fn long_running(workloads: &[ResolvedWorkload]) -> impl Iterator<Item = &ResolvedWorkload> {
    workloads
        .iter()
        .filter(|workload| matches!(workload.design.kind.as_str(), "web" | "worker"))
}

fn compliance(answers: &Answers) -> BTreeSet<Compliance> {
    let said = answers
        .get("compliance")
        .map_or("", |answer| answer.value.as_str());
    ALL_REGIMES
        .into_iter()
        .filter(|regime| said.split(',').any(|word| word == regime_word(*regime)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_place_a_scale_at_every_border() {
        for (users, expected) in [
            (0, Scale::Hobby),
            (5_000, Scale::Hobby),
            (5_001, Scale::Startup),
            (99_999, Scale::Startup),
            (100_000, Scale::Growth),
            (1_000_000, Scale::Growth),
            (1_000_001, Scale::Enterprise),
            (u64::MAX, Scale::Enterprise),
        ] {
            assert_eq!(by_users(users), expected, "{users}");
        }
    }

    #[test]
    fn availability_and_services_raise_the_row() {
        let cases: &[(&[&str], Scale, &str)] = &[
            (&[], Scale::Hobby, "row-of-scale"),
            (&["availability=99"], Scale::Hobby, "row-of-scale"),
            (
                &["availability=99.5"],
                Scale::Startup,
                "availability-raises-row",
            ),
            (
                &["availability=99.95"],
                Scale::Growth,
                "availability-raises-row",
            ),
            (
                &["availability=99.99"],
                Scale::Enterprise,
                "availability-raises-row",
            ),
            (&["services=10"], Scale::Hobby, "row-of-scale"),
            (
                &["services=9", "scale=startup"],
                Scale::Startup,
                "row-of-scale",
            ),
            (
                &["services=10", "scale=startup"],
                Scale::Growth,
                "many-services-raise-row",
            ),
            (
                &["services=10", "availability=99.5"],
                Scale::Growth,
                "many-services-raise-row",
            ),
            (
                &["services=10", "scale=enterprise"],
                Scale::Enterprise,
                "row-of-scale",
            ),
        ];
        for (pairs, tier, rule) in cases {
            let mut answers = Answers::new();
            for pair in *pairs {
                answers
                    .set_pair(pair, "--answer")
                    .expect("the answer is right");
            }
            let case = Case::of(&Facts::default(), &answers);
            assert_eq!((case.tier, case.tier_rule), (*tier, *rule), "{pairs:?}");
        }
    }

    #[test]
    fn a_stated_scale_is_never_below_what_users_say() {
        for (pairs, scale, rule) in [
            (
                &["scale=hobby", "users=500k"][..],
                Scale::Growth,
                "users-exceed-scale",
            ),
            (&["scale=growth", "users=10"], Scale::Growth, "scale-stated"),
            (&["users=2m"], Scale::Enterprise, "scale-by-users"),
            (&["scale=startup"], Scale::Startup, "scale-stated"),
            (&[], Scale::Hobby, "scale-assumed"),
        ] {
            let mut answers = Answers::new();
            for pair in pairs {
                answers
                    .set_pair(pair, "--answer")
                    .expect("the answer is right");
            }
            let case = Case::of(&Facts::default(), &answers);
            assert_eq!((case.scale, case.scale_rule), (scale, rule), "{pairs:?}");
        }
    }
}

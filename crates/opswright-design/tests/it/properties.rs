//! What holds for all facts and answers.

use opswright_design::{
    Answers, Compliance, Design, DesignInputs, Provenance, changed, decide, from_json, render,
    to_json, to_markdown,
};
use opswright_survey::{Confidence, Facts, Workload};
use proptest::prelude::*;

use crate::support::{fact, resource, shop, unknown, variable};

fn kinds() -> impl Strategy<Value = Option<&'static str>> {
    prop_oneof![
        Just(None),
        Just(Some("web")),
        Just(Some("worker")),
        Just(Some("static")),
        Just(Some("library")),
    ]
}

fn workload() -> impl Strategy<Value = Workload> {
    let name = prop_oneof!["[a-c]", "\\PC{0,8}"];
    let resources = proptest::collection::vec(
        (
            prop_oneof![
                Just("postgresql"),
                Just("redis"),
                Just("sqlite"),
                Just("odd")
            ],
            proptest::option::of("[A-C]_URL"),
            proptest::option::of("[0-9]{1,2}(\\.[0-9])?"),
        ),
        0..3,
    );
    let facts = (
        proptest::option::of(1_u16..),
        proptest::option::of("\\PC{1,12}"),
        proptest::option::of(prop_oneof![Just("rust"), Just("ruby"), Just("python")]),
        proptest::collection::vec(("[A-Z]{1,4}", any::<bool>()), 0..3),
        1_u32..50,
    );
    (name, "[a-c]|\\.", kinds(), resources, facts).prop_map(
        |(name, path, kind, resources, facts)| {
            let (port, start, language, variables, line) = facts;
            Workload {
                kind: kind.map(|kind| fact(kind.to_owned(), "a.rs", line)),
                port: port.map(|port| fact(port, "a.rs", line)),
                start: start.map(|start| fact(start, "a.rs", line)),
                language: language.map(|language| fact(language.to_owned(), "a.rs", line)),
                resources: resources
                    .iter()
                    .map(|(kind, variable, version)| {
                        resource(kind, variable.as_deref(), version.as_deref())
                    })
                    .collect(),
                variables: variables
                    .iter()
                    .map(|(name, secret)| variable(name, *secret))
                    .collect(),
                ..unknown(&name, &path)
            }
        },
    )
}

fn facts() -> impl Strategy<Value = Facts> {
    proptest::collection::vec(workload(), 0..4).prop_map(|workloads| Facts { workloads })
}

fn pair() -> impl Strategy<Value = (String, String)> {
    let said = |key: &'static str, value: &'static str| Just((key.to_owned(), value.to_owned()));
    prop_oneof![
        (0_u64..3_000_000).prop_map(|users| ("users".to_owned(), users.to_string())),
        (0_u64..20).prop_map(|services| ("services".to_owned(), services.to_string())),
        (0_u64..2_000).prop_map(|budget| ("budget".to_owned(), budget.to_string())),
        (0_u64..4).prop_map(|team| ("team".to_owned(), team.to_string())),
        prop_oneof!["9[0-9](\\.[0-9]{1,3})?"].prop_map(|value| ("availability".to_owned(), value)),
        prop_oneof!["(hobby|startup|growth|enterprise)"]
            .prop_map(|value| ("scale".to_owned(), value)),
        prop_oneof!["(aws|gcp|azure|fly|railway|own)"]
            .prop_map(|value| ("cloud".to_owned(), value)),
        prop_oneof!["(us-east-1|eu-west-1|europe-west2|fra)"]
            .prop_map(|value| ("region".to_owned(), value)),
        prop_oneof!["(soc2|gdpr|hipaa|pci|fedramp|airgap)(,(soc2|gdpr|pci))?"]
            .prop_map(|value| ("compliance".to_owned(), value)),
        said("containerization", "buildpacks"),
        said("workload.a.start", "run a"),
        said("workload.a.kind", "web"),
        said("resource.db.version", "9"),
    ]
}

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    proptest::collection::vec(pair(), 0..5)
}

fn said(pairs: &[(String, String)]) -> Answers {
    let mut answers = Answers::new();
    for (key, value) in pairs {
        answers
            .set(key, value, "--answer")
            .unwrap_or_else(|error| panic!("{error}"));
    }
    answers
}

fn with(answers: &Answers, key: &str, value: &str) -> Answers {
    let mut answers = answers.clone();
    answers
        .set(key, value, "--answer")
        .unwrap_or_else(|error| panic!("{error}"));
    answers
}

/// Where a choice stands between the loosest and the strictest; equal for choices that are not ordered.
fn rank(choices: &[&str], choice: &str) -> usize {
    choices
        .iter()
        .position(|known| *known == choice)
        .unwrap_or_else(|| panic!("no rank for `{choice}`"))
}

const TOPOLOGIES: &[&str] = &[
    "single server",
    "small cluster",
    "multi-AZ cluster",
    "multi-region",
    "dedicated/private cloud",
];
const ORCHESTRATIONS: &[&str] = &[
    "Docker Compose",
    "ECS, Cloud Run",
    "Kubernetes",
    "Kubernetes + service mesh",
];

fn strictness(design: &Design) -> (usize, usize) {
    let of = |key: &str| design.choice(key).unwrap_or_default().to_owned();
    (
        rank(TOPOLOGIES, &of("topology")),
        rank(ORCHESTRATIONS, &of("orchestration")),
    )
}

fn controls(design: &Design) -> Vec<String> {
    let text = design.choice("compliance").unwrap_or_default();
    text.split(", ")
        .filter(|control| !control.is_empty())
        .map(str::to_owned)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn more_users_never_give_a_lower_tier(
        facts in facts(), pairs in pairs(), fewer in 0_u64..2_000_000, more in 0_u64..2_000_000,
    ) {
        let answers = said(&pairs);
        let small = decide(&facts, &with(&answers, "users", &fewer.to_string()));
        let large = decide(&facts, &with(&answers, "users", &(fewer + more).to_string()));
        prop_assert!(small.scale <= large.scale);
        let (small, large) = (strictness(&small), strictness(&large));
        prop_assert!(small.0 <= large.0 && small.1 <= large.1);
    }

    #[test]
    fn a_stated_scale_never_lowers_the_tier(facts in facts(), pairs in pairs()) {
        let answers = said(&pairs);
        let free = decide(&facts, &answers);
        for scale in ["hobby", "startup", "growth", "enterprise"] {
            let stated = decide(&facts, &with(&answers, "scale", scale));
            if answers.get("scale").is_none() && answers.get("users").is_some() {
                prop_assert!(stated.scale >= free.scale);
            }
        }
    }

    #[test]
    fn one_more_regime_never_relaxes(facts in facts(), pairs in pairs(), regime in "(soc2|gdpr|hipaa|pci|fedramp|airgap)") {
        let answers = said(&pairs);
        let before = decide(&facts, &answers);
        let regimes = match answers.get("compliance") {
            Some(there) => format!("{},{regime}", there.value),
            None => regime,
        };
        let after = decide(&facts, &with(&answers, "compliance", &regimes));
        prop_assert!(before.compliance.is_subset(&after.compliance));
        prop_assert!(before.scale <= after.scale);
        let (loose, strict) = (strictness(&before), strictness(&after));
        prop_assert!(loose.0 <= strict.0 && loose.1 <= strict.1);
        let kept = controls(&after);
        for control in controls(&before) {
            prop_assert!(kept.contains(&control), "{control} was dropped");
        }
        for decision in &before.decisions {
            if decision.key.starts_with("containerization") || decision.key.starts_with("strategy") {
                prop_assert_eq!(after.choice(&decision.key), Some(decision.choice.as_str()));
            }
        }
    }

    #[test]
    fn the_order_of_inputs_decides_nothing(facts in facts(), pairs in pairs()) {
        let design = decide(&facts, &said(&pairs));
        let mut turned = facts;
        turned.workloads.reverse();
        for workload in &mut turned.workloads {
            workload.resources.reverse();
            workload.variables.reverse();
        }
        // The last of several answers to one key wins, so only different keys can change places.
        let mut distinct: Vec<(String, String)> = said(&pairs)
            .iter()
            .map(|(key, answer)| (key.to_owned(), answer.value.clone()))
            .collect();
        distinct.reverse();
        prop_assert_eq!(decide(&turned, &said(&distinct)), design);
    }

    #[test]
    fn what_would_change_a_decision_is_said_only_of_other_choices(facts in facts(), pairs in pairs()) {
        let design = decide(&facts, &said(&pairs));
        for decision in &design.decisions {
            prop_assert!(decision.would_change.len() <= 5);
            for sentence in &decision.would_change {
                let own = format!("{} if ", decision.choice);
                prop_assert!(!sentence.starts_with(&own), "{}", sentence);
            }
        }
    }

    #[test]
    fn whatever_is_assumed_is_asked(facts in facts(), pairs in pairs()) {
        let design = decide(&facts, &said(&pairs));
        for decision in &design.decisions {
            prop_assert!(!decision.inputs.is_empty(), "{}", decision.key);
            for input in &decision.inputs {
                if input.provenance == Provenance::Assumed {
                    let asked = design.questions.iter().any(|question| question.key == input.key);
                    prop_assert!(asked, "{} read {}", decision.key, input.key);
                }
            }
        }
    }

    #[test]
    fn documents_read_back_and_renderings_never_fail(facts in facts(), pairs in pairs()) {
        let answers = said(&pairs);
        let design = decide(&facts, &answers);
        let inputs = DesignInputs::new(&facts, &answers);
        prop_assert_eq!(&inputs.digest(), &design.digest);
        let document = from_json(&to_json(&design, &inputs)).expect("it was just written");
        prop_assert_eq!(&document.design, &design);
        prop_assert_eq!(&document.inputs, &inputs);
        prop_assert!(to_markdown(&design).ends_with("```\n"));
        prop_assert!(render(&design).ends_with('\n'));
    }

    #[test]
    fn a_change_is_told_exactly_where_the_digest_differs(
        old in facts(), new in facts(), before in pairs(), after in pairs(),
    ) {
        let old = DesignInputs::new(&old, &said(&before));
        let new = DesignInputs::new(&new, &said(&after));
        prop_assert_eq!(changed(&old, &new).is_empty(), old.digest() == new.digest());
        prop_assert_eq!(changed(&old, &old), Vec::<String>::new());
    }
}

proptest! {
    // Each case decides once more for every question.
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_assumption_given_as_an_answer_changes_no_decision(facts in facts(), pairs in pairs()) {
        let answers = said(&pairs);
        let design = decide(&facts, &answers);
        for question in &design.questions {
            let Some(assumed) = &question.assumed else { continue };
            let answered = decide(&facts, &with(&answers, &question.key, assumed));
            prop_assert!(answered.questions.iter().all(|other| other.key != question.key));
            prop_assert_eq!(&answered.workloads, &design.workloads, "{}", &question.key);
            prop_assert_eq!(&answered.resources, &design.resources, "{}", &question.key);
            for decision in &design.decisions {
                prop_assert_eq!(answered.choice(&decision.key), Some(decision.choice.as_str()), "{}", &question.key);
            }
        }
    }
}

#[test]
fn places_that_move_change_no_digest_and_values_do() {
    let before = DesignInputs::new(&crate::support::facts(&[shop()]), &Answers::new());
    let mut moved = shop();
    for evidence in &mut moved.port.as_mut().expect("known").evidence {
        evidence.line += 1;
    }
    let after = DesignInputs::new(&crate::support::facts(&[moved.clone()]), &Answers::new());
    assert_eq!(before.digest(), after.digest());
    moved.port.as_mut().expect("known").confidence = Confidence::Low;
    let unsure = DesignInputs::new(&crate::support::facts(&[moved]), &Answers::new());
    assert_ne!(before.digest(), unsure.digest());
    let mut told = Answers::new();
    told.set("scale", "hobby", "--scale").expect("taken");
    let answered = DesignInputs::new(&crate::support::facts(&[shop()]), &told);
    assert_ne!(before.digest(), answered.digest());
    told.set("scale", "hobby", "opswright.toml:1")
        .expect("taken");
    let elsewhere = DesignInputs::new(&crate::support::facts(&[shop()]), &told);
    assert_eq!(answered.digest(), elsewhere.digest());
}

#[test]
fn every_regime_is_known_by_its_word() {
    let design = crate::support::design(&["compliance=soc2,gdpr,hipaa,pci,fedramp,airgap"]);
    assert_eq!(design.compliance.len(), 6);
    assert!(design.compliance.contains(&Compliance::Airgap));
}

//! Changes in words.

use opswright_design::{Answers, DesignInputs, changed};
use opswright_survey::{Confidence, Workload};

use crate::support::{answers, fact, facts, resource, shop, text, unknown, variable};

fn check(old: &[Workload], new: &[Workload], expected: &[&str]) {
    let inputs = |workloads| DesignInputs::new(&facts(workloads), &Answers::new());
    assert_eq!(changed(&inputs(old), &inputs(new)), expected);
}

#[test]
fn a_fact_that_changed_is_told_with_its_place() {
    let with_port = |port: u16, line: u32| Workload {
        port: Some(fact(port, "src/main.rs", line)),
        ..shop()
    };
    check(
        &[with_port(3000, 12)],
        &[with_port(8080, 12)],
        &["workload shop: port 3000 (src/main.rs:12) -> 8080"],
    );
    check(
        &[with_port(3000, 12)],
        &[with_port(8080, 40)],
        &["workload shop: port 3000 (src/main.rs:12) -> 8080 (src/main.rs:40)"],
    );
    check(&[with_port(3000, 12)], &[with_port(3000, 40)], &[]);
    check(
        &[Workload {
            port: None,
            ..shop()
        }],
        &[shop()],
        &["workload shop: port unknown -> 3000 (src/main.rs:12)"],
    );
    check(
        &[shop()],
        &[Workload {
            health_path: None,
            ..shop()
        }],
        &["workload shop: health path /health (src/main.rs:20) -> unknown"],
    );
}

#[test]
fn confidence_and_other_readings_count() {
    let mut unsure = shop();
    let start = unsure.start.as_mut().expect("known");
    start.confidence = Confidence::Medium;
    start.alternatives = vec!["./other".to_owned()];
    check(
        &[shop()],
        &[unsure],
        &[
            "workload shop: start ./target/release/shop: confidence high -> medium",
            "workload shop: start ./target/release/shop: other readings none -> ./other",
        ],
    );
}

#[test]
fn workloads_resources_and_variables_come_and_go() {
    check(
        &[shop()],
        &[shop(), unknown("till", "apps/till")],
        &["workload till (apps/till) is new"],
    );
    check(&[shop()], &[], &["workload shop (.) is gone"]);
    let mut old = shop();
    old.resources = vec![resource("redis", Some("REDIS_URL"), Some("7"))];
    old.variables = vec![variable("API_KEY", false), variable("GONE", false)];
    let mut new = shop();
    new.resources = vec![
        resource("redis", Some("REDIS_URL"), Some("8")),
        resource("postgresql", None, None),
    ];
    new.variables = vec![variable("API_KEY", true)];
    check(
        &[old],
        &[new],
        &[
            "workload shop: resource postgresql (compose.yaml:7) is new",
            "workload shop: resource redis REDIS_URL: version 7 (compose.yaml:8) -> 8",
            "workload shop: variable API_KEY: secret no -> yes",
            "workload shop: variable GONE (src/main.rs:3) is gone",
        ],
    );
}

#[test]
fn answers_and_rules_are_told() {
    let facts = facts(&[shop()]);
    let old = DesignInputs::new(&facts, &answers(&["scale=hobby", "team=1"]));
    let mut new = DesignInputs::new(&facts, &answers(&["scale=growth", "cloud=aws"]));
    new.rules_version = "2027.1".to_owned();
    assert_eq!(
        changed(&old, &new),
        [
            "rules version 2026.1 -> 2027.1",
            "answer cloud: unanswered -> aws (--answer)",
            "answer scale: hobby (--answer) -> growth (--answer)",
            "answer team: 1 (--answer) -> unanswered",
        ]
    );
}

#[test]
fn what_has_no_words_is_told_all_the_same() {
    let twin = Workload {
        kind: text("worker", "a", 1),
        ..shop()
    };
    let told = {
        let inputs = |workloads: &[Workload]| DesignInputs::new(&facts(workloads), &Answers::new());
        changed(&inputs(&[shop()]), &inputs(&[shop(), shop(), twin]))
    };
    assert!(!told.is_empty());
}

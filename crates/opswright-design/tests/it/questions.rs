//! What is asked, what is assumed, and what must be answered.

use opswright_design::{Design, Question, decide};
use opswright_survey::{Confidence, Workload};

use crate::support::{answers, design, facts, resource, shop, text, unknown, variable};

/// `key: assumed` of each question; `!` where nothing can be assumed.
fn asked(design: &Design) -> Vec<String> {
    let line = |question: &Question| {
        let assumed = question.assumed.as_deref().unwrap_or("!");
        format!("{}: {assumed}", question.key)
    };
    design.questions.iter().map(line).collect()
}

#[test]
fn a_known_service_leaves_the_circumstances_open() {
    let expected = ["scale: hobby", "compliance: none", "cloud: own"];
    assert_eq!(asked(&design(&[])), expected);
    let scale = &design(&[]).questions[0];
    assert_eq!(scale.options, ["hobby", "startup", "growth", "enterprise"]);
    let nothing = design(&["scale=hobby", "compliance=none", "cloud=own"]);
    assert_eq!(nothing.questions, []);
}

#[test]
fn a_larger_tier_asks_for_more() {
    assert_eq!(
        asked(&design(&["users=200000"])),
        [
            "compliance: none",
            "cloud: aws",
            "region: eu-central-1",
            "availability: 99.95",
            "team: 2"
        ]
    );
}

#[test]
fn an_unknown_workload_blocks_until_start_and_port_are_said() {
    let design = decide(
        &facts(&[unknown("app", "app")]),
        &answers(&["scale=hobby", "compliance=none", "cloud=own"]),
    );
    assert_eq!(
        asked(&design),
        [
            "workload.app.start: !",
            "workload.app.port: !",
            "workload.app.kind: web",
            "workload.app.language: unknown",
            "workload.app.health_path: none",
        ]
    );
    assert_eq!(design.blocking().count(), 2);
    assert_eq!(design.questions[2].options.len(), 6);
}

#[test]
fn an_empty_repository_asks_for_a_workload() {
    let design = decide(&facts(&[]), &answers(&[]));
    assert_eq!(asked(&design)[0], "workload.app.path: !");
}

#[test]
fn a_service_that_reads_port_can_be_given_one() {
    let mut workload = shop();
    workload.port = None;
    workload.variables = vec![variable("PORT", false)];
    let design = decide(&facts(&[workload]), &answers(&[]));
    assert_eq!(design.workloads[0].port, Some(8080));
    assert!(asked(&design).contains(&"workload.shop.port: 8080".to_owned()));
    assert_eq!(design.blocking().count(), 0);
}

#[test]
fn workers_need_no_port() {
    let worker = Workload {
        kind: text("worker", "Procfile", 2),
        port: None,
        health_path: None,
        ..shop()
    };
    let design = decide(&facts(&[worker]), &answers(&[]));
    assert!(
        asked(&design)
            .iter()
            .all(|line| !line.starts_with("workload"))
    );
}

#[test]
fn conventions_and_rival_readings_are_asked_about() {
    let mut workload = shop();
    let port = workload.port.as_mut().expect("known");
    port.confidence = Confidence::Low;
    let start = workload.start.as_mut().expect("known");
    start.confidence = Confidence::Medium;
    start.alternatives = vec!["./other".to_owned()];
    let design = decide(
        &facts(&[workload.clone()]),
        &answers(&["scale=hobby", "compliance=none", "cloud=own"]),
    );
    assert_eq!(
        asked(&design),
        [
            "workload.shop.start: ./target/release/shop",
            "workload.shop.port: 3000"
        ]
    );
    assert_eq!(
        design.questions[0].options,
        ["./target/release/shop", "./other"]
    );
    let said = decide(
        &facts(&[workload]),
        &answers(&["workload.shop.port=3000", "workload.shop.start=./other"]),
    );
    assert!(
        asked(&said)
            .iter()
            .all(|line| !line.starts_with("workload"))
    );
}

#[test]
fn resources_and_migrations_leave_questions() {
    let mut workload = shop();
    workload.resources = vec![
        resource("postgresql", None, None),
        resource("s3", Some("S3"), None),
    ];
    workload.migrations = text("sqlx", "migrations/1.sql", 1);
    workload.language = text("python", "pyproject.toml", 1);
    workload.package_manager = None;
    let design = decide(
        &facts(&[workload]),
        &answers(&["scale=hobby", "compliance=none", "cloud=own"]),
    );
    assert_eq!(
        asked(&design),
        [
            "workload.shop.package_manager: pip",
            "workload.shop.migrate: none",
            "resource.db.version: 18",
            "resource.db.variable: DATABASE_URL",
        ]
    );
}

//! Which answers are taken, and what is said about those that are not.

use opswright_design::{AnswerError, Answers, TABLE, decide};

use crate::support::{answers, facts, resource, shop};

fn refused(pair: &str) -> String {
    Answers::new()
        .set_pair(pair, "--answer")
        .expect_err(pair)
        .to_string()
}

#[test]
fn what_is_not_taken_says_what_would_be() {
    assert_eq!(
        refused("scale"),
        "read the answer `scale`: write it as key=value"
    );
    assert_eq!(
        refused("scale=huge"),
        "take the answer scale=huge: expected hobby, startup, growth, enterprise"
    );
    assert_eq!(
        refused("users=many"),
        "take the answer users=many: expected a whole number such as 50000 or 50k"
    );
    assert_eq!(
        refused("workload.shop.port=http"),
        "take the answer workload.shop.port=http: expected a port from 1 to 65535"
    );
    assert_eq!(
        refused("compliance=none,pci"),
        "take the answer compliance=none,pci: expected none, soc2, gdpr, hipaa, pci, fedramp, airgap"
    );
    let unknown = refused("workload.shop.colour=red");
    assert!(unknown.starts_with(
        "take the answer `workload.shop.colour`: no such key; accepted are name, scale,"
    ));
    assert!(unknown.contains("workload.<name>.port"));
    assert!(refused("workload..port=1").contains("no such key"));
    assert!(refused("workload.a.b.port=1").contains("no such key"));
}

#[test]
fn answers_have_one_spelling_and_replace_each_other() {
    let mut all = answers(&[
        "users=50k",
        "users=60_000",
        "compliance= PCI, gdpr",
        "scale=Growth",
    ]);
    let said: Vec<String> = all
        .iter()
        .map(|(key, answer)| format!("{key}={}", answer.value))
        .collect();
    assert_eq!(said, ["compliance=gdpr,pci", "scale=growth", "users=60000"]);
    all.set("scale", "hobby", "opswright.toml:3")
        .expect("taken");
    assert_eq!(
        all.get("scale").expect("there").provenance,
        "opswright.toml:3"
    );
}

#[test]
fn answers_about_nothing_are_told() {
    let mut workload = shop();
    workload.resources = vec![resource("postgresql", None, None)];
    let facts = facts(&[workload]);
    let said = answers(&["workload.shop.port=8080", "resource.db.version=17"]);
    assert_eq!(said.unmatched(&facts), []);
    let said = answers(&["workload.till.port=8080", "resource.cache.version=8"]);
    let errors: Vec<String> = said
        .unmatched(&facts)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        errors,
        [
            "take the answer `resource.cache.version`: there is no resource cache; known are db",
            "take the answer `workload.till.port`: there is no workload till; known are shop",
        ]
    );
    assert!(matches!(
        said.unmatched(&facts)[0],
        AnswerError::UnknownSubject { .. }
    ));
}

#[test]
fn a_workload_and_a_resource_can_be_declared() {
    let said = answers(&[
        "workload.jobs.path=jobs",
        "workload.jobs.kind=worker",
        "workload.jobs.language=ruby",
        "workload.jobs.start=bundle exec sidekiq",
        "resource.cache.kind=redis",
    ]);
    let facts = facts(&[shop()]);
    assert_eq!(said.unmatched(&facts), []);
    let design = decide(&facts, &said);
    let names: Vec<&str> = design.workloads.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["shop", "jobs"]);
    assert_eq!(design.workloads[1].path, "jobs");
    assert_eq!(
        design.workloads[1].start.as_deref(),
        Some("bundle exec sidekiq")
    );
    assert_eq!(design.resources[0].name, "cache");
    assert_eq!(design.resources[0].version, "8");
    assert_eq!(design.resources[0].variable, "REDIS_URL");
    assert_eq!(design.resources[0].used_by, ["shop", "jobs"]);
    assert_eq!(design.workloads[0].resources, ["cache"]);
    assert_eq!(design.blocking().count(), 0);
}

#[test]
fn a_library_that_is_named_so_stays_known() {
    let said = answers(&["workload.shop.kind=library"]);
    let facts = facts(&[shop()]);
    assert_eq!(said.unmatched(&facts), []);
    assert_eq!(decide(&facts, &said).workloads.len(), 0);
}

#[test]
fn the_published_table_has_five_rows() {
    let names: Vec<&str> = TABLE.iter().map(|row| row.name).collect();
    assert_eq!(
        names,
        ["hobby", "startup", "growth", "enterprise", "compliance"]
    );
}

//! Stored and shown forms.

use opswright_design::{
    Design, DesignInputs, DocumentError, decide, digest_of, from_json, render, to_json, to_markdown,
};
use opswright_survey::Facts;

use crate::support::{answers, facts, resource, shop};

fn with_database() -> (Facts, Design) {
    let mut workload = shop();
    workload.resources = vec![resource(
        "postgresql",
        Some("DATABASE_URL"),
        Some("16-alpine"),
    )];
    let facts = facts(&[workload]);
    let design = decide(&facts, &answers(&["scale=startup"]));
    (facts, design)
}

#[test]
fn the_terminal_shows_what_was_decided_and_what_is_open() {
    let (_, design) = with_database();
    let expected = format!(
        "design shop  {}
  shop            web rust :3000, Dockerfile: ./target/release/shop
  db              managed PostgreSQL 16; DATABASE_URL for shop
  topology        small cluster: fewer than 100,000 users need a second instance, not a platform of their own
  orchestration   ECS, Cloud Run: containers run without anyone operating a control plane
  platform        AWS ECS: the product of this row where nobody named a cloud
  region          eu-central-1: nobody named one; this one lies in the EU and has every service of the row
  load-balancer   Application Load Balancer: it checks health and shifts weights between target groups
  dns             Route 53, one A and one AAAA record: one address is enough, with a time to live of 300 seconds so that it can move
  tls             ACM certificate on the load balancer: it renews by itself, so that it cannot expire unseen
  secrets         AWS Secrets Manager: the platform hands them to the workload, and every reading is logged
  rollback        automatic: swap back to the previous release: the previous release is kept whole until the new one has proven itself
open questions (4), answer with --answer KEY=VALUE
  compliance  which regimes must it satisfy? [assumed: none]
  cloud  where may it run beyond this machine? [assumed: aws]
  region  in which region are its users? [assumed: eu-central-1]
  availability  which availability, in percent, was promised? [assumed: 99.5]
",
        design.digest
    );
    assert_eq!(render(&design), expected);
}

#[test]
fn hostile_names_cannot_move_the_cursor_or_break_a_table() {
    let mut workload = shop();
    let start = workload.start.as_mut().expect("known");
    start.value = "run \u{1b}[2J | `x` <b>\nnext".to_owned();
    let design = decide(&facts(&[workload]), &answers(&[]));
    assert!(!render(&design).contains('\u{1b}'));
    let markdown = to_markdown(&design);
    assert!(!markdown.contains('\u{1b}'));
    let row = markdown
        .lines()
        .find(|line| line.starts_with("| shop |"))
        .expect("the workload has a row");
    assert_eq!(row.replace("\\|", "").matches('|').count(), 8, "{row}");
}

#[test]
fn the_markdown_holds_all_that_an_approver_reads() {
    let (_, design) = with_database();
    let markdown = to_markdown(&design);
    for part in [
        &format!("| digest | `{}` |", design.digest),
        "| scale | startup |",
        "| `cloud` | where may it run beyond this machine? | `aws` | `aws` `gcp` `azure` `fly` `railway` `own` |",
        "| containerization.shop | **Dockerfile** | a Dockerfile for rust can be generated with its own dependency layer, and says every step | workload.shop.language = rust (Cargo.toml:1) | Buildpacks |",
        "- platform: EKS if services >= 10",
        "today: ECS Express Mode or Cloud Run",
        "| db | PostgreSQL 16 | `DATABASE_URL` | shop |",
        "    users([people]) --> balancer[\"Application Load Balancer\"]",
        "    w0[\"shop (web) :3000\"]",
        "    w0 --> r0",
    ] {
        assert!(markdown.contains(part), "`{part}` is not in\n{markdown}");
    }
    assert!(to_markdown(&design_with_start_unknown()).contains("**nothing: must be answered**"));
}

fn design_with_start_unknown() -> Design {
    let mut workload = shop();
    workload.start = None;
    decide(&facts(&[workload]), &answers(&[]))
}

#[test]
fn a_stored_design_has_a_schema_and_its_inputs() {
    let (facts, design) = with_database();
    let inputs = DesignInputs::new(&facts, &answers(&["scale=startup"]));
    let text = to_json(&design, &inputs);
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(value["schema"], "opswright/design@1");
    assert_eq!(value["digest"], design.digest);
    assert_eq!(value["inputs"]["answers"]["scale"]["value"], "startup");
    assert_eq!(value["inputs"]["facts"]["workloads"][0]["name"], "shop");
    assert_eq!(to_json(&design, &inputs), text);
}

#[test]
fn other_documents_are_refused() {
    assert!(matches!(from_json("{"), Err(DocumentError::Malformed(_))));
    assert!(matches!(
        from_json("[]"),
        Err(DocumentError::UnknownSchema { .. })
    ));
    assert!(matches!(
        from_json("{\"schema\":\"opswright/design@9\"}"),
        Err(DocumentError::UnknownSchema { found }) if found == "opswright/design@9"
    ));
    assert!(matches!(
        from_json("{\"schema\":\"opswright/design@1\"}"),
        Err(DocumentError::Malformed(_))
    ));
}

#[test]
fn the_digest_of_known_inputs_stays() {
    // A golden: a digest that changes without a change of inputs makes every stored approval stale.
    let digest =
        DesignInputs::new(&Facts::default(), &answers(&["scale=hobby", "users=50k"])).digest();
    let signed = "{\"answers\":{\"scale\":\"hobby\",\"users\":\"50000\"},\"facts\":{\"workloads\":[]},\"rules_version\":\"2026.1\"}";
    assert_eq!(digest, digest_of(signed.as_bytes()));
    assert_eq!(
        digest,
        "sha256:d5788e4d14f589f5e949cccfe17067c59a0007e3c14bb0be01c273e484338bf6"
    );
}

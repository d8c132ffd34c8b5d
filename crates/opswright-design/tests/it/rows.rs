//! Each row of the table, as a design decides it.

use opswright_design::{Design, Provenance};

use crate::support::{choice, design};

fn check_row(pairs: &[&str], expected: [&str; 3]) -> Design {
    let design = design(pairs);
    let decided = ["topology", "orchestration", "recommended"].map(|key| choice(&design, key));
    assert_eq!(decided, expected, "{pairs:?}");
    design
}

const HOBBY: [&str; 3] = ["single server", "Docker Compose", "Railway, Fly.io"];
const STARTUP: [&str; 3] = ["small cluster", "ECS, Cloud Run", "AWS ECS, GCP Cloud Run"];
const GROWTH: [&str; 3] = ["multi-AZ cluster", "Kubernetes", "EKS, GKE"];
const ENTERPRISE: [&str; 3] = [
    "multi-region",
    "Kubernetes + service mesh",
    "EKS/GKE + Istio",
];
const COMPLIANCE: [&str; 3] = [
    "dedicated/private cloud",
    "Kubernetes",
    "self-managed Kubernetes",
];

#[test]
fn hobby() {
    for pairs in [&[][..], &["scale=hobby"], &["users=5000"], &["services=30"]] {
        let design = check_row(pairs, HOBBY);
        assert_eq!(
            choice(&design, "platform"),
            "own server with Docker Compose"
        );
    }
}

#[test]
fn startup() {
    for pairs in [&["scale=startup"][..], &["users=99999"], &["users=5001"]] {
        let design = check_row(pairs, STARTUP);
        assert_eq!(choice(&design, "platform"), "AWS ECS");
        let platform = design.decision("platform").expect("it is decided");
        assert_eq!(platform.runner_up.as_deref(), Some("GCP Cloud Run"));
        assert!(
            platform.would_change[0].starts_with("EKS if services >= 10"),
            "{:?}",
            platform.would_change
        );
    }
}

#[test]
fn growth() {
    for pairs in [
        &["scale=growth"][..],
        &["users=100000"],
        &["users=1m"],
        &["scale=hobby", "users=100k"],
        &["scale=startup", "services=10"],
    ] {
        let design = check_row(pairs, GROWTH);
        assert_eq!(choice(&design, "platform"), "EKS");
        assert_eq!(choice(&design, "strategy.shop"), "canary");
    }
}

#[test]
fn enterprise() {
    for pairs in [&["scale=enterprise"][..], &["users=1000001"]] {
        let design = check_row(pairs, ENTERPRISE);
        assert_eq!(choice(&design, "platform"), "EKS + Istio");
        let current = &design
            .decision("orchestration")
            .expect("decided")
            .current_answer;
        assert!(
            current
                .as_deref()
                .is_some_and(|text| text.contains("ambient"))
        );
    }
}

#[test]
fn compliance() {
    for regime in ["hipaa", "pci", "fedramp", "airgap"] {
        let regime = format!("compliance={regime}");
        for scale in ["scale=hobby", "scale=startup", "scale=growth"] {
            let design = check_row(&[scale, &regime], COMPLIANCE);
            assert_eq!(choice(&design, "platform"), "self-managed Kubernetes");
            assert_eq!(
                design.decision("topology").expect("decided").rule,
                "compliance-over-scale"
            );
        }
        // The mesh of the scale is kept: compliance relaxes nothing.
        let kept = [COMPLIANCE[0], ENTERPRISE[1], COMPLIANCE[2]];
        check_row(&["scale=enterprise", &regime], kept);
    }
    for regime in ["compliance=soc2", "compliance=gdpr", "compliance=none"] {
        check_row(&["scale=startup", regime], STARTUP);
    }
}

#[test]
fn dated_cells_name_the_answer_of_today() {
    let current = |pairs: &[&str], key: &str| {
        design(pairs)
            .decision(key)
            .and_then(|decision| decision.current_answer.clone())
            .unwrap_or_default()
    };
    assert!(current(&["scale=hobby"], "recommended").contains("two different answers"));
    assert!(current(&["scale=startup"], "recommended").contains("App Runner"));
    assert!(current(&["scale=growth"], "load-balancer").contains("ingress-nginx"));
    assert!(
        current(&["compliance=pci"], "recommended")
            .contains("managed Kubernetes in a dedicated account")
    );
    assert_eq!(current(&["compliance=airgap"], "recommended"), "");
    assert!(
        current(&["scale=growth", "team=1"], "orchestration")
            .contains("until two people operate it")
    );
    assert!(!current(&["scale=growth", "team=2"], "orchestration").contains("two people"));
}

#[test]
fn a_cloud_chooses_among_the_products_of_a_row() {
    for (pairs, expected) in [
        (&["cloud=fly"][..], "Fly.io"),
        (&["cloud=aws"], "one EC2 instance with Docker Compose"),
        (&["scale=startup", "cloud=gcp"], "GCP Cloud Run"),
        (&["scale=startup", "cloud=azure"], "Azure Container Apps"),
        (&["scale=growth", "cloud=gcp"], "GKE"),
        (&["scale=growth", "cloud=own"], "self-managed Kubernetes"),
        (&["scale=growth", "cloud=fly"], "EKS"),
        (&["scale=enterprise", "cloud=azure"], "AKS + Istio"),
    ] {
        assert_eq!(choice(&design(pairs), "platform"), expected, "{pairs:?}");
    }
    let refused = design(&["scale=growth", "cloud=fly"]);
    let platform = refused.decision("platform").expect("decided");
    assert_eq!(platform.rule, "cloud-does-not-fit");
    assert_eq!(
        platform.reason,
        "fly runs no Kubernetes, which this row needs"
    );
}

#[test]
fn gdpr_keeps_data_in_the_eu() {
    let region = |pairs: &[&str]| {
        let design = design(pairs);
        let decision = design.decision("region").expect("decided").clone();
        (decision.choice, decision.rule)
    };
    let expected = |choice: &str, rule: &str| (choice.to_owned(), rule.to_owned());
    assert_eq!(
        region(&["cloud=aws", "region=us-east-1"]),
        expected("us-east-1", "region-stated")
    );
    assert_eq!(
        region(&["cloud=aws", "region=us-east-1", "compliance=gdpr"]),
        expected("eu-central-1", "region-must-be-in-the-eu")
    );
    assert_eq!(
        region(&["cloud=gcp", "region=europe-west1", "compliance=gdpr"]),
        expected("europe-west1", "region-stated")
    );
    assert_eq!(
        region(&["cloud=gcp", "compliance=gdpr"]),
        expected("europe-west3", "region-assumed")
    );
}

#[test]
fn a_budget_is_held_against_the_floor() {
    for (pairs, expected) in [
        (&["budget=5"][..], "tight"),
        (&["budget=50"], "enough"),
        (&["budget=100", "scale=startup"], "tight"),
        (&["budget=100", "scale=growth"], "too small"),
        (&["budget=300", "scale=growth"], "tight"),
        (&["budget=400", "scale=enterprise"], "too small"),
        (&["budget=600", "scale=enterprise"], "tight"),
    ] {
        assert_eq!(choice(&design(pairs), "budget"), expected, "{pairs:?}");
    }
    assert!(design(&[]).decision("budget").is_none());
}

#[test]
fn every_decision_says_why_and_from_what() {
    for pairs in [
        &[][..],
        &[
            "scale=growth",
            "compliance=pci",
            "cloud=gcp",
            "team=1",
            "budget=10",
        ],
    ] {
        let design = design(pairs);
        for decision in &design.decisions {
            assert!(!decision.reason.is_empty(), "{}", decision.key);
            assert!(!decision.rule.is_empty(), "{}", decision.key);
            assert!(!decision.inputs.is_empty(), "{}", decision.key);
            let same = design
                .decisions
                .iter()
                .filter(|other| other.key == decision.key);
            assert_eq!(same.count(), 1, "{}", decision.key);
        }
    }
    let design = design(&["scale=startup"]);
    let image = design.decision("containerization.shop").expect("decided");
    assert_eq!(
        image.inputs[0].provenance,
        Provenance::Fact("Cargo.toml:1".to_owned())
    );
    let scale = design.decision("scale").expect("decided");
    assert_eq!(
        scale.inputs[0].provenance,
        Provenance::Answer("--answer".to_owned())
    );
    let topology = design.decision("topology").expect("decided");
    let compliance = topology
        .inputs
        .iter()
        .find(|input| input.key == "compliance");
    assert_eq!(
        compliance.map(|input| &input.provenance),
        Some(&Provenance::Assumed)
    );
}

//! The plans that the tests roll out.

use opswright_rollout::{
    Analysis, HealthGate, InstanceId, MigrationPlan, Plan, Ratio, ReleaseId, RolloutId, Stable,
    Strategy, Traffic, Unclear, Verification,
};

/// From `old` to `new`, one instance each.
pub(crate) fn plan() -> Plan {
    Plan {
        rollout: RolloutId::from("r1"),
        workload: "web".to_owned(),
        environment: "local".to_owned(),
        strategy: Strategy::BlueGreen,
        candidate: ReleaseId::from("new"),
        stable: Some(stable(1)),
        instances: 1,
        traffic: Traffic::Routed,
        health: HealthGate {
            path: Some("/health".to_owned()),
            rise: 2,
            interval_ms: 100,
            deadline_ms: 1000,
            min_healthy_ms: 0,
        },
        verification: Verification {
            paths: Vec::new(),
            requests: 3,
            timeout_ms: 1000,
        },
        drain_limit_ms: 30_000,
        stop_grace_ms: 5_000,
        bake_ms: 2_500,
        analysis: Analysis {
            look_ms: 1_000,
            looks: 3,
            min_requests: 20,
            min_errors: 3,
            max_error_ratio: Ratio(20_000),
            unclear: Unclear::ProceedIfVerified,
        },
        migrate: None,
    }
}

/// The old release with so many instances.
pub(crate) fn stable(instances: u16) -> Stable {
    Stable {
        release: ReleaseId::from("old"),
        instances: (1..=instances)
            .map(|number| InstanceId(format!("r0-{number}")))
            .collect(),
    }
}

/// One plan of each shape, by name.
pub(crate) fn shapes() -> Vec<(&'static str, Plan)> {
    let migrate = Some(MigrationPlan {
        expand: Some("migrate expand".to_owned()),
        contract: Some("migrate contract".to_owned()),
    });
    vec![
        ("one instance", plan()),
        (
            "first release",
            Plan {
                stable: None,
                ..plan()
            },
        ),
        (
            "three for two, with migrations",
            Plan {
                stable: Some(stable(2)),
                instances: 3,
                migrate,
                ..plan()
            },
        ),
        (
            "a worker",
            Plan {
                traffic: Traffic::Unrouted,
                stable: Some(stable(2)),
                instances: 2,
                ..plan()
            },
        ),
        (
            "no bake",
            Plan {
                bake_ms: 0,
                ..plan()
            },
        ),
    ]
}

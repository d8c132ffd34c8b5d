//! The decision table: one row a scale, and one that compliance puts over all of them.

use crate::design::Scale;

/// One column's choice, why, and today's answer where the table is dated (as of 2026-08).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The choice.
    pub choice: &'static str,
    /// Why, one sentence without a full stop.
    pub reason: &'static str,
    /// What holds today where the choice is dated.
    pub current: Option<&'static str>,
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Name of the row: a scale, or `compliance`.
    pub name: &'static str,
    /// How many servers, zones and regions.
    pub topology: Cell,
    /// What places and restarts containers.
    pub orchestration: Cell,
    /// Products.
    pub recommended: Cell,
}

const fn cell(choice: &'static str, reason: &'static str, current: Option<&'static str>) -> Cell {
    Cell {
        choice,
        reason,
        current,
    }
}

/// The rows in the order of scale, then compliance.
pub const TABLE: &[Row] = &[
    Row {
        name: "hobby",
        topology: cell(
            "single server",
            "one server carries a few thousand users, and building it anew is its recovery",
            None,
        ),
        orchestration: cell(
            "Docker Compose",
            "one file starts everything on one server, and nobody has to run a platform",
            None,
        ),
        recommended: cell(
            "Railway, Fly.io",
            "they ask for no server to be kept",
            Some(
                "two different answers stand in this row: a server of your own with Docker Compose, or Railway or Fly.io without it",
            ),
        ),
    },
    Row {
        name: "startup",
        topology: cell(
            "small cluster",
            "fewer than 100,000 users need a second instance, not a platform of their own",
            None,
        ),
        orchestration: cell(
            "ECS, Cloud Run",
            "containers run without anyone operating a control plane",
            None,
        ),
        recommended: cell(
            "AWS ECS, GCP Cloud Run",
            "both run an image as it is, and neither needs a platform team",
            Some(
                "ECS Express Mode or Cloud Run: App Runner takes no new customers since 2026-04-30, and Copilot ended on 2026-06-12",
            ),
        ),
    },
    Row {
        name: "growth",
        topology: cell(
            "multi-AZ cluster",
            "100,000 to 1,000,000 users must not notice that a zone is lost",
            None,
        ),
        orchestration: cell(
            "Kubernetes",
            "many services share nodes, and rollouts, scaling and policy are one interface",
            None,
        ),
        recommended: cell(
            "EKS, GKE",
            "the control plane is someone else's work",
            Some(
                "EKS or GKE with the Gateway API: ingress-nginx is retired since 2026-03, and an EKS version out of standard support costs six times as much",
            ),
        ),
    },
    Row {
        name: "enterprise",
        topology: cell(
            "multi-region",
            "more than 1,000,000 users must not notice that a region is lost",
            None,
        ),
        orchestration: cell(
            "Kubernetes + service mesh",
            "traffic between services and regions is encrypted, measured and shifted in one place",
            Some("Istio in ambient mode, which upstream recommends to new users, without sidecars"),
        ),
        recommended: cell(
            "EKS/GKE + Istio",
            "managed clusters in two regions, and the mesh between them",
            Some("EKS or GKE + Istio in ambient mode"),
        ),
    },
    Row {
        name: "compliance",
        topology: cell(
            "dedicated/private cloud",
            "the regime wants an isolation that can be shown to an auditor",
            None,
        ),
        orchestration: cell(
            "Kubernetes",
            "policy, identity and audit are enforced at one interface",
            None,
        ),
        recommended: cell(
            "self-managed Kubernetes",
            "every layer is under your own control",
            Some(
                "rarely right: managed Kubernetes in a dedicated account, with a private endpoint, own keys and audit logs, is easier to certify",
            ),
        ),
    },
];

/// The row of a scale.
pub(crate) fn row_of(scale: Scale) -> &'static Row {
    &TABLE[match scale {
        Scale::Hobby => 0,
        Scale::Startup => 1,
        Scale::Growth => 2,
        Scale::Enterprise => 3,
    }]
}

/// The row that compliance puts over that of the scale.
pub(crate) fn compliance_row() -> &'static Row {
    &TABLE[4]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(row: &Row, expected: [&str; 3]) {
        let choices = [row.topology, row.orchestration, row.recommended].map(|cell| cell.choice);
        assert_eq!(choices, expected, "{}", row.name);
    }

    #[test]
    fn hobby_row() {
        check(
            row_of(Scale::Hobby),
            ["single server", "Docker Compose", "Railway, Fly.io"],
        );
    }

    #[test]
    fn startup_row() {
        check(
            row_of(Scale::Startup),
            ["small cluster", "ECS, Cloud Run", "AWS ECS, GCP Cloud Run"],
        );
    }

    #[test]
    fn growth_row() {
        check(
            row_of(Scale::Growth),
            ["multi-AZ cluster", "Kubernetes", "EKS, GKE"],
        );
    }

    #[test]
    fn enterprise_row() {
        check(
            row_of(Scale::Enterprise),
            [
                "multi-region",
                "Kubernetes + service mesh",
                "EKS/GKE + Istio",
            ],
        );
    }

    #[test]
    fn compliance_row_over_all() {
        check(
            compliance_row(),
            [
                "dedicated/private cloud",
                "Kubernetes",
                "self-managed Kubernetes",
            ],
        );
    }
}

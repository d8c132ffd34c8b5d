//! GitHub actions by full commit; a tag can be moved to other code, a commit cannot.

/// An action at one commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pin {
    /// `owner/name`.
    pub(crate) action: &'static str,
    /// The version that the commit was released as, for people and for updaters.
    pub(crate) version: &'static str,
    /// The full commit.
    pub(crate) commit: &'static str,
    /// In how many unrelated public repositories this pair was seen; one sighting proves little.
    pub(crate) seen_in: u32,
}

impl Pin {
    /// The text after `uses:`, with the version as comment.
    pub(crate) fn uses(&self) -> String {
        format!("{}@{} # {}", self.action, self.commit, self.version)
    }
}

/// Every action that a generated workflow may use.
pub(crate) const ACTIONS: &[Pin] = &[
    Pin {
        action: "actions/checkout",
        version: "v7.0.1",
        commit: "3d3c42e5aac5ba805825da76410c181273ba90b1",
        seen_in: 12,
    },
    Pin {
        action: "actions/setup-go",
        version: "v7.0.0",
        commit: "b7ad1dad31e06c5925ef5d2fc7ad053ef454303e",
        seen_in: 6,
    },
    Pin {
        action: "actions/setup-node",
        version: "v7.0.0",
        commit: "820762786026740c76f36085b0efc47a31fe5020",
        seen_in: 2,
    },
    Pin {
        action: "actions/setup-python",
        version: "v7.0.0",
        commit: "5fda3b95a4ea91299a34e894583c3862153e4b97",
        seen_in: 2,
    },
    Pin {
        // The only release whose tag was not moved in March 2026 (GHSA-69fq-xp46-6x23).
        action: "aquasecurity/trivy-action",
        version: "v0.35.0",
        commit: "57a97c7e7821a5776cebc9bb87c984fa69cba8f1",
        seen_in: 10,
    },
    Pin {
        action: "astral-sh/setup-uv",
        version: "v10.0.1",
        commit: "20cfd1bf945f4377ade1205e4dbc17946fc9a30d",
        seen_in: 3,
    },
    Pin {
        action: "docker/build-push-action",
        version: "v7.3.0",
        commit: "53b7df96c91f9c12dcc8a07bcb9ccacbed38856a",
        seen_in: 7,
    },
    Pin {
        action: "docker/login-action",
        version: "v4.6.0",
        commit: "dbcb813823bdd20940b903addbd779551569679f",
        seen_in: 6,
    },
    Pin {
        action: "oven-sh/setup-bun",
        version: "v2.2.0",
        commit: "0c5077e51419868618aeaa5fe8019c62421857d6",
        seen_in: 6,
    },
    Pin {
        action: "pnpm/action-setup",
        version: "v6.0.10",
        commit: "0977fd99725f1db4007ccb2928dbb4e90d06cc86",
        seen_in: 9,
    },
    Pin {
        action: "docker/setup-buildx-action",
        version: "v4.3.0",
        commit: "37fe631027851001ddb9b187196cc803df7f5f0e",
        seen_in: 8,
    },
];

/// The pin of `name`, with its version as comment.
pub(crate) fn action(name: &str) -> String {
    ACTIONS
        .iter()
        .find(|pin| pin.action == name)
        .map(Pin::uses)
        .expect("every action that an emitter names is in the table")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pin_is_a_full_commit_that_several_repositories_agree_on() {
        for pin in ACTIONS {
            assert_eq!(pin.commit.len(), 40, "{}", pin.action);
            assert!(pin.commit.bytes().all(|byte| byte.is_ascii_hexdigit()));
            assert!(pin.version.starts_with('v'), "{}", pin.action);
            assert!(pin.seen_in > 1, "{}", pin.action);
        }
    }

    #[test]
    fn the_version_stands_beside_the_commit() {
        assert_eq!(
            action("actions/checkout"),
            "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
        );
    }
}

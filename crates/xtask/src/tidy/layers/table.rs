//! Every crate with its layer and what it may depend on. A crate that starts gets a line here.

use std::fmt;

/// One crate of the workspace.
#[derive(Debug)]
pub(super) struct Crate {
    /// Name of the crate and of its folder.
    pub(super) name: &'static str,
    /// Where it stands.
    pub(super) layer: Layer,
    /// Whether it may touch anything outside.
    pub(super) world: World,
    /// Crates of ours that it may depend on.
    pub(super) uses: Uses,
}

/// A place in the order of crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// A layer of the product.
    Number(u8),
    /// Tools for tests: only tests may depend on them.
    Tests,
    /// Automation: nothing may depend on it.
    Automation,
}

impl fmt::Display for Layer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(formatter, "layer {number}"),
            Self::Tests => formatter.write_str("tools for tests"),
            Self::Automation => formatter.write_str("automation"),
        }
    }
}

/// Whether a crate is data to data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum World {
    /// No file, variable, clock, process, thread, socket or async runtime.
    Pure,
    /// Input and output.
    Outside,
}

/// Crates of ours that a crate may depend on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Uses {
    /// All of lower layers, and these of its own.
    Below(&'static [&'static str]),
    /// These and no others.
    Only(&'static [&'static str]),
}

/// Crates from elsewhere that no pure crate may link.
pub(super) const IO_CRATES: &[&str] = &[
    "gix",
    "hyper",
    "hyper-util",
    "ignore",
    "listenfd",
    "mio",
    "rayon",
    "rusqlite",
    "rustix",
    "socket2",
    "ssh-key",
    "tempfile",
    "tokio",
];

const fn pure(layer: u8, name: &'static str, uses: Uses) -> Crate {
    Crate {
        name,
        layer: Layer::Number(layer),
        world: World::Pure,
        uses,
    }
}

const fn outside(layer: u8, name: &'static str, uses: Uses) -> Crate {
    Crate {
        name,
        layer: Layer::Number(layer),
        world: World::Outside,
        uses,
    }
}

const SOURCE: Uses = Uses::Only(&["opswright-source"]);
const NOTHING: Uses = Uses::Only(&[]);
const BELOW: Uses = Uses::Below(&[]);

/// The table of ARCHITECTURE.md, and the crates of later issues.
pub(super) const CRATES: &[Crate] = &[
    pure(0, "opswright-source", NOTHING),
    pure(0, "opswright-diagnostic", SOURCE),
    pure(1, "opswright-yaml", SOURCE),
    pure(1, "opswright-dockerfile", SOURCE),
    pure(1, "opswright-actions", SOURCE),
    pure(1, "opswright-promql", SOURCE),
    pure(1, "opswright-hcl", SOURCE),
    pure(1, "opswright-sql", SOURCE),
    pure(1, "opswright-shell", SOURCE),
    pure(2, "opswright-project", BELOW),
    pure(3, "opswright-survey", BELOW),
    pure(4, "opswright-design", BELOW),
    pure(4, "opswright-check", BELOW),
    pure(4, "opswright-generate", Uses::Below(&["opswright-design"])),
    pure(4, "opswright-rollout", NOTHING),
    outside(5, "opswright-worktree", SOURCE),
    outside(5, "opswright-approval", BELOW),
    outside(5, "opswright-journal", NOTHING),
    outside(5, "opswright-proxy", NOTHING),
    outside(
        6,
        "opswright-target",
        Uses::Only(&["opswright-rollout", "opswright-proxy"]),
    ),
    outside(7, "opswright-engine", BELOW),
    outside(9, "opswright", BELOW),
    Crate {
        name: "opswright-testkit",
        layer: Layer::Tests,
        world: World::Pure,
        uses: Uses::Only(&["opswright-source", "opswright-diagnostic"]),
    },
    Crate {
        name: "xtask",
        layer: Layer::Automation,
        world: World::Outside,
        uses: BELOW,
    },
];

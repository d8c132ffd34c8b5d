//! Strategies: each turns a plan into steps. A new one is a file here and a line in `Strategy`.

mod blue_green;

use serde::{Deserialize, Serialize};

use crate::{Plan, Step};

/// How traffic moves from one release to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// The candidate beside the old release, all traffic in one swap, the old one kept for a bake.
    BlueGreen,
}

impl Strategy {
    pub(crate) fn steps(&self, plan: &Plan) -> Vec<Step> {
        match self {
            Self::BlueGreen => blue_green::steps(plan),
        }
    }
}

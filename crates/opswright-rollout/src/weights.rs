//! How traffic is divided between releases: percentages that sum to 100, or nothing.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ReleaseId;

/// A whole percentage, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(pub u8);

/// The share of each release. Shares are above zero and sum to 100; no release at all means that nothing is served.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<ReleaseId, Percent>")]
#[serde(into = "BTreeMap<ReleaseId, Percent>")]
pub struct Weights(BTreeMap<ReleaseId, Percent>);

/// Shares that do not make a division of traffic.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("divide traffic: the weights sum to {sum}, not to 100")]
pub struct WeightsError {
    /// What they sum to.
    pub sum: u32,
}

impl Weights {
    /// Nothing is served.
    pub fn none() -> Self {
        Self::default()
    }

    /// All traffic to one release.
    pub fn all(release: ReleaseId) -> Self {
        Self(BTreeMap::from([(release, Percent(100))]))
    }

    /// A division by the given shares; shares of zero are left out.
    pub fn split(shares: BTreeMap<ReleaseId, Percent>) -> Result<Self, WeightsError> {
        let sum: u32 = shares.values().map(|share| u32::from(share.0)).sum();
        let kept: BTreeMap<_, _> = shares
            .into_iter()
            .filter(|(_, share)| share.0 > 0)
            .collect();
        if sum == 100 || kept.is_empty() {
            Ok(Self(kept))
        } else {
            Err(WeightsError { sum })
        }
    }

    /// Whether nothing is served.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The share of a release; zero for one that is not named.
    pub fn of(&self, release: &ReleaseId) -> Percent {
        self.0.get(release).copied().unwrap_or(Percent(0))
    }

    /// The releases that get traffic, and their shares, by name.
    pub fn shares(&self) -> impl Iterator<Item = (&ReleaseId, Percent)> {
        self.0.iter().map(|(release, share)| (release, *share))
    }
}

impl TryFrom<BTreeMap<ReleaseId, Percent>> for Weights {
    type Error = WeightsError;

    fn try_from(shares: BTreeMap<ReleaseId, Percent>) -> Result<Self, WeightsError> {
        Self::split(shares)
    }
}

impl From<Weights> for BTreeMap<ReleaseId, Percent> {
    fn from(weights: Weights) -> Self {
        weights.0
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("no traffic");
        }
        for (index, (release, share)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{} % {release}", share.0)?;
        }
        Ok(())
    }
}

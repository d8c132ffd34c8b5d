//! Decides from counts whether a release is good.

use serde::{Deserialize, Serialize};

use crate::{Analysis, Counts};

/// What a look at the traffic says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Good enough to go on.
    Pass,
    /// Worse than allowed.
    Fail,
    /// Too little, or too close to call.
    Inconclusive,
    /// No request was seen.
    NoData,
}

/// A verdict with its reasons; written once and never recomputed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// What it says.
    pub verdict: Verdict,
    /// One sentence.
    pub reason: String,
    /// The figures, a line each.
    pub evidence: Vec<String>,
}

/// Judges a candidate by its counts, beside those of the release before it.
pub fn judge(analysis: &Analysis, candidate: &Counts, baseline: Option<&Counts>) -> Judgement {
    let _ = (analysis, candidate, baseline);
    Judgement {
        verdict: Verdict::NoData,
        reason: "no traffic was seen".to_owned(),
        evidence: Vec::new(),
    }
}

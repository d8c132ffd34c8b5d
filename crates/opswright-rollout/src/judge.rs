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
///
/// It fails where its errors are above the objective beyond doubt (lower Wilson bound at 99.9 %), unless the baseline's may
/// be as well: a service that errs steadily is no reason to go back.
pub fn judge(analysis: &Analysis, candidate: &Counts, baseline: Option<&Counts>) -> Judgement {
    let said = |verdict, reason: String| Judgement {
        verdict,
        reason,
        evidence: figures(candidate, baseline),
    };
    if candidate.requests == 0 {
        return said(Verdict::NoData, "no traffic was seen".to_owned());
    }
    let (lower, _) = wilson(candidate);
    let objective = f64::from(analysis.max_error_ratio.0) / 1_000_000.0;
    let known = baseline.filter(|counts| counts.requests >= analysis.min_requests);
    let baseline_is_good = known.is_none_or(|counts| wilson(counts).1 < lower);
    let share = format!(
        "{} of {} requests failed",
        candidate.errors, candidate.requests
    );
    if candidate.errors >= analysis.min_errors && lower > objective && baseline_is_good {
        return said(
            Verdict::Fail,
            format!(
                "{share}, the objective is at most {}",
                analysis.max_error_ratio
            ),
        );
    }
    if candidate.requests < analysis.min_requests {
        let text = format!(
            "{share}; fewer than {} requests prove nothing",
            analysis.min_requests
        );
        return said(Verdict::Inconclusive, text);
    }
    let smallest = wilson(&Counts {
        errors: 0,
        ..candidate.clone()
    })
    .1;
    if ratio(candidate.errors, candidate.requests) > objective && known.is_none() {
        return said(Verdict::Inconclusive, format!("{share}, too few to call"));
    }
    said(
        Verdict::Pass,
        format!(
            "{share}; the data could have shown {:.2} % or more",
            smallest * 100.0
        ),
    )
}

fn figures(candidate: &Counts, baseline: Option<&Counts>) -> Vec<String> {
    let line = |name: &str, counts: &Counts| {
        let median = counts
            .latency_quantile_us(50)
            .map_or(String::new(), |value| format!(", half within {value} us"));
        format!(
            "{name}: {} requests, {} errors{median}",
            counts.requests, counts.errors
        )
    };
    let before = baseline
        .filter(|counts| counts.requests > 0)
        .map(|counts| line("before", counts));
    std::iter::once(line("new release", candidate))
        .chain(before)
        .collect()
}

fn ratio(part: u64, whole: u64) -> f64 {
    // Counts stay far below 2^52, so that nothing is lost.
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of requests are far below 2^52"
    )]
    let (part, whole) = (part as f64, whole.max(1) as f64);
    part / whole
}

/// The Wilson score interval of the error share, two-sided at 99.9 % (z = 3.29).
fn wilson(counts: &Counts) -> (f64, f64) {
    const Z: f64 = 3.29;
    if counts.requests == 0 {
        return (0.0, 1.0);
    }
    let share = ratio(counts.errors, counts.requests);
    let one_over = 1.0 / ratio(counts.requests, 1);
    let scale = 1.0 + Z * Z * one_over;
    let middle = share + Z * Z * one_over / 2.0;
    let spread = Z * (share * (1.0 - share) * one_over + Z * Z * one_over * one_over / 4.0).sqrt();
    (
        ((middle - spread) / scale).max(0.0),
        ((middle + spread) / scale).min(1.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Ratio, Unclear};

    fn counts(requests: u64, errors: u64) -> Counts {
        Counts {
            requests,
            errors,
            ..Counts::default()
        }
    }

    #[test]
    fn verdicts() {
        let analysis = Analysis {
            look_ms: 1000,
            looks: 3,
            min_requests: 20,
            min_errors: 3,
            max_error_ratio: Ratio(20_000),
            unclear: Unclear::ProceedIfVerified,
        };
        for (candidate, baseline, verdict) in [
            (counts(0, 0), None, Verdict::NoData),
            (counts(5, 0), None, Verdict::Inconclusive),
            (counts(5, 5), None, Verdict::Fail),
            (counts(2, 2), None, Verdict::Inconclusive),
            (counts(1000, 1), None, Verdict::Pass),
            (counts(1000, 300), None, Verdict::Fail),
            (counts(1000, 300), Some(counts(1000, 0)), Verdict::Fail),
            (counts(1000, 50), Some(counts(1000, 50)), Verdict::Pass),
            (counts(1000, 300), Some(counts(1000, 50)), Verdict::Fail),
            (counts(30, 1), None, Verdict::Inconclusive),
        ] {
            let judgement = judge(&analysis, &candidate, baseline.as_ref());
            assert_eq!(
                judgement.verdict, verdict,
                "{candidate:?} beside {baseline:?}: {judgement:?}"
            );
        }
    }
}

//! Decides from counts whether a release is good.

use serde::{Deserialize, Serialize};

use crate::{Analysis, Counts, Ratio};

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
    /// How many looks in a row said so.
    pub looks: u32,
}

/// Judges a candidate by its counts, beside those of the release before it.
///
/// It fails where its errors are above the objective beyond doubt (lower Wilson bound at 99.9 %), unless those of the release
/// before may be as many (upper Wilson bound at 95 %): a service that errs steadily is no reason to go back. It passes where its
/// errors keep the objective, or are no more than those of the release before as far as can be told.
pub fn judge(analysis: &Analysis, candidate: &Counts, baseline: Option<&Counts>) -> Judgement {
    let known = baseline.filter(|counts| counts.requests >= analysis.min_requests.max(1));
    let (verdict, reason) = verdict(analysis, candidate, known);
    Judgement {
        verdict,
        reason,
        evidence: figures(candidate, baseline),
        looks: 1,
    }
}

fn verdict(
    analysis: &Analysis,
    candidate: &Counts,
    baseline: Option<&Counts>,
) -> (Verdict, String) {
    if candidate.requests == 0 {
        return (Verdict::NoData, "no traffic was seen".to_owned());
    }
    let share = format!(
        "{} of {} requests failed",
        candidate.errors, candidate.requests
    );
    let lower = wilson(candidate, SURE).0;
    let (before, before_upper) = baseline.map_or((0.0, 0.0), |counts| {
        (share_of(counts), wilson(counts, LIKELY).1)
    });
    let objective = analysis.max_error_ratio;
    if is_above_objective(analysis, candidate) && before_upper < lower {
        return (
            Verdict::Fail,
            format!("{share}; the objective is at most {objective}"),
        );
    }
    if candidate.requests < analysis.min_requests {
        let least = analysis.min_requests;
        let reason = format!("{share}; fewer than {least} requests prove nothing");
        return (Verdict::Inconclusive, reason);
    }
    if share_of(candidate) <= ratio(objective) {
        let reason = format!("{share}; {}", smallest_effect(candidate));
        return (Verdict::Pass, reason);
    }
    if baseline.is_some() && lower <= before {
        let reason = format!("{share}, no more than before as far as can be told");
        return (Verdict::Pass, reason);
    }
    (
        Verdict::Inconclusive,
        format!("{share}; too close to the objective of {objective} to call"),
    )
}

/// Whether the errors are above the objective beyond doubt.
pub(crate) fn is_above_objective(analysis: &Analysis, counts: &Counts) -> bool {
    counts.errors >= analysis.min_errors.max(1)
        && wilson(counts, SURE).0 > ratio(analysis.max_error_ratio)
}

/// What a pass is worth: the error share that so many requests would have shown.
fn smallest_effect(counts: &Counts) -> String {
    let clean = Counts {
        errors: 0,
        ..counts.clone()
    };
    let percent = wilson(&clean, SURE).1 * 100.0;
    format!("so many could have shown {percent:.2} % or more")
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

fn ratio(ratio: Ratio) -> f64 {
    f64::from(ratio.0) / 1_000_000.0
}

fn share_of(counts: &Counts) -> f64 {
    number(counts.errors.min(counts.requests)) / number(counts.requests.max(1))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of requests are far below 2^52, so nothing is lost"
)]
fn number(count: u64) -> f64 {
    count as f64
}

/// Standard deviations of a two-sided 99.9 %: what it takes to go back.
const SURE: f64 = 3.2905;

/// Standard deviations of a two-sided 95 %: what it takes to be excused by the release before.
const LIKELY: f64 = 1.96;

/// The Wilson score interval of the error share.
fn wilson(counts: &Counts, z: f64) -> (f64, f64) {
    if counts.requests == 0 {
        return (0.0, 1.0);
    }
    let (share, requests) = (share_of(counts), number(counts.requests));
    let square = z * z / requests;
    let middle = share + square / 2.0;
    let spread = (square * share * (1.0 - share) + square * square / 4.0).sqrt();
    let scale = 1.0 + square;
    (
        ((middle - spread) / scale).max(0.0),
        ((middle + spread) / scale).min(1.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unclear;

    fn counts(requests: u64, errors: u64) -> Counts {
        Counts {
            requests,
            errors,
            ..Counts::default()
        }
    }

    fn analysis() -> Analysis {
        Analysis {
            look_ms: 1000,
            looks: 3,
            min_requests: 20,
            min_errors: 3,
            max_error_ratio: Ratio(20_000),
            unclear: Unclear::ProceedIfVerified,
        }
    }

    #[test]
    fn verdicts() {
        use Verdict::{Fail, Inconclusive, NoData, Pass};
        let none = None;
        let before = |requests, errors| Some(counts(requests, errors));
        for (candidate, baseline, verdict, why) in [
            (counts(0, 0), none.clone(), NoData, "nothing was asked"),
            (
                counts(0, 0),
                before(900, 0),
                NoData,
                "nothing was asked of the new one",
            ),
            (counts(5, 0), none.clone(), Inconclusive, "too few"),
            (counts(5, 5), none.clone(), Fail, "all of a few"),
            (
                counts(2, 2),
                none.clone(),
                Inconclusive,
                "fewer errors than count",
            ),
            (
                counts(30, 1),
                none.clone(),
                Inconclusive,
                "above, but not beyond doubt",
            ),
            (
                counts(1000, 20),
                none.clone(),
                Pass,
                "exactly the objective",
            ),
            (counts(1000, 1), none.clone(), Pass, "below"),
            (counts(1000, 300), none.clone(), Fail, "far above"),
            (
                counts(1000, 300),
                before(1000, 0),
                Fail,
                "far above a clean one",
            ),
            (
                counts(1000, 300),
                before(1000, 50),
                Fail,
                "far above one that errs",
            ),
            (counts(1000, 50), before(1000, 50), Pass, "as before"),
            (
                counts(1000, 50),
                before(19, 0),
                Fail,
                "too small to be a baseline",
            ),
            (
                counts(1000, 100),
                before(20, 0),
                Inconclusive,
                "the baseline may be as bad",
            ),
            (
                counts(1000, 100),
                before(1000, 0),
                Fail,
                "the baseline is good",
            ),
            (
                counts(10, 20),
                none.clone(),
                Fail,
                "more errors than requests",
            ),
            (counts(u64::MAX, u64::MAX), none, Fail, "no overflow"),
        ] {
            let judgement = judge(&analysis(), &candidate, baseline.as_ref());
            assert_eq!(judgement.verdict, verdict, "{why}: {judgement:?}");
        }
    }

    /// Reference values of the interval, from the closed form with exact arithmetic.
    #[test]
    fn wilson_interval() {
        for (requests, errors, z, lower, upper) in [
            (10, 0, 1.96, 0.0, 0.277_53),
            (10, 10, 1.96, 0.722_47, 1.0),
            (100, 5, 1.96, 0.021_54, 0.111_75),
            (1000, 20, 3.2905, 0.009_77, 0.040_50),
        ] {
            let found = wilson(&counts(requests, errors), z);
            let near = |a: f64, b: f64| (a - b).abs() < 0.000_1;
            assert!(
                near(found.0, lower) && near(found.1, upper),
                "{errors}/{requests}: {found:?}"
            );
        }
    }

    #[test]
    fn a_verdict_says_what_it_saw() {
        let judgement = judge(&analysis(), &counts(1000, 300), Some(&counts(1000, 2)));
        assert_eq!(
            judgement.reason,
            "300 of 1000 requests failed; the objective is at most 2.00 %"
        );
        assert_eq!(
            judgement.evidence,
            [
                "new release: 1000 requests, 300 errors",
                "before: 1000 requests, 2 errors"
            ]
        );
    }
}

//! What the regimes demand, added up: one more regime never takes a control away.

use super::decision;
use crate::case::{Case, regime_word};
use crate::design::{Compliance, Decision};

/// A control, and the regimes that demand it.
const CONTROLS: &[(&str, &[Compliance])] = {
    use Compliance::{Airgap, Fedramp, Gdpr, Hipaa, Pci, Soc2};
    &[
        ("audit log kept for a year", &[Soc2, Hipaa, Pci, Fedramp]),
        ("two people for production", &[Soc2, Hipaa, Pci, Fedramp]),
        ("every image scanned", &[Soc2, Pci, Fedramp]),
        ("personal data stays in the EU", &[Gdpr]),
        (
            "encryption at rest with own keys",
            &[Gdpr, Hipaa, Pci, Fedramp],
        ),
        ("private network only", &[Hipaa, Pci, Fedramp, Airgap]),
        ("web application firewall", &[Pci, Fedramp]),
        ("validated cryptographic modules (FIPS 140)", &[Fedramp]),
        ("own mirror of images and packages", &[Airgap]),
    ]
};

/// The controls, where there is a regime.
pub(super) fn decide(case: &Case<'_>) -> Vec<Decision> {
    if case.compliance.is_empty() {
        return Vec::new();
    }
    let controls: Vec<&str> = CONTROLS
        .iter()
        .filter(|(_, regimes)| {
            regimes
                .iter()
                .any(|regime| case.compliance.contains(regime))
        })
        .map(|(control, _)| *control)
        .collect();
    let regimes: Vec<&str> = case.compliance.iter().copied().map(regime_word).collect();
    vec![Decision {
        inputs: vec![case.input("compliance", "none")],
        ..decision(
            "compliance",
            controls.join(", "),
            "controls-of-regimes",
            format!(
                "{} demand them; this is no certification",
                regimes.join(", ")
            ),
        )
    }]
}

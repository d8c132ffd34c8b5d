//! Votes on one fact: every detector and importer claims, the strongest ground wins, the rest become alternatives.

use std::collections::BTreeSet;

use crate::{Confidence, Evidence, Fact};

/// Other values that are kept at most; nobody chooses among more.
const ALTERNATIVES: usize = 16;

/// What a claim stands on, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ground {
    /// The framework's convention; nothing in the repository says it.
    Convention,
    /// Code or a lock file, by a rule that can be misled.
    Code,
    /// A manifest says it.
    Manifest,
    /// A person declared it for deployment.
    Declared,
}

impl Ground {
    fn confidence(self) -> Confidence {
        match self {
            Self::Convention => Confidence::Low,
            Self::Code => Confidence::Medium,
            Self::Manifest | Self::Declared => Confidence::High,
        }
    }
}

/// One claim.
#[derive(Debug, Clone)]
pub(crate) struct Claim<T> {
    pub(crate) value: T,
    pub(crate) ground: Ground,
    pub(crate) evidence: Vec<Evidence>,
}

/// All claims on one fact, in the order they were made.
#[derive(Debug, Clone)]
pub(crate) struct Claims<T>(Vec<Claim<T>>);

impl<T> Default for Claims<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone + PartialEq> Claims<T> {
    /// Adds a claim.
    pub(crate) fn push(&mut self, value: T, ground: Ground, evidence: Evidence) {
        self.add(Claim {
            value,
            ground,
            evidence: vec![evidence],
        });
    }

    /// Adds a claim that several places prove.
    pub(crate) fn add(&mut self, claim: Claim<T>) {
        self.0.push(claim);
    }

    /// The claims in the order they were made.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Claim<T>> {
        self.0.iter()
    }

    /// Whether nobody claimed.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a claim stands on `ground` or better.
    pub(crate) fn stands_on(&self, ground: Ground) -> bool {
        self.0.iter().any(|claim| claim.ground >= ground)
    }

    /// The strongest claim; the earlier of equals.
    pub(crate) fn best(&self) -> Option<&Claim<T>> {
        self.0.iter().reduce(|best, claim| {
            if claim.ground > best.ground {
                claim
            } else {
                best
            }
        })
    }

    /// The strongest claim on exactly `ground`.
    pub(crate) fn on(&self, ground: Ground) -> Option<&Claim<T>> {
        self.0.iter().find(|claim| claim.ground == ground)
    }

    /// The fact: the strongest value with all that proves it, and the other values by strength.
    pub(crate) fn resolve(&self) -> Option<Fact<T>> {
        let best = self.best()?;
        let mut evidence: Vec<Evidence> = Vec::new();
        let mut seen: BTreeSet<&Evidence> = BTreeSet::new();
        let mut strongest_first: Vec<&Claim<T>> = self.0.iter().collect();
        strongest_first.sort_by_key(|claim| std::cmp::Reverse(claim.ground));
        let mut alternatives: Vec<T> = Vec::new();
        for claim in strongest_first {
            if claim.value == best.value {
                for place in &claim.evidence {
                    if seen.insert(place) {
                        evidence.push(place.clone());
                    }
                }
            } else if alternatives.len() < ALTERNATIVES && !alternatives.contains(&claim.value) {
                alternatives.push(claim.value.clone());
            }
        }
        Some(Fact {
            value: best.value.clone(),
            confidence: best.ground.confidence(),
            evidence,
            alternatives,
        })
    }

    /// Like `resolve`, but nothing when two values stand on the same strongest ground.
    pub(crate) fn resolve_unless_tied(&self) -> Option<Fact<T>> {
        let best = self.best()?;
        let tied = self
            .0
            .iter()
            .any(|claim| claim.ground == best.ground && claim.value != best.value);
        if tied { None } else { self.resolve() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32) -> Evidence {
        Evidence {
            path: "a".to_owned(),
            line,
        }
    }

    #[test]
    fn the_strongest_ground_wins_and_the_rest_are_alternatives() {
        let mut claims = Claims::default();
        claims.push(3000, Ground::Convention, at(1));
        claims.push(8080, Ground::Code, at(2));
        claims.push(8080, Ground::Manifest, at(3));
        claims.push(9090, Ground::Code, at(4));
        let fact = claims.resolve().expect("claims were made");
        assert_eq!(fact.value, 8080);
        assert_eq!(fact.confidence, Confidence::High);
        assert_eq!(fact.evidence, vec![at(3), at(2)]);
        assert_eq!(fact.alternatives, vec![9090, 3000]);
    }

    #[test]
    fn equal_grounds_with_two_values_are_unknown_where_a_tie_must_not_be_guessed() {
        let mut claims = Claims::default();
        claims.push("npm", Ground::Code, at(1));
        claims.push("yarn", Ground::Code, at(2));
        assert!(claims.resolve_unless_tied().is_none());
        claims.push("yarn", Ground::Manifest, at(3));
        assert_eq!(
            claims.resolve_unless_tied().map(|fact| fact.value),
            Some("yarn")
        );
    }
}

//! Which rules a run holds files against, and on which day.

use std::collections::BTreeSet;

use crate::rule::{Profile, Rule};
use crate::rules::rule;

/// The editions of the set of rules, oldest first. A new rule joins the newest one, so that a pinned run stays as it is.
pub const EDITIONS: &[&str] = &["2026.1"];

/// Rules that are younger than the oldest edition, with the edition that brought them.
const YOUNGER: &[(&str, &str)] = &[];

/// What a run asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Rules of this profile and of the gentler ones.
    pub profile: Profile,
    /// Rules of this edition and of older ones; one of [`EDITIONS`].
    pub edition: String,
    /// Only these rules, whatever their profile and edition; empty for all.
    pub select: BTreeSet<String>,
    /// Not these rules.
    pub ignore: BTreeSet<String>,
    /// The day, as `2026-11-25`, against which dates in files are held; without one nothing expires.
    pub today: Option<String>,
}

impl Default for Scope {
    /// What a run does when nothing is said.
    fn default() -> Self {
        Self {
            profile: Profile::Default,
            edition: EDITIONS.last().map_or("", |edition| edition).to_owned(),
            select: BTreeSet::new(),
            ignore: BTreeSet::new(),
            today: None,
        }
    }
}

impl Scope {
    /// Every rule that there is.
    pub fn everything() -> Self {
        Self {
            profile: Profile::Style,
            ..Self::default()
        }
    }

    /// Whether findings of the rule `name` are asked for; names outside the table (`broken-settings`) always are, unless
    /// ignored.
    pub fn includes(&self, name: &str) -> bool {
        if self.ignore.contains(name) {
            return false;
        }
        if !self.select.is_empty() {
            return self.select.contains(name);
        }
        rule(name).is_none_or(|rule| rule.profile <= self.profile && self.is_old_enough(rule))
    }

    fn is_old_enough(&self, rule: &Rule) -> bool {
        let age = |edition: &str| EDITIONS.iter().position(|other| *other == edition);
        YOUNGER
            .iter()
            .find(|(name, _)| *name == rule.name)
            .is_none_or(|(_, edition)| age(edition) <= age(&self.edition))
    }
}

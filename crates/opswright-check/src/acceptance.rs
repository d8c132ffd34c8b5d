//! Leaving out what a person has accepted, and telling which acceptance has no use.

use std::collections::{BTreeMap, BTreeSet};

use opswright_diagnostic::{Diagnostic, Safety, Silenced, sort};
use opswright_project::{Accepted, Summary, Suppression};

use crate::peers;
use crate::report::{Report, replace};
use crate::rule::Rule;
use crate::rules::{any, rule};
use crate::scope::Scope;

/// What is left of the findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled {
    /// Findings to report.
    pub findings: Vec<Diagnostic>,
    /// Findings that a comment accepts.
    pub silenced: Vec<(Diagnostic, Silenced)>,
}

/// What is left of `found` in the files of `summaries`: what `scope` asks for and no comment accepts; and what is wrong with the
/// comments.
pub(crate) fn settle(summaries: &[Summary], mut found: Vec<Diagnostic>, scope: &Scope) -> Settled {
    found.retain(|finding| scope.includes(finding.rule));
    let mut settled = Settled::default();
    let mut held: BTreeMap<&str, Vec<Held<'_>>> = BTreeMap::new();
    for summary in summaries
        .iter()
        .filter(|summary| !summary.suppressions.is_empty())
    {
        let suppressions = summary.suppressions.iter().map(|one| Held::new(one, scope));
        held.insert(&summary.path, suppressions.collect());
    }
    for finding in found {
        let mut reason = None;
        for suppression in held.get_mut(finding.path.as_str()).into_iter().flatten() {
            if suppression.accepts(&finding) {
                reason = Some(suppression.suppression.reason.clone());
            }
        }
        match reason {
            Some(reason) => settled.silenced.push((finding, Silenced::Comment(reason))),
            None => settled.findings.push(finding),
        }
    }
    for (path, suppressions) in &held {
        for suppression in suppressions {
            suppression.judge(path, scope, &mut settled.findings);
        }
    }
    sort(&mut settled.findings);
    settled
}

/// A comment, and which of its rules were of use.
struct Held<'a> {
    suppression: &'a Suppression,
    rules: BTreeSet<&'static str>,
    used: BTreeSet<&'static str>,
    /// Whether its day has come, or is none.
    is_over: bool,
}

impl<'a> Held<'a> {
    fn new(suppression: &'a Suppression, scope: &Scope) -> Self {
        let rules = suppression.accepted.iter().flat_map(names).collect();
        let is_over = suppression.until.as_deref().is_some_and(|until| {
            !is_date(until) || scope.today.as_deref().is_some_and(|today| until <= today)
        });
        Self {
            suppression,
            rules,
            used: BTreeSet::new(),
            is_over,
        }
    }

    fn accepts(&mut self, finding: &Diagnostic) -> bool {
        let covers = !self.is_over
            && self.suppression.range.touches(finding.range.start)
            && self.rules.contains(finding.rule);
        if covers {
            self.used.insert(finding.rule);
        }
        covers
    }

    /// What is wrong with the comment itself.
    fn judge(&self, path: &str, scope: &Scope, found: &mut Vec<Diagnostic>) {
        let mut find = |rule: &'static Rule, message: String| {
            if scope.includes(rule.name) {
                let mut report = Report::new(rule, path, "", found);
                report.find(self.suppression.comment, message);
            }
        };
        if !self.suppression.is_own() {
            return;
        }
        for accepted in &self.suppression.accepted {
            let Accepted::Ours(name) = accepted else {
                continue;
            };
            if rule(name).is_none() {
                find(
                    &any::unknown_rule::RULE,
                    format!("there is no rule `{name}` to allow"),
                );
            }
        }
        if let Some(until) = self.suppression.until.as_deref().filter(|_| self.is_over) {
            let message = if is_date(until) {
                format!("this was allowed until {until}; findings are reported again")
            } else {
                format!("`{until}` is no date: write the day as 2027-01-31")
            };
            find(&any::expired_suppression::RULE, message);
            return;
        }
        if self.suppression.reason.is_none() {
            let message = "nobody says why this is allowed".to_owned();
            find(&any::unexplained_suppression::RULE, message);
        }
        let unused: Vec<&str> = self
            .rules
            .iter()
            .filter(|name| !self.used.contains(*name) && scope.includes(name))
            .copied()
            .collect();
        if !unused.is_empty() && scope.includes(any::unused_suppression::RULE.name) {
            self.tell_unused(path, &unused, found);
        }
    }

    fn tell_unused(&self, path: &str, unused: &[&str], found: &mut Vec<Diagnostic>) {
        let mut report = Report::new(&any::unused_suppression::RULE, path, "", found);
        let message = format!("nothing here breaks `{}`", unused.join("`, `"));
        let comment = self.suppression.comment;
        let whole = unused.len() == self.suppression.accepted.len();
        let edits = if whole {
            vec![replace(comment, "")]
        } else {
            Vec::new()
        };
        let fix = report.fix("remove the comment", Safety::Safe, edits);
        report.find(comment, message).fix = Some(fix);
    }
}

fn names(accepted: &Accepted) -> Vec<&'static str> {
    match accepted {
        Accepted::Ours(name) => rule(name).map(|rule| rule.name).into_iter().collect(),
        Accepted::Theirs { peer, id } => peers::ours(peer, id),
    }
}

/// Whether a text has the form of a day.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

//! `compromised-action`: an action by a reference that was used to steal secrets.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::workflow::{ActionReference, Step, Workflow};

use super::pinning::pin_edits;
use crate::catalogue::{leading_version, pin};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "compromised-action",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("compromised_action.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

/// Actions whose references were moved to code that steals secrets: which references, and what is known.
const COMPROMISED: [(&str, Moved, &str); 4] = [
    (
        "aquasecurity/trivy-action",
        Moved::All,
        "its tags were moved in March 2026 (CVE-2026-33634)",
    ),
    (
        "aquasecurity/setup-trivy",
        Moved::All,
        "its tags were moved in March 2026 (CVE-2026-33634)",
    ),
    (
        "tj-actions/changed-files",
        Moved::UpTo(45),
        "its tags up to v45 were moved in March 2025 (CVE-2025-30066)",
    ),
    (
        "reviewdog/action-setup",
        Moved::UpTo(1),
        "its tag v1 was moved in March 2025 (CVE-2025-30154)",
    ),
];

#[derive(Debug, Clone, Copy)]
enum Moved {
    All,
    UpTo(u32),
}

/// Whether an action is used by a reference that was moved.
pub(super) fn is_compromised(action: &ActionReference<'_>) -> bool {
    known(action).is_some()
}

fn known(action: &ActionReference<'_>) -> Option<&'static str> {
    if action.is_commit() {
        return None;
    }
    let (_, moved, what) = COMPROMISED
        .iter()
        .find(|(name, _, _)| name.eq_ignore_ascii_case(action.repository()))?;
    let major = leading_version(action.reference)
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    let hit = match (moved, major) {
        (Moved::All, _) => true,
        (Moved::UpTo(last), Some(major)) => major <= *last,
        (Moved::UpTo(_), None) => true,
    };
    hit.then_some(*what)
}

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for uses in file
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .filter_map(Step::uses)
    {
        let Some(action) = uses.as_str().and_then(ActionReference::parse) else {
            continue;
        };
        let Some(what) = known(&action) else {
            continue;
        };
        let fix = match pin(action.action) {
            Some(pin) => report.fix(
                format!("pin the commit of {}", pin.version),
                Safety::Unsafe,
                pin_edits(uses, &action, &pin, report.text),
            ),
            None => advice(
                "pin a commit from before the takeover or after its end, and change every secret that it could read",
            ),
        };
        let finding = report.find(
            uses.range(),
            format!(
                "`{}` was taken over, and `{}` with it",
                action.action, action.reference
            ),
        );
        finding.evidence.push(what.to_owned());
        finding.fix = Some(fix);
    }
}

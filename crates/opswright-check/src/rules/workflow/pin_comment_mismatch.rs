//! `pin-comment-mismatch`: a pinned commit whose comment names another version.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{ActionReference, Step, Workflow};
use opswright_source::Range;

use crate::catalogue::pin;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "pin-comment-mismatch",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("pin_comment_mismatch.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for uses in file
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .filter_map(Step::uses)
    {
        let Some(action) = uses
            .as_str()
            .and_then(ActionReference::parse)
            .filter(ActionReference::is_commit)
        else {
            continue;
        };
        let Some(pin) = pin(action.action)
            .filter(|pin| pin.verified && pin.commit.eq_ignore_ascii_case(action.reference))
        else {
            continue;
        };
        let end = uses.range().end;
        let rest = report.text.get(end..).unwrap_or("");
        let line = rest.lines().next().unwrap_or("");
        let Some((gap, words)) = line.split_once('#') else {
            continue;
        };
        let said = words.trim();
        let is_version = said
            .trim_start_matches('v')
            .starts_with(|first: char| first.is_ascii_digit())
            && !said.contains(' ');
        let version = pin.version.trim_start_matches('v');
        let agrees = version == said.trim_start_matches('v')
            || version.starts_with(&format!("{}.", said.trim_start_matches('v')));
        if !is_version || agrees {
            continue;
        }
        let start = end + gap.len();
        let place = Range::new(start, start + 1 + words.trim_end().len());
        let fix = report.fix(
            format!("write `# {}`", pin.version),
            opswright_diagnostic::Safety::Safe,
            vec![replace(place, format!("# {}", pin.version))],
        );
        report
            .find(
                place,
                format!(
                    "this commit of `{}` is {}, and not {said}",
                    action.action, pin.version
                ),
            )
            .fix = Some(fix);
    }
}

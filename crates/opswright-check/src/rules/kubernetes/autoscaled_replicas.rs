//! `autoscaled-replicas`: a workload that says how many pods it wants although an autoscaler decides that.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_diagnostic::{FileEdit, Fix};
use opswright_source::Edit;

use super::together::Together;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "autoscaled-replicas",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("autoscaled_replicas.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for placed in together
        .objects
        .iter()
        .filter(|placed| placed.object.pod.is_some())
    {
        let (Some(replicas), Some(scaler)) =
            (&placed.object.replicas, together.autoscaler(*placed))
        else {
            continue;
        };
        let message = format!(
            "`{}` sets `replicas`, so each deployment undoes what the autoscaler `{}` has decided",
            placed.object.name.value, scaler.object.name.value
        );
        let edits = placed
            .object
            .replicas_lines
            .filter(|_| !placed.templated)
            .map(|range| FileEdit {
                path: placed.file.path.clone(),
                edit: Edit {
                    range,
                    text: String::new(),
                },
            });
        let evidence = format!(
            "{}:{} is the autoscaler",
            scaler.file.path, scaler.object.name.line
        );
        let finding = report.find_in(&placed.file.path, replicas.range, message);
        if placed.templated {
            finding.confidence = Confidence::Low;
        }
        finding.evidence.push(evidence);
        finding.fix = Some(Fix {
            title: "take out `replicas`".to_owned(),
            safety: Safety::Unsafe,
            edits: edits.into_iter().collect(),
        });
    }
}

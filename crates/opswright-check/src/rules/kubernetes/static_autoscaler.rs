//! `static-autoscaler`: an autoscaler that cannot scale.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Detail;

use super::together::Together;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "static-autoscaler",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("static_autoscaler.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for placed in &together.objects {
        let Detail::Autoscaler {
            least: Some(least),
            most: Some(most),
        } = &placed.object.detail
        else {
            continue;
        };
        if placed.object.patch || placed.templated || least.value < most.value {
            continue;
        }
        let name = &placed.object.name.value;
        let message = if least.value == most.value {
            format!("`{name}` keeps {} pods, whatever the load", most.value)
        } else {
            format!(
                "`{name}` wants at least {} pods and at most {}, so it is refused",
                least.value, most.value
            )
        };
        let finding = report.find_in(&placed.file.path, most.range, message);
        if least.value > most.value {
            finding.severity = Severity::Error;
        }
        finding.fix = Some(advice(
            "raise `maxReplicas`, or set `replicas` of the workload and leave the autoscaler out",
        ));
    }
}

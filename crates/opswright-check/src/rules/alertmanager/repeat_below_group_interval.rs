//! `repeat-below-group-interval`: a repetition more often than groups are looked at.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::{Route, Routing};
use opswright_promql::duration_seconds;
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "repeat-below-group-interval",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("repeat_below_group_interval.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let Some(root) = &routing.root else {
        return;
    };
    let mut open: Vec<(&Route<'_>, &str, &str)> = vec![(root, "5m", "4h")];
    while let Some((route, group, repeat)) = open.pop() {
        let own_repeat = route.node.get("repeat_interval");
        let group = route.node.str_at(&["group_interval"]).unwrap_or(group);
        let repeat = route.node.str_at(&["repeat_interval"]).unwrap_or(repeat);
        let below = duration_seconds(repeat)
            .zip(duration_seconds(group))
            .is_some_and(|(repeat, group)| repeat < group);
        if let Some(value) = own_repeat.filter(|_| below) {
            let fix = report.fix(
                format!("repeat after {group}"),
                Safety::Unsafe,
                vec![edit::set_scalar(value, group)],
            );
            report
                .find(value.range(), format!("groups are looked at every {group}, so that nothing is repeated after {repeat}"))
                .fix = Some(fix);
        }
        open.extend(route.routes.iter().map(|inner| (inner, group, repeat)));
    }
}

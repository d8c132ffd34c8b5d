//! `ungrouped-alerts`: a root route that makes one group of everything.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Routing;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "ungrouped-alerts",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("ungrouped_alerts.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let Some(root) = &routing.root else {
        return;
    };
    let groups = |node: opswright_yaml::Node<'_>| {
        node.get("group_by")
            .is_some_and(|list| list.items().next().is_some())
    };
    let all_below = !root.routes.is_empty() && root.routes.iter().all(|route| groups(route.node));
    if groups(root.node) || all_below {
        return;
    }
    let place = root
        .node
        .entry("group_by")
        .or_else(|| root.node.entry("receiver"))
        .map_or(root.node.range(), |entry| entry.key.range());
    report
        .find(place, "no `group_by`: alerts of all services come as one notification, and a new one waits for `group_interval`")
        .fix = Some(advice("group by what belongs together, such as `[alertname, cluster, service]`"));
}

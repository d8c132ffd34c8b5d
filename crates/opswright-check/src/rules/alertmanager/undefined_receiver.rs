//! `undefined-receiver`: a route to a receiver that is not there.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::Routing;
use opswright_yaml::edit;

use crate::closeness::is_close;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undefined-receiver",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("undefined_receiver.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let names: Vec<&str> = routing
        .receivers
        .iter()
        .filter_map(|receiver| receiver.str_at(&["name"]))
        .collect();
    for route in routing.routes() {
        let Some(receiver) = route.node.get("receiver") else {
            continue;
        };
        let text = receiver.as_str().unwrap_or("");
        if names.contains(&text) {
            continue;
        }
        let close: Vec<&&str> = names.iter().filter(|name| is_close(name, text)).collect();
        let fix = match close.as_slice() {
            [only] => Some(report.fix(
                format!("send to `{only}`"),
                Safety::Unsafe,
                vec![edit::set_scalar(receiver, only)],
            )),
            _ => None,
        };
        report
            .find(
                receiver.range(),
                format!("there is no receiver `{text}`, and Alertmanager refuses the file"),
            )
            .fix = fix;
    }
}

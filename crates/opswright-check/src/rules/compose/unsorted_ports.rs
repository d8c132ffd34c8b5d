//! `unsorted-ports`: published ports of a service that are in no order.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::Node;

use crate::compose::first_unsorted;
use crate::compose::order::{Block, reordered, sorted};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unsorted-ports",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("unsorted_ports.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let Some(entry) = service.node.entry("ports") else {
            continue;
        };
        let items: Vec<Node<'_>> = entry.value.items().collect();
        let names: Vec<&str> = items.iter().map(|item| host_port(*item)).collect();
        let Some((at, other)) = first_unsorted(&names) else {
            continue;
        };
        let blocks: Vec<Block<'_>> = items.iter().copied().map(Block::of_item).collect();
        let edits = reordered(report.text, &blocks, &sorted(&names))
            .into_iter()
            .collect();
        let fix = report.fix("sort the ports", Safety::Safe, edits);
        report
            .find(
                entry.key.range(),
                format!(
                    "{} stands after {other} in the ports of `{}`",
                    names[at], service.name
                ),
            )
            .fix = Some(fix);
    }
}

/// What stands for the port of the host, or else for that of the container.
fn host_port(item: Node<'_>) -> &str {
    let Some(text) = item.as_str() else {
        return item.str_at(&["published"]).unwrap_or("");
    };
    let text = text.split('/').next().unwrap_or(text);
    let rest = match text.rsplit_once(':') {
        Some((rest, container)) if rest.parse::<std::net::IpAddr>().is_ok() => return container,
        Some((rest, _)) => rest,
        None => return text,
    };
    // A variable with a default has colons of its own.
    if rest.contains('$') {
        return rest;
    }
    rest.rsplit_once(':').map_or(rest, |(_, host)| host)
}

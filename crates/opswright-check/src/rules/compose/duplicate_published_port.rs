//! `duplicate-published-port`: a port of the host that two services publish.

use opswright_diagnostic::{Confidence, Severity};
use std::net::IpAddr;

use opswright_project::compose::Service;
use opswright_source::Range;
use opswright_yaml::{Kind, Node};

use super::duplicate_container_name::apart;
use crate::compose::ports::{Published, range, read};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-published-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_published_port.md"),
    run: &[Run::Compose(run)],
};

/// Ports of a file beyond this number are not compared.
const MOST: usize = 1000;

struct Item<'a> {
    service: &'a Service<'a>,
    port: Published,
    range: Range,
}

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    let mut known: Vec<Item<'_>> = Vec::new();
    for service in &file.services {
        for node in service
            .get("ports")
            .into_iter()
            .flat_map(|ports| ports.items())
        {
            let Some(port) = published(node) else {
                continue;
            };
            let item = Item {
                service,
                port,
                range: node.range(),
            };
            let first = known
                .iter()
                .find(|other| clashes(&other.port, &item.port) && !apart(other.service, service));
            if let Some(other) = first {
                tell(other, &item, report);
            }
            if known.len() < MOST && !known.iter().any(|other| other.range == item.range) {
                known.push(item);
            }
        }
    }
}

fn tell(other: &Item<'_>, item: &Item<'_>, report: &mut Report<'_>) {
    if report.has(item.range) {
        return;
    }
    let of = |item: &Item<'_>| item.port.host.unwrap_or_default();
    let (a, b) = (of(other), of(item));
    let port = a.0.max(b.0);
    let chosen = is_choice(&other.port) || is_choice(&item.port);
    let message = if chosen {
        format!(
            "port {port} of the host may be taken: `{}` gets any of {}-{}",
            if is_choice(&other.port) {
                other.service.name
            } else {
                item.service.name
            },
            if is_choice(&other.port) { a.0 } else { b.0 },
            if is_choice(&other.port) { a.1 } else { b.1 },
        )
    } else {
        format!(
            "`{}` publishes port {port} of the host already",
            other.service.name
        )
    };
    let place = report.place(other.range.start);
    let finding = report.find(item.range, message);
    finding.evidence.push(format!("{place} takes it first"));
    finding.fix = Some(advice(
        "publish another port, or none: services reach each other without",
    ));
}

/// A port with a fixed place on the host.
fn published(node: Node<'_>) -> Option<Published> {
    let port = if node.kind() == Kind::Mapping {
        let address = match node.str_at(&["host_ip"]) {
            Some(text) => Some(text.parse::<IpAddr>().ok()?),
            None => None,
        };
        Published {
            address,
            host: range(node.str_at(&["published"])?),
            container: range(node.str_at(&["target"])?)?,
            protocol: node.str_at(&["protocol"]).unwrap_or("tcp").to_owned(),
        }
    } else {
        read(node.as_str()?).ok()?
    };
    port.host.is_some().then_some(port)
}

/// Whether the engine chooses one of several ports.
fn is_choice(port: &Published) -> bool {
    port.host.is_some_and(|host| host.0 != host.1) && port.container.0 == port.container.1
}

fn clashes(a: &Published, b: &Published) -> bool {
    let everywhere =
        |address: Option<IpAddr>| address.is_none_or(|address| address.is_unspecified());
    let (Some(one), Some(two)) = (a.host, b.host) else {
        return false;
    };
    let same_place = everywhere(a.address) || everywhere(b.address) || a.address == b.address;
    let both_choose = is_choice(a) && is_choice(b);
    a.protocol == b.protocol && same_place && one.0 <= two.1 && two.0 <= one.1 && !both_choose
}

//! What firewalls let in from everywhere: security groups of AWS, firewalls of Google, network security groups of Azure, others.

use opswright_hcl::{Expression, Scope};
use opswright_project::terraform::{Resource, Terraform};
use opswright_source::Range;

/// Ports that a rule opens to the world.
#[derive(Debug, Clone)]
pub(super) struct Opening {
    /// Address of the resource.
    pub(super) owner: String,
    /// Where the source is named.
    pub(super) range: Range,
    /// First and last port of each span.
    pub(super) spans: Vec<(u32, u32)>,
    /// Whether all protocols and ports are meant.
    pub(super) all: bool,
}

impl Opening {
    /// Whether a port lies in it.
    pub(super) fn has(&self, port: u32) -> bool {
        self.spans
            .iter()
            .any(|(first, last)| *first <= port && port <= *last)
    }

    /// Whether it opens so much that no port was meant.
    pub(super) fn is_everything(&self) -> bool {
        self.all
            || self
                .spans
                .iter()
                .any(|(first, last)| *first <= 1 && *last >= 65535)
    }
}

/// Whether traffic comes in or goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    In,
    Out,
}

/// Everything that a file opens to the world.
pub(super) fn openings(file: &Terraform<'_>, way: Way) -> Vec<Opening> {
    let mut found = Vec::new();
    for resource in &file.resources {
        match resource.kind {
            "aws_security_group" | "aws_default_security_group" => {
                let name = if way == Way::In { "ingress" } else { "egress" };
                for scope in resource.scope().get(name).scopes {
                    found.extend(aws(*resource, scope));
                }
            }
            "aws_security_group_rule" => {
                let kind = if way == Way::In { "ingress" } else { "egress" };
                if resource.text("type") == Some(kind) {
                    found.extend(aws(*resource, resource.scope()));
                }
            }
            "aws_vpc_security_group_ingress_rule" if way == Way::In => {
                found.extend(aws(*resource, resource.scope()));
            }
            "aws_vpc_security_group_egress_rule" if way == Way::Out => {
                found.extend(aws(*resource, resource.scope()));
            }
            "google_compute_firewall" if way == Way::In => found.extend(google(*resource)),
            "azurerm_network_security_rule" if way == Way::In => {
                found.extend(azure(*resource, resource.scope()));
            }
            "azurerm_network_security_group" if way == Way::In => {
                for scope in resource.scope().get("security_rule").scopes {
                    found.extend(azure(*resource, scope));
                }
            }
            _ if way == Way::In => found.extend(other(*resource)),
            _ => {}
        }
    }
    found
}

/// Where one of these names holds an address range that is the whole internet.
fn world(scope: Scope<'_>, names: &[&str]) -> Option<Range> {
    names.iter().find_map(|name| {
        scope.get(name).values.iter().find_map(|(value, range)| {
            let values = value.items().unwrap_or(std::slice::from_ref(*value));
            values
                .iter()
                .filter_map(Expression::as_str)
                .any(is_world)
                .then_some(*range)
        })
    })
}

pub(super) fn is_world(text: &str) -> bool {
    matches!(
        text.to_ascii_lowercase().as_str(),
        "0.0.0.0/0"
            | "::/0"
            | "0000:0000:0000:0000:0000:0000:0000:0000/0"
            | "*"
            | "any"
            | "internet"
            | "0.0.0.0"
            | "<nw>/0"
            | "/0"
    )
}

fn number(scope: Scope<'_>, name: &str) -> Option<u32> {
    let found = scope.get(name);
    let (value, _) = found.values.first()?;
    let number = value.as_number()?;
    // Ports are small whole numbers; -1 stands for all.
    (0.0..=65535.0)
        .contains(&number)
        .then(|| format!("{number:.0}").parse().ok())
        .flatten()
}

fn text<'a>(scope: Scope<'a>, name: &str) -> Option<&'a str> {
    scope
        .get(name)
        .values
        .first()
        .and_then(|(value, _)| value.scalar())
}

fn aws(resource: Resource<'_>, scope: Scope<'_>) -> Option<Opening> {
    let range = world(
        scope,
        &["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"],
    )?;
    let protocol = text(scope, "protocol").or_else(|| text(scope, "ip_protocol"));
    let every_port = text(scope, "from_port") == Some("-1") && text(scope, "to_port") == Some("-1");
    let icmp = matches!(protocol, Some("icmp" | "icmpv6" | "1" | "58"));
    let all = matches!(protocol, Some("-1" | "all")) || every_port && !icmp;
    let spans = match (number(scope, "from_port"), number(scope, "to_port")) {
        _ if icmp => Vec::new(),
        (Some(first), Some(last)) => vec![(first, last.max(first))],
        _ => Vec::new(),
    };
    Some(Opening {
        owner: resource.address(),
        range,
        spans: if all { vec![(0, 65535)] } else { spans },
        all,
    })
}

fn google(resource: Resource<'_>) -> Option<Opening> {
    let scope = resource.scope();
    let outgoing = text(scope, "direction").is_some_and(|way| way.eq_ignore_ascii_case("egress"));
    if outgoing || text(scope, "disabled") == Some("true") {
        return None;
    }
    let range = world(scope, &["source_ranges"])?;
    let mut spans = Vec::new();
    let mut all = false;
    for allow in scope.get("allow").scopes {
        let ports = allow.get("ports");
        let protocol = text(allow, "protocol").unwrap_or("");
        all |= protocol.eq_ignore_ascii_case("all");
        if ports.is_missing() && matches!(protocol, "tcp" | "udp" | "all" | "6" | "17") {
            spans.push((0, 65535));
        }
        for (value, _) in ports.values {
            spans.extend(value.items().unwrap_or(&[]).iter().filter_map(span));
        }
    }
    Some(Opening {
        owner: resource.address(),
        range,
        spans,
        all,
    })
}

/// `22`, `20-30` or `20/30`.
fn span(value: &Expression) -> Option<(u32, u32)> {
    let text = value.scalar()?;
    if text == "*" {
        return Some((0, 65535));
    }
    let (first, last) = text.split_once(['-', '/']).unwrap_or((text, text));
    Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
}

fn azure(resource: Resource<'_>, scope: Scope<'_>) -> Option<Opening> {
    let is = |name: &str, wanted: &str| {
        text(scope, name).is_none_or(|value| value.eq_ignore_ascii_case(wanted))
    };
    if !is("direction", "inbound") || !is("access", "allow") {
        return None;
    }
    let range = world(scope, &["source_address_prefix", "source_address_prefixes"])?;
    let mut spans = Vec::new();
    for name in ["destination_port_range", "destination_port_ranges"] {
        for (value, _) in scope.get(name).values {
            let values = value.items().unwrap_or(std::slice::from_ref(value));
            spans.extend(values.iter().filter_map(span));
        }
    }
    let icmp = text(scope, "protocol").is_some_and(|name| name.eq_ignore_ascii_case("icmp"));
    Some(Opening {
        owner: resource.address(),
        range,
        spans: if icmp { Vec::new() } else { spans },
        all: false,
    })
}

/// Rules of other providers that are one resource a rule.
fn other(resource: Resource<'_>) -> Option<Opening> {
    let scope = resource.scope();
    let (source, ports): (&[&str], &[&str]) = match resource.kind {
        "alicloud_security_group_rule" if text(scope, "type") == Some("ingress") => {
            (&["cidr_ip"], &["port_range"])
        }
        "openstack_networking_secgroup_rule_v2" if text(scope, "direction") == Some("ingress") => {
            (&["remote_ip_prefix"], &[])
        }
        _ => return None,
    };
    let range = world(scope, source)?;
    let mut spans = Vec::new();
    for name in ports {
        for (value, _) in scope.get(name).values {
            spans.extend(span(value));
        }
    }
    if let (Some(first), Some(last)) = (
        number(scope, "port_range_min"),
        number(scope, "port_range_max"),
    ) {
        spans.push((first, last));
    }
    Some(Opening {
        owner: resource.address(),
        range,
        spans,
        all: false,
    })
}

//! How requests arrive: load balancer, names, certificates.

use super::decision;
use crate::case::Case;
use crate::design::{Compliance, Decision, Input, Scale};
use crate::platform::{self, Class, Cloud, Platform};
use crate::provenance;

/// Three decisions, where anything takes requests.
pub(super) fn decide(case: &Case<'_>) -> Vec<Decision> {
    let platform = platform::choose(case);
    if !case.takes_requests() {
        return vec![Decision {
            inputs: kinds(case),
            ..decision(
                "load-balancer",
                "none",
                "nothing-takes-requests",
                "no workload is a web service or a static site",
            )
        }];
    }
    let airgap = case.compliance.contains(&Compliance::Airgap);
    let mut decisions = vec![
        load_balancer(case, &platform),
        names(case, &platform, airgap),
        certificates(case, &platform, airgap),
    ];
    for decided in &mut decisions {
        decided.inputs = kinds(case);
        decided
            .inputs
            .push(provenance::decided("platform", &platform.name));
        if !case.compliance.is_empty() {
            decided.inputs.push(case.input("compliance", "none"));
        }
    }
    decisions
}

/// The workloads that take requests, or all where none does, with what proves their kind.
fn kinds(case: &Case<'_>) -> Vec<Input> {
    if case.workloads.is_empty() {
        return vec![provenance::assumed("workload.app.path", "none")];
    }
    let any = !case.takes_requests();
    case.workloads
        .iter()
        .filter(|workload| any || matches!(workload.design.kind.as_str(), "web" | "static"))
        .map(|workload| case.kind_of(workload))
        .collect()
}

fn load_balancer(case: &Case<'_>, platform: &Platform) -> Decision {
    let (choice, reason) = match (platform.class, platform.cloud) {
        (Class::Server, _) if case.tier == Scale::Hobby => (
            "the embedded proxy on the server",
            "it swaps releases without losing a request, and there is one server to send them to",
        ),
        (Class::Server, _) => (
            "a virtual address before the embedded proxies",
            "either server can take all requests while the other one is replaced",
        ),
        (Class::Hosted, _) => (
            "the edge of the platform",
            "it is part of the platform and cannot be left out",
        ),
        (Class::Containers, Cloud::Gcp) => (
            "Cloud Run's own front end",
            "it comes with the service, and splits traffic between revisions",
        ),
        (Class::Containers, Cloud::Azure) => (
            "Container Apps ingress",
            "it comes with the service, and splits traffic between revisions",
        ),
        (Class::Containers, _) => (
            "Application Load Balancer",
            "it checks health and shifts weights between target groups",
        ),
        (Class::Kubernetes, _) if case.tier == Scale::Enterprise => (
            "Gateway API in each region, a global load balancer before them",
            "a region that is lost is left out within seconds",
        ),
        (Class::Kubernetes, _) => (
            "Gateway API",
            "weights, timeouts and certificates are objects that any implementation reads",
        ),
    };
    let mut decided = decision("load-balancer", choice, "load-balancer-of-platform", reason);
    if platform.class == Class::Kubernetes {
        decided.runner_up = Some("Ingress".to_owned());
        decided.current_answer =
            Some("Gateway API and not Ingress: ingress-nginx is retired since 2026-03".to_owned());
    } else if platform.class == Class::Server {
        decided.runner_up = Some("Caddy".to_owned());
    }
    decided
}

fn names(case: &Case<'_>, platform: &Platform, airgap: bool) -> Decision {
    if airgap {
        return Decision {
            runner_up: Some("addresses in a hosts file".to_owned()),
            ..decision(
                "dns",
                "internal zone",
                "dns-without-public-network",
                "no public resolver can be reached",
            )
        };
    }
    let zone = match platform.cloud {
        Cloud::Aws => "Route 53",
        Cloud::Gcp => "Cloud DNS",
        Cloud::Azure => "Azure DNS",
        Cloud::Fly | Cloud::Railway | Cloud::Own => "the registrar's zone",
    };
    let (choice, reason) = match (platform.class, case.tier) {
        (_, Scale::Enterprise) => (
            format!("{zone}, records by latency with health checks"),
            "each user is sent to the nearest healthy region",
        ),
        (Class::Kubernetes, _) => (
            format!("{zone}, kept by external-dns"),
            "names follow the routes of the cluster, and nobody edits them by hand",
        ),
        _ => (
            format!("{zone}, one A and one AAAA record"),
            "one address is enough, with a time to live of 300 seconds so that it can move",
        ),
    };
    Decision {
        runner_up: Some("Cloudflare".to_owned()),
        ..decision("dns", choice, "dns-of-platform", reason)
    }
}

fn certificates(case: &Case<'_>, platform: &Platform, airgap: bool) -> Decision {
    let outside = match (platform.class, platform.cloud) {
        _ if airgap => "own authority by cert-manager",
        (Class::Server, _) => "ACME certificate, renewed on the server",
        (Class::Hosted, _) => "certificate of the platform",
        (Class::Containers, Cloud::Aws) => "ACM certificate on the load balancer",
        (Class::Containers, _) => "managed certificate of the cloud",
        (Class::Kubernetes, _) => "ACME certificate by cert-manager",
    };
    let (inside, reason) = if case.tier == Scale::Enterprise {
        (
            ", mutual TLS between services by the mesh",
            "no connection inside or outside is readable, and every service proves who it is",
        )
    } else if case.is_regulated() {
        (
            ", TLS up to the container and the database",
            "the regime counts the inner network as hostile",
        )
    } else {
        ("", "it renews by itself, so that it cannot expire unseen")
    };
    let mut decided = decision(
        "tls",
        format!("{outside}{inside}"),
        "tls-of-platform",
        reason,
    );
    decided.runner_up = Some("a bought certificate, renewed by hand".to_owned());
    decided
}

//! `undelivered-design`: a part of the design that no code makes.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Declared, Graph};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undelivered-design",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undelivered_design.md"),
    run: &[Run::Graph(run)],
};

/// What a choice of the design needs as code.
struct Need {
    /// Key of the decision.
    decision: &'static str,
    /// A part of the choice.
    choice: &'static str,
    /// What is missing, with its article.
    what: &'static str,
    /// Types of Terraform resources, or their beginnings, that make it.
    resources: &'static [&'static str],
    /// Kinds of Kubernetes objects that make it.
    kinds: &'static [&'static str],
}

const NEEDS: &[Need] = &[
    Need {
        decision: "load-balancer",
        choice: "Application Load Balancer",
        what: "a load balancer",
        resources: &["aws_lb", "aws_alb", "module:alb"],
        kinds: &["Ingress", "Gateway"],
    },
    Need {
        decision: "load-balancer",
        choice: "Gateway API",
        what: "a gateway",
        resources: &[],
        kinds: &["Gateway", "HTTPRoute", "Ingress"],
    },
    Need {
        decision: "dns",
        choice: "Route 53",
        what: "a DNS record",
        resources: &["aws_route53_record", "module:route53"],
        kinds: &["DNSEndpoint"],
    },
    Need {
        decision: "dns",
        choice: "Cloud DNS",
        what: "a DNS record",
        resources: &["google_dns_record_set"],
        kinds: &["DNSEndpoint"],
    },
    Need {
        decision: "dns",
        choice: "Azure DNS",
        what: "a DNS record",
        resources: &["azurerm_dns_"],
        kinds: &["DNSEndpoint"],
    },
    Need {
        decision: "tls",
        choice: "ACM certificate",
        what: "a certificate",
        resources: &["aws_acm_certificate", "module:acm"],
        kinds: &["Certificate"],
    },
    Need {
        decision: "tls",
        choice: "cert-manager",
        what: "a certificate",
        resources: &["helm_release"],
        kinds: &["Certificate", "ClusterIssuer", "Issuer"],
    },
    Need {
        decision: "secrets",
        choice: "External Secrets Operator",
        what: "a secret store",
        resources: &[],
        kinds: &["ExternalSecret", "SecretStore", "ClusterSecretStore"],
    },
    Need {
        decision: "secrets",
        choice: "AWS Secrets Manager",
        what: "a secret store",
        resources: &["aws_secretsmanager_secret"],
        kinds: &[],
    },
    Need {
        decision: "secrets",
        choice: "GCP Secret Manager",
        what: "a secret store",
        resources: &["google_secret_manager_secret"],
        kinds: &[],
    },
    Need {
        decision: "secrets",
        choice: "Azure Key Vault",
        what: "a secret store",
        resources: &["azurerm_key_vault"],
        kinds: &[],
    },
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (summary, content) in graph.contents() {
        let Content::Design(design) = content else {
            continue;
        };
        for (key, choice) in &design.choices {
            let need = NEEDS
                .iter()
                .find(|need| need.decision == key && choice.value.contains(need.choice));
            let Some(need) = need.filter(|need| !is_made(graph, need)) else {
                continue;
            };
            report
                .find_in(
                    &summary.path,
                    choice.range,
                    format!(
                        "the design needs {} ({}), and no Terraform or manifest makes it",
                        need.what, need.choice
                    ),
                )
                .fix = Some(advice(cure(need)));
        }
    }
}

fn cure(need: &Need) -> String {
    let resource = need.resources.iter().find(|name| !name.contains(':'));
    match (resource, need.kinds.first()) {
        (Some(resource), _) => format!("add a resource `{resource}`"),
        (None, Some(kind)) => format!("add an object of kind `{kind}`"),
        (None, None) => "write it as code".to_owned(),
    }
}

fn is_made(graph: &Graph<'_>, need: &Need) -> bool {
    let by_object = graph.manifests().any(|(_, manifests)| {
        manifests
            .objects
            .iter()
            .any(|object| need.kinds.contains(&object.kind.as_str()))
    });
    let by_resource = graph.modules().iter().any(|module| {
        let mut resources = module.declared(Declared::Resource);
        let mut calls = module.files.iter().flat_map(|(_, file)| &file.modules);
        resources.any(|(_, resource)| {
            need.resources
                .iter()
                .any(|name| resource.name.value.starts_with(name))
        }) || calls.any(|call| {
            let source = call.source.as_deref().unwrap_or("");
            need.resources
                .iter()
                .filter_map(|name| name.strip_prefix("module:"))
                .any(|name| source.contains(name) || call.name.value.contains(name))
        })
    });
    by_object || by_resource
}

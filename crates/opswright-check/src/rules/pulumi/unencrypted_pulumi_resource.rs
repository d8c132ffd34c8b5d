//! `unencrypted-pulumi-resource`: a resource in a Pulumi program that keeps or sends data in clear.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::{Yaml, edit};

use super::programs::{Resource, resources};
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unencrypted-pulumi-resource",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unencrypted_pulumi_resource.md"),
    run: &[Run::PulumiProject(run)],
};

/// Type, switch, whether it is on where nothing is written, and what is in clear without it.
const SWITCHES: &[(&str, &str, bool, &str)] = &[
    ("aws:rds:Instance", "storageEncrypted", false, KEEPS),
    ("aws:rds:Cluster", "storageEncrypted", false, KEEPS),
    ("aws:docdb:Cluster", "storageEncrypted", false, KEEPS),
    ("aws:neptune:Cluster", "storageEncrypted", false, KEEPS),
    ("aws:ebs:Volume", "encrypted", false, KEEPS),
    ("aws:efs:FileSystem", "encrypted", false, KEEPS),
    (
        "aws:elasticache:ReplicationGroup",
        "atRestEncryptionEnabled",
        false,
        KEEPS,
    ),
    (
        "aws:elasticache:ReplicationGroup",
        "transitEncryptionEnabled",
        false,
        SENDS,
    ),
    ("aws:sqs:Queue", "sqsManagedSseEnabled", true, KEEPS),
    (
        "azure-native:storage:StorageAccount",
        "enableHttpsTrafficOnly",
        true,
        SENDS,
    ),
    ("azure-native:cache:Redis", "enableNonSslPort", true, SENDS),
];

const KEEPS: &str = "keeps its data in clear";
const SENDS: &str = "lets traffic pass in clear";

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    for resource in resources(yaml) {
        for (kind, name, default, what) in SWITCHES {
            if resource.kind == *kind {
                look(&resource, name, (*default, what), report);
            }
        }
    }
}

fn look(
    resource: &Resource<'_>,
    name: &str,
    (default, what): (bool, &str),
    report: &mut Report<'_>,
) {
    // A name that says "non" is a switch for the opposite.
    let wanted = if name.contains("NonSsl") {
        "false"
    } else {
        "true"
    };
    let unwanted = if wanted == "true" { "false" } else { "true" };
    let value = resource.properties.and_then(|node| node.get(name));
    let edits = match value {
        Some(value) if value.as_str() == Some(unwanted) => vec![replace(value.range(), wanted)],
        None if !default => resource
            .properties
            .and_then(|node| edit::append(report.text, node, &format!("{name}: {wanted}")))
            .into_iter()
            .collect(),
        _ => return,
    };
    let fix = report.fix(format!("set `{name}: {wanted}`"), Safety::Unsafe, edits);
    let (range, state) = match value {
        Some(value) => (value.range(), format!("is `{unwanted}`")),
        None => (resource.key.range(), "is missing".to_owned()),
    };
    let message = format!("`{}` {what}: `{name}` {state}", resource.name);
    report.find(range, message).fix = Some(fix);
}

//! `unprotected-pulumi-resource`: a resource with state in a Pulumi program that one wrong update deletes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::{Yaml, edit};

use super::programs::resources;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unprotected-pulumi-resource",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unprotected_pulumi_resource.md"),
    run: &[Run::PulumiProject(run)],
};

/// Types that hold what cannot be made again.
const STATEFUL: &[&str] = &[
    "aws:rds:Instance",
    "aws:rds:Cluster",
    "aws:dynamodb:Table",
    "aws:s3:Bucket",
    "aws:s3:BucketV2",
    "aws:efs:FileSystem",
    "aws:docdb:Cluster",
    "aws:neptune:Cluster",
    "aws:elasticache:ReplicationGroup",
    "aws:kms:Key",
    "aws:redshift:Cluster",
    "gcp:sql:DatabaseInstance",
    "gcp:storage:Bucket",
    "gcp:spanner:Instance",
    "gcp:bigtable:Instance",
    "gcp:bigquery:Dataset",
    "gcp:kms:CryptoKey",
    "azure-native:sql:Database",
    "azure-native:sql:Server",
    "azure-native:storage:StorageAccount",
    "azure-native:dbforpostgresql:Server",
    "azure-native:dbformysql:Server",
    "azure-native:documentdb:DatabaseAccount",
    "azure-native:keyvault:Vault",
];

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    for resource in resources(yaml) {
        let protect = resource.node.at(&["options", "protect"]);
        if !STATEFUL.contains(&resource.kind.as_str())
            || protect.is_some_and(|value| value.as_str() != Some("false"))
        {
            continue;
        }
        let edits = match (protect, resource.node.get("options")) {
            (Some(value), _) => vec![replace(value.range(), "true")],
            (None, Some(options)) => edit::append(report.text, options, "protect: true")
                .into_iter()
                .collect(),
            (None, None) => edit::append(report.text, resource.node, "options:\n  protect: true")
                .into_iter()
                .collect(),
        };
        let fix = report.fix("set `options.protect: true`", Safety::Unsafe, edits);
        report
            .find(
                resource.key.range(),
                format!("`{}` can be deleted by one wrong update", resource.name),
            )
            .fix = Some(fix);
    }
}

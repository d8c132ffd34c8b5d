//! `untagged-pulumi-resources`: resources in a Pulumi program without tags.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Yaml;

use super::programs::resources;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "untagged-pulumi-resources",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("untagged_pulumi_resources.md"),
    run: &[Run::PulumiProject(run)],
};

/// Types that cost money and take tags.
const TAGGED: &[&str] = &[
    "aws:cloudfront:Distribution",
    "aws:dynamodb:Table",
    "aws:ebs:Volume",
    "aws:ec2:Instance",
    "aws:ec2:NatGateway",
    "aws:ec2:Vpc",
    "aws:ecs:Cluster",
    "aws:ecs:Service",
    "aws:efs:FileSystem",
    "aws:eks:Cluster",
    "aws:elasticache:ReplicationGroup",
    "aws:lambda:Function",
    "aws:lb:LoadBalancer",
    "aws:rds:Cluster",
    "aws:rds:Instance",
    "aws:s3:Bucket",
    "aws:s3:BucketV2",
    "aws:sqs:Queue",
    "azure-native:compute:VirtualMachine",
    "azure-native:resources:ResourceGroup",
    "azure-native:sql:Database",
    "azure-native:storage:StorageAccount",
];

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let all = resources(yaml);
    let adds = all.iter().any(|resource| {
        let tags = resource.properties.and_then(|node| node.get("defaultTags"));
        resource.kind.starts_with("pulumi:providers:") && tags.is_some()
    });
    let set = yaml.root().and_then(|root| root.get("config"));
    let sets = set.is_some_and(|config| config.get("aws:defaultTags").is_some());
    if adds || sets {
        return;
    }
    let mut without = all.iter().filter(|resource| {
        let tags = resource.properties.and_then(|node| node.get("tags"));
        TAGGED.contains(&resource.kind.as_str()) && tags.is_none()
    });
    let Some(first) = without.next() else {
        return;
    };
    let message = match without.count() {
        0 => format!("`{}` gets no tags, and the project adds none", first.name),
        more => format!(
            "{} resources get no tags, `{}` among them, and the project adds none",
            more + 1,
            first.name
        ),
    };
    report.find(first.key.range(), message).fix = Some(advice(
        "set `aws:defaultTags`: owner, environment, repository",
    ));
}

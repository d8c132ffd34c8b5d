//! `untagged-resources`: resources without tags, under a provider that adds none.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Declared, Graph, Module};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "untagged-resources",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("untagged_resources.md"),
    run: &[Run::Graph(run)],
};

/// Types that cost money and take tags.
const TAGGED: &[&str] = &[
    "aws_instance",
    "aws_vpc",
    "aws_subnet",
    "aws_nat_gateway",
    "aws_eip",
    "aws_s3_bucket",
    "aws_db_instance",
    "aws_rds_cluster",
    "aws_lb",
    "aws_alb",
    "aws_elb",
    "aws_ecs_cluster",
    "aws_ecs_service",
    "aws_eks_cluster",
    "aws_eks_node_group",
    "aws_ecr_repository",
    "aws_lambda_function",
    "aws_dynamodb_table",
    "aws_elasticache_cluster",
    "aws_elasticache_replication_group",
    "aws_sqs_queue",
    "aws_sns_topic",
    "aws_kms_key",
    "aws_efs_file_system",
    "aws_ebs_volume",
    "aws_cloudfront_distribution",
    "aws_redshift_cluster",
    "aws_opensearch_domain",
    "aws_kinesis_stream",
    "aws_msk_cluster",
    "aws_secretsmanager_secret",
    "aws_cloudwatch_log_group",
    "aws_security_group",
    "aws_iam_role",
    "aws_route53_zone",
    "aws_acm_certificate",
    "aws_vpc_endpoint",
    "aws_transit_gateway",
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph.modules().iter().filter(|module| !module.is_example()) {
        for (summary, file) in &module.files {
            for provider in &file.providers {
                if provider.name.value != "aws" || provider.alias || provider.default_tags {
                    continue;
                }
                if let Some(message) = untagged(module) {
                    report
                        .find_in(&summary.path, provider.name.range, message)
                        .fix = Some(advice(
                        "add `default_tags` to the provider: owner, environment, repository",
                    ));
                }
            }
        }
    }
}

/// How many resources of a module have no tags, with a name.
fn untagged(module: &Module<'_>) -> Option<String> {
    let without: Vec<&str> = module
        .declared(Declared::Resource)
        .filter(|(_, resource)| {
            TAGGED.contains(&resource.resource_type()) && !resource.attributes.contains_key("tags")
        })
        .map(|(_, resource)| resource.name.value.as_str())
        .collect();
    let first = without.first()?;
    Some(match without.len() {
        1 => format!("`{first}` gets no tags, and the provider adds none"),
        count => format!(
            "{count} resources get no tags, `{first}` among them, and the provider adds none"
        ),
    })
}

//! `public-bucket`: a bucket that everyone may read.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "public-bucket",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("public_bucket.md"),
    run: &[Run::Terraform(run)],
};

/// Type of resource, attribute, and the values that let everyone in.
const PUBLIC: &[(&str, &str, &[&str])] = &[
    ("aws_s3_bucket", "acl", PUBLIC_ACLS),
    ("aws_s3_bucket_acl", "acl", PUBLIC_ACLS),
    (
        "azurerm_storage_container",
        "container_access_type",
        &["blob", "container"],
    ),
    (
        "digitalocean_spaces_bucket",
        "acl",
        &["public-read", "public-read-write"],
    ),
    (
        "oci_objectstorage_bucket",
        "access_type",
        &["ObjectRead", "ObjectReadWithoutList"],
    ),
    (
        "alicloud_oss_bucket",
        "acl",
        &["public-read", "public-read-write"],
    ),
    (
        "google_storage_default_object_acl",
        "predefined_acl",
        &["publicRead"],
    ),
    (
        "yandex_storage_bucket",
        "acl",
        &["public-read", "public-read-write"],
    ),
];

const PUBLIC_ACLS: &[&str] = &[
    "public-read",
    "public-read-write",
    "authenticated-read",
    "website",
];

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for resource in &file.resources {
        for (kind, name, values) in PUBLIC {
            let Some(attribute) = resource
                .block
                .body
                .attribute(name)
                .filter(|_| resource.kind == *kind)
            else {
                continue;
            };
            if let Some(value) = attribute
                .value
                .as_str()
                .filter(|value| values.contains(value))
            {
                let message = format!(
                    "`{}` lets everyone read what is in it: `{name}` is `{value}`",
                    resource.address()
                );
                report.find(attribute.range, message).fix = Some(advice(
                    "make it private, and serve what is public through a CDN",
                ));
            }
        }
        grants(*resource, report);
    }
}

/// `grant` blocks of an access list that name everyone.
fn grants(resource: opswright_project::terraform::Resource<'_>, report: &mut Report<'_>) {
    if !matches!(
        resource.kind,
        "aws_s3_bucket" | "aws_s3_bucket_acl" | "yandex_storage_bucket"
    ) {
        return;
    }
    resource.block.body.walk(&mut |expression| {
        let everyone = expression.as_str().is_some_and(|text| {
            text.ends_with("acs.amazonaws.com/groups/global/AllUsers")
                || text.ends_with("acs.amazonaws.com/groups/global/AuthenticatedUsers")
        });
        if everyone {
            let message = format!(
                "`{}` grants everyone access to what is in it",
                resource.address()
            );
            report.find(expression.range, message).fix = Some(advice(
                "make it private, and serve what is public through a CDN",
            ));
        }
    });
}

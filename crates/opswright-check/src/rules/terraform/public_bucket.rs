//! `public-bucket`: a bucket that everyone may read.

use opswright_diagnostic::{Confidence, Severity};
use opswright_hcl::{Body, Expression, Item};
use opswright_project::terraform::{Resource, Terraform};

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

/// Whether a block of all public access to the bucket makes its access lists void.
fn is_void(file: &Terraform<'_>, resource: Resource<'_>) -> bool {
    let own = resource.block.body.value("bucket").map(Expression::path);
    file.of_kind("aws_s3_bucket_public_access_block")
        .iter()
        .any(|block| {
            let bucket = block.block.body.value("bucket").map(Expression::path);
            let bucket = bucket.unwrap_or_default();
            let of = bucket.get(..2).is_some_and(|name| {
                name == [resource.kind, resource.name]
                    || own.as_ref().and_then(|own| own.get(..2)) == Some(name)
            });
            let on = |name: &str| {
                let value = block.block.body.value(name);
                value.and_then(Expression::as_bool) == Some(true)
            };
            of && on("ignore_public_acls")
        })
}

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for resource in &file.resources {
        if resource.kind.starts_with("aws_s3_bucket") && is_void(file, *resource) {
            continue;
        }
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
fn grants(resource: Resource<'_>, report: &mut Report<'_>) {
    if !matches!(
        resource.kind,
        "aws_s3_bucket" | "aws_s3_bucket_acl" | "yandex_storage_bucket"
    ) {
        return;
    }
    granted(&resource.block.body, &resource.address(), report);
}

fn granted(body: &Body, address: &str, report: &mut Report<'_>) {
    let permission = body.value("permission").and_then(Expression::as_str);
    let mut everyone = None;
    let own = body.attributes().map(|attribute| &attribute.value);
    let inner = body
        .blocks_of("grantee")
        .flat_map(|grantee| grantee.body.attributes().map(|attribute| &attribute.value));
    for value in own.chain(inner) {
        let named = value.as_str().filter(|text| {
            text.ends_with("acs.amazonaws.com/groups/global/AllUsers")
                || text.ends_with("acs.amazonaws.com/groups/global/AuthenticatedUsers")
        });
        if named.is_some() {
            everyone = Some(value.range);
        }
    }
    if let Some(range) = everyone {
        let what = permission.map_or("access".to_owned(), |name| format!("`{name}`"));
        let message = format!("`{address}` grants everyone {what} to what is in it");
        report.find(range, message).fix = Some(advice(
            "make it private, and serve what is public through a CDN",
        ));
    }
    for item in &body.items {
        match item {
            Item::Block(block) if block.kind.text != "grantee" => {
                granted(&block.body, address, report);
            }
            _ => {}
        }
    }
}

//! `mutable-registry-tags`: a registry in which a tag can be moved to another image.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, one_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "mutable-registry-tags",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("mutable_registry_tags.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "lets a tag be moved to another image",
    table: TABLE,
};

const TABLE: &[Need] = &[one_of(
    "aws_ecr_repository",
    "image_tag_mutability",
    &["IMMUTABLE"],
)];

//! `missing-field`: an object without a field that it has to have.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Kind;

use super::schema_fault::What;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "missing-field",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_field.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for fault in file.schema_faults() {
        let What::Missing { kind, field } = &fault.what else {
            continue;
        };
        let kind = kind.split('_').next().unwrap_or(kind);
        let place = fault
            .node
            .entries()
            .next()
            .map_or(fault.node.range(), |entry| entry.key.range());
        report
            .find(
                place,
                format!("this {kind} has no `{field}`, which it has to have"),
            )
            .fix = Some(advice(format!("add `{field}`")));
    }
    for object in &file.objects {
        let named = object.name().is_some()
            || object.node.at(&["metadata", "generateName"]).is_some()
            || object
                .node
                .at(&["metadata", "name"])
                .is_some_and(|name| name.kind() != Kind::Scalar);
        let own = super::schema::root_type(object.version, object.kind).is_some();
        if own && object.is_whole() && !named {
            report
                .find(
                    object.kind_node.range(),
                    format!("this {} has no name", object.kind),
                )
                .fix = Some(advice("add `metadata.name`"));
        }
    }
}

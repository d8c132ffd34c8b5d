//! `missing-compose-key`: a part of a Compose file without a key that it needs.

use opswright_diagnostic::{Confidence, Severity};

use crate::compose::What;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "missing-compose-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_compose_key.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for fault in &file.faults {
        if let What::Missing { place, key } = &fault.what {
            report
                .find(
                    fault.range,
                    format!("this entry of `{place}` does not say its `{key}`"),
                )
                .fix = Some(advice(format!("add `{key}`")));
        }
    }
    let included = file
        .yaml
        .root()
        .is_some_and(|root| root.get("include").is_some());
    if report.is_overlay() || included {
        return;
    }
    for service in &file.services {
        let made = ["image", "build", "extends", "provider"]
            .iter()
            .any(|key| service.get(key).is_some());
        // What stands for a list or a map elsewhere is told elsewhere; a tag is about another file.
        if !made && service.node.tag().is_none() && !service.name.starts_with("x-") {
            report
                .find(
                    service.key.range(),
                    format!("`{}` has neither an image nor a build", service.name),
                )
                .fix = Some(advice("add `image`, `build` or `extends`"));
        }
    }
}

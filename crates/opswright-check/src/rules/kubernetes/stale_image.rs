//! `stale-image`: an image whose tag moves, and that nodes do not pull again.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{KubernetesFile, image_at};

pub(crate) static RULE: Rule = Rule {
    name: "stale-image",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("stale_image.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let Some(node) = contained.container.field(&["imagePullPolicy"]).known() else {
            continue;
        };
        let policy = node.as_str().unwrap_or("");
        let moving = contained
            .container
            .image()
            .and_then(image_at)
            .is_some_and(|(_, image)| crate::images::is_moving(&image));
        if !moving || !matches!(policy, "IfNotPresent" | "Never") {
            continue;
        }
        let edits = vec![replace(node.range(), "Always")];
        let fix = report.fix(
            "use `Always`, or a tag with a version",
            Safety::Unsafe,
            edits,
        );
        let message = format!(
            "each node keeps the image of {} that it pulled first: pods of one workload run different programs",
            contained.words()
        );
        report.find(node.range(), message).fix = Some(fix);
    }
}

//! `end-of-life-image`: an official image whose release line, or the system below it, is no longer built.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Base, Dockerfile, ImageReference};
use opswright_source::Range;

use crate::catalogue::{Ended, IMAGES_DATE, ended, official_image};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{ComposeFile, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "end-of-life-image",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("end_of_life_image.md"),
    run: &[
        Run::Dockerfile(dockerfile),
        Run::Compose(compose),
        Run::Kubernetes(kubernetes),
    ],
};

fn dockerfile(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        if let Base::Image(image) = &stage.base {
            look(image, stage.image.range, report);
        }
    }
}

fn compose(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for (node, image) in file.images() {
        look(&image, node.range(), report);
    }
}

fn kubernetes(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (node, image) in file.images() {
        look(&image, node.range(), report);
    }
}

fn look(image: &ImageReference, range: Range, report: &mut Report<'_>) {
    let (Some(ended), Some(name)) = (ended(image), image.official()) else {
        return;
    };
    let built = official_image(name);
    let tag = image.tag.as_deref().unwrap_or("");
    let (message, evidence) = match ended {
        Ended::Cycle(version) => (
            format!("`{name}` {version} is no longer built: it gets no security fixes"),
            format!(
                "built at {IMAGES_DATE}: {}",
                built.map_or("", |known| known.cycles)
            ),
        ),
        Ended::System(system) => (
            format!("`{name}:{tag}` stands on {system}, on which `{name}` is no longer built"),
            format!(
                "built at {IMAGES_DATE} on: {}",
                built.map_or("", |known| known.systems)
            ),
        ),
    };
    let finding = report.find(range, message);
    finding.evidence.push(evidence);
    finding.fix = built.and_then(|known| known.tag).map(|tag| {
        advice(format!(
            "move to a release line that is built, such as `{name}:{tag}`"
        ))
    });
}

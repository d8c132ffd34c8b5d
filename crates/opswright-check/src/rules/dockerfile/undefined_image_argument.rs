//! `undefined-image-argument`: an image named by an argument that is not declared.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile, expand};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::dockerfile::arguments::{global_arguments, is_predefined};

pub(crate) static RULE: Rule = Rule {
    name: "undefined-image-argument",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undefined_image_argument.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let known = global_arguments(file);
    for instruction in &file.instructions {
        let Body::From { image, .. } = &instruction.body else {
            continue;
        };
        let platform = instruction.flag("platform").map(|flag| &flag.value);
        for word in platform.into_iter().chain([image]) {
            let expansion = expand(&word.text, |name| match known.get(name) {
                Some(value) => value.clone(),
                None => is_predefined(name).then(|| "x".to_owned()),
            });
            for name in &expansion.unknown {
                let message = match known.get(name.as_str()) {
                    // A part of a name may well be empty.
                    Some(_) if is_whole(&expansion.text) => continue,
                    Some(_) => format!("`{name}` has no default: a plain build has no image"),
                    None => format!("`{name}` is not declared before the first FROM"),
                };
                report.find(word.range, message);
            }
        }
    }
}

/// Whether a name is one without what is missing in it.
fn is_whole(name: &str) -> bool {
    !name.is_empty() && !name.ends_with([':', '@', '/', '-', '.']) && !name.contains("//")
}

//! `secret-file-copied`: a file that holds secrets is copied into the image.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "secret-file-copied",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("secret_file_copied.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let Body::Copy { sources, .. } = &instruction.body else {
            continue;
        };
        if instruction.flag("from").is_some() {
            continue;
        }
        for source in sources.iter().filter(|source| holds_secrets(&source.text)) {
            report
                .find(
                    source.range,
                    format!(
                        "`{}` holds secrets and becomes a layer of the image",
                        source.text
                    ),
                )
                .fix = Some(advice(
                "give it to the one step that needs it by `RUN --mount=type=secret`, and list it in .dockerignore",
            ));
        }
    }
}

fn holds_secrets(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let sample = ["example", "sample", "template", "dist", "defaults"]
        .iter()
        .any(|word| name.ends_with(word));
    let private_key = ["id_rsa", "id_ed25519", "id_ecdsa"].contains(&name)
        || [".pfx", ".p12", ".jks", ".kdbx"]
            .iter()
            .any(|ending| name.ends_with(ending))
        || name.ends_with(".key");
    let file = [
        ".npmrc",
        ".pypirc",
        ".netrc",
        ".git-credentials",
        ".htpasswd",
        "kubeconfig",
    ]
    .contains(&name);
    let variables = name == ".env" || name.starts_with(".env.");
    let cloud = path.ends_with(".aws/credentials") || path.ends_with(".docker/config.json");
    (private_key || file || variables || cloud) && !sample
}

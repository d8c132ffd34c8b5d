//! `unpinned-remote-resource`: a Kustomize folder that takes manifests from elsewhere, at whatever state they are.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-remote-resource",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpinned_remote_resource.md"),
    run: &[Run::Kustomization(run)],
};

fn run(root: Node<'_>, report: &mut Report<'_>) {
    for key in ["resources", "bases", "components", "crds"] {
        for item in root.get(key).into_iter().flat_map(|list| list.items()) {
            let text = item.as_str().unwrap_or("");
            if is_remote(text) && moves(text) {
                let message = format!(
                    "`{}` is whatever its default branch holds at the build",
                    shown(text)
                );
                report.find(item.range(), message).fix =
                    Some(advice("name a commit: `?ref=` and its 40 digits"));
            }
        }
    }
}

/// Whether it names a repository or an address.
fn is_remote(text: &str) -> bool {
    [
        "http://",
        "https://",
        "ssh://",
        "git@",
        "git::",
        "github.com/",
        "gitlab.com/",
        "bitbucket.org/",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

fn moves(text: &str) -> bool {
    const BRANCHES: [&str; 6] = ["main", "master", "HEAD", "develop", "latest", "trunk"];
    if let Some((_, query)) = text.split_once('?') {
        let reference = query.split('&').find_map(|part| {
            part.strip_prefix("ref=")
                .or_else(|| part.strip_prefix("version="))
        });
        return reference.is_none_or(|reference| BRANCHES.contains(&reference));
    }
    // A file at an address: its path says a version, or a branch.
    let mut parts = text.split('/');
    let file = text.ends_with(".yaml") || text.ends_with(".yml");
    if file {
        parts.any(|part| BRANCHES.contains(&part))
    } else {
        !text.contains("archive") && !text.contains("releases")
    }
}

/// The address without what may be a password in it.
fn shown(text: &str) -> &str {
    let text = text.split('?').next().unwrap_or(text);
    text.rsplit_once('@').map_or(text, |(_, rest)| rest)
}

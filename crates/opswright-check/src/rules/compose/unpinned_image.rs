//! `unpinned-image`: an image without a tag, or with one that moves.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ImageReference;
use opswright_yaml::Node;

use crate::catalogue::official_image;
use crate::images::is_moving;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{ComposeFile, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-image",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpinned_image.md"),
    run: &[
        Run::Compose(compose),
        Run::Kubernetes(kubernetes),
        Run::Kustomization(kustomization),
        Run::HelmValues(values),
    ],
};

fn compose(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    look(file.images(), report);
}

fn kubernetes(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file.images(), report);
}

/// `images: [{name, newTag}]`
fn kustomization(root: Node<'_>, report: &mut Report<'_>) {
    for item in root.get("images").into_iter().flat_map(|list| list.items()) {
        let name = item.str_at(&["newName"]).or(item.str_at(&["name"]));
        if item.get("digest").is_none() {
            tagged(name, item.get("newTag"), report);
        }
    }
}

/// `image: {repository, tag}` at any depth.
fn values(root: Node<'_>, report: &mut Report<'_>) {
    for map in root.descend() {
        let digest = map
            .get("digest")
            .is_some_and(|digest| !digest.is_null() && digest.as_str() != Some(""));
        if !digest {
            tagged(map.str_at(&["repository"]), map.get("tag"), report);
        }
    }
}

fn tagged(name: Option<&str>, tag: Option<Node<'_>>, report: &mut Report<'_>) {
    let (Some(name), Some(node)) = (name, tag) else {
        return;
    };
    if let Some(tag) = node
        .as_str()
        .filter(|tag| !tag.is_empty() && !node.is_null())
    {
        let image = ImageReference::parse(&format!("{name}:{tag}"));
        look(vec![(node, image)], report);
    }
}

fn look(images: Vec<(Node<'_>, ImageReference)>, report: &mut Report<'_>) {
    for (node, image) in images {
        if !is_moving(&image) {
            continue;
        }
        let message = match &image.tag {
            Some(tag) => format!(
                "`{}` moves: `{tag}` is another image tomorrow",
                image.short_name()
            ),
            None => format!(
                "`{}` has no tag, so it is whatever is newest at the pull",
                image.short_name()
            ),
        };
        report.find(node.range(), message).fix = image
            .official()
            .and_then(|name| Some((name, official_image(name)?.tag?)))
            .map(|(name, tag)| advice(format!("name a version, such as `{name}:{tag}`")));
    }
}

//! What keeps the pins fresh: images, actions and dependencies.

use std::collections::BTreeSet;

use super::Material;
use crate::GeneratedFile;
use crate::text::{Page, quoted};

/// `.github/dependabot.yml`.
pub(crate) fn files(material: &Material<'_>) -> Vec<GeneratedFile> {
    if material.toolchains.is_empty() {
        return Vec::new();
    }
    vec![GeneratedFile {
        path: ".github/dependabot.yml".to_owned(),
        text: text(material),
        reason: "raises pinned versions by pull request".to_owned(),
    }]
}

fn text(material: &Material<'_>) -> String {
    let mut page = Page::new();
    page.why("Raises what is pinned, by pull requests that CI checks. Your edits survive: `opswright generate` merges them with what it would write.");
    page.line("version: 2");
    page.blank();
    page.line("updates:");
    for (at, (ecosystem, folder)) in entries(material).into_iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        page.at(1, &format!("- package-ecosystem: {ecosystem}"));
        page.at(2, &format!("directory: {}", quoted(&folder)));
        page.at(2, "schedule:");
        page.at(3, "interval: weekly");
        if at == 0 {
            page.why_at(2, "A release that was taken over is mostly noticed within days; security updates do not wait.");
        }
        page.at(2, "cooldown:");
        page.at(3, "default-days: 7");
    }
    page.finish()
}

/// Ecosystems with the folders of their manifests, from the root.
fn entries(material: &Material<'_>) -> BTreeSet<(&'static str, String)> {
    let mut entries = BTreeSet::from([("github-actions", "/".to_owned())]);
    for recipe in &material.recipes {
        entries.insert(("docker", rooted(&recipe.toolchain.workload.path)));
        entries.insert(("docker-compose", "/".to_owned()));
    }
    for toolchain in &material.toolchains {
        if let Some(ecosystem) = toolchain.stack.ecosystem() {
            entries.insert((ecosystem, rooted(&toolchain.context)));
        }
    }
    entries
}

/// A folder as the updater writes it.
fn rooted(folder: &str) -> String {
    if folder == "." {
        "/".to_owned()
    } else {
        format!("/{folder}")
    }
}

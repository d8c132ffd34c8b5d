//! What a build may read: everything is left out but what is named.

use super::Material;
use crate::GeneratedFile;
use crate::recipe::Toolchain;
use crate::text::Page;

/// Never wanted in an image, wherever it lies.
const NEVER: &[&str] = &[
    "**/.env",
    "**/.env.*",
    "**/*.key",
    "**/*.pem",
    "**/.git",
    "**/.venv",
    "**/__pycache__",
    "**/node_modules",
    "**/target",
];

/// A list beside each build context, or beside the Dockerfile where several share one.
pub(crate) fn files(material: &Material<'_>) -> Vec<GeneratedFile> {
    material
        .recipes
        .iter()
        .map(|recipe| GeneratedFile {
            path: recipe.toolchain.dockerignore(),
            text: text(&recipe.toolchain),
            reason: format!(
                "keeps secrets and clutter out of the image of {}",
                recipe.name()
            ),
        })
        .collect()
}

fn text(toolchain: &Toolchain<'_>) -> String {
    let mut page = Page::new();
    if toolchain.is_shared() {
        page.why("The build shares its context with other folders, so everything is read but what no image wants.");
    } else {
        page.why("Everything is left out of the build, and so of the image, except what is named here. A folder of your own that the build needs: add a line for it; edits survive.");
        page.line("*");
        for path in toolchain.stack.allowed() {
            page.line(&format!("!{path}"));
        }
        if let Some(folder) = artifact_folder(toolchain) {
            page.line(&format!("!{folder}"));
        }
        page.blank();
        page.why("Never, even inside what is named above.");
    }
    for pattern in NEVER {
        page.line(pattern);
    }
    page.finish()
}

/// The folder of a site that is served as it is.
fn artifact_folder<'toolchain>(toolchain: &'toolchain Toolchain<'_>) -> Option<&'toolchain str> {
    let workload = toolchain.workload;
    let artifact = workload
        .artifact
        .as_deref()?
        .trim_start_matches("./")
        .trim_end_matches('/');
    let is_plain_site = workload.build.is_none() && toolchain.runtime.is_none();
    (is_plain_site && !matches!(artifact, "" | ".")).then_some(artifact)
}

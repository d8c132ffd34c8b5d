//! One Dockerfile a workload.

use super::Material;
use crate::GeneratedFile;
use crate::recipe::Recipe;
use crate::stacks::Stack;
use crate::text::{Page, list, quoted};

/// A Dockerfile in each workload's folder.
pub(crate) fn files(material: &Material<'_>) -> Vec<GeneratedFile> {
    material
        .recipes
        .iter()
        .map(|recipe| GeneratedFile {
            path: recipe.toolchain.dockerfile(),
            text: text(recipe),
            reason: format!("builds the image of {}", recipe.name()),
        })
        .collect()
}

fn text(recipe: &Recipe<'_>) -> String {
    let mut page = Page::new();
    write_head(&mut page, recipe);
    recipe.toolchain.stack.write_build(&mut page, recipe);
    if recipe.toolchain.runtime.is_some() {
        page.blank();
    }
    write_final(&mut page, recipe);
    page.finish()
}

fn write_head(page: &mut Page, recipe: &Recipe<'_>) {
    let name = recipe.name();
    let toolchain = &recipe.toolchain;
    let build = if toolchain.is_shared() {
        format!(
            "docker build --file {} {}",
            toolchain.dockerfile(),
            toolchain.context
        )
    } else {
        format!("docker build {}", toolchain.context)
    };
    page.why(&format!(
        "The image of {name}. Build it from the root: `{build}`."
    ));
    page.why("Your edits survive: `opswright generate` merges them with what it would write.");
    page.line("#");
    page.why("BuildKit, the builder of Docker since version 23, reads all of this by itself: no `# syntax=` line, since that would fetch a moving image from a registry at every build.");
    if let Some(runtime) = &toolchain.runtime {
        page.line("#");
        page.why(&format!(
            "Version {}: {}.",
            runtime.release.version, runtime.note
        ));
        page.why("Base images are pinned by exact tag. A digest can only be read from a registry; the updater in .github/dependabot.yml raises the tags.");
    }
    page.blank();
}

fn write_final(page: &mut Page, recipe: &Recipe<'_>) {
    if matches!(recipe.toolchain.stack, Stack::Rust | Stack::Go) {
        page.why("Debian without a compiler, and not an empty image: bash can ask the program for its health, and the C library is the one that it was linked with.");
    }
    page.line(&format!("FROM {}", recipe.base));
    page.line(&format!(
        "LABEL org.opencontainers.image.title={} \\",
        quoted(recipe.name())
    ));
    page.at(
        2,
        &format!(
            "org.opencontainers.image.base.name={}",
            quoted(&format!("docker.io/library/{}", recipe.base))
        ),
    );
    write_variables(page, recipe);
    recipe.toolchain.stack.write_copies(page, recipe);
    page.why("By number, so that an orchestrator can prove that it is not root.");
    page.line(&format!("USER {}", recipe.user));
    if let Some(port) = recipe.port {
        page.line(&format!("EXPOSE {port}"));
    }
    match recipe.toolchain.stack {
        Stack::Static(_) => {
            page.why("nginx finishes open requests on SIGQUIT and drops them on SIGTERM.");
            page.line("STOPSIGNAL SIGQUIT");
        }
        _ => {
            page.line("STOPSIGNAL SIGTERM");
        }
    }
    write_health(page, recipe);
    page.line(&format!("ENTRYPOINT {}", list(&recipe.entry)));
}

fn write_variables(page: &mut Page, recipe: &Recipe<'_>) {
    if recipe
        .variables
        .iter()
        .any(|(_, value)| value.starts_with("0.0.0.0"))
    {
        page.why("Listening on the loopback address of a container would reach nobody.");
    }
    let pairs: Vec<String> = recipe
        .variables
        .iter()
        .map(|(name, value)| {
            let plain = value
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || "._-/:$".contains(one));
            if plain && !value.is_empty() {
                format!("{name}={value}")
            } else {
                format!("{name}={}", quoted(value))
            }
        })
        .collect();
    for (at, pair) in pairs.iter().enumerate() {
        let start = if at == 0 { "ENV " } else { "    " };
        let end = if at + 1 == pairs.len() { "" } else { " \\" };
        page.line(&format!("{start}{pair}{end}"));
    }
}

fn write_health(page: &mut Page, recipe: &Recipe<'_>) {
    let Some(probe) = &recipe.probe else {
        page.why("No port to ask: while the process lives it is taken as healthy.");
        page.line("HEALTHCHECK NONE");
        return;
    };
    let why = match (
        &recipe.toolchain.workload.health_path,
        recipe.toolchain.stack,
    ) {
        (None, Stack::Static(_)) | (Some(_), _) => {
            "Asks the program itself, with what the image has anyway."
        }
        (None, _) => "No health path is known: asks only whether the port accepts connections.",
    };
    page.why(why);
    page.line("HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \\");
    page.at(2, &format!("CMD {}", list(probe)));
}

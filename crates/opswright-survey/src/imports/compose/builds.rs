//! Which folder a service is built from.

use opswright_dockerfile::Base;
use opswright_source::SourceFile;
use opswright_yaml::{Entry, Kind, Node, parse};

use super::super::Context;
use super::super::copied::copied_folder;
use super::super::portable::is_proxy;
use crate::candidate::Candidate;
use crate::place::{folder_of, is_below, join};
use crate::resources::of_image;

/// Dockerfiles that services name.
pub(crate) fn dockerfiles(file: &SourceFile) -> Vec<String> {
    let (tree, _) = parse(&file.text);
    let services = tree.root().and_then(|root| root.get("services"));
    services
        .into_iter()
        .flat_map(|services| services.entries())
        .filter_map(|service| {
            let context = context_of(file, service.value)?;
            let name = service
                .value
                .at(&["build", "dockerfile"])
                .and_then(|node| node.as_str())?;
            Some(join(&context, name))
        })
        .collect()
}

/// Services that are built here, or run an image that another service builds, each with the folder of its code.
pub(super) fn built<'a>(
    context: &Context<'_>,
    file: &SourceFile,
    services: Node<'a>,
    candidates: &[Candidate],
) -> Vec<(Entry<'a>, String)> {
    let image = |service: Node<'a>| service.get("image").and_then(|node| node.as_str());
    let own: Vec<(Entry<'a>, String)> = services
        .entries()
        .filter_map(|service| Some((service, folder(context, file, service.value, candidates)?)))
        .collect();
    let shared = services.entries().filter_map(|service| {
        let name = image(service.value).filter(|_| service.value.get("build").is_none())?;
        let (_, folder) = own
            .iter()
            .find(|(builder, _)| image(builder.value) == Some(name))?;
        Some((service, folder.clone()))
    });
    let shared: Vec<(Entry<'a>, String)> = shared.collect();
    own.into_iter().chain(shared).collect()
}

/// Folder that a service is built from; `None` where it is not built.
fn context_of(file: &SourceFile, service: Node<'_>) -> Option<String> {
    let build = service.get("build")?;
    let context = match build.kind() {
        Kind::Mapping => build
            .get("context")
            .and_then(|node| node.as_str())
            .unwrap_or("."),
        _ => build.as_str()?,
    };
    let remote = context.contains("://") || context.contains('$');
    (!remote).then(|| join(folder_of(&file.path), context))
}

/// The folder of the workload that a service is built from: where its Dockerfile lies, else its context.
fn folder(
    context: &Context<'_>,
    file: &SourceFile,
    service: Node<'_>,
    candidates: &[Candidate],
) -> Option<String> {
    let root = context_of(file, service)?;
    let name = service
        .at(&["build", "dockerfile"])
        .and_then(|node| node.as_str())
        .unwrap_or("Dockerfile");
    let path = join(&root, name);
    let known = |folder: &str| {
        candidates
            .iter()
            .any(|candidate| candidate.folder == folder)
    };
    if known(folder_of(&path)) {
        return Some(folder_of(&path).to_owned());
    }
    if known(&root) {
        return Some(root);
    }
    if let Some(folder) = copied(context, service, &path, &root, candidates) {
        return Some(folder);
    }
    let inside = service.at(&["build", "dockerfile_inline"]).is_none() && context.has(&path);
    let ready_made = context.files.get(&path).is_some_and(|file| {
        let (docker, _) = opswright_dockerfile::parse(&file.text);
        docker.final_stage().is_some_and(|last| {
            matches!(&last.base, Base::Image(image)
                if of_image(image.short_name()).is_some() || is_proxy(image.short_name()))
        })
    });
    let enclosed = candidates
        .iter()
        .any(|candidate| is_below(&root, &candidate.folder));
    (inside && !ready_made && !enclosed).then_some(root)
}

/// The folder of the program that the stage copies which the service asks for.
fn copied(
    context: &Context<'_>,
    service: Node<'_>,
    path: &str,
    root: &str,
    candidates: &[Candidate],
) -> Option<String> {
    let (docker, _) = opswright_dockerfile::parse(&context.files.get(path)?.text);
    let target = service
        .at(&["build", "target"])
        .and_then(|node| node.as_str());
    let stage = match target {
        Some(name) => docker.stage(name),
        None => docker.final_stage(),
    };
    copied_folder(&docker, stage?, root, candidates)
}

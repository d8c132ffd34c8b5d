//! The whole project on one machine: workloads with the databases, caches and queues that they use.

mod environment;
mod resource;
mod workload;

use std::collections::BTreeMap;

use super::Material;
use crate::GeneratedFile;
use crate::text::Page;

pub(crate) use environment::{Value, values};
pub(crate) use resource::{Served, served};

/// `compose.yaml` at the root, if anything runs.
pub(crate) fn files(material: &Material<'_>) -> Vec<GeneratedFile> {
    if material.recipes.is_empty() {
        return Vec::new();
    }
    vec![GeneratedFile {
        path: "compose.yaml".to_owned(),
        text: text(material),
        reason: "runs everything on one machine".to_owned(),
    }]
}

fn text(material: &Material<'_>) -> String {
    let mut page = Page::new();
    write_head(&mut page, material);
    page.line(&format!("name: {}", material.design.name));
    page.blank();
    page.line("services:");
    let resources = served(material);
    for (at, text) in services(material, &resources).into_values().enumerate() {
        if at > 0 {
            page.blank();
        }
        page.lines(&text);
    }
    page.blank();
    write_networks(&mut page, &resources);
    write_volumes(&mut page, &resources);
    page.finish()
}

/// The services by name, which is the order that linters ask for.
fn services(material: &Material<'_>, resources: &[Served<'_>]) -> BTreeMap<String, String> {
    let mut services = BTreeMap::new();
    for served in resources {
        services.insert(served.resource.name.clone(), resource::text(served));
    }
    let ports = workload::host_ports(&material.recipes);
    for (recipe, port) in material.recipes.iter().zip(ports) {
        let context = workload::Context {
            design: material.design,
            resources,
            host_port: port,
        };
        services.insert(recipe.name().to_owned(), workload::text(recipe, &context));
        if let Some(text) = workload::migrate_text(recipe, &context) {
            services.insert(format!("{}-migrate", recipe.name()), text);
        }
    }
    services
}

fn write_head(page: &mut Page, material: &Material<'_>) {
    page.why(&format!(
        "{} on one machine: `docker compose up --build --wait`.",
        material.design.name
    ));
    page.why("Your edits survive: `opswright generate` merges them with what it would write.");
    page.line("#");
    page.why("Every service: a read-only root with scratch space in memory, no capability, no way to gain one, limits, rotated logs, and a health check that others wait for. Workloads run under an init, since the first process of a container gets no default signal handling: a program that does not handle SIGTERM itself would be killed only after the grace period.");
    let needs_values = material
        .recipes
        .iter()
        .flat_map(|recipe| values(recipe, material.design))
        .any(|value| matches!(value, Value::Required(_)) || matches!(value, Value::Address { .. }));
    if needs_values {
        page.why("Secrets come from .env, which git must ignore; .env.example names them. Compose cannot give a secret that is no file to a service with a read-only root, so they are variables.");
    }
    page.blank();
}

fn write_networks(page: &mut Page, resources: &[Served<'_>]) {
    page.line("networks:");
    if !resources.is_empty() {
        page.why_at(1, "No way out and no way in but through the workloads.");
        page.at(1, "back:");
        page.at(2, "internal: true");
    }
    page.at(1, "front: {}");
}

fn write_volumes(page: &mut Page, resources: &[Served<'_>]) {
    let names: Vec<String> = resources.iter().filter_map(Served::volume_name).collect();
    if names.is_empty() {
        return;
    }
    page.blank();
    page.line("volumes:");
    for name in names {
        page.at(1, &format!("{name}: {{}}"));
    }
}

//! One service for each workload, and one that applies its migrations first.

use std::collections::BTreeSet;

use opswright_design::Design;

use super::environment::{Value, values};
use super::resource::{
    Hardening, HealthTiming, Process, Served, exec, write_hardening, write_health,
};
use crate::recipe::Recipe;
use crate::stacks::Stack;
use crate::text::{Page, scalar};

/// What the services around a workload decide.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The design.
    pub(crate) design: &'a Design,
    /// The resources that compose runs.
    pub(crate) resources: &'a [Served<'a>],
    /// Port on this machine, for a workload with a port.
    pub(crate) host_port: Option<u16>,
}

/// A port on this machine for each recipe: its own, or the next one that is free.
pub(crate) fn host_ports(recipes: &[Recipe<'_>]) -> Vec<Option<u16>> {
    let mut taken = BTreeSet::new();
    recipes
        .iter()
        .map(|recipe| {
            let port = recipe.port?;
            let free = (port..=u16::MAX).find(|port| !taken.contains(port))?;
            taken.insert(free);
            Some(free)
        })
        .collect()
}

/// The service, two spaces in.
pub(crate) fn text(recipe: &Recipe<'_>, context: &Context<'_>) -> String {
    let mut page = Page::new();
    page.at(1, &format!("{}:", recipe.name()));
    write_build(&mut page, recipe, None);
    write_dependencies(&mut page, recipe, context);
    write_variables(&mut page, recipe, context);
    if let (Some(port), Some(host)) = (recipe.port, context.host_port) {
        page.why_at(
            2,
            "On this machine only; a reverse proxy or the platform publishes it.",
        );
        page.at(2, "ports:");
        page.at(3, &format!("- '127.0.0.1:{host}:{port}'"));
    }
    write_networks(&mut page, recipe, context);
    page.at(2, "restart: unless-stopped");
    if let Some(probe) = &recipe.probe {
        write_health(&mut page, &exec(probe), HealthTiming::Workload);
    } else {
        page.why_at(
            2,
            "No port to ask: while the process lives it is taken as healthy.",
        );
        page.at(2, "healthcheck:");
        page.at(3, "disable: true");
    }
    write_confinement(&mut page, recipe);
    page.finish()
}

/// The service that applies the workload's migrations and ends, if its Dockerfile has a stage for that.
pub(crate) fn migrate_text(recipe: &Recipe<'_>, context: &Context<'_>) -> Option<String> {
    if !has_migrate(recipe) {
        return None;
    }
    let mut page = Page::new();
    page.at(1, &format!("{}-migrate:", recipe.name()));
    page.why_at(
        2,
        &format!("Applies migrations once, before {} starts.", recipe.name()),
    );
    write_build(&mut page, recipe, Some("migrate"));
    let resources = used(recipe, context);
    if !resources.is_empty() {
        page.at(2, "depends_on:");
        for name in &resources {
            page.at(3, &format!("{name}:"));
            page.at(4, "condition: service_healthy");
        }
    }
    write_variables(&mut page, recipe, context);
    page.at(2, "networks:");
    page.at(
        3,
        if resources.is_empty() {
            "- front"
        } else {
            "- back"
        },
    );
    page.at(2, "restart: \"no\"");
    page.why_at(2, "It ends; what counts is its exit status.");
    page.at(2, "healthcheck:");
    page.at(3, "disable: true");
    write_confinement(&mut page, recipe);
    Some(page.finish())
}

/// Whether the Dockerfile has a stage that applies migrations.
fn has_migrate(recipe: &Recipe<'_>) -> bool {
    recipe.toolchain.workload.migrate.is_some()
        && matches!(recipe.toolchain.stack, Stack::Node(_) | Stack::Python(_))
}

fn write_build(page: &mut Page, recipe: &Recipe<'_>, target: Option<&str>) {
    let toolchain = &recipe.toolchain;
    page.at(2, "build:");
    page.at(3, &format!("context: {}", scalar_path(&toolchain.context)));
    if toolchain.is_shared() {
        page.at(3, &format!("dockerfile: {}/Dockerfile", toolchain.inside));
    }
    if let Some(target) = target {
        page.at(3, &format!("target: {target}"));
    }
}

/// A path as compose reads it, relative to its own folder.
fn scalar_path(path: &str) -> String {
    if path == "." {
        path.to_owned()
    } else {
        scalar(&format!("./{path}")).trim_matches('"').to_owned()
    }
}

/// Names of the services that `recipe` uses, by name.
fn used<'a>(recipe: &Recipe<'_>, context: &Context<'a>) -> Vec<&'a str> {
    context
        .resources
        .iter()
        .filter(|served| {
            recipe
                .toolchain
                .workload
                .resources
                .contains(&served.resource.name)
        })
        .map(|served| served.resource.name.as_str())
        .collect()
}

fn write_dependencies(page: &mut Page, recipe: &Recipe<'_>, context: &Context<'_>) {
    let mut conditions: Vec<(String, &str)> = used(recipe, context)
        .into_iter()
        .map(|name| (name.to_owned(), "service_healthy"))
        .collect();
    if has_migrate(recipe) {
        let name = format!("{}-migrate", recipe.name());
        conditions.push((name, "service_completed_successfully"));
    }
    conditions.sort();
    if conditions.is_empty() {
        return;
    }
    page.at(2, "depends_on:");
    for (name, condition) in conditions {
        page.at(3, &format!("{name}:"));
        page.at(4, &format!("condition: {condition}"));
    }
}

fn write_variables(page: &mut Page, recipe: &Recipe<'_>, context: &Context<'_>) {
    let values = values(recipe, context.design);
    if values.is_empty() {
        return;
    }
    page.at(2, "environment:");
    for value in &values {
        if matches!(value, Value::Optional(_)) {
            page.why_at(3, "Passed on if .env sets it.");
        }
        page.at(3, &format!("{}:{}", value.name(), value.text()));
    }
}

fn write_networks(page: &mut Page, recipe: &Recipe<'_>, context: &Context<'_>) {
    page.at(2, "networks:");
    if !used(recipe, context).is_empty() {
        page.at(3, "- back");
    }
    page.at(3, "- front");
}

/// Writes what confines a workload.
fn write_confinement(page: &mut Page, recipe: &Recipe<'_>) {
    let memory = match recipe.toolchain.stack {
        Stack::Node(_) | Stack::Python(_) => "512M",
        Stack::Rust | Stack::Go | Stack::Static(_) => "256M",
    };
    let scratch: Vec<&str> = recipe.scratch.iter().map(String::as_str).collect();
    let hardening = Hardening {
        user: recipe.user,
        scratch: &scratch,
        memory,
        process: Process::Workload,
    };
    write_hardening(page, &hardening);
}

//! One service for each database, cache and queue of the catalogue.

use opswright_design::ResourceDesign;

use super::environment::password;
use crate::catalogue::{ChosenService, ServiceImage, service_image};
use crate::files::Material;
use crate::text::{Page, list, quoted, scalar};

/// A resource that compose runs.
#[derive(Debug)]
pub(crate) struct Served<'design> {
    /// The resource.
    pub(crate) resource: &'design ResourceDesign,
    /// What runs it.
    pub(crate) service: &'static ServiceImage,
    /// The release that runs.
    pub(crate) chosen: ChosenService,
}

impl Served<'_> {
    /// Name of its volume, if it keeps data.
    pub(crate) fn volume_name(&self) -> Option<String> {
        self.chosen
            .volume
            .map(|_| format!("{}-data", self.resource.name))
    }

    /// Name of the variable in `.env` that holds its password.
    pub(crate) fn password_name(&self) -> String {
        password(self.resource)
    }
}

/// The resources that compose runs, by name.
pub(crate) fn served<'design>(material: &Material<'design>) -> Vec<Served<'design>> {
    let mut found: Vec<Served<'design>> = material
        .design
        .resources
        .iter()
        .filter_map(|resource| {
            let service = service_image(&resource.kind)?;
            Some(Served {
                resource,
                service,
                chosen: service.chosen(&resource.version),
            })
        })
        .collect();
    found.sort_by(|a, b| a.resource.name.cmp(&b.resource.name));
    found
}

/// The service, two spaces in.
pub(crate) fn text(served: &Served<'_>) -> String {
    let Served {
        resource,
        service,
        chosen,
    } = served;
    let mut page = Page::new();
    page.at(1, &format!("{}:", resource.name));
    page.why_at(
        2,
        &format!("Version {}: {}.", resource.version, chosen.note),
    );
    page.at(2, &format!("image: {}", chosen.tag));
    if let (Some(volume), Some(name)) = (chosen.volume, served.volume_name()) {
        page.at(2, "volumes:");
        if service.kind == "postgresql" && volume == "/var/lib/postgresql" {
            page.why_at(3, "From version 18 on the image wants this path, and makes a folder for each version below it.");
        }
        page.at(3, &format!("- {name}:{volume}"));
    }
    write_variables(&mut page, served);
    page.why_at(
        2,
        "Only the workloads reach it; nothing is published on this machine.",
    );
    page.at(2, "networks:");
    page.at(3, "- back");
    if !service.command.is_empty() {
        page.at(2, &format!("command: {}", list(service.command)));
    }
    page.at(2, "restart: unless-stopped");
    write_health(&mut page, &exec(service.health), HealthTiming::Resource);
    let scratch: Vec<&str> = [&["/tmp"], service.scratch].concat();
    let hardening = Hardening {
        user: service.user,
        scratch: &scratch,
        memory: service.memory,
        process: Process::Resource,
    };
    write_hardening(&mut page, &hardening);
    page.finish()
}

fn write_variables(page: &mut Page, served: &Served<'_>) {
    if served.service.variables.is_empty() {
        return;
    }
    let name = password(served.resource);
    let reference = format!("${{{name}:?set {name} in .env}}");
    page.at(2, "environment:");
    for (variable, value) in served.service.variables {
        let value = if *value == "{password}" {
            reference.clone()
        } else {
            scalar(value)
        };
        page.at(3, &format!("{variable}: {value}"));
    }
}

/// A health check in exec form, as compose writes it.
pub(crate) fn exec<Word: AsRef<str>>(words: &[Word]) -> String {
    let mut all = vec!["CMD".to_owned()];
    // Compose would read a single dollar sign as the start of a reference.
    all.extend(words.iter().map(|word| word.as_ref().replace('$', "$$")));
    list(&all)
}

/// How patient a health check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HealthTiming {
    /// As in the image of a workload.
    Workload,
    /// A database may initialise for a minute.
    Resource,
}

/// Writes a health check.
pub(crate) fn write_health(page: &mut Page, test: &str, timing: HealthTiming) {
    page.at(2, "healthcheck:");
    page.at(3, &format!("test: {test}"));
    let (interval, timeout, start, retries) = match timing {
        HealthTiming::Workload => ("10s", "3s", "30s", 3),
        HealthTiming::Resource => ("5s", "5s", "60s", 6),
    };
    page.at(3, &format!("interval: {interval}"));
    page.at(3, &format!("timeout: {timeout}"));
    page.at(3, &format!("start_period: {start}"));
    page.at(3, &format!("retries: {retries}"));
}

/// What a service is confined to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hardening<'a> {
    /// Account as numbers.
    pub(crate) user: &'a str,
    /// Folders in memory.
    pub(crate) scratch: &'a [&'a str],
    /// Memory limit.
    pub(crate) memory: &'a str,
    /// What runs first in it.
    pub(crate) process: Process,
}

/// What runs first in a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Process {
    /// A program of the repository, under an init.
    Workload,
    /// A program that is known to handle signals itself.
    Resource,
}

/// Writes everything that confines a service.
pub(crate) fn write_hardening(page: &mut Page, hardening: &Hardening<'_>) {
    page.at(2, "logging:");
    page.at(3, "driver: json-file");
    page.at(3, "options:");
    page.at(4, "max-size: 10m");
    page.at(4, "max-file: \"3\"");
    page.at(2, &format!("user: {}", quoted(hardening.user)));
    page.at(2, "cap_drop:");
    page.at(3, "- ALL");
    page.at(2, "deploy:");
    page.at(3, "resources:");
    page.at(4, "limits:");
    page.at(5, "cpus: \"1.0\"");
    page.at(5, &format!("memory: {}", hardening.memory));
    page.at(5, "pids: 256");
    if hardening.process == Process::Workload {
        page.at(2, "init: true");
    }
    page.at(2, "read_only: true");
    page.at(2, "security_opt:");
    page.at(3, "- no-new-privileges:true");
    page.at(2, "stop_grace_period: 30s");
    page.at(2, "tmpfs:");
    for folder in hardening.scratch {
        page.at(3, &format!("- {folder}:mode=1777,size=64m"));
    }
}

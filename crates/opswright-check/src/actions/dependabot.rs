//! The settings of Dependabot.

use opswright_actions::Place;
use opswright_yaml::{Kind, Node, Yaml};

use super::fault::{Fault, Found};
use super::form::Form::{Any, List, Map, Text};
use super::form::{Fields, key};
use super::walk::Walk;
use crate::closeness::is_close;

static SETTINGS: Fields = Fields {
    what: "the settings of Dependabot",
    keys: &[
        key("version", Any, Place::Nowhere),
        key("updates", List(&Map(&UPDATE)), Place::Nowhere),
        key("registries", Any, Place::Nowhere),
        key("enable-beta-ecosystems", Any, Place::Nowhere),
        key("multi-ecosystem-groups", Any, Place::Nowhere),
    ],
    required: &["version", "updates"],
};

static UPDATE: Fields = Fields {
    what: "an entry of `updates`",
    keys: &[
        key("package-ecosystem", Text, Place::Nowhere),
        key("directory", Text, Place::Nowhere),
        key("directories", List(&Text), Place::Nowhere),
        key("schedule", Any, Place::Nowhere),
        key("allow", Any, Place::Nowhere),
        key("assignees", Any, Place::Nowhere),
        key("commit-message", Any, Place::Nowhere),
        key("cooldown", Any, Place::Nowhere),
        key("exclude-paths", Any, Place::Nowhere),
        key("groups", Any, Place::Nowhere),
        key("ignore", Any, Place::Nowhere),
        key("insecure-external-code-execution", Any, Place::Nowhere),
        key("labels", Any, Place::Nowhere),
        key("milestone", Any, Place::Nowhere),
        key("multi-ecosystem-group", Any, Place::Nowhere),
        key("name", Any, Place::Nowhere),
        key("open-pull-requests-limit", Any, Place::Nowhere),
        key("patterns", Any, Place::Nowhere),
        key("pull-request-branch-name", Any, Place::Nowhere),
        key("rebase-strategy", Any, Place::Nowhere),
        key("registries", Any, Place::Nowhere),
        key("reviewers", Any, Place::Nowhere),
        key("target-branch", Any, Place::Nowhere),
        key("vendor", Any, Place::Nowhere),
        key("versioning-strategy", Any, Place::Nowhere),
    ],
    required: &["package-ecosystem"],
};

const ECOSYSTEMS: [&str; 33] = [
    "bazel",
    "bun",
    "bundler",
    "cargo",
    "composer",
    "conda",
    "deno",
    "devcontainers",
    "docker",
    "docker-compose",
    "dotnet-sdk",
    "elm",
    "github-actions",
    "gitsubmodule",
    "gomod",
    "gradle",
    "helm",
    "julia",
    "maven",
    "mix",
    "npm",
    "nuget",
    "nix",
    "opentofu",
    "pip",
    "pre-commit",
    "pub",
    "rust-toolchain",
    "swift",
    "terraform",
    "uv",
    "vcpkg",
    "yarn",
];

const INTERVALS: [&str; 7] = [
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "semiannually",
    "yearly",
    "cron",
];

pub(super) fn look(yaml: &Yaml, text: &str) -> Vec<Found> {
    let mut walk = Walk::new(text);
    let Some(root) = yaml.root().filter(|root| root.kind() == Kind::Mapping) else {
        return walk.found;
    };
    walk.keys(root, &SETTINGS, "dependabot", Place::Nowhere);
    if let Some(version) = root.get("version")
        && version.as_str() != Some("2")
    {
        walk.find(
            Fault::DependabotSetting,
            version.range(),
            "Dependabot reads version 2 and no other",
        );
    }
    let updates = root
        .get("updates")
        .into_iter()
        .flat_map(|updates| updates.items());
    for update in updates.filter(|update| update.kind() == Kind::Mapping) {
        walk.update(update);
    }
    walk.found
}

impl<'a> Walk<'a> {
    fn update(&mut self, update: Node<'a>) {
        let Some(ecosystem) = update.entry("package-ecosystem") else {
            return;
        };
        let name = ecosystem.value.as_str().unwrap_or("");
        if !name.is_empty() && !ECOSYSTEMS.contains(&name) {
            let close = ECOSYSTEMS.iter().find(|known| is_close(known, name));
            let found = self.find(
                Fault::DependabotSetting,
                ecosystem.value.range(),
                format!("Dependabot knows no ecosystem `{name}`"),
            );
            if let Some(close) = close {
                found.advise(format!("write `{close}`"));
            }
        }
        if update.get("directory").is_none() && update.get("directories").is_none() {
            self.find(
                Fault::DependabotSetting,
                ecosystem.key.range(),
                format!("the entry for {name} needs `directory` or `directories`"),
            );
        }
        self.update_schedule(update, ecosystem.key, name);
        if let Some(code) = update.entry("insecure-external-code-execution")
            && code.value.as_str() == Some("allow")
        {
            self.find(
                Fault::DependabotExecution,
                code.range(),
                "code from the dependencies runs while they are resolved, with the registries' credentials at hand",
            )
            .advise("take it out; allow it only for a registry that you own");
        }
        if update.get("cooldown").is_none() && update.get("multi-ecosystem-group").is_none() {
            self.find(
                Fault::DependabotWithoutCooldown,
                ecosystem.key.range(),
                format!("releases of {name} packages are offered on the day they appear"),
            )
            .advise(
                "add `cooldown` with `default-days: 7`: most malicious releases are gone by then",
            );
        }
    }

    fn update_schedule(&mut self, update: Node<'a>, key: Node<'a>, name: &str) {
        if update.get("multi-ecosystem-group").is_some() {
            return;
        }
        let interval = update.at(&["schedule", "interval"]);
        match interval.and_then(|interval| Some((interval, interval.as_str()?))) {
            None => {
                self.find(
                    Fault::DependabotSetting,
                    key.range(),
                    format!("the entry for {name} needs `schedule` with an `interval`"),
                );
            }
            Some((node, text)) if !INTERVALS.contains(&text) => {
                self.find(
                    Fault::DependabotSetting,
                    node.range(),
                    format!("`interval` cannot be `{text}`"),
                )
                .advise(format!("take one of {}", INTERVALS.join(", ")));
            }
            Some(_) => {}
        }
    }
}

//! `unordered-service-keys`: keys of a service that are not in the usual order.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::compose::order::{Block, reordered};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unordered-service-keys",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("unordered_service_keys.md"),
    run: &[Run::Compose(run)],
};

/// From what the service is to how it runs; all others follow by name.
const ORDER: [&str; 23] = [
    "image",
    "build",
    "container_name",
    "depends_on",
    "volumes",
    "volumes_from",
    "configs",
    "secrets",
    "environment",
    "env_file",
    "ports",
    "networks",
    "network_mode",
    "extra_hosts",
    "command",
    "entrypoint",
    "working_dir",
    "restart",
    "healthcheck",
    "logging",
    "labels",
    "user",
    "isolation",
];

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let entries: Vec<_> = service.node.entries().collect();
        let names: Vec<&str> = entries.iter().map(opswright_yaml::Entry::name).collect();
        // Merged keys come first by custom, and where they stand has no meaning.
        let place = |name: &&str| -> (usize, String) {
            match ORDER.iter().position(|known| known == name) {
                _ if *name == "<<" => (0, String::new()),
                Some(at) => (at + 1, String::new()),
                None => (usize::MAX, (*name).to_owned()),
            }
        };
        let places: Vec<(usize, String)> = names.iter().map(place).collect();
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by(|a, b| places[*a].cmp(&places[*b]));
        let blocks: Vec<Block<'_>> = entries.iter().map(Block::of_entry).collect();
        let mut last = 0;
        for at in 1..names.len() {
            if places[at] >= places[last] {
                last = at;
                continue;
            }
            let edits = reordered(report.text, &blocks, &order)
                .into_iter()
                .collect();
            let fix = report.fix("put the keys into the usual order", Safety::Safe, edits);
            report
                .find(
                    entries[at].key.range(),
                    format!(
                        "`{}` stands after `{}` in `{}`",
                        names[at], names[last], service.name
                    ),
                )
                .fix = Some(fix);
        }
    }
}

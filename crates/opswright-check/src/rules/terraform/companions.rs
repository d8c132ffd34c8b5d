//! Resources that another resource must name: a bucket and its logging, a network and its flow log.

use opswright_project::{Declaration, Declared, Graph, Module};

use crate::report::{Report, advice};

/// What one type of resource needs beside it.
#[derive(Debug)]
pub(crate) struct Companion {
    /// The type.
    pub(crate) of: &'static str,
    /// A block or attribute of it that says the same; empty where there is none.
    pub(crate) inline: &'static str,
    /// Types that may name it, each with the attribute or block in which they do.
    pub(crate) by: &'static [(&'static str, &'static str)],
}

/// Reports every resource that nothing of its module names as its companion.
pub(crate) fn look(graph: &Graph<'_>, report: &mut Report<'_>, table: &[Companion], fault: &str) {
    for module in graph.modules().iter().filter(|module| module.is_whole()) {
        for companion in table {
            for (summary, resource) in module.declared(Declared::Resource) {
                if resource.resource_type() != companion.of || has(module, resource, companion) {
                    continue;
                }
                let wanted = companion.by.first().map_or("", |(kind, _)| *kind);
                let message = format!("`{}` {fault}: no `{wanted}` names it", resource.name.value);
                report
                    .find_in(&summary.path, resource.name.range, message)
                    .fix = Some(advice(format!("add a `{wanted}` for it")));
            }
        }
    }
}

fn has(module: &Module<'_>, resource: &Declaration, companion: &Companion) -> bool {
    let inline = !companion.inline.is_empty() && resource.attributes.contains_key(companion.inline);
    inline
        || module
            .declared(Declared::Resource)
            .any(|(_, other)| names(other, resource, companion))
}

/// Whether `other` is the companion of `resource`; one that names nothing we can read may be.
fn names(other: &Declaration, resource: &Declaration, companion: &Companion) -> bool {
    companion.by.iter().any(|(kind, attribute)| {
        let Some(values) = other.attributes.get(*attribute) else {
            return false;
        };
        let own = resource.attributes.iter().any(|(name, texts)| {
            matches!(name.as_str(), "bucket" | "name" | "id")
                && texts.iter().any(|text| values.contains(text))
        });
        let calculated = values.iter().all(|value| {
            value.starts_with("local.") || value.starts_with("var.") || value.starts_with("module.")
        });
        other.resource_type() == *kind
            && (own || calculated || values.contains(&resource.name.value))
    })
}

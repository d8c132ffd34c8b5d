//! What a Terraform file declares, and what it refers to.

use std::collections::{BTreeMap, BTreeSet};

use opswright_hcl::{Block, Body, ExpressionKind, Hcl, Item};
use opswright_source::{LineIndex, Range};

use super::located;
use crate::summary::Located;
use crate::terraform::{bound_names, referent};
use crate::terraform_summary::{
    Declaration, Declared, ModuleCall, ProviderBlock, RequiredProvider, TerraformSummary,
};

pub(super) fn summarise(hcl: &Hcl, text: &str, path: &str, whole: bool) -> TerraformSummary {
    let lines = LineIndex::new(text);
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut summary = TerraformSummary {
        test: name.ends_with(".tftest.hcl"),
        overrides: name.starts_with("override.") || name.contains("_override."),
        whole,
        ..TerraformSummary::default()
    };
    summary.first = hcl
        .body
        .blocks()
        .next()
        .map(|block| located(&lines, (), block.header));
    for block in hcl.body.blocks() {
        take(&mut summary, block, &lines, text);
    }
    summary.references = references(&hcl.body, &lines);
    provider_uses(&hcl.body, &mut summary.provider_uses);
    summary
}

fn take(summary: &mut TerraformSummary, block: &Block, lines: &LineIndex, text: &str) {
    let first = block.label(0);
    let both = || format!("{first}.{}", block.label(1));
    let (kind, name) = match (block.kind.text.as_str(), block.labels.len()) {
        ("variable", 1) => (Declared::Variable, format!("var.{first}")),
        ("output", 1) => (Declared::Output, format!("output.{first}")),
        ("module", 1) => {
            summary.modules.push(ModuleCall {
                name: located(lines, first.to_owned(), block.header),
                source: block
                    .body
                    .value("source")
                    .and_then(|source| source.as_str().map(str::to_owned)),
            });
            (Declared::Module, format!("module.{first}"))
        }
        ("resource", 2) => (Declared::Resource, both()),
        ("data", 2) => (Declared::Data, format!("data.{}", both())),
        ("ephemeral", 2) => (Declared::Ephemeral, format!("ephemeral.{}", both())),
        ("provider", 1) => {
            let alias = block.body.value("alias");
            summary.providers.push(ProviderBlock {
                name: located(lines, first.to_owned(), block.header),
                alias: alias.is_some(),
                default_tags: ["default_tags", "default_labels"].iter().any(|tags| {
                    block.body.block(tags).is_some() || block.body.attribute(tags).is_some()
                }) || block.body.blocks_of("dynamic").next().is_some(),
            });
            let alias = alias.and_then(|alias| alias.as_str()).unwrap_or("");
            (Declared::Provider, format!("provider.{first}.{alias}"))
        }
        ("locals", _) => {
            locals(summary, block, lines, text);
            return;
        }
        ("check", _) => {
            for data in block.body.blocks_of("data") {
                let before = summary.declared.len();
                take(summary, data, lines, text);
                for declaration in summary.declared.iter_mut().skip(before) {
                    declaration.in_check = true;
                }
            }
            return;
        }
        ("terraform", _) => {
            settings(summary, block, lines);
            return;
        }
        _ => return,
    };
    summary.declared.push(Declaration {
        kind,
        name: located(lines, name, block.header),
        lines: own_lines(text, block.range),
        in_check: false,
        attributes: attributes(&block.body),
    });
}

/// The whole lines of what stands at `range`; `None` where something else stands on them.
fn own_lines(text: &str, range: Range) -> Option<Range> {
    let edit = opswright_hcl::edit::remove_lines(text, range);
    let alone = edit.range.start < range.start
        || text.get(edit.range.end.saturating_sub(1)..edit.range.end) == Some("\n")
        || edit.range.end == text.len();
    alone.then_some(edit.range)
}

fn locals(summary: &mut TerraformSummary, block: &Block, lines: &LineIndex, text: &str) {
    for attribute in block.body.attributes() {
        summary.declared.push(Declaration {
            kind: Declared::Local,
            name: located(
                lines,
                format!("local.{}", attribute.name.text),
                attribute.name.range,
            ),
            lines: own_lines(text, attribute.range),
            in_check: false,
            attributes: BTreeMap::new(),
        });
    }
}

/// Names of attributes and blocks, each with what stands in it: references, else a text that is written out.
fn attributes(body: &Body) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in &body.items {
        match item {
            Item::Attribute(attribute) => {
                let entry = found.entry(attribute.name.text.clone()).or_default();
                attribute.value.walk(&mut |expression| {
                    entry.extend(referent(expression).map(|(name, _)| name));
                });
                if attribute.name.text == "provider" && entry.is_empty() {
                    entry.extend(
                        attribute
                            .value
                            .path()
                            .first()
                            .map(|name| (*name).to_owned()),
                    );
                }
                if entry.is_empty() {
                    entry.extend(attribute.value.scalar().map(str::to_owned));
                }
            }
            Item::Block(block) => {
                let name = if block.kind.text == "dynamic" {
                    block.label(0)
                } else {
                    &block.kind.text
                };
                let entry = found.entry(name.to_owned()).or_default();
                block.body.walk(&mut |expression| {
                    entry.extend(referent(expression).map(|(name, _)| name));
                });
            }
        }
    }
    found
}

fn settings(summary: &mut TerraformSummary, block: &Block, lines: &LineIndex) {
    summary
        .settings
        .get_or_insert(located(lines, (), block.header));
    let body = &block.body;
    if let Some(backend) = body.block("backend") {
        summary.backend = Some(located(lines, backend.label(0).to_owned(), backend.header));
    }
    if let Some(cloud) = body.block("cloud") {
        summary.backend = Some(located(lines, "cloud".to_owned(), cloud.header));
    }
    if let Some(version) = body.attribute("required_version") {
        let text = version.value.as_str().unwrap_or("").to_owned();
        summary.required_version = Some(located(lines, text, version.range));
    }
    for required in body.blocks_of("required_providers") {
        for provider in required.body.attributes() {
            let value = &provider.value;
            summary.required_providers.push(RequiredProvider {
                name: located(lines, provider.name.text.clone(), provider.range),
                source: value
                    .get("source")
                    .and_then(|source| source.as_str().map(str::to_owned)),
                pinned: value.as_str().is_some() || value.get("version").is_some(),
                bare: value.as_str().is_some(),
                aliases: value.get("configuration_aliases").is_some(),
            });
        }
    }
}

/// Everything that is referred to, each name once.
fn references(body: &Body, lines: &LineIndex) -> Vec<Located<String>> {
    let bound = bound_names(body);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for item in &body.items {
        // What was moved away or removed is not there any more; a type is no reference.
        let skipped = match item {
            Item::Block(block) => matches!(block.kind.text.as_str(), "moved" | "removed"),
            Item::Attribute(_) => false,
        };
        if skipped {
            continue;
        }
        // What a variable says of itself is no use of it.
        let itself = match item {
            Item::Block(block) if block.kind.text == "variable" => {
                format!("var.{}", block.label(0))
            }
            _ => String::new(),
        };
        let mut look = |expression| {
            let Some((name, end)) = referent(expression).filter(|(name, _)| *name != itself) else {
                return;
            };
            let root = name.split('.').next().unwrap_or("");
            let is_bound = bound.iter().any(|other| other == root);
            if !is_bound && seen.insert(name.clone()) {
                let range = Range::new(expression.range.start, end);
                found.push(located(lines, name, range));
            }
        };
        match item {
            Item::Attribute(attribute) => attribute.value.walk(&mut look),
            Item::Block(block) => walk_references(&block.body, &mut look),
        }
    }
    found
}

/// Providers that are named by `provider`, by `providers`, and by functions that they bring.
fn provider_uses(body: &Body, found: &mut BTreeSet<String>) {
    body.walk(&mut |expression| {
        if let ExpressionKind::Call { name, .. } = &expression.kind
            && let Some(rest) = name.text.strip_prefix("provider::")
        {
            found.extend(rest.split("::").next().map(str::to_owned));
        }
    });
    for item in &body.items {
        match item {
            Item::Attribute(attribute)
                if matches!(attribute.name.text.as_str(), "provider" | "providers") =>
            {
                attribute.value.walk(&mut |expression| {
                    let path = expression.path();
                    let text = expression.as_str().unwrap_or("");
                    let name = if path.is_empty() {
                        text.to_owned()
                    } else {
                        path.join(".")
                    };
                    found.extend(name.split('.').next().map(str::to_owned));
                    found.insert(name);
                });
            }
            Item::Attribute(_) => {}
            Item::Block(block) => provider_uses(&block.body, found),
        }
    }
}

/// As [`Body::walk`], but past what names a provider, not a resource.
fn walk_references<'a>(body: &'a Body, look: &mut impl FnMut(&'a opswright_hcl::Expression)) {
    for item in &body.items {
        match item {
            Item::Attribute(attribute)
                if matches!(
                    attribute.name.text.as_str(),
                    "provider" | "providers" | "configuration_aliases" | "ignore_changes"
                ) => {}
            Item::Attribute(attribute) => attribute.value.walk(look),
            Item::Block(block) if block.kind.text == "required_providers" => {}
            Item::Block(block) => walk_references(&block.body, look),
        }
    }
}

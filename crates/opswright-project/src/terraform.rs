//! A Terraform file as resources, modules and variables; a folder of such files is a module.

use std::collections::BTreeMap;

use opswright_hcl::ExpressionKind;
use opswright_hcl::{Block, Body, Expression, Hcl, Item, Part, Scope, Step, Word};

/// A Terraform file.
#[derive(Debug, Clone)]
pub struct Terraform<'a> {
    /// All of it.
    pub body: &'a Body,
    /// Its `resource` blocks with two labels.
    pub resources: Vec<Resource<'a>>,
    /// Its resources by type.
    pub by_kind: BTreeMap<&'a str, Vec<Resource<'a>>>,
    /// Its `data` blocks, those in `check` blocks too.
    pub data: Vec<Resource<'a>>,
}

/// A `resource` or `data` block.
#[derive(Debug, Clone, Copy)]
pub struct Resource<'a> {
    /// Its type.
    pub kind: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The block.
    pub block: &'a Block,
}

impl<'a> Resource<'a> {
    fn of(block: &'a Block) -> Option<Self> {
        let [kind, name] = block.labels.as_slice() else {
            return None;
        };
        Some(Self {
            kind: &kind.text,
            name: &name.text,
            block,
        })
    }

    /// `type.name`
    pub fn address(&self) -> String {
        format!("{}.{}", self.kind, self.name)
    }

    /// Its content.
    pub fn scope(&self) -> Scope<'a> {
        Scope::of(self.block)
    }

    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&'a Expression> {
        self.block.body.value(name)
    }

    /// The text of an attribute, where it is written out.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value(name)?.as_str()
    }
}

/// The file of this tree.
pub fn terraform(hcl: &Hcl) -> Terraform<'_> {
    let body = &hcl.body;
    let in_checks = body
        .blocks_of("check")
        .flat_map(|check| check.body.blocks_of("data"));
    let resources: Vec<Resource<'_>> = body
        .blocks_of("resource")
        .filter_map(Resource::of)
        .collect();
    let mut by_kind: BTreeMap<&str, Vec<Resource<'_>>> = BTreeMap::new();
    for resource in &resources {
        by_kind.entry(resource.kind).or_default().push(*resource);
    }
    Terraform {
        body,
        resources,
        by_kind,
        data: body
            .blocks_of("data")
            .chain(in_checks)
            .filter_map(Resource::of)
            .collect(),
    }
}

impl<'a> Terraform<'a> {
    /// Resources of this type.
    pub fn of_kind(&self, kind: &str) -> &[Resource<'a>] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Blocks of this kind at the top.
    pub fn blocks(&self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.body.blocks_of(kind)
    }

    /// `terraform` blocks.
    pub fn settings(&self) -> impl Iterator<Item = &'a Block> {
        self.body.blocks_of("terraform")
    }
}

/// What a reference names first: `var.x`, `local.x`, `module.x`, `data.type.name`, `type.name`.
pub fn referent(expression: &Expression) -> Option<(String, usize)> {
    let ExpressionKind::Reference { root, steps } = &expression.kind else {
        return None;
    };
    let name = |at: usize| match steps.get(at) {
        Some(Step::Name(word)) => Some(word),
        _ => None,
    };
    let two = |word: &Word| (format!("{}.{}", root.text, word.text), word.range.end);
    match root.text.as_str() {
        "data" | "ephemeral" => {
            let (kind, name) = (name(0)?, name(1)?);
            Some((
                format!("{}.{}.{}", root.text, kind.text, name.text),
                name.range.end,
            ))
        }
        "each" | "count" | "self" | "path" | "terraform" | "run" => None,
        _ => name(0).map(two),
    }
}

/// Names that loops and dynamic blocks bind somewhere in `body`; a reference to one names no resource.
pub fn bound_names(body: &Body) -> Vec<String> {
    let mut names = Vec::new();
    body.walk(&mut |expression| match &expression.kind {
        ExpressionKind::For { names: bound, .. } => {
            names.extend(bound.iter().map(|word| word.text.clone()));
        }
        ExpressionKind::Text(parts) | ExpressionKind::Heredoc(parts) => {
            for part in parts {
                if let Part::Directive { names: bound, .. } = part {
                    names.extend(bound.iter().map(|word| word.text.clone()));
                }
            }
        }
        _ => {}
    });
    iterators(body, &mut names);
    names.sort();
    names.dedup();
    names
}

fn iterators(body: &Body, names: &mut Vec<String>) {
    for item in &body.items {
        let Item::Block(block) = item else { continue };
        if block.kind.text == "dynamic" {
            names.push(block.label(0).to_owned());
            if let Some(iterator) = block.body.value("iterator") {
                names.extend(iterator.path().first().map(|name| (*name).to_owned()));
            }
        }
        iterators(&block.body, names);
    }
}

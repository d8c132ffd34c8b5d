//! The names of the values that a person must provide.

use std::collections::BTreeMap;

use super::Material;
use super::compose::{Value, served, values};
use crate::GeneratedFile;
use crate::text::Page;

/// `.env.example` at the root, if compose.yaml reads anything from `.env`.
pub(crate) fn files(material: &Material<'_>) -> Vec<GeneratedFile> {
    let names = names(material);
    if names.is_empty() {
        return Vec::new();
    }
    let mut page = Page::new();
    page.why("What compose.yaml reads from .env: copy this file to .env, fill it in, and keep .env out of git.");
    for (name, why) in names {
        page.blank();
        page.why(&why);
        page.line(&format!("{name}="));
    }
    vec![GeneratedFile {
        path: ".env.example".to_owned(),
        text: page.finish(),
        reason: "names the values that compose.yaml asks for".to_owned(),
    }]
}

/// Names with what they are for, in order.
fn names(material: &Material<'_>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for served in served(material) {
        if served.service.has_password() {
            names.insert(
                served.password_name(),
                format!(
                    "Password of {}: letters and digits, since it becomes part of an address.",
                    served.resource.name
                ),
            );
        }
    }
    for recipe in &material.recipes {
        for value in values(recipe, material.design) {
            if let Value::Required(name) = value {
                names
                    .entry(name)
                    .or_insert_with(|| format!("{} does not start without it.", recipe.name()));
            }
        }
    }
    names
}

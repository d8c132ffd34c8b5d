//! The variables of a workload: which value each gets, and from where.

use opswright_design::{Design, ResourceDesign};

use crate::catalogue::service_image;
use crate::recipe::Recipe;

/// Where the value of a variable comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    /// From `.env`, or nothing starts.
    Required(String),
    /// From `.env`, else left unset.
    Optional(String),
    /// From `.env`, else what the code says.
    Default(String, String),
    /// The address of a resource that compose runs.
    Address {
        /// Name of the variable.
        name: String,
        /// The address, with a reference to the password.
        address: String,
    },
}

impl Value {
    /// Name of the variable.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Required(name)
            | Self::Optional(name)
            | Self::Default(name, _)
            | Self::Address { name, .. } => name,
        }
    }

    /// What stands after `NAME:`; empty passes the variable on if it is set.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Required(name) => format!(" ${{{name}:?set {name} in .env}}"),
            Self::Optional(_) => String::new(),
            Self::Default(name, value) => format!(" ${{{name}:-{value}}}"),
            Self::Address { address, .. } => format!(" {address}"),
        }
    }
}

/// Name of the variable in `.env` that holds the password of a resource.
pub(crate) fn password(resource: &ResourceDesign) -> String {
    format!(
        "{}_PASSWORD",
        resource.name.to_ascii_uppercase().replace('-', "_")
    )
}

/// The variables of `recipe` that its image does not set, by name.
pub(crate) fn values(recipe: &Recipe<'_>, design: &Design) -> Vec<Value> {
    let workload = recipe.toolchain.workload;
    let mut found: Vec<Value> = design
        .resources
        .iter()
        .filter(|resource| workload.resources.contains(&resource.name))
        .map(of_resource)
        .collect();
    for variable in &workload.variables {
        let name = &variable.name;
        if recipe.sets(name) || found.iter().any(|value| value.name() == name) {
            continue;
        }
        let default = variable
            .default
            .as_ref()
            .filter(|value| !variable.secret && is_plain(value));
        found.push(match default {
            Some(value) => Value::Default(name.clone(), value.clone()),
            None if variable.required => Value::Required(name.clone()),
            None => Value::Optional(name.clone()),
        });
    }
    found.sort_by(|a, b| a.name().cmp(b.name()));
    found
}

/// The address of a resource: its service's if compose runs one, else whatever `.env` says.
fn of_resource(resource: &ResourceDesign) -> Value {
    let name = resource.variable.clone();
    match service_image(&resource.kind) {
        Some(service) => {
            let password = password(resource);
            let reference = format!("${{{password}:?set {password} in .env}}");
            Value::Address {
                name,
                address: service
                    .address
                    .replace("{password}", &reference)
                    .replace("{host}", &resource.name),
            }
        }
        None => Value::Required(name),
    }
}

/// Whether a default can stand inside a reference without changing its meaning.
fn is_plain(value: &str) -> bool {
    !value.is_empty()
        && value
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || "._-/:,@+".contains(one))
}

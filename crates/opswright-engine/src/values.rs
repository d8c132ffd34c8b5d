//! Values that a person gave once for this machine: addresses of resources and variables. Kept 0600, never printed.

use std::collections::BTreeMap;
use std::fs;

use serde::{Deserialize, Serialize};

use crate::failure::{Exit, Failure};
use crate::layout::Layout;
use crate::releases::write_private;
use crate::wire::SecretValue;

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Values {
    /// Version of this format.
    pub version: u32,
    /// Addresses by the resource's name.
    pub resources: BTreeMap<String, SecretValue>,
    /// Values by the variable's name; any of them may be secret.
    pub variables: BTreeMap<String, SecretValue>,
}

impl Values {
    /// What was kept, or nothing.
    pub fn load(layout: &Layout) -> Self {
        fs::read(layout.values())
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// Takes `name=value` pairs in; says which one cannot be read without showing its value.
    pub fn take(&mut self, resources: &[String], variables: &[String]) -> Result<(), Failure> {
        for (pairs, flag, kept) in [
            (resources, "--resource NAME=URL", &mut self.resources),
            (variables, "--variable NAME=VALUE", &mut self.variables),
        ] {
            for (index, pair) in pairs.iter().enumerate() {
                let Some((name, value)) = pair.split_once('=').filter(|(name, _)| !name.is_empty())
                else {
                    let reason = format!(
                        "number {} of the {flag} given has no name and value",
                        index + 1
                    );
                    return Err(Failure::new(
                        Exit::Usage,
                        reason,
                        format!("write it as {flag}"),
                    ));
                };
                kept.insert(name.to_owned(), SecretValue(value.to_owned()));
            }
        }
        Ok(())
    }

    /// Keeps them for the next time.
    pub fn save(&self, layout: &Layout) -> Result<(), Failure> {
        let failed = |error: std::io::Error| {
            Failure::new(
                Exit::Findings,
                "the values could not be kept",
                "opswright doctor",
            )
            .because(format!("{}: {error}", layout.values().display()))
        };
        let kept = Self {
            version: 1,
            ..self.clone()
        };
        fs::create_dir_all(&layout.state).map_err(failed)?;
        write_private(
            &layout.values(),
            &serde_json::to_vec(&kept).map_err(|error| failed(error.into()))?,
        )
        .map_err(failed)
    }
}

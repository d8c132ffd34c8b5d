//! Lowers a design to what the supervisor runs: a specification per workload, with every value in place.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use opswright_design::{Design, ResourceDesign, WorkloadDesign};

use crate::failure::{Exit, Failure};
use crate::values::Values;
use crate::wire::{SecretValue, WorkloadSpec};

/// Kinds of resource that need no address.
const WITHOUT_ADDRESS: &[&str] = &["sqlite"];

/// Variables that the target sets itself.
const GIVEN: &[&str] = &["PORT", "HOST"];

/// What a command line says beside the design.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// `--port`.
    pub port: Option<u16>,
    /// `--instances`.
    pub instances: u16,
    /// `--workload`.
    pub workload: Option<String>,
}

/// What can be run, and what is left out with the reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lowered {
    /// Specifications, in the order of the design.
    pub workloads: Vec<WorkloadSpec>,
    /// Names and reasons of those left out.
    pub left_out: Vec<(String, String)>,
}

/// Something that a person has to say before a workload can run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The address of a resource.
    Resource {
        /// Its name (`db`).
        name: String,
        /// Its kind (`postgresql`).
        kind: String,
        /// The variable that carries it.
        variable: String,
    },
    /// The value of a variable.
    Variable {
        /// Its name.
        name: String,
        /// Whether it is a secret.
        secret: bool,
    },
}

/// What must be asked for before `design` can run with `values`.
pub fn missing(design: &Design, values: &Values, wishes: &Wishes) -> Vec<Missing> {
    let mut all = Vec::new();
    for workload in wanted(design, wishes) {
        for resource in resources(design, workload) {
            if !values.resources.contains_key(&resource.name)
                && !values.variables.contains_key(&resource.variable)
            {
                all.push(Missing::Resource {
                    name: resource.name.clone(),
                    kind: resource.kind.clone(),
                    variable: resource.variable.clone(),
                });
            }
        }
        let carried: Vec<&str> = resources(design, workload)
            .iter()
            .map(|resource| resource.variable.as_str())
            .collect();
        for variable in &workload.variables {
            let known = values.variables.contains_key(&variable.name)
                || carried.contains(&variable.name.as_str())
                || GIVEN.contains(&variable.name.as_str());
            if variable.required && variable.default.is_none() && !known {
                all.push(Missing::Variable {
                    name: variable.name.clone(),
                    secret: variable.secret,
                });
            }
        }
    }
    all.dedup();
    all
}

/// The failure that asks for everything that is missing, by name.
pub fn ask_for(missing: &[Missing]) -> Failure {
    let mut next = "opswright up".to_owned();
    let mut failure = Failure::new(Exit::Usage, "values are missing that only you know", "");
    for wanted in missing {
        match wanted {
            Missing::Resource {
                name,
                kind,
                variable,
            } => {
                failure.evidence.push(format!("{name}: a {kind}, whose address goes into {variable}; opswright does not start one"));
                let _ = write!(next, " --resource {name}=URL");
            }
            Missing::Variable { name, secret } => {
                let what = if *secret {
                    "a secret that the code requires"
                } else {
                    "a variable that the code requires"
                };
                failure.evidence.push(format!("{name}: {what}"));
                let _ = write!(next, " --variable {name}=VALUE");
            }
        }
    }
    failure.next = next;
    failure
}

/// Specifications of everything that can run on the process target.
pub fn lower(design: &Design, values: &Values, wishes: &Wishes) -> Result<Lowered, Failure> {
    let mut lowered = Lowered::default();
    for workload in &design.workloads {
        if let Some(reason) = cannot_run(workload) {
            lowered.left_out.push((workload.name.clone(), reason));
        }
    }
    let runnable = wanted(design, wishes);
    if runnable.is_empty() {
        let mut failure = Failure::new(
            Exit::Usage,
            "there is no web service to run here",
            "opswright survey",
        );
        failure.evidence = lowered
            .left_out
            .iter()
            .map(|(name, reason)| format!("{name}: {reason}"))
            .collect();
        return Err(failure);
    }
    if wishes.port.is_some() && runnable.len() > 1 {
        let names: Vec<&str> = runnable
            .iter()
            .map(|workload| workload.name.as_str())
            .collect();
        let reason = format!(
            "--port is for one workload, and there are {}",
            names.join(", ")
        );
        return Err(Failure::new(
            Exit::Usage,
            reason,
            "opswright up --answer workload.NAME.port=N",
        ));
    }
    for workload in runnable {
        lowered
            .workloads
            .push(specification(design, workload, values, wishes)?);
    }
    Ok(lowered)
}

fn wanted<'a>(design: &'a Design, wishes: &Wishes) -> Vec<&'a WorkloadDesign> {
    design
        .workloads
        .iter()
        .filter(|workload| cannot_run(workload).is_none())
        .filter(|workload| {
            wishes
                .workload
                .as_ref()
                .is_none_or(|name| *name == workload.name)
        })
        .collect()
}

fn cannot_run(workload: &WorkloadDesign) -> Option<String> {
    match workload.kind.as_str() {
        "web" => None,
        "library" => Some("a library is not run".to_owned()),
        kind => Some(format!(
            "the process target runs web services; this is a {kind}"
        )),
    }
}

fn resources<'a>(design: &'a Design, workload: &WorkloadDesign) -> Vec<&'a ResourceDesign> {
    design
        .resources
        .iter()
        .filter(|resource| resource.used_by.contains(&workload.name))
        .filter(|resource| !WITHOUT_ADDRESS.contains(&resource.kind.as_str()))
        .collect()
}

fn specification(
    design: &Design,
    workload: &WorkloadDesign,
    values: &Values,
    wishes: &Wishes,
) -> Result<WorkloadSpec, Failure> {
    let unknown = |what: &str, example: &str| {
        let reason = format!("nothing says which {what} {} has", workload.name);
        Failure::new(
            Exit::Usage,
            reason,
            format!(
                "opswright up --answer workload.{}.{what}={example}",
                workload.name
            ),
        )
    };
    let start = workload
        .start
        .clone()
        .ok_or_else(|| unknown("start", "'./run'"))?;
    let port = wishes
        .port
        .or(workload.port)
        .ok_or_else(|| unknown("port", "3000"))?;
    let mut secrets = BTreeMap::new();
    let mut variables = BTreeMap::new();
    for resource in resources(design, workload) {
        if let Some(address) = values.resources.get(&resource.name) {
            secrets.insert(resource.variable.clone(), address.clone());
        }
    }
    for (name, value) in &values.variables {
        let known = workload
            .variables
            .iter()
            .find(|variable| variable.name == *name);
        match known {
            // A name that nobody declared may carry anything, so it is kept like a secret.
            Some(variable) if !variable.secret => {
                variables.insert(name.clone(), value.0.clone());
            }
            _ => {
                secrets.insert(name.clone(), SecretValue(value.0.clone()));
            }
        }
    }
    Ok(WorkloadSpec {
        name: workload.name.clone(),
        path: workload.path.clone(),
        language: workload.language.clone(),
        install: workload.install.clone(),
        build: workload.build.clone(),
        start,
        artifact: workload.artifact.clone(),
        migrate: workload.migrate.clone(),
        health_path: workload.health_path.clone(),
        port,
        instances: wishes.instances.max(1),
        variables,
        secrets,
    })
}

//! A workload for unit tests, with nothing known but its language.

use opswright_design::{Containerization, WorkloadDesign};

/// A web workload at the root.
pub(crate) fn workload(language: &str) -> WorkloadDesign {
    WorkloadDesign {
        name: "web".to_owned(),
        path: ".".to_owned(),
        kind: "web".to_owned(),
        language: language.to_owned(),
        framework: None,
        package_manager: None,
        package_manager_version: None,
        runtime_version: None,
        install: None,
        build: None,
        start: None,
        port: None,
        health_path: None,
        migrations: None,
        migrate: None,
        lint: None,
        typecheck: None,
        test: None,
        coverage: None,
        lockfile: None,
        artifact: None,
        containerization: Containerization::Dockerfile,
        variables: Vec::new(),
        resources: Vec::new(),
    }
}

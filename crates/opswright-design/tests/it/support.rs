//! Facts to decide from.

use opswright_design::{Answers, Design, decide};
use opswright_survey::{Confidence, Evidence, Fact, Facts, Resource, Variable, Workload};

pub(crate) fn fact<T>(value: T, path: &str, line: u32) -> Fact<T> {
    Fact {
        value,
        confidence: Confidence::High,
        evidence: vec![Evidence {
            path: path.to_owned(),
            line,
        }],
        alternatives: Vec::new(),
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "every text of a workload may be unknown"
)]
pub(crate) fn text(value: &str, path: &str, line: u32) -> Option<Fact<String>> {
    Some(fact(value.to_owned(), path, line))
}

/// A workload of which nothing is known.
pub(crate) fn unknown(name: &str, path: &str) -> Workload {
    Workload {
        path: path.to_owned(),
        name: name.to_owned(),
        kind: None,
        language: None,
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
        resources: Vec::new(),
        variables: Vec::new(),
    }
}

pub(crate) fn resource(kind: &str, variable: Option<&str>, version: Option<&str>) -> Resource {
    Resource {
        kind: fact(kind.to_owned(), "compose.yaml", 7),
        variable: variable.map(str::to_owned),
        version: version.map(|version| fact(version.to_owned(), "compose.yaml", 8)),
    }
}

pub(crate) fn variable(name: &str, secret: bool) -> Variable {
    Variable {
        name: fact(name.to_owned(), "src/main.rs", 3),
        secret,
        required: Some(true),
        default: None,
    }
}

/// A Rust service about which everything is known.
pub(crate) fn shop() -> Workload {
    Workload {
        kind: text("web", "src/main.rs", 1),
        language: text("rust", "Cargo.toml", 1),
        framework: text("axum", "Cargo.toml", 8),
        package_manager: text("cargo", "Cargo.lock", 1),
        start: text("./target/release/shop", "Cargo.toml", 2),
        port: Some(fact(3000, "src/main.rs", 12)),
        health_path: text("/health", "src/main.rs", 20),
        ..unknown("shop", ".")
    }
}

pub(crate) fn facts(workloads: &[Workload]) -> Facts {
    Facts {
        workloads: workloads.to_vec(),
    }
}

pub(crate) fn answers(pairs: &[&str]) -> Answers {
    let mut answers = Answers::new();
    for pair in pairs {
        answers
            .set_pair(pair, "--answer")
            .unwrap_or_else(|error| panic!("{error}"));
    }
    answers
}

/// The design of the shop with these answers.
pub(crate) fn design(pairs: &[&str]) -> Design {
    decide(&facts(&[shop()]), &answers(pairs))
}

pub(crate) fn choice(design: &Design, key: &str) -> String {
    design
        .choice(key)
        .unwrap_or_else(|| panic!("there is no decision {key}"))
        .to_owned()
}

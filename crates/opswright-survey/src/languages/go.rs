//! Go: modules; net/http, gin, echo, fiber, chi and others.

mod framework;
mod listener;
mod module;
mod programs;
mod reach;

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength, folder_name};
use crate::claims::Ground;
use crate::code::Code;
use crate::lexer::{GO, Kind, Token};
use crate::place::{Place, base_name, folder_of};
use crate::scan::{addresses, health, settings_file, variables};

use framework::framework;
use listener::ports;
use module::{Module, module_base, read_module};
use programs::{chosen, mains};
use reach::reachable;

pub(super) const LANGUAGE: Language = Language {
    marks: &["go.mod", "*.go"],
    reads: &[
        "go.work",
        ".go-version",
        "production.yaml",
        "production.yml",
        "production.toml",
        "base.yaml",
        "base.yml",
        "base.toml",
        "default.yaml",
        "default.yml",
        "default.toml",
        "config.yaml",
        "config.yml",
        "config.toml",
        "settings.yaml",
        "settings.yml",
        "settings.toml",
    ],
    extensions: &["go"],
    detect,
};

fn detect(place: &Place<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let _ = findings;
    let all = place.code(&["go"], &GO);
    let module = place
        .file("go.mod")
        .map(|file| read_module(&file.text))
        .unwrap_or_default();
    let mains = mains(place, &all);
    let several = mains.len() > 1;
    let mut candidates: Vec<Candidate> = chosen(place, &module, &mains, &all)
        .into_iter()
        .map(|main| {
            let own = several.then(|| reachable(place, &module, main.0, &all));
            program(place, &module, main, own.as_deref().unwrap_or(&all))
        })
        .collect();
    if candidates.is_empty() && place.has("go.mod") {
        let mut library = base(place, &module);
        if mains.is_empty() {
            library
                .kind
                .push("library".to_owned(), Ground::Code, place.evidence("go.mod"));
        }
        candidates.push(library);
    }
    candidates
}

/// The candidate of the program in the folder `main`.
fn program(
    place: &Place<'_>,
    module: &Module,
    (folder, evidence): (&str, &Evidence),
    all: &[Code<'_>],
) -> Candidate {
    let mut candidate = base(place, module);
    candidate.raise(Strength::Program);
    // Such a folder says that there is code in it, not what the code is.
    let tells_nothing = matches!(base_name(folder), "" | "src" | "cmd" | "main");
    let named = if tells_nothing {
        module.name.as_ref().map_or_else(
            || folder_name(place.folder),
            |(name, _)| module_base(name).to_owned(),
        )
    } else {
        base_name(folder).to_owned()
    };
    if !folder.is_empty()
        && folder_of(folder) == "cmd"
        && !matches!(named.as_str(), "server" | "app" | "main")
    {
        candidate
            .name
            .push(named.clone(), Ground::Declared, evidence.clone());
    }
    let package = if folder.is_empty() {
        ".".to_owned()
    } else {
        format!("./{folder}")
    };
    candidate.build.push(
        format!("go build -o bin/{named} {package}"),
        Ground::Code,
        evidence.clone(),
    );
    candidate
        .start
        .push(format!("./bin/{named}"), Ground::Code, evidence.clone());
    candidate
        .artifact
        .push(format!("bin/{named}"), Ground::Code, evidence.clone());
    let framework = framework(place, module, all);
    let gin = framework.as_ref().is_some_and(|(name, _)| *name == "gin");
    if let Some((name, evidence)) = &framework {
        candidate
            .framework
            .push((*name).to_owned(), Ground::Manifest, evidence.clone());
    }
    ports(
        all,
        framework.as_ref().map_or("", |(name, _)| name),
        gin,
        &mut candidate,
    );
    let silent = candidate.port.is_empty() && candidate.strength == Strength::Server;
    if let Some((port, evidence)) = settings_file::port(place, folder, all).filter(|_| silent) {
        candidate.port.push(port, Ground::Code, evidence);
    }
    for code in all {
        candidate.variables.extend(variables::readings(code));
        addresses::claim(code, &mut candidate);
        imports(code, &mut candidate);
    }
    for route in health::routes(all) {
        candidate
            .health_path
            .push(route.path, Ground::Code, route.evidence);
    }
    required(place, module, &mut candidate);
    candidate
}

/// Resources and migration tools among the modules that are required.
fn required(place: &Place<'_>, module: &Module, candidate: &mut Candidate) {
    for (name, number) in &module.requires {
        let evidence = Evidence {
            path: place.path("go.mod"),
            line: *number,
        };
        candidate.use_package(name, &evidence);
        for (tool_module, tool) in [
            ("github.com/pressly/goose", "goose"),
            ("github.com/golang-migrate/migrate", "golang-migrate"),
            ("ariga.io/atlas", "atlas"),
        ] {
            if name.starts_with(tool_module) {
                candidate
                    .migrations
                    .push(tool.to_owned(), Ground::Manifest, evidence.clone());
            }
        }
    }
}

fn base(place: &Place<'_>, module: &Module) -> Candidate {
    let evidence = if place.has("go.mod") {
        place.evidence("go.mod")
    } else {
        place
            .own()
            .find(|path| path.ends_with(".go"))
            .map_or_else(|| place.evidence("main.go"), |path| place.evidence(path))
    };
    let mut candidate = Candidate::new(place.folder, "go", evidence.clone());
    candidate.package_manager.push(
        "go".to_owned(),
        if place.has("go.mod") {
            Ground::Manifest
        } else {
            Ground::Convention
        },
        evidence.clone(),
    );
    let line = |line| Evidence {
        path: place.path("go.mod"),
        line,
    };
    if let Some((name, number)) = &module.name {
        candidate.name.push(
            module_base(name).to_owned(),
            Ground::Manifest,
            line(*number),
        );
        candidate.install.push(
            "go mod download".to_owned(),
            Ground::Convention,
            line(*number),
        );
    }
    if let Some((version, number)) = &module.version {
        candidate
            .runtime_version
            .push(version.clone(), Ground::Manifest, line(*number));
    }
    super::tool_version(place, &["go", "golang"], &mut candidate);
    if place.has("go.sum") {
        candidate.lockfile.push(
            place.path("go.sum"),
            Ground::Manifest,
            place.evidence("go.sum"),
        );
    }
    let linter = place.first(&[".golangci.yml", ".golangci.yaml", ".golangci.toml"]);
    match linter {
        Some(name) => candidate.lint.push(
            "golangci-lint run".to_owned(),
            Ground::Manifest,
            place.evidence(&name),
        ),
        None => candidate.lint.push(
            "go vet ./...".to_owned(),
            Ground::Convention,
            evidence.clone(),
        ),
    }
    candidate.test.push(
        "go test ./...".to_owned(),
        Ground::Convention,
        evidence.clone(),
    );
    candidate.coverage.push(
        "go test -coverprofile=coverage.out ./...".to_owned(),
        Ground::Convention,
        evidence,
    );
    candidate
}

/// Packages that are imported alone, inside of a module that holds several (`gorm/dialects/mysql`).
fn imports(code: &Code<'_>, candidate: &mut Candidate) {
    let inside = |token: &&Token<'_>| token.kind == Kind::Text && token.text.contains("/dialects/");
    for token in code.tokens.iter().filter(inside) {
        candidate.use_package(token.text, &code.evidence(token.at));
    }
}

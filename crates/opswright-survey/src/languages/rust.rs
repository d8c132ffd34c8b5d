//! Rust: cargo; axum, Actix Web, Rocket and others, or a listener of its own.

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::code::{Call, Code};
use crate::lexer::{Kind, RUST};
use crate::manifest;
use crate::place::{Place, base_name, join};
use crate::scan::port::{Port, beside_its_name, evaluate, in_text};
use crate::scan::{addresses, health, variables};
use crate::toml::Toml;

pub(super) const LANGUAGE: Language = Language {
    marks: &["Cargo.toml"],
    reads: &[
        "rust-toolchain.toml",
        "rust-toolchain",
        "Rocket.toml",
        "diesel.toml",
    ],
    extensions: &["rs"],
    detect,
};

/// Crates that serve, and the framework each is.
const FRAMEWORKS: &[(&str, &str)] = &[
    ("loco-rs", "loco"),
    ("leptos_axum", "leptos"),
    ("axum", "axum"),
    ("actix-web", "actix-web"),
    ("rocket", "rocket"),
    ("warp", "warp"),
    ("poem", "poem"),
    ("salvo", "salvo"),
    ("tide", "tide"),
    ("ntex", "ntex"),
    ("gotham", "gotham"),
    ("viz", "viz"),
    ("pingora", "pingora"),
    ("tonic", "tonic"),
    ("hyper", "hyper"),
];

fn detect(place: &Place<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let Some(toml) = place
        .file("Cargo.toml")
        .and_then(|file| manifest::toml(file, findings))
    else {
        return Vec::new();
    };
    let manifest_path = place.path("Cargo.toml");
    let line = |line: u32| Evidence {
        path: manifest_path.clone(),
        line,
    };
    let Some(name) = toml.text(&["package", "name"]) else {
        return Vec::new();
    };
    let all = place.code(&["rs"], &RUST);
    let mut candidate = Candidate::new(place.folder, "rust", line(name.line));
    candidate
        .name
        .push(name.value.clone(), Ground::Manifest, line(name.line));
    candidate
        .package_manager
        .push("cargo".to_owned(), Ground::Manifest, line(name.line));
    runtime(place, &toml, &mut candidate);
    commands(place, &toml, &name.value, &mut candidate);
    if candidate.start.is_empty() {
        candidate
            .kind
            .push("library".to_owned(), Ground::Code, line(name.line));
        return vec![candidate];
    }
    framework(place, &toml, &mut candidate);
    ports(place, &all, &mut candidate);
    for code in &all {
        candidate.variables.extend(variables::readings(code));
        addresses::claim(code, &mut candidate);
    }
    for route in health::routes(&all) {
        candidate
            .health_path
            .push(route.path, Ground::Code, route.evidence);
    }
    let own_router = candidate.framework.is_empty() && candidate.strength == Strength::Server;
    let route = health::compared(&all).filter(|_| own_router && candidate.health_path.is_empty());
    if let Some(route) = route {
        candidate
            .health_path
            .push(route.path, Ground::Code, route.evidence);
    }
    resources(&toml, &manifest_path, &mut candidate);
    migrations(place, &toml, &all, &mut candidate);
    vec![candidate]
}

/// `rust-toolchain`, `rust-version`, or the workspace's.
fn runtime(place: &Place<'_>, toml: &Toml, candidate: &mut Candidate) {
    for name in ["rust-toolchain.toml", "rust-toolchain"] {
        let Some(file) = place.nearest(name).and_then(|path| place.files.get(&path)) else {
            continue;
        };
        let pinned = Toml::parse(&file.text)
            .ok()
            .and_then(|toml| toml.text(&["toolchain", "channel"]));
        let (channel, line) = pinned.map_or_else(
            || (file.text.trim().to_owned(), 1),
            |found| (found.value, found.line),
        );
        if !channel.is_empty() && !channel.contains(char::is_whitespace) {
            let evidence = Evidence {
                path: file.path.clone(),
                line,
            };
            candidate
                .runtime_version
                .push(channel, Ground::Manifest, evidence);
        }
    }
    if let Some(version) = toml.text(&["package", "rust-version"]) {
        let evidence = Evidence {
            path: place.path("Cargo.toml"),
            line: version.line,
        };
        candidate
            .runtime_version
            .push(version.value, Ground::Manifest, evidence);
    } else if toml.has(&["package", "rust-version", "workspace"])
        && let Some((root, workspace)) = workspace_root(place)
        && let Some(version) = workspace.text(&["workspace", "package", "rust-version"])
    {
        let evidence = Evidence {
            path: join(root, "Cargo.toml"),
            line: version.line,
        };
        candidate
            .runtime_version
            .push(version.value, Ground::Manifest, evidence);
    }
}

/// The nearest folder whose manifest has a `[workspace]`, the place itself included.
fn workspace_root<'a>(place: &Place<'a>) -> Option<(&'a str, Toml)> {
    place.upwards().into_iter().find_map(|folder| {
        let toml = Toml::parse(&place.files.get(&join(folder, "Cargo.toml"))?.text).ok()?;
        toml.has(&["workspace"]).then_some((folder, toml))
    })
}

/// Install, build, start and the checks of the binary that the package runs.
fn commands(place: &Place<'_>, toml: &Toml, package: &str, candidate: &mut Candidate) {
    let root = workspace_root(place).map_or(place.folder, |(folder, _)| folder);
    let lock = join(root, "Cargo.lock");
    let whole = place.evidence("Cargo.toml");
    let locked = if place.tree.contains(&lock) {
        let evidence = Evidence {
            path: lock.clone(),
            line: 1,
        };
        candidate.lockfile.push(lock, Ground::Manifest, evidence);
        " --locked"
    } else {
        ""
    };
    candidate.install.push(
        format!("cargo fetch{locked}"),
        Ground::Convention,
        whole.clone(),
    );
    candidate.lint.push(
        "cargo clippy --all-targets".to_owned(),
        Ground::Convention,
        whole.clone(),
    );
    candidate.test.push(
        format!("cargo test{locked}"),
        Ground::Convention,
        whole.clone(),
    );
    let Some((binary, evidence)) = binary(place, toml, package) else {
        return;
    };
    let up = place.folder.strip_prefix(root).map_or(0, |rest| {
        rest.split('/').filter(|part| !part.is_empty()).count()
    });
    let target = format!("{}target/release/{binary}", "../".repeat(up));
    let start = if up == 0 {
        format!("./{target}")
    } else {
        target.clone()
    };
    candidate.raise(Strength::Program);
    candidate.build.push(
        format!("cargo build --release{locked}"),
        Ground::Code,
        whole,
    );
    candidate.start.push(start, Ground::Code, evidence.clone());
    candidate.artifact.push(target, Ground::Code, evidence);
}

/// `default-run`, else `src/main.rs`, else the only other binary.
fn binary(place: &Place<'_>, toml: &Toml, package: &str) -> Option<(String, Evidence)> {
    let manifest = |line| Evidence {
        path: place.path("Cargo.toml"),
        line,
    };
    if let Some(run) = toml.text(&["package", "default-run"]) {
        return Some((run.value, manifest(run.line)));
    }
    let stated = toml.texts_in_tables(&["bin"], "name");
    let paths = toml.texts_in_tables(&["bin"], "path");
    if place.has("src/main.rs") {
        let renamed = paths
            .iter()
            .position(|path| path.value == "src/main.rs")
            .and_then(|at| stated.get(at));
        return Some(renamed.map_or_else(
            || (package.to_owned(), place.evidence("src/main.rs")),
            |bin| (bin.value.clone(), manifest(bin.line)),
        ));
    }
    let files: Vec<&str> = place
        .own()
        .filter(|path| {
            path.starts_with("src/bin/")
                && (path.matches('/').count() == 2 || path.ends_with("/main.rs"))
        })
        .collect();
    match (stated.as_slice(), files.as_slice()) {
        ([bin], _) => Some((bin.value.clone(), manifest(bin.line))),
        ([], [path]) => {
            let stem = base_name(path.trim_end_matches("/main.rs")).trim_end_matches(".rs");
            Some((stem.to_owned(), place.evidence(path)))
        }
        _ => None,
    }
}

/// The framework among the dependencies, or among those of a crate of the same workspace.
fn framework(place: &Place<'_>, toml: &Toml, candidate: &mut Candidate) {
    let own = serving(toml).map(|(name, line)| (name, place.path("Cargo.toml"), line));
    let found = own.or_else(|| {
        toml.keys(&["dependencies"]).iter().find_map(|key| {
            let workspace = workspace_root(place);
            let local = toml
                .text(&["dependencies", &key.value, "path"])
                .map(|path| join(place.folder, &path.value));
            let shared = || {
                let (root, workspace) = workspace.as_ref()?;
                toml.has(&["dependencies", &key.value, "workspace"])
                    .then_some(())?;
                Some(join(
                    root,
                    &workspace
                        .text(&["workspace", "dependencies", &key.value, "path"])?
                        .value,
                ))
            };
            let path = join(&local.or_else(shared)?, "Cargo.toml");
            let (name, line) = serving(&Toml::parse(&place.files.get(&path)?.text).ok()?)?;
            Some((name, path, line))
        })
    });
    let Some((name, path, line)) = found else {
        return;
    };
    let evidence = Evidence { path, line };
    candidate
        .framework
        .push(name.to_owned(), Ground::Manifest, evidence.clone());
    if name != "hyper" {
        candidate.raise(Strength::Server);
        candidate
            .kind
            .push("web".to_owned(), Ground::Manifest, evidence.clone());
    }
    if name == "rocket" {
        let stated = place
            .file("Rocket.toml")
            .and_then(|file| Toml::parse(&file.text).ok());
        let port = stated.and_then(|toml| {
            ["default", "release", "global"]
                .iter()
                .find_map(|profile| toml.number(&[profile, "port"]))
        });
        if let Some((number, line)) =
            port.and_then(|port| Some((u16::try_from(port.value).ok()?, port.line)))
        {
            candidate.port.push(
                number,
                Ground::Manifest,
                Evidence {
                    path: place.path("Rocket.toml"),
                    line,
                },
            );
        }
        candidate.port.push(8000, Ground::Convention, evidence);
    }
}

fn serving(toml: &Toml) -> Option<(&'static str, u32)> {
    FRAMEWORKS.iter().find_map(|(package, name)| {
        let path = ["dependencies", package];
        toml.has(&path)
            .then(|| (*name, toml.line(&path).unwrap_or(1)))
    })
}

fn ports(place: &Place<'_>, all: &[Code<'_>], candidate: &mut Candidate) {
    let serves = candidate.strength == Strength::Server || !candidate.framework.is_empty();
    let mut found = false;
    for code in all {
        for call in code.calls() {
            let Some(port) = listens(&call, code, all) else {
                continue;
            };
            let evidence = code.token_evidence(call.index);
            if port.number.is_none() && !serves && call.receiver != "TcpListener" {
                continue;
            }
            found |= port.number.is_some();
            candidate.raise(Strength::Server);
            candidate
                .kind
                .push("web".to_owned(), Ground::Code, evidence.clone());
            if let Some(number) = port.number {
                candidate.port.push(number, Ground::Code, evidence);
            }
        }
    }
    if !found && candidate.strength == Strength::Server {
        for code in all {
            if let Some((number, index)) = beside_its_name(code) {
                found = true;
                candidate
                    .port
                    .push(number, Ground::Code, code.token_evidence(index));
            }
        }
    }
    if !found && serves {
        for code in all
            .iter()
            .filter(|code| code.file.path.starts_with(place.folder))
        {
            flag_default(code, candidate);
        }
    }
}

/// The port of a call that opens a TCP listener.
fn listens(call: &Call<'_, '_>, code: &Code<'_>, all: &[Code<'_>]) -> Option<Port> {
    let mentions = |word: &str| code.tokens.iter().any(|token| token.is(word));
    let expression = match (call.receiver, call.name) {
        ("TcpListener" | "Server", "bind" | "new" | "try_bind")
        | ("Server" | "", "listen" | "bind_auto_h2c") => call.arguments.first()?,
        ("", "bind") if mentions("HttpServer") => call.arguments.first()?,
        ("", "run" | "bind" | "try_bind_ephemeral") if mentions("warp") => {
            call.arguments.first()?
        }
        ("" | "SocketAddr", "from")
            if call.receiver == "SocketAddr" && (mentions("serve") || mentions("bind")) =>
        {
            call.arguments.first()?
        }
        ("", "serve") if mentions("tonic") => call.arguments.first()?,
        _ => return None,
    };
    Some(evaluate(expression, code, all))
}

/// `default_value_t = 3000` or `default_value = "3000"` before a field whose name ends with `port`.
fn flag_default(code: &Code<'_>, candidate: &mut Candidate) {
    for (index, token) in code.tokens.iter().enumerate() {
        let value = code
            .tokens
            .get(index + 2)
            .filter(|_| token.text.starts_with("default_value"));
        let number = value.and_then(|value| in_text(value.text));
        let field = code
            .tokens
            .iter()
            .skip(index)
            .take(16)
            .find(|token| token.kind == Kind::Word && token.text.ends_with("port"));
        if let (Some(number), Some(_)) = (number, field) {
            candidate
                .port
                .push(number, Ground::Code, code.token_evidence(index));
        }
    }
}

fn resources(toml: &Toml, path: &str, candidate: &mut Candidate) {
    for dependency in toml.keys(&["dependencies"]) {
        let evidence = Evidence {
            path: path.to_owned(),
            line: dependency.line,
        };
        candidate.use_package(&dependency.value, &evidence);
        if !matches!(
            dependency.value.as_str(),
            "sqlx" | "diesel" | "diesel-async" | "sea-orm"
        ) {
            continue;
        }
        for feature in toml.texts(&["dependencies", &dependency.value, "features"]) {
            let kind = match feature.value.trim_start_matches("sqlx-") {
                "postgres" => "postgresql",
                "mysql" => "mysql",
                "sqlite" => "sqlite",
                _ => continue,
            };
            candidate.need(
                kind,
                Ground::Code,
                Evidence {
                    path: path.to_owned(),
                    line: feature.line,
                },
            );
        }
    }
}

/// A tool is claimed where migrations are kept; a command only where the program does not apply them itself.
fn migrations(place: &Place<'_>, toml: &Toml, all: &[Code<'_>], candidate: &mut Candidate) {
    let keeps = place
        .own()
        .any(|path| path.starts_with("migrations/") || path.contains("/migrations/"));
    let embeds = all.iter().any(|code| {
        code.calls().any(|call| {
            matches!(
                call.name,
                "migrate" | "embed_migrations" | "run_pending_migrations"
            )
        })
    });
    for (package, tool, command) in [
        ("sqlx", "sqlx", Some("sqlx migrate run")),
        ("diesel", "diesel", Some("diesel migration run")),
        (
            "sea-orm-migration",
            "sea-orm",
            Some("sea-orm-cli migrate up"),
        ),
        ("refinery", "refinery", None),
    ] {
        let path = ["dependencies", package];
        if !toml.has(&path) || !keeps {
            continue;
        }
        let evidence = Evidence {
            path: place.path("Cargo.toml"),
            line: toml.line(&path).unwrap_or(1),
        };
        candidate
            .migrations
            .push(tool.to_owned(), Ground::Manifest, evidence.clone());
        if let Some(command) = command.filter(|_| !embeds) {
            candidate
                .migrate
                .push(command.to_owned(), Ground::Code, evidence);
        }
    }
}

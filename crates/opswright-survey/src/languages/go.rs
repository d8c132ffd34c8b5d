//! Go: modules; net/http, gin, echo, fiber, chi and others.

use std::collections::BTreeMap;

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength, folder_name};
use crate::claims::Ground;
use crate::code::{Call, Code};
use crate::lexer::{GO, Kind};
use crate::place::{Place, base_name, folder_of};
use crate::scan::port::{Port, evaluate};
use crate::scan::{addresses, health, variables};

pub(super) const LANGUAGE: Language = Language {
    marks: &["go.mod", "*.go"],
    reads: &["go.work", ".go-version"],
    extensions: &["go"],
    detect,
};

/// Modules that serve, and the framework each is; a major version behind does not matter.
const FRAMEWORKS: &[(&str, &str)] = &[
    ("github.com/gin-gonic/gin", "gin"),
    ("github.com/labstack/echo", "echo"),
    ("github.com/gofiber/fiber", "fiber"),
    ("github.com/go-chi/chi", "chi"),
    ("github.com/kataras/iris", "iris"),
    ("github.com/beego/beego", "beego"),
    ("github.com/cloudwego/hertz", "hertz"),
    ("github.com/zeromicro/go-zero", "go-zero"),
    ("github.com/go-kratos/kratos", "kratos"),
    ("github.com/gobuffalo/buffalo", "buffalo"),
    ("github.com/pocketbase/pocketbase", "pocketbase"),
    ("github.com/gorilla/mux", "gorilla/mux"),
    ("github.com/julienschmidt/httprouter", "httprouter"),
    ("github.com/valyala/fasthttp", "fasthttp"),
    ("github.com/codegangsta/martini", "martini"),
    ("github.com/go-martini/martini", "martini"),
];

/// `go.mod`, read by line.
#[derive(Default)]
struct Module {
    name: Option<(String, u32)>,
    version: Option<(String, u32)>,
    /// Modules that are required directly.
    requires: Vec<(String, u32)>,
}

fn detect(place: &Place<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let _ = findings;
    let all = place.code(&["go"], &GO);
    let module = place
        .file("go.mod")
        .map(|file| read_module(&file.text))
        .unwrap_or_default();
    let mains = mains(place, &all);
    let mut candidates: Vec<Candidate> = chosen(place, &module, &mains, &all)
        .into_iter()
        .map(|main| program(place, &module, main, &all))
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

fn read_module(text: &str) -> Module {
    let mut module = Module::default();
    let mut requiring = false;
    for (number, line) in (1_u32..).zip(text.lines()) {
        let (code, comment) = line.split_once("//").unwrap_or((line, ""));
        let words: Vec<&str> = code.split_whitespace().collect();
        match words.as_slice() {
            ["module", name] => module.name = Some(((*name).trim_matches('"').to_owned(), number)),
            ["go", version] => module.version = Some(((*version).to_owned(), number)),
            ["toolchain", toolchain] => {
                module.version = Some((toolchain.trim_start_matches("go").to_owned(), number));
            }
            ["require", "("] => requiring = true,
            [")"] => requiring = false,
            ["require", name, _version] if !comment.contains("indirect") => {
                module.requires.push(((*name).to_owned(), number));
            }
            [name, _version] if requiring && !comment.contains("indirect") => {
                module.requires.push(((*name).to_owned(), number));
            }
            _ => {}
        }
    }
    module
}

/// Folders (from the place; empty for its own) that hold `package main` with a `main` function.
fn mains<'a>(place: &Place<'a>, all: &[Code<'a>]) -> BTreeMap<&'a str, Evidence> {
    let cut = if place.folder.is_empty() {
        0
    } else {
        place.folder.len() + 1
    };
    let mut found = BTreeMap::new();
    for code in all {
        let pair = |first: &str, second: &str| {
            code.tokens
                .windows(2)
                .position(|tokens| tokens[0].is(first) && tokens[1].is(second))
        };
        let generator = code.file.text.starts_with("//go:build ignore")
            || code.file.text.contains("\n//go:build ignore");
        if let (Some(_), Some(at), false) =
            (pair("package", "main"), pair("func", "main"), generator)
        {
            let folder = folder_of(code.file.path.get(cut..).unwrap_or(""));
            found
                .entry(folder)
                .or_insert_with(|| code.token_evidence(at));
        }
    }
    found
}

/// The programs that are workloads: the only one, those that listen, or the one that its name singles out.
fn chosen<'m>(
    place: &Place<'_>,
    module: &Module,
    mains: &'m BTreeMap<&'m str, Evidence>,
    all: &[Code<'_>],
) -> Vec<(&'m str, &'m Evidence)> {
    let listed: Vec<(&str, &Evidence)> = mains
        .iter()
        .map(|(folder, evidence)| (*folder, evidence))
        .collect();
    if listed.len() <= 1 {
        return listed;
    }
    let listens_there = |folder: &str| {
        all.iter()
            .filter(|code| folder_of(&code.file.path) == place.path(folder))
            .any(|code| {
                code.calls()
                    .any(|call| listens(&call, "", code, all).is_some())
            })
    };
    let listening: Vec<(&str, &Evidence)> = listed
        .iter()
        .copied()
        .filter(|(folder, _)| listens_there(folder))
        .collect();
    if !listening.is_empty() {
        return listening;
    }
    let module_name = module
        .name
        .as_ref()
        .map_or("", |(name, _)| module_base(name));
    ["", "server", "api", "web", "app", module_name]
        .iter()
        .find_map(|wanted| {
            listed
                .iter()
                .copied()
                .find(|(folder, _)| base_name(folder) == *wanted)
        })
        .into_iter()
        .collect()
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

fn module_base(name: &str) -> &str {
    let (rest, last) = name.rsplit_once('/').unwrap_or(("", name));
    let major = last.len() > 1
        && last.starts_with('v')
        && last[1..].bytes().all(|byte| byte.is_ascii_digit());
    if major && !rest.is_empty() {
        base_name(rest)
    } else {
        last
    }
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
    let named = if folder.is_empty() {
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
    for code in all {
        candidate.variables.extend(variables::readings(code));
        addresses::claim(code, &mut candidate);
    }
    for route in health::routes(all) {
        candidate
            .health_path
            .push(route.path, Ground::Code, route.evidence);
    }
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
    candidate
}

/// A module that serves, among those that are required and imported; else the standard library.
fn framework(
    place: &Place<'_>,
    module: &Module,
    all: &[Code<'_>],
) -> Option<(&'static str, Evidence)> {
    let is = |path: &str, known: &str| {
        path == known
            || path
                .strip_prefix(known)
                .is_some_and(|rest| rest.starts_with("/v"))
    };
    let imported = |known: &str| {
        all.iter().find_map(|code| {
            let token = code
                .tokens
                .iter()
                .find(|token| token.kind == Kind::Text && is(token.text, known))?;
            Some(code.evidence(token.at))
        })
    };
    for (known, name) in FRAMEWORKS {
        let required = module.requires.iter().find(|(path, _)| is(path, known));
        let evidence = required.map(|(_, line)| Evidence {
            path: place.path("go.mod"),
            line: *line,
        });
        if let Some(import) = imported(known) {
            return Some((name, evidence.unwrap_or(import)));
        }
    }
    let serves = all.iter().any(|code| {
        code.calls().any(|call| {
            call.name.starts_with("ListenAndServe")
                || call.receiver == "http" && call.name == "Serve"
        })
    });
    let standard = imported("net/http").filter(|_| serves)?;
    Some(("net/http", standard))
}

fn ports(all: &[Code<'_>], framework: &str, gin: bool, candidate: &mut Candidate) {
    let mut found: Vec<(Port, Evidence)> = Vec::new();
    for code in all {
        for call in code.calls() {
            let evidence = code.token_evidence(call.index);
            if let Some(port) = listens(&call, framework, code, all) {
                found.push((port, evidence));
            } else if gin && call.name == "Run" && call.arguments.is_empty() {
                candidate.raise(Strength::Server);
                candidate
                    .kind
                    .push("web".to_owned(), Ground::Code, evidence.clone());
                candidate.port.push(8080, Ground::Convention, evidence);
            }
        }
    }
    let public = found
        .iter()
        .any(|(port, _)| port.variable.as_deref() == Some("PORT") && port.number.is_some());
    for (port, evidence) in found {
        candidate.raise(Strength::Server);
        candidate
            .kind
            .push("web".to_owned(), Ground::Code, evidence.clone());
        let ground = if public && port.variable.as_deref() != Some("PORT") {
            Ground::Convention
        } else {
            Ground::Code
        };
        if let Some(number) = port.number {
            candidate.port.push(number, ground, evidence);
        }
    }
}

/// The port of a call that opens a listener; `None` for every other call.
fn listens(
    call: &Call<'_, '_>,
    framework: &str,
    code: &Code<'_>,
    all: &[Code<'_>],
) -> Option<Port> {
    let argument = |at: usize| call.arguments.get(at).copied();
    #[expect(
        clippy::single_match_else,
        reason = "the two sources of an address read as two arms"
    )]
    let expression = match call.name {
        "ListenAndServe" | "ListenAndServeTLS" => match argument(0).filter(|_| {
            call.receiver == "http" || call.arguments.len() == 1 && framework == "fasthttp"
        }) {
            Some(address) => address,
            None => {
                let server = all
                    .iter()
                    .flat_map(|other| other.assignments("Addr").map(move |value| (other, value)))
                    .next();
                return Some(
                    server.map_or_else(Port::default, |(other, value)| evaluate(value, other, all)),
                );
            }
        },
        "Listen"
            if call.receiver == "net"
                && argument(0)?
                    .iter()
                    .any(|token| token.text.starts_with("tcp")) =>
        {
            argument(1)?
        }
        "Listen" if framework == "fiber" => argument(0)?,
        "Run" | "RunTLS"
            if framework == "gin"
                && call.arguments.len() <= 3
                && call.receiver != "t"
                && call.receiver != "b" =>
        {
            argument(0)?
        }
        "Run" if framework == "beego" || framework == "iris" => argument(0)?,
        "Start" | "StartTLS" if framework == "echo" => argument(0)?,
        _ => return None,
    };
    Some(evaluate(expression, code, all))
}

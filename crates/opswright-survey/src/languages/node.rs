//! Node: npm, pnpm, yarn and bun; servers, sites that render on a server, and built pages.

mod code;
mod commands;
mod configuration;
mod configured;
mod framework;
mod migrations;
mod nx;
mod package;
mod package_manager;

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::code::Code;
use crate::lexer::{JAVASCRIPT, Kind};
use crate::place::{Place, is_below, join};

use configuration::{exported_folder, exports_pages, has_adapter};
use framework::{Framework, Makes};
use package::Package;

const EXTENSIONS: &[&str] = &["ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts"];

pub(super) const LANGUAGE: Language = Language {
    marks: &["package.json"],
    reads: &[
        "yarn.lock",
        "pnpm-workspace.yaml",
        ".nvmrc",
        ".node-version",
        ".tool-versions",
        "mise.toml",
        "schema.prisma",
        "angular.json",
        "nx.json",
        "turbo.json",
        "project.json",
        "production.yml",
        "production.yaml",
        "production.json",
        "default.yml",
        "default.yaml",
        "default.json",
        "custom-environment-variables.yml",
        "custom-environment-variables.yaml",
        "custom-environment-variables.json",
    ],
    extensions: EXTENSIONS,
    detect,
};

fn detect(place: &Place<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let Some(file) = place.file("package.json") else {
        return Vec::new();
    };
    let package = Package::new(file, findings);
    let all: Vec<Code<'_>> = place
        .code(EXTENSIONS, &JAVASCRIPT)
        .into_iter()
        .filter(|code| !code::is_tool_configuration(place, &code.file.path))
        .collect();
    let (language, evidence) = language(place, &package);
    let mut candidate = Candidate::new(place.folder, language, evidence);
    if let Some(name) = package.text(&["name"]) {
        candidate
            .name
            .push(name.value, Ground::Manifest, name.evidence);
    }
    package_manager::claim(place, &package, &mut candidate, findings);
    runtime(place, &package, &mut candidate);
    if is_workspace_root(place, &package) {
        return vec![candidate];
    }
    // A server that no source imports is only listed.
    let framework = framework::find(&package)
        .filter(|(framework, stated)| !framework.is_library() || imports(&all, &stated.value));
    if let Some((framework, stated)) = &framework {
        candidate.framework.push(
            framework.name.to_owned(),
            Ground::Manifest,
            stated.evidence.clone(),
        );
    }
    let framework = framework.map(|(framework, stated)| (framework, stated.evidence));
    code::claim(place, &all, &mut candidate);
    configured::claim(place, &package, &all, &mut candidate);
    if let Some((framework, evidence)) = &framework {
        make(place, &package, framework, evidence, &mut candidate);
    }
    commands::claim_checks(&package, place, &mut candidate);
    let owner = framework.as_ref().map(|(framework, _)| *framework);
    if candidate.strength != Strength::Site || has_server_script(&package) {
        nx::claim_start(place, &mut candidate, findings);
        commands::claim_start(&package, place, owner, &all, &mut candidate);
    }
    artifact(&all, &mut candidate);
    for dependency in package.dependencies() {
        candidate.use_package(&dependency.value, &dependency.evidence);
    }
    migrations::claim(place, &package, &mut candidate);
    vec![candidate]
}

/// Whether a source names `package`; true where no source was read.
fn imports(all: &[Code<'_>], package: &str) -> bool {
    let names = |code: &Code<'_>| {
        code.tokens
            .iter()
            .any(|token| token.kind == Kind::Text && token.text.starts_with(package))
    };
    all.is_empty() || all.iter().any(names)
}

/// TypeScript where most of the sources are, JavaScript else; tool configuration does not count.
fn language(place: &Place<'_>, package: &Package) -> (&'static str, Evidence) {
    let mut typescript: Vec<&str> = Vec::new();
    let mut javascript = 0_usize;
    for path in place.own().filter(|path| {
        !path.contains(".config.") && !path.starts_with('.') && !path.ends_with(".d.ts")
    }) {
        match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("ts" | "tsx" | "mts" | "cts") => typescript.push(path),
            Some("js" | "jsx" | "mjs" | "cjs") => javascript += 1,
            _ => {}
        }
    }
    match typescript
        .iter()
        .min_by_key(|path| crate::place::rank(path))
    {
        Some(path) if typescript.len() >= javascript => ("typescript", place.evidence(path)),
        None if javascript == 0 && place.has("tsconfig.json") => {
            ("typescript", place.evidence("tsconfig.json"))
        }
        _ => ("javascript", package.whole()),
    }
}

/// Whether the manifest only binds others together.
fn is_workspace_root(place: &Place<'_>, package: &Package) -> bool {
    let lists_pnpm = place
        .file("pnpm-workspace.yaml")
        .is_some_and(|file| file.text.lines().any(|line| line.starts_with("packages:")));
    let binds = package.at(&["workspaces"]).is_some()
        || lists_pnpm
        || place.has("lerna.json")
        || place.has("nx.json");
    let members = place
        .all
        .iter()
        .any(|other| other.as_str() != place.folder && is_below(other, place.folder));
    let starts = package.script("start").is_some_and(|script| {
        script.value.starts_with("node ") || script.value.starts_with("next start")
    });
    let keeps_apps = place.has("nx.json")
        && place.own().any(|path| {
            ["apps/", "packages/", "libs/"]
                .iter()
                .any(|folder| path.starts_with(folder))
        });
    binds && (members || keeps_apps) && !starts
}

/// `engines.node`, `.nvmrc`, `.node-version`, `.tool-versions`.
fn runtime(place: &Place<'_>, package: &Package, candidate: &mut Candidate) {
    for name in [".nvmrc", ".node-version"] {
        let path = place.nearest(name);
        let file = path.and_then(|path| place.files.get(&path));
        if let Some(file) = file {
            let version = file.text.trim().trim_start_matches('v');
            if version.starts_with(|c: char| c.is_ascii_digit())
                && !version.contains(char::is_whitespace)
            {
                let evidence = Evidence {
                    path: file.path.clone(),
                    line: 1,
                };
                candidate
                    .runtime_version
                    .push(version.to_owned(), Ground::Manifest, evidence);
            }
        }
    }
    super::tool_version(place, &["nodejs", "node"], candidate);
    let above = place
        .upwards()
        .into_iter()
        .skip(1)
        .filter_map(|folder| place.files.get(&join(folder, "package.json")));
    let own = package
        .text(&["engines", "node"])
        .or_else(|| package.text(&["volta", "node"]));
    let stated = own.or_else(|| {
        above
            .map(|file| Package::new(file, &mut Vec::new()))
            .find_map(|package| package.text(&["engines", "node"]))
    });
    if let Some(stated) = stated {
        candidate
            .runtime_version
            .push(stated.value, Ground::Manifest, stated.evidence);
    }
}

/// Whether a script starts a program that is none of the tools that build pages.
fn has_server_script(package: &Package) -> bool {
    package.script("start").is_some_and(|script| {
        let words: Vec<&str> = script.value.split_whitespace().collect();
        matches!(words.first(), Some(&"node" | &"bun"))
            || words
                .iter()
                .any(|word| matches!(*word, "serve" | "http-server"))
                && !matches!(
                    words.first(),
                    Some(&"ng" | &"vue-cli-service" | &"polymer" | &"ionic" | &"nx")
                )
    })
}

/// Kind, strength and port by what the framework makes.
fn make(
    place: &Place<'_>,
    package: &Package,
    framework: &Framework,
    evidence: &Evidence,
    candidate: &mut Candidate,
) {
    let pages = match framework.makes {
        Makes::Server => None,
        Makes::ServerOrPages => exports_pages(place, package, framework.name),
        Makes::PagesOrServer => {
            (!has_adapter(place, package, framework.name)).then(|| evidence.clone())
        }
        Makes::Pages => Some(evidence.clone()),
    };
    if let Some(proof) = pages {
        candidate.raise(Strength::Site);
        if candidate.strength == Strength::Site {
            let unsure = framework.makes == Makes::PagesOrServer && framework.name != "astro";
            if !unsure || package.any_dependency("@sveltejs/adapter-static").is_some() {
                candidate
                    .kind
                    .push("static".to_owned(), Ground::Code, proof.clone());
            }
            if let Some(folder) = exported_folder(place, framework) {
                candidate.artifact.push(folder, Ground::Convention, proof);
            }
        }
    } else {
        candidate.raise(Strength::Server);
        candidate
            .kind
            .push("web".to_owned(), Ground::Manifest, evidence.clone());
        if let Some(port) = framework.port {
            candidate
                .port
                .push(port, Ground::Convention, evidence.clone());
        }
        if let Some(artifact) = framework.artifact {
            candidate
                .artifact
                .push(artifact.to_owned(), Ground::Convention, evidence.clone());
        }
    }
}

/// The folder of the file that the start command runs.
fn artifact(all: &[Code<'_>], candidate: &mut Candidate) {
    let Some(claim) = candidate.start.best().cloned() else {
        return;
    };
    let file = claim
        .value
        .split_whitespace()
        .skip(1)
        .find(|word| !word.starts_with('-') && *word != "run");
    let folder = file
        .and_then(|file| file.trim_start_matches("./").split_once('/'))
        .map(|(folder, _)| folder);
    let built = folder.filter(|folder| {
        matches!(
            *folder,
            "dist" | "build" | "out" | "lib" | ".output" | "output"
        )
    });
    if let Some(folder) = built.filter(|_| !all.is_empty() && claim.value.starts_with("node ")) {
        for evidence in claim.evidence {
            candidate
                .artifact
                .push(folder.to_owned(), Ground::Code, evidence);
        }
    }
}

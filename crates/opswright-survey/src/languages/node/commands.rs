//! Build, start and the checks, from scripts, entry files and conventions.

use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::code::Code;
use crate::place::{Place, join};
use crate::scan::command::stated_port;

use super::framework::Framework;
use super::package::{Package, Stated};

/// Programs that serve only while somebody develops.
const DEVELOPMENT: &[&str] = &[
    "vite",
    "webpack-dev-server",
    "react-scripts",
    "gatsby",
    "ng",
    "nodemon",
    "parcel",
    "ember",
    "stencil",
    "umi",
    "ts-node-dev",
    "tsup",
    "storybook",
    "expo",
    "electron",
    "concurrently",
    "brunch",
    "preact",
    "vue-cli-service",
    "snowpack",
    "turbo",
    "nx",
    "lerna",
    "docusaurus",
    "vuepress",
    "vitepress",
    "eleventy",
    "hexo",
    "sanity",
    "polymer",
    "ionic",
    "npm-run-all",
    "run-p",
    "sirv-cli",
    "wrangler",
    "webpack",
    "webpack-cli",
    "rspack",
    "rsbuild",
    "docker",
    "docker-compose",
    "podman",
    "make",
];

/// How scripts are run: `npm run`, `pnpm run` ...; the package manager of `candidate`, `npm` while it is unknown.
fn run(candidate: &Candidate, script: &str) -> String {
    format!("{} run {script}", manager(candidate))
}

fn manager(candidate: &Candidate) -> String {
    candidate
        .package_manager
        .resolve_unless_tied()
        .map_or_else(|| "npm".to_owned(), |fact| fact.value)
}

/// How a program of the project is run.
pub(crate) fn execute(candidate: &Candidate, program: &str) -> String {
    match manager(candidate).as_str() {
        "pnpm" => format!("pnpm exec {program}"),
        "yarn" => format!("yarn run {program}"),
        "bun" => format!("bunx {program}"),
        _ => format!("npx {program}"),
    }
}

/// Claims build and the checks.
pub(crate) fn claim_checks(package: &Package, place: &Place<'_>, candidate: &mut Candidate) {
    let first = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| Some(((*name).to_owned(), package.script(name)?)))
    };
    if let Some((name, script)) = first(&["build", "build:prod", "build:production"]) {
        candidate
            .build
            .push(run(candidate, &name), Ground::Manifest, script.evidence);
    }
    if let Some((name, script)) = first(&["lint", "lint:check", "eslint"]) {
        candidate
            .lint
            .push(run(candidate, &name), Ground::Manifest, script.evidence);
    }
    if let Some((name, script)) = first(&[
        "typecheck",
        "type-check",
        "check-types",
        "check:types",
        "types:check",
        "tsc",
        "types",
    ]) {
        candidate
            .typecheck
            .push(run(candidate, &name), Ground::Manifest, script.evidence);
    } else if let Some(evidence) = package
        .any_dependency("typescript")
        .filter(|_| place.has("tsconfig.json"))
    {
        candidate.typecheck.push(
            execute(candidate, "tsc --noEmit"),
            Ground::Convention,
            evidence,
        );
    }
    if let Some((name, script)) = first(&["test", "test:unit"])
        .filter(|(_, script)| !script.value.contains("no test specified"))
    {
        candidate
            .test
            .push(run(candidate, &name), Ground::Manifest, script.evidence);
    }
    if let Some((name, script)) = first(&["coverage", "test:coverage", "test:cov", "cov"]) {
        candidate
            .coverage
            .push(run(candidate, &name), Ground::Manifest, script.evidence);
    }
}

/// Claims the start command of a server: a script for production, the framework's own, or the entry file.
pub(crate) fn claim_start(
    package: &Package,
    place: &Place<'_>,
    framework: Option<&Framework>,
    all: &[Code<'_>],
    candidate: &mut Candidate,
) {
    for name in ["start:prod", "start:production", "start", "serve:prod"] {
        let Some(script) = package
            .script(name)
            .filter(|script| is_for_production(&script.value))
        else {
            continue;
        };
        let hooked = package.script(&format!("pre{name}")).is_some();
        if let Some(direct) = plain_command(&script.value).filter(|_| !hooked) {
            candidate
                .start
                .push(direct, Ground::Manifest, script.evidence.clone());
        }
        candidate.start.push(
            run(candidate, name),
            Ground::Manifest,
            script.evidence.clone(),
        );
        candidate.raise(Strength::Program);
        port_of(&script, candidate);
    }
    watched(package, candidate);
    let made = candidate
        .start
        .is_empty()
        .then(|| framework.and_then(|framework| framework.start))
        .flatten();
    if let Some(start) = made.filter(|_| candidate.strength >= Strength::Server) {
        candidate
            .start
            .push(start.to_owned(), Ground::Convention, package.whole());
    }
    if candidate.start.is_empty() {
        entry(package, place, all, candidate);
    }
}

/// `nodemon server.js` develops what `node server.js` runs.
fn watched(package: &Package, candidate: &mut Candidate) {
    let script = package
        .script("start")
        .filter(|_| candidate.start.is_empty());
    let Some(script) = script else {
        return;
    };
    let words: Vec<&str> = script.value.split_whitespace().collect();
    if let ["nodemon", file] = words.as_slice()
        && file.ends_with("js")
    {
        candidate.start.push(
            format!("node {file}"),
            Ground::Code,
            script.evidence.clone(),
        );
        candidate
            .start
            .push(run(candidate, "start"), Ground::Convention, script.evidence);
        candidate.raise(Strength::Program);
    }
}

/// `main`, `server.js` or `index.js`, where it is a program and not a library.
fn entry(package: &Package, place: &Place<'_>, all: &[Code<'_>], candidate: &mut Candidate) {
    let main = package
        .text(&["main"])
        .or_else(|| package.text(&["module"]));
    let stated = main.as_ref().map(|main| join("", &main.value));
    let names = stated.iter().map(String::as_str).chain([
        "server.js",
        "index.js",
        "app.js",
        "main.js",
        "src/index.js",
        "server.mjs",
        "index.mjs",
        "index.ts",
    ]);
    for name in names {
        let path = place.path(name);
        let Some(code) = all.iter().find(|code| code.file.path == path) else {
            continue;
        };
        let exports = code.tokens.windows(3).any(|tokens| {
            (tokens[0].is("module") && tokens[2].is("exports"))
                || (tokens[0].is("export") && !tokens[1].is("{") && tokens[1].text != "default")
        });
        if exports && candidate.strength < Strength::Server {
            continue;
        }
        let typescript = name.ends_with(".ts");
        let program = match manager(candidate).as_str() {
            "bun" => "bun",
            _ if typescript => continue,
            _ => "node",
        };
        candidate.raise(Strength::Program);
        let evidence = main
            .as_ref()
            .filter(|_| stated.as_deref() == Some(name))
            .map_or_else(|| code.evidence(0), |main| main.evidence.clone());
        candidate
            .start
            .push(format!("{program} {name}"), Ground::Code, evidence);
        return;
    }
}

/// Whether a command runs what was built, and does not watch, proxy or delegate.
fn is_for_production(command: &str) -> bool {
    let words: Vec<&str> = command
        .split_whitespace()
        .map(|word| word.rsplit('/').next().unwrap_or(word))
        .collect();
    let program = words.iter().find(|word| {
        !word.contains('=')
            && !matches!(
                **word,
                "npx" | "cross-env" | "exec" | "dotenv" | "--" | "-e" | "bunx"
            )
    });
    let develops = program.is_none_or(|program| {
        DEVELOPMENT.contains(program) && !(words.contains(&"preview") && *program == "vite")
    });
    let watches = words.iter().any(|word| {
        matches!(
            *word,
            "dev"
                | "develop"
                | "--watch"
                | "-w"
                | "--hot"
                | "watch"
                | "start:dev"
                | "start-dev"
                | "webpack-dev-server"
        )
    });
    let delegates = command.contains("--filter")
        || command.contains("--workspace")
        || command.contains(" workspace ")
        || command.contains("--prefix");
    let generator = words.first() == Some(&"astro")
        || words.first() == Some(&"nuxt") && !words.contains(&"start")
        || words.first() == Some(&"next") && words.get(1) == Some(&"export");
    let nest_watch = words.starts_with(&["nest", "start"]);
    !(develops || watches || delegates || generator || nest_watch && words.contains(&"--debug"))
}

/// A command that needs no shell and none of the project's programs on the path.
fn plain_command(command: &str) -> Option<String> {
    let trimmed = command.trim();
    let program = trimmed.split_whitespace().next()?;
    let simple = !trimmed.contains(['&', '|', ';', '$', '>', '<', '`', '*', '\'', '"']);
    (simple && matches!(program, "node" | "bun" | "deno") && !trimmed.starts_with("bun run --"))
        .then(|| trimmed.to_owned())
}

/// `-p 3000`, `--port 3000`, `--port=3000`, `PORT=3000` in a command.
fn port_of(script: &Stated, candidate: &mut Candidate) {
    if let Some(port) = stated_port(&script.value) {
        candidate
            .port
            .push(port, Ground::Manifest, script.evidence.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_for_production_are_told_from_those_for_development() {
        for command in [
            "node dist/server.js",
            "next start",
            "NODE_ENV=production node x",
            "remix-serve build/index.js",
            "vite preview --host",
            "cross-env A=b node x",
        ] {
            assert!(is_for_production(command), "{command}");
        }
        for command in [
            "vite",
            "next dev",
            "react-scripts start",
            "nodemon index.js",
            "turbo run start",
            "ng serve",
            "node --watch x.js",
            "pnpm --filter api start",
            "docker-compose up api",
            "webpack serve --env mode=development",
        ] {
            assert!(!is_for_production(command), "{command}");
        }
    }
}

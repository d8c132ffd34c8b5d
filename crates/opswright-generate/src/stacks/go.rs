//! Go with modules.

use opswright_design::WorkloadDesign;

use super::{Checks, Step};
use crate::command::Command;
use crate::recipe::{Recipe, Toolchain};
use crate::text::Page;

/// What a build may read; embedded files lie in folders with these names most often.
pub(crate) const ALLOWED: &[&str] = &[
    "go.mod",
    "go.sum",
    "**/*.go",
    "**/*.sql",
    "**/*.html",
    "**/*.tmpl",
    "**/static",
    "**/templates",
    "**/migrations",
];

/// What the container runs: the binary that the build leaves, with the arguments of the start command.
pub(crate) fn entry(workload: &WorkloadDesign, start: Option<Command>) -> Option<Command> {
    let mut command = start?;
    let arguments = match command.words.as_slice() {
        [go, run, rest @ ..] if go == "go" && run == "run" => {
            let package = rest.iter().position(|word| is_package(word));
            package.map_or(Vec::new(), |at| rest[at + 1..].to_vec())
        }
        [_, rest @ ..] => rest.to_vec(),
        [] => Vec::new(),
    };
    command.words = vec![format!("/usr/local/bin/{}", binary(workload))];
    command.words.extend(arguments);
    Some(command)
}

/// Name of the binary in the image.
fn binary(workload: &WorkloadDesign) -> &str {
    workload
        .artifact
        .as_deref()
        .and_then(|artifact| artifact.rsplit('/').next())
        .filter(|name| !name.is_empty())
        .unwrap_or(&workload.name)
}

/// Whether a word names a package by its path, or a file.
fn is_package(word: &str) -> bool {
    word == "."
        || word.starts_with("./")
        || word.rsplit_once('.').is_some_and(|(_, end)| end == "go")
}

/// The package to build, as the build or start command names it.
fn package(workload: &WorkloadDesign) -> &str {
    [&workload.build, &workload.start]
        .into_iter()
        .flatten()
        .filter(|command| command.starts_with("go build") || command.starts_with("go run"))
        .find_map(|command| {
            let words: Vec<&str> = command.split_whitespace().collect();
            let output = words.iter().position(|word| *word == "-o").map(|at| at + 1);
            words
                .iter()
                .enumerate()
                .find(|(at, word)| {
                    Some(*at) != output && is_package(word) && !word.ends_with("...")
                })
                .map(|(_, word)| *word)
        })
        .unwrap_or(".")
}

/// Writes the build stage.
pub(crate) fn write_build(page: &mut Page, recipe: &Recipe<'_>) {
    let toolchain = &recipe.toolchain;
    page.line(&format!(
        "FROM golang:{}-trixie AS build",
        toolchain.version()
    ));
    page.why("The compiler of this image, whatever go.mod would download.");
    page.line("ENV GOTOOLCHAIN=local");
    page.line("WORKDIR /source");
    page.why("Only the manifests: this layer is built again when a dependency changes, not when the code does. Private modules: `docker build --secret id=netrc,src=$HOME/.netrc`.");
    page.line("COPY go.mod go.sum* ./");
    page.line("RUN --mount=type=cache,target=/go/pkg/mod \\");
    page.at(2, "--mount=type=secret,id=netrc,target=/root/.netrc \\");
    page.at(2, "go mod download");
    page.line("COPY . .");
    if toolchain.is_shared() {
        page.line(&format!("WORKDIR /source/{}", toolchain.inside));
    }
    page.why("Without paths of this machine, symbols and debug data, so that the same sources give the same bytes.");
    page.line("RUN --mount=type=cache,target=/go/pkg/mod \\");
    page.at(2, "--mount=type=cache,target=/root/.cache/go-build \\");
    page.at(
        2,
        &format!(
            "go build -trimpath -ldflags='-s -w' -o /out/{} {}",
            binary(toolchain.workload),
            package(toolchain.workload)
        ),
    );
}

/// Writes what the final stage copies.
pub(crate) fn write_copies(page: &mut Page, recipe: &Recipe<'_>) {
    let program = recipe.entry.first().map_or("", String::as_str);
    let binary = program.rsplit('/').next().unwrap_or(program);
    page.why("The authorities that TLS trusts; the slim image has none.");
    page.line(
        "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt",
    );
    page.line(&format!("COPY --from=build /out/{binary} {program}"));
}

/// What a workflow installs and runs.
pub(crate) fn checks(toolchain: &Toolchain<'_>) -> Checks {
    let workload = toolchain.workload;
    let mut checks = Checks::default();
    let cache = match workload.lockfile.as_deref() {
        Some(lockfile) => ("cache-dependency-path", lockfile),
        None => ("cache", "false"),
    };
    checks.setup.push(
        Step::uses(
            "Set up Go",
            "actions/setup-go",
            &[("go-version", toolchain.version()), cache],
        )
        .because("The compiler that the image is built with."),
    );
    checks
        .setup
        .push(Step::run("Install dependencies", "go mod download"));
    checks
        .commands
        .push(Step::run("Check the format", "test -z \"$(gofmt -l .)\""));
    let lint = workload
        .lint
        .as_deref()
        .filter(|lint| !lint.starts_with("golangci-lint") && !lint.starts_with("gofmt"));
    checks.commands.push(Step::run(
        "Lint and check types",
        lint.unwrap_or("go vet ./..."),
    ));
    let coverage = workload
        .coverage
        .as_deref()
        .unwrap_or("go test -race -covermode=atomic -cover ./...");
    checks
        .commands
        .push(Step::run("Test with coverage", coverage));
    checks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_is_what_the_commands_name() {
        let mut workload = crate::sample::workload("go");
        for (build, start, expected) in [
            (
                Some("go build -o ./bin/api ./cmd/api"),
                "./bin/api",
                "./cmd/api",
            ),
            (Some("go build ./..."), "go run .", "."),
            (None, "go run ./cmd/web -v", "./cmd/web"),
            (None, "./api", "."),
        ] {
            workload.build = build.map(str::to_owned);
            workload.start = Some(start.to_owned());
            assert_eq!(package(&workload), expected);
        }
    }
}

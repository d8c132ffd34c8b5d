//! Rust with Cargo.

use opswright_design::WorkloadDesign;

use super::{Checks, Step};
use crate::catalogue::CARGO_LLVM_COV;
use crate::command::Command;
use crate::recipe::{Recipe, Toolchain};
use crate::text::Page;

/// What a build may read. `rust-toolchain.toml` is left out, so that the compiler is the image's and nothing is downloaded.
pub(crate) const ALLOWED: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "build.rs",
    "src",
    "crates",
    "benches",
    "examples",
    "tests",
    "migrations",
    ".sqlx",
    "templates",
    "static",
    "assets",
    "proto",
];

/// What the container runs: the binary that the build leaves.
pub(crate) fn entry(workload: &WorkloadDesign, start: Option<Command>) -> Option<Command> {
    let program = format!("/usr/local/bin/{}", binary(workload)?);
    let mut command = start.unwrap_or_default();
    let mut arguments = match command.words.as_slice() {
        // What follows `--` is for the program (`cargo run --release -- serve`).
        [cargo, ..] if cargo == "cargo" => command
            .words
            .iter()
            .skip_while(|word| *word != "--")
            .skip(1)
            .cloned()
            .collect(),
        [_, arguments @ ..] => arguments.to_vec(),
        [] => Vec::new(),
    };
    command.words = vec![program];
    command.words.append(&mut arguments);
    Some(command)
}

/// Name of the binary: the artifact, else what the start command names.
fn binary(workload: &WorkloadDesign) -> Option<String> {
    let named = workload
        .artifact
        .as_deref()
        .or_else(|| {
            workload
                .start
                .as_deref()?
                .split("target/release/")
                .nth(1)?
                .split(' ')
                .next()
        })
        .or_else(|| {
            let words: Vec<&str> = workload.start.as_deref()?.split_whitespace().collect();
            let at = words.iter().position(|word| *word == "--bin")?;
            words.get(at + 1).copied()
        })?;
    named.rsplit('/').next().map(str::to_owned)
}

/// The build command, always optimised, and locked where there is a lock file.
fn build(workload: &WorkloadDesign) -> String {
    let mut command = workload
        .build
        .clone()
        .filter(|build| build.starts_with("cargo build"))
        .unwrap_or_else(|| "cargo build".to_owned());
    for (option, wanted) in [
        ("--release", true),
        ("--locked", workload.lockfile.is_some()),
    ] {
        if wanted && !command.contains(option) {
            command = format!("{command} {option}");
        }
    }
    command
}

/// Writes the stages before the final one.
pub(crate) fn write_build(page: &mut Page, recipe: &Recipe<'_>) {
    let toolchain = &recipe.toolchain;
    let workload = toolchain.workload;
    let build = build(workload);
    page.why("Only manifests, and every target emptied: what the next stage copies changes with the dependencies and with the list of source files, not with the code in them.");
    page.line(&format!(
        "FROM rust:{}-trixie AS manifests",
        toolchain.version()
    ));
    page.line("WORKDIR /source");
    page.line("COPY . .");
    page.line("RUN find . -type f ! -name '*.rs' ! -name Cargo.toml ! -name Cargo.lock ! -path './.cargo/*' -delete \\");
    page.at(2, "&& find . -type f -name '*.rs' -exec sh -c 'for file; do echo \"fn main() { }\" >\"$file\"; done' sh {} +");
    page.blank();
    page.line(&format!(
        "FROM rust:{}-trixie AS build",
        toolchain.version()
    ));
    page.line("WORKDIR /source");
    page.line("COPY --from=manifests /source /source");
    let folder = if toolchain.is_shared() {
        format!("/source/{}", toolchain.inside)
    } else {
        "/source".to_owned()
    };
    page.line(&format!("WORKDIR {folder}"));
    page.why("Dependencies compile here, into a layer of their own; their sources stay in the cache mounts. Credentials of a private registry: `docker build --secret id=cargo,src=$HOME/.cargo/credentials.toml`.");
    write_run(page, &build);
    page.line("COPY . /source");
    page.why("Cargo compares times, and a checkout may be older than the layer above: without this it would keep the emptied program.");
    page.line("RUN find /source -type f -name '*.rs' -exec touch {} +");
    write_run(page, &build);
}

/// Writes a command that may download crates.
fn write_run(page: &mut Page, command: &str) {
    page.line("RUN --mount=type=cache,target=/usr/local/cargo/registry \\");
    page.at(2, "--mount=type=cache,target=/usr/local/cargo/git/db \\");
    page.at(
        2,
        "--mount=type=secret,id=cargo,target=/usr/local/cargo/credentials.toml \\",
    );
    page.at(2, command);
}

/// Writes what the final stage copies.
pub(crate) fn write_copies(page: &mut Page, recipe: &Recipe<'_>) {
    let program = recipe.entry.first().map_or("", String::as_str);
    let binary = program.rsplit('/').next().unwrap_or(program);
    page.why("The authorities that TLS trusts; the slim image has none.");
    page.line(
        "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt",
    );
    page.line(&format!(
        "COPY --from=build /source/target/release/{binary} {program}"
    ));
    page.why(
        "A shared library that this image lacks fails the build here, not the start in production.",
    );
    page.line(&format!(
        "RUN case \"$(ldd {program})\" in *'not found'*) ldd {program}; exit 1 ;; esac"
    ));
}

/// Whether a lint command fails on a warning; Clippy alone only prints it.
fn denies_warnings(lint: &str) -> bool {
    !lint.starts_with("cargo clippy") || lint.contains("-D") || lint.contains("--deny")
}

/// What a workflow installs and runs.
pub(crate) fn checks(toolchain: &Toolchain<'_>) -> Checks {
    let workload = toolchain.workload;
    let version = toolchain.version();
    let locked = if workload.lockfile.is_some() {
        " --locked"
    } else {
        ""
    };
    let mut checks = Checks {
        variables: vec![("RUSTUP_TOOLCHAIN", version.to_owned())],
        ..Checks::default()
    };
    checks.setup.push(
        Step::run(
            "Install Rust",
            &format!(
                "rustup toolchain install {version} --profile minimal --component clippy,llvm-tools,rustfmt"
            ),
        )
        .because("The compiler that the image is built with."),
    );
    checks
        .commands
        .push(Step::run("Check the format", "cargo fmt --check"));
    let clippy = format!("cargo clippy --all-targets{locked} -- --deny warnings");
    let lint = workload
        .lint
        .as_deref()
        .filter(|lint| !lint.starts_with("cargo fmt") && denies_warnings(lint));
    checks
        .commands
        .push(Step::run("Lint and check types", lint.unwrap_or(&clippy)));
    let standard = format!("cargo llvm-cov{locked} --summary-only");
    let coverage = workload.coverage.as_deref().unwrap_or(&standard);
    if coverage.starts_with("cargo llvm-cov") {
        let install = format!("cargo install --locked cargo-llvm-cov@{CARGO_LLVM_COV}");
        checks
            .commands
            .push(Step::run("Install the coverage tool", &install));
    }
    checks
        .commands
        .push(Step::run("Test with coverage", coverage));
    checks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_is_optimised_and_locked() {
        let mut workload = crate::sample::workload("rust");
        workload.lockfile = Some("Cargo.lock".to_owned());
        for (stated, expected) in [
            (None, "cargo build --release --locked"),
            (
                Some("cargo build --release -p shop"),
                "cargo build --release -p shop --locked",
            ),
            (Some("make"), "cargo build --release --locked"),
        ] {
            workload.build = stated.map(str::to_owned);
            assert_eq!(build(&workload), expected);
        }
    }

    #[test]
    fn the_binary_runs_with_the_arguments_of_the_start_command() {
        let mut workload = crate::sample::workload("rust");
        for (artifact, start, expected) in [
            (
                Some("shop"),
                "cargo run --release -- serve",
                "/usr/local/bin/shop serve",
            ),
            (
                Some("target/release/shop"),
                "./target/release/shop --quiet",
                "/usr/local/bin/shop --quiet",
            ),
            (None, "./target/release/shop", "/usr/local/bin/shop"),
            (None, "cargo run --release --bin api", "/usr/local/bin/api"),
        ] {
            workload.artifact = artifact.map(str::to_owned);
            workload.start = Some(start.to_owned());
            let command = entry(&workload, Some(Command::parse(start, None)));
            assert_eq!(
                command.map(|command| command.words.join(" ")).as_deref(),
                Some(expected)
            );
        }
    }
}

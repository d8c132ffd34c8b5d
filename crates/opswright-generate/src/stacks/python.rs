//! Python with pip, uv or Poetry.

mod workflow;

use opswright_design::WorkloadDesign;

use crate::catalogue::{POETRY, UV};
use crate::command::Command;
use crate::recipe::{Recipe, Toolchain};
use crate::text::{Page, list};

pub(super) use workflow::checks;

/// The tool that installs packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PythonManager {
    /// pip with a requirements file, or with the project itself.
    Pip,
    /// uv.
    Uv,
    /// Poetry.
    Poetry,
}

/// Variables of every Python image: output appears at once, nothing is written beside the code, the environment comes first.
pub(crate) const VARIABLES: &[(&str, &str)] = &[
    ("PATH", "/app/.venv/bin:$PATH"),
    ("PYTHONDONTWRITEBYTECODE", "1"),
    ("PYTHONUNBUFFERED", "1"),
];

/// What a build may read. Packages of the project can have any name, so every folder with Python files is read.
pub(crate) const ALLOWED: &[&str] = &[
    "pyproject.toml",
    "uv.lock",
    "poetry.lock",
    "requirements*.txt",
    "requirements",
    "constraints*.txt",
    "setup.py",
    "setup.cfg",
    "alembic.ini",
    "README*",
    "LICENSE*",
    "**/*.py",
    "**/*.html",
    "**/*.jinja*",
    "**/*.sql",
    "**/*.mako",
    "**/static",
    "**/templates",
    "**/locale",
];

impl PythonManager {
    /// The manager that the design names; pip where it names none.
    pub(crate) fn of(workload: &WorkloadDesign) -> Self {
        match workload.package_manager.as_deref() {
            Some("uv") => Self::Uv,
            Some("poetry") => Self::Poetry,
            _ => Self::Pip,
        }
    }

    /// How a command of the project's environment is run.
    fn runner(self) -> &'static str {
        match self {
            Self::Pip => "",
            Self::Uv => "uv run ",
            Self::Poetry => "poetry run ",
        }
    }

    /// Its exact version: the repository's, else the catalogue's.
    fn version(self, workload: &WorkloadDesign) -> String {
        let fallback = if self == Self::Poetry { POETRY } else { UV };
        workload
            .package_manager_version
            .clone()
            .filter(|version| version.split('.').count() == 3)
            .unwrap_or_else(|| fallback.to_owned())
    }
}

/// What the container runs: the program itself, listening on every address of the container, at the port of the design.
pub(crate) fn entry(start: Command, port: Option<u16>) -> Command {
    let mut command = start
        .without_prefix(&["uv", "run"])
        .without_prefix(&["poetry", "run"])
        .without_prefix(&["pipenv", "run"]);
    let server = server(&command).to_owned();
    for word in &mut command.words {
        if let Some(rest) = loopback(word) {
            *word = format!("0.0.0.0{rest}");
        }
    }
    let Some(port) = port.map(|port| port.to_string()) else {
        return command;
    };
    let (hosts, ports): (&[&str], &[&str]) = match server.as_str() {
        "uvicorn" | "fastapi" | "granian" => (&["--host"], &["--port"]),
        "flask" => (&["--host", "-h"], &["--port", "-p"]),
        "daphne" => (&["-b", "--bind"], &["-p", "--port"]),
        "gunicorn" | "hypercorn" => {
            let bound = command.has_option(&["-b", "--bind", "-c", "--config"]);
            let address = format!("0.0.0.0:{port}");
            return if bound {
                command
            } else {
                command.with(&["--bind", &address])
            };
        }
        _ => return command,
    };
    if !command.has_option(hosts) && server != "fastapi" {
        command = command.with(&[hosts[0], "0.0.0.0"]);
    }
    if !command.has_option(ports) {
        command = command.with(&[ports[0], &port]);
    }
    command
}

/// Name of the server that a command starts, directly or as a module (`python -m uvicorn`).
fn server(command: &Command) -> &str {
    match command.words.as_slice() {
        [python, option, module, ..] if python.starts_with("python") && option == "-m" => module,
        _ => command.program(),
    }
}

/// What follows the loopback address that `word` names as a place to listen.
fn loopback(word: &str) -> Option<&str> {
    ["127.0.0.1", "localhost"].iter().find_map(|address| {
        word.strip_prefix(address)
            .filter(|rest| rest.is_empty() || rest.starts_with(':'))
    })
}

/// Writes the build stage.
pub(crate) fn write_build(page: &mut Page, recipe: &Recipe<'_>, manager: PythonManager) {
    let toolchain = &recipe.toolchain;
    let workload = toolchain.workload;
    if toolchain.is_shared() && manager == PythonManager::Uv {
        write_manifests(page, toolchain);
    }
    page.why("The full image has what packages without a wheel need to compile; none of it reaches the final stage.");
    page.line(&format!(
        "FROM python:{}-trixie AS build",
        toolchain.version()
    ));
    match manager {
        PythonManager::Pip => write_pip(page, toolchain),
        PythonManager::Uv => write_uv(page, toolchain),
        PythonManager::Poetry => write_poetry(page, toolchain),
    }
    if let Some(build) = &workload.build {
        let build = build.strip_prefix(manager.runner()).unwrap_or(build);
        page.line(&format!("RUN PATH=/app/.venv/bin:$PATH && {build}"));
    }
    if let Some(migrate) = &workload.migrate {
        page.blank();
        page.why("Applies migrations once, before a release starts; never at the start of each replica, which would race.");
        page.line("FROM build AS migrate");
        page.line("ENV PATH=/app/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1");
        page.line(&format!("USER {}", recipe.user));
        let command = entry(Command::parse(migrate, recipe.port), None);
        page.line(&format!("ENTRYPOINT {}", list(&command.words)));
    }
}

/// Writes the stage that leaves every folder's manifests: the lock file is shared, and all of them decide what is installed.
fn write_manifests(page: &mut Page, toolchain: &Toolchain<'_>) {
    page.why("Only manifests, of every folder that shares the lock file: what the next stage copies changes with the dependencies, not with the code.");
    page.line(&format!(
        "FROM python:{}-trixie AS manifests",
        toolchain.version()
    ));
    page.line("WORKDIR /app");
    page.line("COPY . .");
    page.line("RUN find . -type f ! -name pyproject.toml ! -name uv.lock -delete && find . -type d -empty -delete");
    page.blank();
}

fn write_pip(page: &mut Page, toolchain: &Toolchain<'_>) {
    let install = toolchain.workload.install.as_deref().unwrap_or("");
    let words: Vec<&str> = install.split_whitespace().collect();
    let file = words
        .windows(2)
        .find(|pair| matches!(pair[0], "-r" | "--requirement"))
        .map(|pair| pair[1])
        .or_else(|| {
            toolchain
                .lockfile()
                .filter(|path| path.rsplit_once('.').is_some_and(|(_, end)| end == "txt"))
        });
    page.line("WORKDIR /app");
    page.line("RUN python -m venv /app/.venv");
    let cache = "RUN --mount=type=cache,target=/root/.cache/pip \\";
    let secret = "--mount=type=secret,id=pip,target=/etc/pip.conf \\";
    if let Some(file) = file {
        page.why("Only the requirements: this layer is built again when a dependency changes, not when the code does.");
        match file.split_once('/') {
            Some((folder, _)) => page.line(&format!("COPY {folder} ./{folder}")),
            None => page.line(&format!(
                "COPY {file} requirements*.txt constraints*.txt ./"
            )),
        };
        why_secret(page);
        page.line(cache).at(2, secret);
        page.at(
            2,
            &format!("/app/.venv/bin/pip install --requirement {file}"),
        );
        page.line("COPY . .");
    } else {
        page.why("No list of requirements: the project installs itself, and its dependencies, without a lock. Commit one and generate again.");
        page.line("COPY . .");
        why_secret(page);
        page.line(cache).at(2, secret);
        page.at(2, "/app/.venv/bin/pip install .");
    }
}

fn write_uv(page: &mut Page, toolchain: &Toolchain<'_>) {
    let version = PythonManager::Uv.version(toolchain.workload);
    page.line("RUN --mount=type=cache,target=/root/.cache/pip \\");
    page.at(
        2,
        &format!("pip install --root-user-action=ignore uv=={version}"),
    );
    page.why("The interpreter of the image, packages copied out of the cache mount, bytecode compiled once.");
    page.line("ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PROJECT_ENVIRONMENT=/app/.venv");
    page.line("WORKDIR /app");
    let cache = "RUN --mount=type=cache,target=/root/.cache/uv \\";
    let secret = "--mount=type=secret,id=uv,target=/etc/uv/uv.toml \\";
    if toolchain.is_shared() {
        page.line("COPY --from=manifests /app ./");
        page.line(&format!("WORKDIR /app/{}", toolchain.inside));
        why_secret(page);
        page.line(cache).at(2, secret);
        page.at(2, "uv sync --locked --no-dev --no-install-workspace");
        page.line("COPY . /app");
        page.line(cache).at(2, secret);
        page.at(2, "uv sync --locked --no-dev --no-editable");
        return;
    }
    let locked = if toolchain.workload.lockfile.is_some() {
        " --locked"
    } else {
        ""
    };
    page.why("Only the manifests: this layer is built again when a dependency changes, not when the code does.");
    page.line("COPY pyproject.toml uv.lock* ./");
    why_secret(page);
    page.line(cache).at(2, secret);
    page.at(2, &format!("uv sync{locked} --no-dev --no-install-project"));
    page.line("COPY . .");
    page.line(cache).at(2, secret);
    page.at(2, &format!("uv sync{locked} --no-dev --no-editable"));
}

fn write_poetry(page: &mut Page, toolchain: &Toolchain<'_>) {
    let version = PythonManager::Poetry.version(toolchain.workload);
    page.line("RUN --mount=type=cache,target=/root/.cache/pip \\");
    page.at(
        2,
        &format!("pip install --root-user-action=ignore poetry=={version}"),
    );
    page.line("ENV POETRY_VIRTUALENVS_IN_PROJECT=true POETRY_NO_INTERACTION=1 POETRY_CACHE_DIR=/root/.cache/pypoetry");
    page.line("WORKDIR /app");
    page.why("Only the manifests: this layer is built again when a dependency changes, not when the code does.");
    page.line("COPY pyproject.toml poetry.lock* ./");
    page.line("RUN --mount=type=cache,target=/root/.cache/pypoetry \\");
    page.at(2, "poetry install --only=main --no-root");
    page.line("COPY . .");
    page.line("RUN --mount=type=cache,target=/root/.cache/pypoetry \\");
    page.at(2, "poetry install --only=main");
}

/// Says how a private index is reached.
fn why_secret(page: &mut Page) {
    page.why("A private index's credentials: `docker build --secret id=...,src=...`; they leave no trace in the image.");
}

/// Writes what the final stage copies.
pub(crate) fn write_copies(page: &mut Page, recipe: &Recipe<'_>) {
    page.why("Some libraries ask for the name of the account they run as.");
    page.line("RUN groupadd --gid 65532 app \\");
    page.at(2, "&& useradd --uid 65532 --gid 65532 --home-dir /tmp --no-create-home --shell /usr/sbin/nologin app");
    if recipe.toolchain.is_shared() {
        page.line("COPY --from=build /app /app");
        page.line(&format!("WORKDIR /app/{}", recipe.toolchain.inside));
    } else {
        page.line("WORKDIR /app");
        page.line("COPY --from=build /app ./");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_listen_on_every_address_at_the_port() {
        for (start, expected) in [
            (
                "uv run uvicorn app:app",
                "uvicorn app:app --host 0.0.0.0 --port 8000",
            ),
            (
                "uvicorn app:app --host 127.0.0.1 --port 8000",
                "uvicorn app:app --host 0.0.0.0 --port 8000",
            ),
            (
                "python -m uvicorn app:app",
                "python -m uvicorn app:app --host 0.0.0.0 --port 8000",
            ),
            ("gunicorn app:app", "gunicorn app:app --bind 0.0.0.0:8000"),
            (
                "gunicorn -b 127.0.0.1:8000 app:app",
                "gunicorn -b 0.0.0.0:8000 app:app",
            ),
            ("gunicorn -c conf.py app:app", "gunicorn -c conf.py app:app"),
            ("fastapi run main.py", "fastapi run main.py --port 8000"),
            ("flask run", "flask run --host 0.0.0.0 --port 8000"),
            ("python main.py", "python main.py"),
        ] {
            let command = entry(Command::parse(start, Some(8000)), Some(8000));
            assert_eq!(command.words.join(" "), expected, "{start}");
        }
    }
}

//! A workload with everything that its files agree on, decided once: every emitter reads this and nothing else.

use opswright_design::{Containerization, Design, WorkloadDesign};

use crate::Skipped;
use crate::catalogue::{Choice, DEBIAN, NGINX};
use crate::command::Command;
use crate::probe;
use crate::stacks::Stack;

/// How a workload is built and checked, whether or not it becomes an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Toolchain<'design> {
    /// The workload.
    pub(crate) workload: &'design WorkloadDesign,
    /// Its language and package manager.
    pub(crate) stack: Stack,
    /// Release of its runtime or compiler; `None` for files that need no build.
    pub(crate) runtime: Option<Choice>,
    /// Folder that a build may read, from the root: the workload's own, or the one above it that holds the lock file.
    pub(crate) context: String,
    /// The workload's folder inside `context`.
    pub(crate) inside: String,
}

/// How a workload becomes an image that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recipe<'design> {
    /// How it is built.
    pub(crate) toolchain: Toolchain<'design>,
    /// Image of the final stage.
    pub(crate) base: String,
    /// Program and arguments.
    pub(crate) entry: Vec<String>,
    /// Account, as numbers: Kubernetes cannot prove that a name is not root.
    pub(crate) user: &'static str,
    /// Port that it listens on.
    pub(crate) port: Option<u16>,
    /// Variables that the image sets.
    pub(crate) variables: Vec<(String, String)>,
    /// Health check in exec form.
    pub(crate) probe: Option<Vec<String>>,
    /// Folders that it writes to while the rest is read-only.
    pub(crate) scratch: Vec<String>,
}

impl<'design> Toolchain<'design> {
    /// `None` for a language without a recipe.
    pub(crate) fn of(workload: &'design WorkloadDesign) -> Option<Self> {
        let stack = Stack::of(workload)?;
        let runtime = stack.runtime(workload.runtime_version.as_deref());
        let (context, inside) = context(workload);
        Some(Self {
            workload,
            stack,
            runtime,
            context,
            inside,
        })
    }

    /// Exact version of the runtime; empty where there is none.
    pub(crate) fn version(&self) -> &'static str {
        self.runtime
            .as_ref()
            .map_or("", |choice| choice.release.version)
    }

    /// Whether the build reads more than the workload's own folder.
    pub(crate) fn is_shared(&self) -> bool {
        self.inside != "."
    }

    /// Path of the Dockerfile from the root.
    pub(crate) fn dockerfile(&self) -> String {
        joined(&self.workload.path, "Dockerfile")
    }

    /// Path of the list of files that the build may read. Beside a Dockerfile that shares its context with others, the list takes
    /// the Dockerfile's name, which the builder prefers.
    pub(crate) fn dockerignore(&self) -> String {
        if self.is_shared() {
            format!("{}.dockerignore", self.dockerfile())
        } else {
            joined(&self.context, ".dockerignore")
        }
    }

    /// Path of the lock file inside the context.
    pub(crate) fn lockfile(&self) -> Option<&str> {
        let path = self.workload.lockfile.as_deref()?;
        let below = format!("{}/", self.context);
        Some(path.strip_prefix(&below).unwrap_or(path))
    }
}

impl<'design> Recipe<'design> {
    /// The recipes of `design`, by path then name, and the workloads that get none.
    pub(crate) fn all(design: &'design Design) -> (Vec<Self>, Vec<Skipped>) {
        let mut recipes = Vec::new();
        let mut skipped = Vec::new();
        for workload in &design.workloads {
            match Self::of(workload) {
                Ok(recipe) => recipes.push(recipe),
                Err(reason) => skipped.push(Skipped {
                    workload: workload.name.clone(),
                    reason,
                }),
            }
        }
        (recipes, skipped)
    }

    /// The recipe, or why there is none.
    fn of(workload: &'design WorkloadDesign) -> Result<Self, String> {
        if workload.kind == "library" {
            return Err("a library has no process to run".to_owned());
        }
        if workload.containerization == Containerization::Buildpacks {
            return Err(
                "the design builds it with buildpacks, which need no Dockerfile".to_owned(),
            );
        }
        let toolchain = Toolchain::of(workload)
            .ok_or_else(|| format!("no recipe is known for {} yet", workload.language))?;
        let port = match toolchain.stack {
            Stack::Static(_) => Some(workload.port.unwrap_or(STATIC_PORT)),
            _ => workload.port,
        };
        if workload.kind == "web" && port.is_none() {
            return Err("its port is not known".to_owned());
        }
        let command = toolchain
            .stack
            .entry(workload, port)
            .ok_or_else(|| "its start command is not known".to_owned())?;
        Ok(Self::resolved(toolchain, port, command))
    }

    /// Everything that follows from the toolchain, the port and the command.
    fn resolved(toolchain: Toolchain<'design>, port: Option<u16>, command: Command) -> Self {
        let workload = toolchain.workload;
        let mut variables = toolchain.stack.variables();
        variables.extend(addresses(workload, port));
        variables.extend(command.variables);
        let path = match toolchain.stack {
            Stack::Static(_) => Some(workload.health_path.as_deref().unwrap_or("/")),
            _ => workload.health_path.as_deref(),
        };
        let probe = port.map(|port| probe::exec(probe::tool(toolchain.stack), port, path));
        let mut scratch = vec!["/tmp".to_owned()];
        if workload.framework.as_deref() == Some("next") {
            scratch.push("/app/.next/cache".to_owned());
        }
        Self {
            base: base(&toolchain),
            entry: command.words,
            user: user(toolchain.stack),
            port,
            variables,
            probe,
            scratch,
            toolchain,
        }
    }

    /// Name of the workload.
    pub(crate) fn name(&self) -> &'design str {
        &self.toolchain.workload.name
    }

    /// Whether anything but the image itself is needed to start it.
    pub(crate) fn starts_alone(&self) -> bool {
        let workload = self.toolchain.workload;
        workload.resources.is_empty()
            && !workload.variables.iter().any(|variable| {
                variable.required && variable.default.is_none() && !self.sets(&variable.name)
            })
    }

    /// Whether the image sets the variable `name`.
    pub(crate) fn sets(&self, name: &str) -> bool {
        self.variables.iter().any(|(set, _)| set == name)
    }
}

/// Port that a static site is served on, since an account that is not root cannot open port 80 everywhere.
const STATIC_PORT: u16 = 8080;

/// Image of the final stage.
fn base(toolchain: &Toolchain<'_>) -> String {
    let version = toolchain.version();
    match toolchain.stack {
        Stack::Node(_) => format!("node:{version}-trixie-slim"),
        Stack::Python(_) => format!("python:{version}-slim-trixie"),
        Stack::Rust | Stack::Go => DEBIAN.to_owned(),
        Stack::Static(_) => NGINX.to_owned(),
    }
}

/// Account of the final stage: the image's own where it has one for this, else one that no other program uses.
fn user(stack: Stack) -> &'static str {
    match stack {
        Stack::Node(_) => "1000:1000",
        Stack::Static(_) => "101:101",
        Stack::Python(_) | Stack::Rust | Stack::Go => "65532:65532",
    }
}

/// Variables that say where to listen: a process that listens on the loopback address of its container reaches nobody.
fn addresses(workload: &WorkloadDesign, port: Option<u16>) -> Vec<(String, String)> {
    let Some(port) = port else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for variable in workload
        .variables
        .iter()
        .filter(|variable| !variable.secret)
    {
        let default = variable.default.as_deref().unwrap_or("");
        let (host, with_port) = default
            .rsplit_once(':')
            .filter(|(_, tail)| tail.parse::<u16>().is_ok())
            .map_or((default, false), |(host, _)| (host, true));
        let is_host = matches!(
            host,
            "127.0.0.1" | "localhost" | "::1" | "[::1]" | "0.0.0.0"
        );
        if variable.name == "PORT"
            || (variable.name.ends_with("_PORT") && default == port.to_string())
        {
            found.push((variable.name.clone(), port.to_string()));
        } else if is_host && names_an_address(&variable.name) {
            let value = if with_port {
                format!("0.0.0.0:{port}")
            } else {
                "0.0.0.0".to_owned()
            };
            found.push((variable.name.clone(), value));
        } else if variable.name == "HOST" {
            found.push((variable.name.clone(), "0.0.0.0".to_owned()));
        }
    }
    found
}

/// Whether a variable of this name says where its process listens, and not where it connects to (`REDIS_HOST`).
fn names_an_address(name: &str) -> bool {
    name == "HOST"
        || name == "ADDRESS"
        || name == "ADDR"
        || [
            "BIND",
            "LISTEN",
            "HTTP_HOST",
            "HTTP_ADDR",
            "SERVER_HOST",
            "SERVER_ADDR",
            "APP_HOST",
        ]
        .iter()
        .any(|part| name.contains(part))
}

/// Folder that a build reads, and the workload's folder inside it.
fn context(workload: &WorkloadDesign) -> (String, String) {
    let own = (workload.path.clone(), ".".to_owned());
    let Some(lockfile) = workload.lockfile.as_deref() else {
        return own;
    };
    let folder = lockfile.rsplit_once('/').map_or(".", |(folder, _)| folder);
    if folder == workload.path {
        return own;
    }
    let inside = if folder == "." {
        Some(workload.path.as_str())
    } else {
        workload.path.strip_prefix(&format!("{folder}/"))
    };
    match inside {
        Some(inside) => (folder.to_owned(), inside.to_owned()),
        // The lock file lies below the workload (`requirements/prod.txt`).
        None => own,
    }
}

/// `name` in `folder`, where `.` is the root.
pub(crate) fn joined(folder: &str, name: &str) -> String {
    if folder == "." {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

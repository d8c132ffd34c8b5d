//! The languages that have a recipe: what builds them, what runs them, what checks them.

mod go;
mod node;
mod python;
mod rust;
mod site;

use opswright_design::WorkloadDesign;

use crate::catalogue::{Choice, GO, Meaning, NODE, PYTHON, RUST, choose};
use crate::command::Command;
use crate::recipe::{Recipe, Toolchain};
use crate::text::Page;

pub(crate) use node::NodeManager;
pub(crate) use python::PythonManager;
pub(crate) use site::nginx_configuration;

/// A language with the tool that installs its dependencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stack {
    /// JavaScript or TypeScript that runs on Node.js or Bun.
    Node(NodeManager),
    /// Python.
    Python(PythonManager),
    /// Rust with Cargo.
    Rust,
    /// Go with modules.
    Go,
    /// Files for a web server, built by a package manager of JavaScript, or as they are.
    Static(Option<NodeManager>),
}

/// What a stack contributes to workflows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Checks {
    /// Lines of the steps that install toolchain and dependencies, under `steps:`.
    pub(crate) setup: Vec<Step>,
    /// The checks themselves, in order.
    pub(crate) commands: Vec<Step>,
    /// Variables of the whole job.
    pub(crate) variables: Vec<(&'static str, String)>,
    /// What is not checked, and what to do about it.
    pub(crate) gaps: Vec<String>,
}

impl Checks {
    /// Adds the tests: with coverage if there is a command for it.
    pub(crate) fn tests(&mut self, test: Option<&str>, coverage: Option<&str>) {
        if coverage.is_some() {
            self.command("Test with coverage", coverage, "");
        } else {
            self.command("Test", test, "that tests");
            self.command("", None, "that tests with coverage");
        }
    }

    /// Adds the step `name` that runs `command`; without a command, says what is missing.
    pub(crate) fn command(&mut self, name: &str, command: Option<&str>, missing: &str) {
        match command {
            Some(command) => self.commands.push(Step::run(name, command)),
            None => self.gaps.push(format!(
                "No command {missing} was found: add one to the project and generate again."
            )),
        }
    }
}

/// One step of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// What it does.
    pub(crate) name: String,
    /// What a reader may ask about it.
    pub(crate) why: Option<String>,
    /// What it runs.
    pub(crate) action: StepAction,
}

/// What a step runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StepAction {
    /// Lines for a shell.
    Run(Vec<String>),
    /// An action by name, with its inputs.
    Uses(&'static str, Vec<(&'static str, String)>),
}

impl Step {
    /// A step that runs `command`.
    pub(crate) fn run(name: &str, command: &str) -> Self {
        Self {
            name: name.to_owned(),
            why: None,
            action: StepAction::Run(vec![command.to_owned()]),
        }
    }

    /// A step that uses an action.
    pub(crate) fn uses(name: &str, action: &'static str, inputs: &[(&'static str, &str)]) -> Self {
        let inputs = inputs
            .iter()
            .map(|(input, value)| (*input, (*value).to_owned()))
            .collect();
        Self {
            name: name.to_owned(),
            why: None,
            action: StepAction::Uses(action, inputs),
        }
    }

    /// The same step with its reason.
    pub(crate) fn because(mut self, why: &str) -> Self {
        self.why = Some(why.to_owned());
        self
    }
}

impl Stack {
    /// The stack of `workload`; `None` for a language without one.
    pub(crate) fn of(workload: &WorkloadDesign) -> Option<Self> {
        if workload.kind == "static" {
            let builder = workload.build.as_ref().map(|_| NodeManager::of(workload));
            return Some(Self::Static(builder));
        }
        match workload.language.as_str() {
            "javascript" | "typescript" => Some(Self::Node(NodeManager::of(workload))),
            "python" => Some(Self::Python(PythonManager::of(workload))),
            "rust" => Some(Self::Rust),
            "go" => Some(Self::Go),
            "html" => Some(Self::Static(None)),
            _ => None,
        }
    }

    /// Release of its runtime or compiler.
    pub(crate) fn runtime(self, stated: Option<&str>) -> Option<Choice> {
        match self {
            Self::Node(_) | Self::Static(Some(_)) => Some(choose(stated, NODE, Meaning::Line)),
            Self::Python(_) => Some(choose(stated, PYTHON, Meaning::Line)),
            Self::Rust => Some(choose(stated, RUST, Meaning::Minimum)),
            Self::Go => Some(choose(stated, GO, Meaning::Minimum)),
            Self::Static(None) => None,
        }
    }

    /// What the container runs; `None` if the design does not say.
    pub(crate) fn entry(self, workload: &WorkloadDesign, port: Option<u16>) -> Option<Command> {
        let start = workload
            .start
            .as_deref()
            .map(|start| Command::parse(start, port));
        match self {
            Self::Node(manager) => Some(node::entry(manager, start?)),
            Self::Python(_) => Some(python::entry(start?, port)),
            Self::Rust => rust::entry(workload, start),
            Self::Go => go::entry(workload, start),
            Self::Static(_) => Some(site::entry()),
        }
    }

    /// Variables that every image of the stack sets.
    pub(crate) fn variables(self) -> Vec<(String, String)> {
        let pairs: &[(&str, &str)] = match self {
            Self::Node(_) => &[("NODE_ENV", "production")],
            Self::Python(_) => python::VARIABLES,
            Self::Rust | Self::Go | Self::Static(_) => &[],
        };
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    /// Writes the stages before the final one.
    pub(crate) fn write_build(self, page: &mut Page, recipe: &Recipe<'_>) {
        match self {
            Self::Node(manager) => node::write_build(page, recipe, manager),
            Self::Python(manager) => python::write_build(page, recipe, manager),
            Self::Rust => rust::write_build(page, recipe),
            Self::Go => go::write_build(page, recipe),
            Self::Static(builder) => site::write_build(page, recipe, builder),
        }
    }

    /// Writes what the final stage copies.
    pub(crate) fn write_copies(self, page: &mut Page, recipe: &Recipe<'_>) {
        match self {
            Self::Node(manager) => node::write_copies(page, recipe, manager),
            Self::Python(_) => python::write_copies(page, recipe),
            Self::Rust => rust::write_copies(page, recipe),
            Self::Go => go::write_copies(page, recipe),
            Self::Static(builder) => site::write_copies(page, recipe, builder),
        }
    }

    /// Paths that a build may read, as lines of a .dockerignore without the `!`.
    pub(crate) fn allowed(self) -> Vec<&'static str> {
        match self {
            Self::Node(_) => node::ALLOWED.to_vec(),
            Self::Python(_) => python::ALLOWED.to_vec(),
            Self::Rust => rust::ALLOWED.to_vec(),
            Self::Go => go::ALLOWED.to_vec(),
            Self::Static(Some(_)) => [node::ALLOWED, &["nginx.conf"]].concat(),
            Self::Static(None) => site::ALLOWED.to_vec(),
        }
    }

    /// What a workflow installs and runs.
    pub(crate) fn checks(self, toolchain: &Toolchain<'_>) -> Checks {
        match self {
            Self::Node(manager) | Self::Static(Some(manager)) => node::checks(toolchain, manager),
            Self::Python(manager) => python::checks(toolchain, manager),
            Self::Rust => rust::checks(toolchain),
            Self::Go => go::checks(toolchain),
            Self::Static(None) => Checks::default(),
        }
    }

    /// Name of its dependencies' ecosystem in the updater's configuration.
    pub(crate) fn ecosystem(self) -> Option<&'static str> {
        match self {
            Self::Node(NodeManager::Bun) | Self::Static(Some(NodeManager::Bun)) => Some("bun"),
            Self::Node(_) | Self::Static(Some(_)) => Some("npm"),
            Self::Python(PythonManager::Uv) => Some("uv"),
            Self::Python(_) => Some("pip"),
            Self::Rust => Some("cargo"),
            Self::Go => Some("gomod"),
            Self::Static(None) => None,
        }
    }
}

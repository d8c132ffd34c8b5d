//! What an expression can name: the contexts with their types.

use std::sync::OnceLock;

use crate::types::Type;

/// The contexts whose names depend on the workflow.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Inputs of the workflow or of the action.
    pub inputs: Type,
    /// What `github.event.inputs` has, where the workflow is started by hand.
    pub event_inputs: Option<Type>,
    /// Secrets.
    pub secrets: Type,
    /// The matrix of the job.
    pub matrix: Type,
    /// The jobs that the job needs.
    pub needs: Type,
    /// The steps before.
    pub steps: Type,
    /// All jobs, as outputs of a called workflow see them.
    pub jobs: Type,
}

impl Default for Scope {
    /// Nothing is declared, and secrets are not known.
    fn default() -> Self {
        let none = Type::exactly::<String>([]);
        Self {
            inputs: none.clone(),
            event_inputs: None,
            secrets: Type::map_of(Type::Text),
            matrix: none.clone(),
            needs: none.clone(),
            steps: none.clone(),
            jobs: none,
        }
    }
}

/// Names in the `github` context that hold a text.
const GITHUB_TEXTS: [&str; 39] = [
    "action",
    "action_path",
    "action_ref",
    "action_repository",
    "action_status",
    "actor",
    "actor_id",
    "api_url",
    "base_ref",
    "env",
    "event_name",
    "event_path",
    "graphql_url",
    "head_ref",
    "job",
    "output",
    "path",
    "ref",
    "ref_name",
    "ref_type",
    "repository",
    "repository_id",
    "repository_owner",
    "repository_owner_id",
    "repository_visibility",
    "repositoryurl",
    "run_attempt",
    "run_id",
    "run_number",
    "secret_source",
    "server_url",
    "sha",
    "state",
    "step_summary",
    "token",
    "triggering_actor",
    "workflow",
    "workflow_ref",
    "workflow_sha",
];

impl Scope {
    /// The type of the context `name`, in lower case; `None` for one that there is not.
    pub(crate) fn context(&self, name: &str) -> Option<Type> {
        Some(match name {
            "github" => self.github(),
            "inputs" => self.inputs.clone(),
            "secrets" => self.secrets.clone(),
            "matrix" => self.matrix.clone(),
            "needs" => self.needs.clone(),
            "steps" => self.steps.clone(),
            "jobs" => self.jobs.clone(),
            "env" | "vars" => texts(),
            "runner" => runner(),
            "job" => job(),
            "strategy" => strategy(),
            _ => return None,
        })
    }

    fn github(&self) -> Type {
        static PLAIN: OnceLock<Type> = OnceLock::new();
        match &self.event_inputs {
            None => PLAIN.get_or_init(|| github(Type::open())).clone(),
            Some(inputs) => github(Type::at_least([("inputs", inputs.clone())])),
        }
    }
}

fn github(event: Type) -> Type {
    let texts = GITHUB_TEXTS.iter().map(|name| (*name, Type::Text));
    let others = [
        ("artifact_cache_size_limit", Type::Number),
        ("retention_days", Type::Number),
        ("ref_protected", Type::Bool),
        ("workspace", Type::Text),
        ("event", event),
    ];
    Type::exactly(texts.chain(others))
}

fn texts() -> Type {
    static TEXTS: OnceLock<Type> = OnceLock::new();
    TEXTS.get_or_init(|| Type::map_of(Type::Text)).clone()
}

fn runner() -> Type {
    static RUNNER: OnceLock<Type> = OnceLock::new();
    RUNNER
        .get_or_init(|| {
            let names = [
                "name",
                "os",
                "arch",
                "temp",
                "tool_cache",
                "debug",
                "environment",
                "workspace",
            ];
            Type::exactly(names.map(|name| (name, Type::Text)))
        })
        .clone()
}

fn job() -> Type {
    static JOB: OnceLock<Type> = OnceLock::new();
    JOB.get_or_init(|| {
        let container = Type::exactly([("id", Type::Text), ("network", Type::Text)]);
        let service = Type::exactly([
            ("id", Type::Text),
            ("network", Type::Text),
            ("ports", Type::map_of(Type::Text)),
        ]);
        Type::exactly([
            ("check_run_id", Type::Number),
            ("container", container),
            ("services", Type::map_of(service)),
            ("status", Type::Text),
            ("workflow_ref", Type::Text),
            ("workflow_sha", Type::Text),
            ("workflow_repository", Type::Text),
            ("workflow_file_path", Type::Text),
        ])
    })
    .clone()
}

fn strategy() -> Type {
    static STRATEGY: OnceLock<Type> = OnceLock::new();
    STRATEGY
        .get_or_init(|| {
            Type::at_least([
                ("fail-fast", Type::Bool),
                ("job-index", Type::Number),
                ("job-total", Type::Number),
                ("max-parallel", Type::Number),
            ])
        })
        .clone()
}

//! Where in a workflow an expression stands, and what it can see from there.

/// A place in a workflow or in the metadata of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where nothing is expanded.
    Nowhere,
    /// `run-name`, and `concurrency` of the workflow.
    Workflow,
    /// `env` of the workflow.
    WorkflowVariables,
    /// The default of an input of a called workflow.
    CallDefault,
    /// The value of an output of a called workflow.
    CallOutput,
    /// `strategy` of a job.
    Strategy,
    /// `if` of a job.
    JobCondition,
    /// Most settings of a job.
    Job,
    /// `env` and `secrets` of a job.
    JobVariables,
    /// `defaults.run` of a job.
    JobDefaults,
    /// Credentials of a container.
    Credentials,
    /// Variables of a container.
    ContainerVariables,
    /// The address of an environment.
    EnvironmentUrl,
    /// Outputs of a job.
    JobOutputs,
    /// `if` of a step.
    StepCondition,
    /// Other settings of a step.
    Step,
    /// The default of an input of an action.
    ActionDefault,
    /// `env` and `args` of an action in a container.
    ActionContainer,
    /// The value of an output of an action.
    ActionOutput,
    /// `if` of a step in an action.
    ActionCondition,
    /// Other settings of a step in an action.
    ActionStep,
}

/// Functions that only some places have.
const SPECIAL: [&str; 5] = ["always", "cancelled", "failure", "success", "hashfiles"];

impl Place {
    /// Names of the contexts that can be seen.
    pub fn contexts(self) -> &'static [&'static str] {
        match self {
            Self::Nowhere => &[],
            Self::Workflow | Self::CallDefault => &["github", "inputs", "vars"],
            Self::WorkflowVariables => &["github", "inputs", "secrets", "vars"],
            Self::CallOutput => &["github", "inputs", "jobs", "vars"],
            Self::Strategy | Self::JobCondition => &["github", "inputs", "needs", "vars"],
            Self::Job => &["github", "inputs", "matrix", "needs", "strategy", "vars"],
            Self::JobVariables => &[
                "github", "inputs", "matrix", "needs", "secrets", "strategy", "vars",
            ],
            Self::JobDefaults => &[
                "env", "github", "inputs", "matrix", "needs", "strategy", "vars",
            ],
            Self::Credentials => &[
                "env", "github", "inputs", "matrix", "needs", "secrets", "strategy", "vars",
            ],
            Self::ContainerVariables => &[
                "env", "github", "inputs", "job", "matrix", "needs", "runner", "secrets",
                "strategy", "vars",
            ],
            Self::EnvironmentUrl | Self::StepCondition => &[
                "env", "github", "inputs", "job", "matrix", "needs", "runner", "steps", "strategy",
                "vars",
            ],
            Self::JobOutputs | Self::Step => &[
                "env", "github", "inputs", "job", "matrix", "needs", "runner", "secrets", "steps",
                "strategy", "vars",
            ],
            Self::ActionDefault => &["github", "job", "matrix", "runner", "strategy"],
            Self::ActionContainer => &[
                "inputs", "github", "job", "runner", "env", "strategy", "matrix", "steps",
            ],
            Self::ActionOutput | Self::ActionCondition | Self::ActionStep => &[
                "env", "github", "inputs", "job", "matrix", "runner", "steps", "strategy",
            ],
        }
    }

    /// Whether a function of this name, in lower case, is there; those that are everywhere are.
    pub fn has_function(self, name: &str) -> bool {
        if !SPECIAL.contains(&name) {
            return true;
        }
        match self {
            Self::JobCondition => name != "hashfiles",
            Self::StepCondition | Self::ActionCondition => true,
            Self::Step | Self::ActionStep | Self::ActionDefault => name == "hashfiles",
            _ => false,
        }
    }
}

//! The keys of workflows.

use opswright_actions::Place;

use super::form::Form::{
    Any, Bool, Condition, Credentials, List, ListOfTexts, Map, MapOrNothing, MayBeEmpty, Named,
    NamedOrNothing, Number, Permissions, Shell, Text, TextOr, Texts, Variables, Whole,
};
use super::form::{Fields, Key, key};

pub(super) static WORKFLOW: Fields = Fields {
    what: "a workflow",
    keys: &[
        key("name", MayBeEmpty, Place::Nowhere),
        key("run-name", Text, Place::Workflow),
        key("on", Any, Place::Nowhere),
        key("permissions", Permissions, Place::Nowhere),
        key("env", Variables, Place::WorkflowVariables),
        key("defaults", Map(&WORKFLOW_DEFAULTS), Place::Nowhere),
        key(
            "concurrency",
            TextOr(&WORKFLOW_CONCURRENCY),
            Place::Workflow,
        ),
        key("jobs", Any, Place::Nowhere),
    ],
    required: &["on", "jobs"],
};

static WORKFLOW_DEFAULTS: Fields = Fields {
    what: "`defaults`",
    keys: &[key("run", Map(&WORKFLOW_RUN), Place::Nowhere)],
    required: &["run"],
};

static WORKFLOW_RUN: Fields = Fields {
    what: "`defaults.run`",
    keys: &[
        key("shell", Shell, Place::Nowhere),
        key("working-directory", Text, Place::Nowhere),
    ],
    required: &[],
};

static WORKFLOW_CONCURRENCY: Fields = concurrency(&[
    key("group", Text, Place::Workflow),
    key("cancel-in-progress", Bool, Place::Workflow),
    key("queue", Any, Place::Workflow),
]);

static JOB_CONCURRENCY: Fields = concurrency(&[
    key("group", Text, Place::Job),
    key("cancel-in-progress", Bool, Place::Job),
    key("queue", Any, Place::Job),
]);

const fn concurrency(keys: &'static [Key]) -> Fields {
    Fields {
        what: "`concurrency`",
        keys,
        required: &["group"],
    }
}

pub(super) static JOB: Fields = Fields {
    what: "a job",
    keys: &[
        key("name", MayBeEmpty, Place::Job),
        key("needs", Texts, Place::Nowhere),
        key("permissions", Permissions, Place::Nowhere),
        key("runs-on", Any, Place::Job),
        key("environment", TextOr(&ENVIRONMENT), Place::Job),
        key("concurrency", TextOr(&JOB_CONCURRENCY), Place::Job),
        key("outputs", Named(&MayBeEmpty), Place::JobOutputs),
        key("env", Variables, Place::JobVariables),
        key("defaults", Map(&JOB_DEFAULTS), Place::JobDefaults),
        key("if", Condition, Place::JobCondition),
        key("steps", Any, Place::Step),
        key("timeout-minutes", Number, Place::Job),
        key("strategy", Map(&STRATEGY), Place::Strategy),
        key("continue-on-error", Bool, Place::Job),
        key("container", TextOr(&CONTAINER), Place::Job),
        key("services", Named(&Map(&SERVICE)), Place::Job),
        key("snapshot", TextOr(&SNAPSHOT), Place::Job),
        key("uses", Any, Place::Nowhere),
        key("with", Any, Place::Job),
        key("secrets", Any, Place::JobVariables),
    ],
    required: &[],
};

static ENVIRONMENT: Fields = Fields {
    what: "`environment`",
    keys: &[
        key("name", Text, Place::Job),
        key("url", Text, Place::EnvironmentUrl),
        key("deployment", Bool, Place::Job),
    ],
    required: &["name"],
};

static JOB_DEFAULTS: Fields = Fields {
    what: "`defaults`",
    keys: &[key("run", Map(&JOB_RUN), Place::JobDefaults)],
    required: &["run"],
};

static JOB_RUN: Fields = Fields {
    what: "`defaults.run`",
    keys: &[
        key("shell", Shell, Place::JobDefaults),
        key("working-directory", Text, Place::JobDefaults),
    ],
    required: &[],
};

static STRATEGY: Fields = Fields {
    what: "`strategy`",
    keys: &[
        key("matrix", Any, Place::Strategy),
        key("fail-fast", Bool, Place::Strategy),
        key("max-parallel", Whole, Place::Strategy),
    ],
    required: &[],
};

static CONTAINER: Fields = Fields {
    what: "`container`",
    keys: &[
        key("image", Text, Place::Job),
        key("credentials", Credentials, Place::Credentials),
        key("env", Variables, Place::ContainerVariables),
        key("ports", ListOfTexts, Place::Job),
        key("volumes", ListOfTexts, Place::Job),
        key("options", MayBeEmpty, Place::Job),
    ],
    required: &["image"],
};

static SERVICE: Fields = Fields {
    what: "a service",
    keys: &[
        key("image", Text, Place::Job),
        key("credentials", Credentials, Place::Credentials),
        key("env", Variables, Place::ContainerVariables),
        key("ports", ListOfTexts, Place::Job),
        key("volumes", ListOfTexts, Place::Job),
        key("options", MayBeEmpty, Place::Job),
        key("command", MayBeEmpty, Place::Job),
        key("entrypoint", MayBeEmpty, Place::Job),
    ],
    required: &["image"],
};

pub(super) static CREDENTIALS: Fields = Fields {
    what: "`credentials`",
    keys: &[
        key("username", Text, Place::Credentials),
        key("password", Text, Place::Credentials),
    ],
    required: &["username", "password"],
};

static SNAPSHOT: Fields = Fields {
    what: "`snapshot`",
    keys: &[
        key("image-name", Text, Place::Job),
        key("version", Text, Place::Job),
        key("if", Condition, Place::Job),
    ],
    required: &["image-name"],
};

pub(super) static RUNS_ON: Fields = Fields {
    what: "`runs-on`",
    keys: &[
        key("group", Text, Place::Job),
        key("labels", Texts, Place::Job),
    ],
    required: &[],
};

/// Keys that any step has.
const EVERY_STEP: [Key; 7] = [
    key("id", Text, Place::Nowhere),
    key("if", Condition, Place::StepCondition),
    key("name", MayBeEmpty, Place::Step),
    key("env", Variables, Place::Step),
    key("continue-on-error", Bool, Place::Step),
    key("timeout-minutes", Number, Place::Step),
    key("background", Bool, Place::Step),
];

pub(super) static RUN_STEP: Fields = Fields {
    what: "a step that runs a script",
    keys: &{
        let [id, condition, name, env, go_on, timeout, background] = EVERY_STEP;
        [
            id,
            condition,
            name,
            env,
            go_on,
            timeout,
            background,
            key("run", Text, Place::Step),
            key("shell", Shell, Place::Nowhere),
            key("working-directory", Text, Place::Step),
        ]
    },
    required: &[],
};

pub(super) static USES_STEP: Fields = Fields {
    what: "a step that uses an action",
    keys: &{
        let [id, condition, name, env, go_on, timeout, background] = EVERY_STEP;
        [
            id,
            condition,
            name,
            env,
            go_on,
            timeout,
            background,
            key("uses", Text, Place::Nowhere),
            key("with", Named(&MayBeEmpty), Place::Step),
        ]
    },
    required: &[],
};

pub(super) static SCHEDULE: Fields = Fields {
    what: "a schedule",
    keys: &[
        key("cron", Text, Place::Nowhere),
        key("timezone", Text, Place::Nowhere),
    ],
    required: &["cron"],
};

pub(super) static DISPATCH: Fields = Fields {
    what: "`workflow_dispatch`",
    keys: &[key(
        "inputs",
        NamedOrNothing(&MapOrNothing(&DISPATCH_INPUT)),
        Place::Nowhere,
    )],
    required: &[],
};

static DISPATCH_INPUT: Fields = Fields {
    what: "an input of `workflow_dispatch`",
    keys: &[
        key("description", MayBeEmpty, Place::Nowhere),
        key("deprecationMessage", MayBeEmpty, Place::Nowhere),
        key("required", Bool, Place::Nowhere),
        key("default", MayBeEmpty, Place::Nowhere),
        key("type", Text, Place::Nowhere),
        key("options", ListOfTexts, Place::Nowhere),
    ],
    required: &[],
};

pub(super) static CALL: Fields = Fields {
    what: "`workflow_call`",
    keys: &[
        key(
            "inputs",
            NamedOrNothing(&MapOrNothing(&CALL_INPUT)),
            Place::CallDefault,
        ),
        key(
            "secrets",
            NamedOrNothing(&MapOrNothing(&CALL_SECRET)),
            Place::Nowhere,
        ),
        key(
            "outputs",
            NamedOrNothing(&MapOrNothing(&CALL_OUTPUT)),
            Place::CallOutput,
        ),
    ],
    required: &[],
};

static CALL_INPUT: Fields = Fields {
    what: "an input of `workflow_call`",
    keys: &[
        key("description", MayBeEmpty, Place::Nowhere),
        key("deprecationMessage", MayBeEmpty, Place::Nowhere),
        key("required", Bool, Place::Nowhere),
        key("default", Any, Place::CallDefault),
        key("type", Text, Place::Nowhere),
    ],
    required: &["type"],
};

static CALL_SECRET: Fields = Fields {
    what: "a secret of `workflow_call`",
    keys: &[
        key("description", MayBeEmpty, Place::Nowhere),
        key("required", Bool, Place::Nowhere),
    ],
    required: &[],
};

static CALL_OUTPUT: Fields = Fields {
    what: "an output of `workflow_call`",
    keys: &[
        key("description", MayBeEmpty, Place::Nowhere),
        key("value", Any, Place::CallOutput),
    ],
    required: &["value"],
};

pub(super) static REPOSITORY_DISPATCH: Fields = Fields {
    what: "`repository_dispatch`",
    keys: &[key("types", Texts, Place::Nowhere)],
    required: &[],
};

pub(super) static IMAGE_VERSION: Fields = Fields {
    what: "`image_version`",
    keys: &[
        key("names", ListOfTexts, Place::Nowhere),
        key("versions", ListOfTexts, Place::Nowhere),
    ],
    required: &[],
};

/// The filters of all other events.
pub(super) static FILTERS: Fields = Fields {
    what: "an event",
    keys: &[
        key("types", Texts, Place::Nowhere),
        key("branches", Texts, Place::Nowhere),
        key("branches-ignore", Texts, Place::Nowhere),
        key("tags", Texts, Place::Nowhere),
        key("tags-ignore", Texts, Place::Nowhere),
        key("paths", Texts, Place::Nowhere),
        key("paths-ignore", Texts, Place::Nowhere),
        key("workflows", Texts, Place::Nowhere),
    ],
    required: &[],
};

pub(super) static SCHEDULES: super::form::Form = List(&Map(&SCHEDULE));

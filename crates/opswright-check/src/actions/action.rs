//! The metadata of an action.

use opswright_actions::{Place, Type};
use opswright_project::workflow::{Job, Step, Workflow};
use opswright_yaml::{Kind, Node, Yaml};

use super::fault::{Fault, Found};
use super::form::Form::{Any, Map, MapOrNothing, MayBeEmpty, Named, NamedOrNothing, Text};
use super::form::{Fields, key};
use super::walk::Walk;

static ACTION: Fields = Fields {
    what: "an action",
    keys: &[
        key("name", Text, Place::Nowhere),
        key("description", Text, Place::Nowhere),
        key("author", MayBeEmpty, Place::Nowhere),
        key(
            "inputs",
            NamedOrNothing(&MapOrNothing(&INPUT)),
            Place::Nowhere,
        ),
        key(
            "outputs",
            NamedOrNothing(&MapOrNothing(&OUTPUT)),
            Place::Nowhere,
        ),
        key("runs", Any, Place::Nowhere),
        key("branding", Map(&BRANDING), Place::Nowhere),
    ],
    required: &["name", "description", "runs"],
};

static INPUT: Fields = Fields {
    what: "an input of an action",
    keys: &[
        key("description", MayBeEmpty, Place::Nowhere),
        key("required", Any, Place::Nowhere),
        key("default", MayBeEmpty, Place::ActionDefault),
        key("deprecationMessage", MayBeEmpty, Place::Nowhere),
        key("type", Any, Place::Nowhere),
        key("options", Any, Place::Nowhere),
    ],
    required: &[],
};

static OUTPUT: Fields = Fields {
    what: "an output of an action",
    keys: &[
        key("description", MayBeEmpty, Place::Nowhere),
        key("value", Any, Place::ActionOutput),
    ],
    required: &[],
};

static BRANDING: Fields = Fields {
    what: "`branding`",
    keys: &[
        key("icon", Text, Place::Nowhere),
        key("color", Text, Place::Nowhere),
    ],
    required: &[],
};

static COMPOSITE: Fields = Fields {
    what: "`runs` of a composite action",
    keys: &[
        key("using", Text, Place::Nowhere),
        key("steps", Any, Place::Step),
    ],
    required: &["steps"],
};

static SCRIPT: Fields = Fields {
    what: "`runs` of a JavaScript action",
    keys: &[
        key("using", Text, Place::Nowhere),
        key("main", Text, Place::Nowhere),
        key("pre", Text, Place::Nowhere),
        key("pre-if", Any, Place::Nowhere),
        key("post", Text, Place::Nowhere),
        key("post-if", Any, Place::Nowhere),
    ],
    required: &["main"],
};

static CONTAINER: Fields = Fields {
    what: "`runs` of an action in a container",
    keys: &[
        key("using", Text, Place::Nowhere),
        key("image", Text, Place::Nowhere),
        key("env", Named(&MayBeEmpty), Place::ActionContainer),
        key("entrypoint", Text, Place::Nowhere),
        key("pre-entrypoint", Text, Place::Nowhere),
        key("pre-if", Any, Place::Nowhere),
        key("post-entrypoint", Text, Place::Nowhere),
        key("post-if", Any, Place::Nowhere),
        key("args", Any, Place::ActionContainer),
    ],
    required: &["image"],
};

const COLOURS: [&str; 9] = [
    "white",
    "black",
    "yellow",
    "blue",
    "green",
    "orange",
    "red",
    "purple",
    "gray-dark",
];

/// The steps of a composite action as those of one job, for the rules that look at steps.
pub(super) fn as_workflow(yaml: &Yaml) -> Option<Workflow<'_>> {
    let root = yaml.root()?;
    let runs = root.entry("runs")?;
    let steps = runs.value.get("steps")?;
    Some(Workflow {
        root,
        jobs: vec![Job {
            id: "runs",
            key: runs.key,
            node: runs.value,
            steps: steps.items().map(|node| Step { node }).collect(),
        }],
    })
}

pub(super) fn look(yaml: &Yaml, text: &str) -> Vec<Found> {
    let mut walk = Walk::new(text);
    // Other tools have files of this name.
    let Some(root) = yaml.root().filter(|root| {
        root.get("runs")
            .is_some_and(|runs| runs.kind() == Kind::Mapping)
    }) else {
        return walk.found;
    };
    walk.in_action = true;
    let inputs = root.get("inputs").map(|inputs| inputs.merged_entries());
    walk.scope.inputs = Type::exactly(
        inputs
            .unwrap_or_default()
            .iter()
            .map(|input| (input.name(), Type::Text)),
    );
    walk.scope.matrix = Type::open();
    walk.keys(root, &ACTION, "action", Place::Nowhere);
    if let Some(color) = root.at(&["branding", "color"])
        && color.as_str().is_some_and(|name| !COLOURS.contains(&name))
    {
        walk.find(
            Fault::BrokenActionMetadata,
            color.range(),
            format!("`color` is one of {}", COLOURS.join(", ")),
        );
    }
    if let Some(runs) = root.get("runs") {
        walk.runs(runs);
        walk.outputs(root, runs);
    }
    walk.found
}

impl<'a> Walk<'a> {
    fn runs(&mut self, runs: Node<'a>) {
        let Some(using) = runs.get("using").filter(|using| using.as_str().is_some()) else {
            let range = runs
                .entries()
                .next()
                .map_or(runs.range(), |entry| entry.key.range());
            self.find(
                Fault::MissingKey,
                range,
                "`runs` needs `using`: `composite`, `docker`, or a Node.js",
            );
            return;
        };
        let name = using.as_str().unwrap_or("");
        let fields = match name {
            "composite" => &COMPOSITE,
            "docker" => &CONTAINER,
            "node20" | "node24" => &SCRIPT,
            "node12" | "node16" => {
                self.find(
                    Fault::RetiredActionRuntime,
                    using.range(),
                    format!("runners no longer have `{name}`"),
                )
                .advise("move to `node24`");
                &SCRIPT
            }
            _ => {
                self.find(
                    Fault::BrokenActionMetadata,
                    using.range(),
                    format!("nothing runs an action with `{name}`"),
                )
                .advise("take one of composite, docker, node20, node24");
                return;
            }
        };
        self.keys(runs, fields, "runs", Place::Nowhere);
        if let Some(steps) = runs.get("steps").filter(|_| name == "composite") {
            self.steps(steps);
        }
        for argument in runs.get("args").into_iter().flat_map(|args| args.items()) {
            self.text_value(argument, Place::ActionContainer);
        }
    }

    /// Outputs see all steps; in a composite action each needs a value.
    fn outputs(&mut self, root: Node<'a>, runs: Node<'a>) {
        let composite = runs.str_at(&["using"]) == Some("composite");
        let outputs = root
            .get("outputs")
            .into_iter()
            .flat_map(|outputs| outputs.entries());
        for output in outputs {
            match output.value.get("value") {
                Some(value) => self.text_value(value, Place::ActionOutput),
                None if composite => {
                    self.find(
                        Fault::BrokenActionMetadata,
                        output.key.range(),
                        format!(
                            "the output `{}` has no `value`, so it is always empty",
                            output.name()
                        ),
                    );
                }
                None => {}
            }
        }
    }
}

//! Inputs of a workflow that is started by hand, and of one that is called.

use opswright_actions::{Object, Place, Type};
use opswright_yaml::{Entry, Kind, Node};

use super::fault::Fault;
use super::walk::Walk;

/// More inputs than this are refused.
const MOST_INPUTS: usize = 25;

impl<'a> Walk<'a> {
    /// `workflow_dispatch` with settings.
    pub(super) fn dispatch(&mut self, node: Node<'a>, key: Node<'a>) {
        let inputs: Vec<Entry<'a>> = node
            .get("inputs")
            .map(|inputs| inputs.entries().collect())
            .unwrap_or_default();
        if inputs.len() > MOST_INPUTS {
            self.find(
                Fault::WrongDispatchInput,
                key.range(),
                format!(
                    "{} inputs are asked for; GitHub takes {MOST_INPUTS} at most",
                    inputs.len()
                ),
            );
        }
        for input in &inputs {
            self.dispatch_input(input);
        }
        self.dispatched(&inputs);
    }

    /// Tells expressions what the inputs are.
    pub(super) fn dispatched(&mut self, inputs: &[Entry<'a>]) {
        let types = inputs.iter().map(|input| {
            let kind = match input.value.str_at(&["type"]) {
                Some("boolean") => Type::Bool,
                Some("number") => Type::Number,
                None | Some("string" | "choice" | "environment") => Type::Text,
                Some(_) => Type::Any,
            };
            (input.name(), kind)
        });
        self.declare(Type::exactly(types));
        let texts = inputs.iter().map(|input| (input.name(), Type::Text));
        self.scope.event_inputs = Some(Type::exactly(texts));
    }

    fn declare(&mut self, more: Type) {
        self.scope.inputs = self.scope.inputs.clone().or(more);
    }

    fn dispatch_input(&mut self, input: &Entry<'a>) {
        let name = input.name();
        let kind = input.value.get("type");
        let options = input.value.get("options");
        let default = input.value.get("default");
        match kind.and_then(|kind| kind.as_str()).unwrap_or("string") {
            "choice" => self.choice(input, options, default),
            other => {
                if options.is_some() {
                    self.find(
                        Fault::WrongDispatchInput,
                        input.key.range(),
                        format!(
                            "`{name}` has options, and only an input of type `choice` offers them"
                        ),
                    );
                }
                match other {
                    "string" | "environment" => {}
                    "boolean" | "number" => {
                        self.default_of(name, other, default, Fault::WrongDispatchInput);
                    }
                    unknown => {
                        let range = kind.map_or(input.key.range(), |kind| kind.range());
                        self.find(
                            Fault::WrongDispatchInput,
                            range,
                            format!("an input cannot be of type `{unknown}`"),
                        )
                        .advise("take one of string, number, boolean, choice, environment");
                    }
                }
            }
        }
    }

    fn choice(&mut self, input: &Entry<'a>, options: Option<Node<'a>>, default: Option<Node<'a>>) {
        let name = input.name();
        let Some(options) = options.filter(|options| options.items().next().is_some()) else {
            self.find(
                Fault::WrongDispatchInput,
                input.key.range(),
                format!("`{name}` is a choice without options"),
            );
            return;
        };
        let mut seen: Vec<&str> = Vec::new();
        for option in options.items() {
            let text = option.as_str().unwrap_or("");
            if seen.contains(&text) {
                self.find(
                    Fault::WrongDispatchInput,
                    option.range(),
                    format!("`{name}` offers `{text}` twice"),
                );
            } else if seen.len() < 1000 {
                seen.push(text);
            }
        }
        let Some(default) = default else {
            return;
        };
        let text = default.as_str().unwrap_or("");
        if !text.is_empty() && !seen.contains(&text) {
            self.find(
                Fault::WrongDispatchInput,
                default.range(),
                format!("`{text}` is none of the options of `{name}`"),
            );
        }
    }

    /// Whether a default can be a value of the type.
    fn default_of(&mut self, name: &str, kind: &str, default: Option<Node<'a>>, fault: Fault) {
        let Some(default) = default else {
            return;
        };
        let text = default.as_str().unwrap_or("");
        let good = match kind {
            "boolean" => text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false"),
            _ => text.parse::<f64>().is_ok(),
        };
        if !good && !text.is_empty() && !text.contains("${{") {
            self.find(
                fault,
                default.range(),
                format!("`{name}` is a {kind}, and `{text}` is none"),
            );
        }
    }

    /// `workflow_call` with settings.
    pub(super) fn called(&mut self, node: Node<'a>) {
        let others = self.scope.inputs.clone();
        self.scope.inputs = Type::exactly::<String>([]);
        if let Some(inputs) = node.get("inputs") {
            for input in inputs.entries() {
                let kind = self.call_input(&input);
                let own = Type::exactly([(input.name(), kind)]);
                self.declare(own);
            }
        }
        self.declare(others);
        // Without a list, the caller may hand on all that it has.
        if let Some(secrets) = node.get("secrets") {
            let named = secrets
                .merged_entries()
                .into_iter()
                .map(|secret| secret.name().to_ascii_lowercase())
                .chain(
                    ["github_token", "actions_step_debug", "actions_runner_debug"]
                        .map(str::to_owned),
                )
                .map(|name| (name, Type::Text));
            let object = Object {
                known: named.collect(),
                rest: None,
            };
            self.scope.secrets = Type::Object(object.into());
        }
    }

    fn call_input(&mut self, input: &Entry<'a>) -> Type {
        let default = input.value.get("default");
        let kind = input.value.get("type");
        let (declared, wanted) = match kind.and_then(|kind| kind.as_str()) {
            Some("boolean") => ("boolean", Type::Bool),
            Some("number") => ("number", Type::Number),
            Some("string") => ("string", Type::Text),
            Some(other) if !other.is_empty() => {
                let range = kind.map_or(input.key.range(), |kind| kind.range());
                self.find(
                    Fault::WrongCallInput,
                    range,
                    format!("an input of a called workflow cannot be of type `{other}`"),
                )
                .advise("take one of string, number, boolean");
                ("", Type::Any)
            }
            _ => ("", Type::Any),
        };
        let Some(default) = default else {
            return wanted;
        };
        let name = input.name();
        if default.kind() == Kind::Scalar {
            let text = default.as_str().unwrap_or("");
            if text.contains("${{") && matches!(wanted, Type::Bool | Type::Number) {
                self.alone(default, "default", Place::CallDefault, &wanted);
            } else {
                self.text_value(default, Place::CallDefault);
                if matches!(wanted, Type::Bool | Type::Number) {
                    self.default_of(name, declared, Some(default), Fault::WrongCallInput);
                }
            }
        } else {
            self.wrong(default, "default", "a text");
        }
        if input.value.get("required").and_then(|node| node.as_bool()) == Some(true) {
            self.find(
                Fault::WrongCallInput,
                default.range(),
                format!("`{name}` must be given, so its default is never used"),
            );
        }
        wanted
    }
}

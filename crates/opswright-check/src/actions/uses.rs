//! `uses`: its form, and what is known of the action.

use opswright_actions::Type;
use opswright_project::workflow::ActionReference;
use opswright_yaml::{Kind, Node};

use super::catalogue::{Known, known, last_dead_version};
use super::fault::Fault;
use super::walk::Walk;
use crate::catalogue::leading_version;
use crate::closeness::is_close;
use crate::report::replace;

/// Told by `retired-action`: they are refused, whatever runs them.
const REFUSED: [(&str, u32); 4] = [
    ("actions/upload-artifact", 3),
    ("actions/download-artifact", 3),
    ("actions/cache", 2),
    ("actions/upload-pages-artifact", 2),
];

impl<'a> Walk<'a> {
    /// The action of a step.
    pub(super) fn used_action(&mut self, uses: Node<'a>, with: Option<Node<'a>>) {
        let Some(text) = uses
            .as_str()
            .filter(|text| !text.is_empty() && !text.contains("${{"))
        else {
            return;
        };
        if ["./", "../", ".\\", "$/"]
            .iter()
            .any(|start| text.starts_with(start))
        {
            return;
        }
        if let Some(image) = text.strip_prefix("docker://") {
            if image.is_empty() || image.ends_with(':') || image.starts_with(':') {
                self.find(
                    Fault::BrokenUses,
                    uses.range(),
                    format!("`{text}` names no image"),
                )
                .advise("write `docker://image:tag`");
            }
            return;
        }
        let reference = ActionReference::parse(text).filter(|action| {
            let mut parts = action.action.split('/');
            !action.reference.is_empty()
                && parts.clone().count() >= 2
                && parts.all(|part| !part.is_empty())
        });
        let Some(action) = reference else {
            self.find(
                Fault::BrokenUses,
                uses.range(),
                format!("`{text}` is no action: the form is `owner/repository@version`"),
            )
            .advise("an action of this repository starts with `./`, an image with `docker://`");
            return;
        };
        let version = self.version(uses, &action);
        self.runtime(uses, &action, &version);
        if let Some(known) = known(action.action, &version) {
            self.inputs(uses, &action, known, with);
        }
    }

    /// The tag, or the tag that the comment behind a commit names.
    fn version(&self, uses: Node<'a>, action: &ActionReference<'_>) -> String {
        if !action.is_commit() {
            return action.reference.to_owned();
        }
        let rest = self.text.get(uses.range().end..).unwrap_or("");
        let line = rest.lines().next().unwrap_or("");
        let words = line.split_once('#').map_or("", |(_, comment)| comment);
        let tag = words.split([' ', '=', '@']).find(|word| {
            word.trim_start_matches('v')
                .starts_with(|first: char| first.is_ascii_digit())
        });
        match tag {
            Some(tag) => format!("v{}", tag.trim_start_matches('v')),
            None => String::new(),
        }
    }

    fn runtime(&mut self, uses: Node<'a>, action: &ActionReference<'_>, version: &str) {
        let major: Option<u32> = leading_version(version)
            .split('.')
            .next()
            .and_then(|major| major.parse().ok());
        let (Some(major), Some(dead)) = (major, last_dead_version(action.action)) else {
            return;
        };
        let refused = REFUSED
            .iter()
            .any(|(name, last)| *name == action.action && major <= *last);
        if major <= dead && !refused {
            self.find(
                Fault::RetiredActionRuntime,
                uses.range(),
                format!(
                    "version {major} of `{}` needs a Node.js that runners no longer have",
                    action.action
                ),
            )
            .advise(format!("move to version {} or newer", dead + 1));
        }
    }

    fn inputs(
        &mut self,
        uses: Node<'a>,
        action: &ActionReference<'_>,
        known: &'static Known,
        with: Option<Node<'a>>,
    ) {
        let Some(inputs) = &known.inputs else {
            return;
        };
        let name = action.action;
        let given = with.filter(|with| with.kind() == Kind::Mapping);
        for entry in given.into_iter().flat_map(|with| with.entries()) {
            let key = entry.name();
            let found = inputs
                .iter()
                .find(|input| input.name.eq_ignore_ascii_case(key));
            match found {
                Some(input) if input.deprecated => {
                    self.find(
                        Fault::DeprecatedActionInput,
                        entry.key.range(),
                        format!("`{key}` of `{name}` is on its way out"),
                    );
                }
                Some(_) => {}
                None => {
                    let close = inputs
                        .iter()
                        .map(|input| input.name)
                        .find(|other| is_close(other, key));
                    let range = entry.key.range();
                    let found = self.find(
                        Fault::UnknownActionInput,
                        range,
                        format!("`{name}` takes no `{key}`, so it is ignored"),
                    );
                    if let Some(close) = close {
                        found
                            .advise(format!("write `{close}`"))
                            .edit(vec![replace(range, close)]);
                    }
                }
            }
        }
        if with.is_some_and(|with| with.kind() != Kind::Mapping) {
            return;
        }
        let missing: Vec<&str> = inputs
            .iter()
            .filter(|input| input.required)
            .map(|input| input.name)
            .filter(|name| {
                !given
                    .into_iter()
                    .flat_map(|with| with.merged_entries())
                    .any(|entry| entry.name().eq_ignore_ascii_case(name))
            })
            .collect();
        if !missing.is_empty() {
            self.find(
                Fault::MissingActionInput,
                uses.range(),
                format!("`{name}` needs `{}`", missing.join("` and `")),
            );
        }
    }

    /// What `steps.<id>.outputs` has.
    pub(super) fn outputs_of(&self, uses: Node<'a>) -> Type {
        let action = uses.as_str().and_then(ActionReference::parse);
        let outputs = action.and_then(|action| {
            let version = self.version(uses, &action);
            known(action.action, &version)?.outputs.as_ref()
        });
        match outputs {
            Some(outputs) => Type::exactly(outputs.iter().map(|name| (*name, Type::Text))),
            None => Type::map_of(Type::Text),
        }
    }

    /// The workflow that a job calls.
    pub(super) fn called_workflow(&mut self, uses: Node<'a>) {
        let Some(text) = uses.as_str().filter(|_| uses.kind() == Kind::Scalar) else {
            self.wrong(uses, "uses", "a text");
            return;
        };
        if text.is_empty() {
            self.find(Fault::EmptyValue, uses.range(), "`uses` is empty");
            return;
        }
        if text.contains("${{") {
            self.text_value(uses, opswright_actions::Place::Nowhere);
            return;
        }
        let good = match text.strip_prefix("./").or_else(|| text.strip_prefix("$/")) {
            Some(path) => !path.contains('@') && is_yaml(path),
            None => text.split_once('@').is_some_and(|(path, reference)| {
                let parts: Vec<&str> = path.split('/').collect();
                !reference.is_empty()
                    && parts.len() >= 3
                    && parts.iter().all(|part| !part.is_empty())
                    && is_yaml(path)
            }),
        };
        if !good {
            self.find(
                Fault::BrokenUses,
                uses.range(),
                format!("`{text}` names no workflow"),
            )
            .advise(
                "write `owner/repository/.github/workflows/name.yml@version`, or `./.github/workflows/name.yml` for one of this repository",
            );
        }
    }
}

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yml") || path.ends_with(".yaml")
}

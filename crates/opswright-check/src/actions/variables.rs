//! Names of variables, shells, and rights of the token.

use opswright_actions::{Place, Type};
use opswright_yaml::{Kind, Node};

use super::fault::Fault;
use super::form::Form;
use super::runners::Family;
use super::walk::Walk;
use crate::closeness::is_close;

/// Scopes of the token, each with the values that it takes.
const SCOPES: [(&str, &[&str]); 18] = [
    ("actions", ALL),
    ("artifact-metadata", ALL),
    ("attestations", ALL),
    ("checks", ALL),
    ("code-quality", ALL),
    ("contents", ALL),
    ("deployments", ALL),
    ("discussions", ALL),
    ("id-token", &["write", "none"]),
    ("issues", ALL),
    ("models", &["read", "none"]),
    ("packages", ALL),
    ("pages", ALL),
    ("pull-requests", ALL),
    ("repository-projects", ALL),
    ("security-events", ALL),
    ("statuses", ALL),
    ("copilot-requests", &["write", "none"]),
];
const ALL: &[&str] = &["read", "write", "none"];

impl<'a> Walk<'a> {
    pub(super) fn variables(&mut self, node: Node<'a>, name: &str, place: Place) {
        if node.kind() != Kind::Mapping {
            let whole = node.as_str().is_some_and(|text| text.contains("${{"));
            if whole {
                self.alone(node, name, place, &Type::open());
            } else if node.is_null() {
                self.find(
                    Fault::EmptyValue,
                    node.range(),
                    format!("`{name}` is empty"),
                );
            } else {
                self.wrong(node, name, "a map");
            }
            return;
        }
        for entry in node.entries() {
            self.text_value(entry.key, place);
            let variable = entry.name();
            if !variable.contains("${{") && variable.contains(['&', '=', ' ', '\t']) {
                self.find(
                    Fault::BrokenVariableName,
                    entry.key.range(),
                    format!("no variable can be named `{variable}`"),
                );
            }
        }
        self.entries(node, &Form::MayBeEmpty, name, place);
    }

    /// The name of a shell, wherever its job runs.
    pub(super) fn shell(&mut self, node: Node<'a>) {
        let Some(name) = node.as_str().filter(|name| !name.is_empty()) else {
            return;
        };
        let custom = name.contains("{0}") || name.contains("${{");
        let known = ["bash", "pwsh", "python", "sh", "cmd", "powershell"];
        if !custom && !known.contains(&name.to_ascii_lowercase().as_str()) {
            self.find(
                Fault::UnknownShell,
                node.range(),
                format!("no runner knows a shell `{name}`"),
            )
            .advise(format!(
                "take one of {}, or a command with `{{0}}` for the script",
                known.join(", ")
            ));
        }
        let lower = name.to_ascii_lowercase();
        let absent = self.runs_on.filter(|family| match lower.as_str() {
            "cmd" | "powershell" => *family != Family::Windows,
            "sh" => *family == Family::Windows,
            _ => false,
        });
        if let Some(family) = absent {
            self.find(
                Fault::UnknownShell,
                node.range(),
                format!("runners with {} have no shell `{name}`", family.name()),
            );
        }
    }

    pub(super) fn permissions(&mut self, node: Node<'a>) {
        if let Some(all) = node.as_str() {
            if !matches!(all, "read-all" | "write-all") {
                self.find(
                    Fault::UnknownPermission,
                    node.range(),
                    format!("`permissions` cannot be `{all}`"),
                )
                .advise("take `read-all`, `{}`, or name the rights");
            }
            return;
        }
        if node.kind() != Kind::Mapping {
            self.wrong(node, "permissions", "a map");
            return;
        }
        for entry in node.entries() {
            if !self.is_merge(&entry) {
                self.permission(entry.name(), entry.key, entry.value);
            }
        }
    }

    fn permission(&mut self, name: &str, key: Node<'a>, value: Node<'a>) {
        let Some((_, values)) = SCOPES.iter().find(|(scope, _)| *scope == name) else {
            let close = SCOPES
                .iter()
                .map(|(scope, _)| *scope)
                .find(|scope| scope.eq_ignore_ascii_case(name) || is_close(scope, name));
            let found = self.find(
                Fault::UnknownPermission,
                key.range(),
                format!("the token has no right `{name}`"),
            );
            if let Some(close) = close {
                found.advise(format!("write `{close}`"));
            }
            return;
        };
        let given = value.as_str().unwrap_or("");
        if !values.contains(&given) {
            self.find(
                Fault::UnknownPermission,
                value.range(),
                format!("`{name}` cannot be `{given}`"),
            )
            .advise(format!("take one of {}", values.join(", ")));
        }
    }
}

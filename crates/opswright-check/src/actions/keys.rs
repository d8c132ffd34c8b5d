//! Keys of maps: unknown ones, missing ones, twins, merge keys; and those of `credentials`.

use opswright_actions::{Place, Type};
use opswright_yaml::{Entry, Node, Style};

use super::fault::Fault;
use super::form::Fields;
use super::tables::CREDENTIALS;
use super::walk::Walk;
use crate::closeness::is_close;
use crate::report::replace;

impl<'a> Walk<'a> {
    pub(super) fn missing(&mut self, node: Node<'a>, fields: &'static Fields) {
        for wanted in fields.required {
            if node.get(wanted).is_none() {
                let range = node
                    .entries()
                    .next()
                    .map_or_else(|| node.range(), |entry| entry.key.range());
                self.find(
                    Fault::MissingKey,
                    range,
                    format!("{} needs `{wanted}`", fields.what),
                )
                .advise(format!("add `{wanted}`"));
            }
        }
    }

    pub(super) fn is_merge(&mut self, entry: &Entry<'a>) -> bool {
        let merge = entry.name() == "<<" && entry.key.style() == Some(Style::Plain);
        if merge {
            self.find(
                Fault::MergeKey,
                entry.key.range(),
                "GitHub does not merge maps: `<<` is an unknown key to it",
            )
            .advise("write the keys out, or put an alias in the place of the whole map");
        }
        merge
    }

    pub(super) fn unknown_key(&mut self, entry: &Entry<'a>, fields: &'static Fields, name: &str) {
        let key = entry.name();
        let what = if fields.what == "an event" {
            format!("`{name}`")
        } else {
            fields.what.to_owned()
        };
        let close = fields
            .keys
            .iter()
            .map(|known| known.name)
            .find(|known| known.eq_ignore_ascii_case(key) || is_close(known, key));
        let names: Vec<&str> = fields.keys.iter().map(|known| known.name).collect();
        let range = entry.key.range();
        let plain = entry.key.style() == Some(Style::Plain) && entry.key.alias().is_none();
        let found = self.find(
            Fault::UnknownKey,
            range,
            format!("`{key}` is no key of {what}"),
        );
        match close {
            Some(close) if plain => {
                found
                    .advise(format!("write `{close}`"))
                    .edit(vec![replace(range, close)]);
            }
            Some(close) => {
                found.advise(format!("write `{close}`"));
            }
            None => {
                found.advise(format!("it has {}", names.join(", ")));
            }
        }
    }

    /// Keys that differ in their case alone.
    pub(super) fn twins(&mut self, node: Node<'a>, name: &str) {
        let mut seen: Vec<(String, &str)> = Vec::new();
        for entry in node.entries() {
            let lower = entry.name().to_ascii_lowercase();
            match seen.binary_search_by(|(known, _)| known.as_str().cmp(&lower)) {
                Ok(at) => {
                    let first = seen.get(at).map_or("", |(_, written)| *written);
                    if first != entry.name() {
                        self.find(
                            Fault::CaseTwin,
                            entry.key.range(),
                            format!(
                                "`{}` and `{first}` in `{name}` are one name to GitHub",
                                entry.name()
                            ),
                        );
                    }
                }
                Err(at) => seen.insert(at, (lower, entry.name())),
            }
        }
    }

    pub(super) fn credentials(&mut self, node: Node<'a>, name: &str) {
        let expression = node.as_str().is_some_and(|text| text.contains("${{"));
        if expression {
            self.alone(node, name, Place::Credentials, &Type::open());
            return;
        }
        self.map(node, &CREDENTIALS, name, Place::Credentials);
        let password = node.get("password").filter(|password| {
            password
                .as_str()
                .is_some_and(|text| !text.is_empty() && !text.contains("${{"))
        });
        if let Some(password) = password {
            self.find(
                Fault::RegistryPassword,
                password.range(),
                "the password of the registry stands in the workflow",
            )
            .advise("take it from a secret: `${{ secrets.REGISTRY_PASSWORD }}`");
        }
    }
}

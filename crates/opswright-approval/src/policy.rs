//! `.opswright/policy.toml`: how many approvals, how long they hold, and whether who asks may approve.

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, Item, TableLike};

use crate::statement::Kind;

const SCHEMA: &str = "opswright/policy@1";
const HOUR: u64 = 3600;

/// Whether who asks for something may approve it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SelfApproval {
    /// Somebody else must.
    Refused,
    /// They may; every record shows it.
    Allowed,
}

/// What an approval needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// How many different people; at least 1.
    pub approvals: u32,
    /// How long an approval holds, in seconds; a statement may say less, never more.
    pub lifetime: u64,
    /// Whether who asks may approve.
    pub self_approval: SelfApproval,
}

/// What one table of the file states; what it leaves out comes from the next wider table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Stated {
    approvals: Option<u32>,
    expires_hours: Option<u32>,
    self_approval: Option<SelfApproval>,
}

/// The policy: `[default]`, `[<kind>]` and `[<kind>.<environment>]`, the narrowest winning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// By kind and environment; no kind is the default, no environment all of them.
    tables: BTreeMap<(Option<Kind>, Option<String>), Stated>,
}

/// Why a policy is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// Not TOML.
    #[error("read policy.toml: {reason}")]
    Malformed {
        /// Why, in the words of the parser.
        reason: String,
    },
    /// Written for another version.
    #[error("read policy.toml: its schema is `{found}`, not `{SCHEMA}`")]
    UnknownSchema {
        /// What it says.
        found: String,
    },
    /// A key that does not exist; ignoring it could weaken what was meant.
    #[error("read policy.toml: there is no `{key}`; there are {accepted}")]
    UnknownKey {
        /// The key, with its table.
        key: String,
        /// What exists there.
        accepted: &'static str,
    },
    /// A value that does not fit.
    #[error("read policy.toml: `{key}` must be {expected}")]
    InvalidValue {
        /// The key, with its table.
        key: String,
        /// What fits.
        expected: &'static str,
    },
}

impl Policy {
    /// What an approval of `kind` for `environment` needs.
    pub fn requirement(&self, kind: Kind, environment: Option<&str>) -> Requirement {
        let default = (None, None);
        let of_kind = (Some(kind), None);
        let mut keys = vec![default, of_kind];
        if let Some(environment) = environment {
            keys.push((Some(kind), Some(environment.to_owned())));
        }
        let mut requirement = built_in(kind);
        for stated in keys.iter().filter_map(|key| self.tables.get(key)) {
            requirement = stated.over(requirement);
        }
        requirement
    }

    /// The policy of a project with a single person, who approves their own work and whose records say so.
    pub fn of_one_person() -> Self {
        let stated = Stated {
            approvals: Some(1),
            expires_hours: None,
            self_approval: Some(SelfApproval::Allowed),
        };
        Self {
            tables: BTreeMap::from([((None, None), stated)]),
        }
    }

    /// Reads the file's text.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        let document: DocumentMut =
            text.parse()
                .map_err(|error: toml_edit::TomlError| PolicyError::Malformed {
                    reason: error.to_string().trim().to_owned(),
                })?;
        let found = document.get("schema").and_then(Item::as_str).unwrap_or("");
        if found != SCHEMA {
            return Err(PolicyError::UnknownSchema {
                found: found.to_owned(),
            });
        }
        let mut policy = Self::default();
        for (name, item) in document.iter().filter(|(name, _)| *name != "schema") {
            let kind = Kind::ALL.into_iter().find(|kind| kind.word() == name);
            if kind.is_none() && name != "default" {
                return Err(PolicyError::UnknownKey {
                    key: name.to_owned(),
                    accepted: "schema, default, design, pipeline, observability, deploy, rollback, policy",
                });
            }
            policy.read_table(name, kind, item)?;
        }
        Ok(policy)
    }

    fn read_table(
        &mut self,
        name: &str,
        kind: Option<Kind>,
        item: &Item,
    ) -> Result<(), PolicyError> {
        let table = as_table(name, item)?;
        let mut stated = Stated::default();
        for (key, value) in table.iter() {
            let path = format!("{name}.{key}");
            if kind.is_some() && value.is_table_like() {
                let mut narrow = Stated::default();
                for (inner_key, inner) in as_table(&path, value)?.iter() {
                    narrow.read(&format!("{path}.{inner_key}"), inner_key, inner)?;
                }
                self.tables.insert((kind, Some(key.to_owned())), narrow);
            } else {
                stated.read(&path, key, value)?;
            }
        }
        self.tables.insert((kind, None), stated);
        Ok(())
    }

    /// The file's text; reading it again gives the same policy.
    pub fn render(&self) -> String {
        let mut text = format!("schema = \"{SCHEMA}\"\n");
        for ((kind, environment), stated) in &self.tables {
            let name = kind.map_or("default", Kind::word);
            let header = match environment {
                Some(environment) => format!("{name}.{}", toml_edit::Key::new(environment)),
                None => name.to_owned(),
            };
            let lines = [
                stated
                    .approvals
                    .map(|count| format!("approvals = {count}\n")),
                stated
                    .expires_hours
                    .map(|hours| format!("expires_hours = {hours}\n")),
                stated.self_approval.map(|allowed| {
                    format!("self_approval = {}\n", allowed == SelfApproval::Allowed)
                }),
            ];
            text.push_str(&["\n[", &header, "]\n"].concat());
            for line in lines.into_iter().flatten() {
                text.push_str(&line);
            }
        }
        text
    }
}

/// Where the policy says nothing: one other person; a rollout is approved for an hour, a design for 90 days, since any
/// change of its inputs ends it sooner.
fn built_in(kind: Kind) -> Requirement {
    let hours = match kind {
        Kind::Deploy | Kind::Rollback => 1,
        Kind::Design | Kind::Pipeline | Kind::Observability => 90 * 24,
        Kind::Policy => 10 * 365 * 24,
    };
    Requirement {
        approvals: 1,
        lifetime: hours * HOUR,
        self_approval: SelfApproval::Refused,
    }
}

impl Stated {
    fn over(self, wider: Requirement) -> Requirement {
        Requirement {
            approvals: self.approvals.unwrap_or(wider.approvals),
            lifetime: self
                .expires_hours
                .map_or(wider.lifetime, |hours| u64::from(hours) * HOUR),
            self_approval: self.self_approval.unwrap_or(wider.self_approval),
        }
    }

    fn read(&mut self, path: &str, key: &str, value: &Item) -> Result<(), PolicyError> {
        let invalid = |expected: &'static str| PolicyError::InvalidValue {
            key: path.to_owned(),
            expected,
        };
        let positive = || {
            value
                .as_integer()
                .and_then(|number| u32::try_from(number).ok())
                .filter(|number| *number > 0)
                .ok_or_else(|| invalid("a whole number of at least 1"))
        };
        match key {
            "approvals" => self.approvals = Some(positive()?),
            "expires_hours" => self.expires_hours = Some(positive()?),
            "self_approval" => {
                self.self_approval = Some(match value.as_bool() {
                    Some(true) => SelfApproval::Allowed,
                    Some(false) => SelfApproval::Refused,
                    None => return Err(invalid("true or false")),
                });
            }
            _ => {
                return Err(PolicyError::UnknownKey {
                    key: path.to_owned(),
                    accepted: "approvals, expires_hours, self_approval",
                });
            }
        }
        Ok(())
    }
}

fn as_table<'a>(path: &str, item: &'a Item) -> Result<&'a dyn TableLike, PolicyError> {
    item.as_table_like()
        .ok_or_else(|| PolicyError::InvalidValue {
            key: path.to_owned(),
            expected: "a table",
        })
}

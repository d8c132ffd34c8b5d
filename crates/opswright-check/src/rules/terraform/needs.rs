//! What a setting of a resource must be: rules that are tables of such needs share this.

use opswright_diagnostic::{Fix, Safety};
use opswright_hcl::{Expression, Scope, edit};
use opswright_project::terraform::{Resource, Terraform};
use opswright_source::Range;

use crate::report::{Report, advice, replace};

/// A table of needs, and what is wrong with a resource that does not meet one.
#[derive(Debug)]
pub(crate) struct Needs {
    /// Reads after the name of the resource: `is not encrypted`.
    pub(crate) fault: &'static str,
    pub(crate) table: &'static [Need],
}

/// What one setting of some resource types must be.
#[derive(Debug)]
pub(crate) struct Need {
    /// Types of resources, with spaces between.
    resources: &'static str,
    /// Names of blocks and of the attribute, with dots between.
    path: &'static str,
    want: Want,
    /// Whether a setting that is missing is a fault, by what the provider takes then.
    absent_is_fault: bool,
    /// A setting, and values with `|` between (`*` for any), without which the need is none.
    when: Option<(&'static str, &'static str)>,
    /// Settings that make the need void, with spaces between: `path`, or `path=value`.
    unless: &'static str,
}

#[derive(Debug)]
enum Want {
    Bool(bool),
    /// Anything but nothing.
    Given,
    /// Nothing.
    Absent,
    OneOf(&'static [&'static str]),
    NoneOf(&'static [&'static str]),
    AtLeast(f64),
}

impl Need {
    const fn new(resources: &'static str, path: &'static str, want: Want, absent: bool) -> Self {
        Self {
            resources,
            path,
            want,
            absent_is_fault: absent,
            when: None,
            unless: "",
        }
    }

    /// Only where a setting has this value.
    pub(crate) const fn when(mut self, path: &'static str, value: &'static str) -> Self {
        self.when = Some((path, value));
        self
    }

    /// Only where none of these settings is there: `path`, or `path=value`, with spaces between.
    pub(crate) const fn unless(mut self, settings: &'static str) -> Self {
        self.unless = settings;
        self
    }

    /// Whether the resource has the need at all.
    fn holds_for(&self, resource: Resource<'_>) -> bool {
        let void = self
            .unless
            .split(' ')
            .filter(|setting| !setting.is_empty())
            .any(|setting| match setting.split_once('=') {
                None => !resource.scope().at(setting).is_missing(),
                Some((path, wanted)) => resource
                    .scope()
                    .at(path)
                    .values
                    .iter()
                    .any(|(value, _)| value.scalar() == Some(wanted)),
            });
        let asked = self.when.is_none_or(|(path, wanted)| {
            let found = resource.scope().at(path);
            if wanted == "*" {
                return !found.is_missing();
            }
            found.values.iter().any(|(value, _)| {
                let text = value.scalar();
                text.is_some_and(|text| wanted.split('|').any(|one| one == text))
            })
        });
        asked && !void
    }
}

/// Must be on; the provider's default is off.
pub(crate) const fn on(resources: &'static str, path: &'static str) -> Need {
    Need::new(resources, path, Want::Bool(true), true)
}

/// Must not be switched off; the default is on.
pub(crate) const fn kept_on(resources: &'static str, path: &'static str) -> Need {
    Need::new(resources, path, Want::Bool(true), false)
}

/// Must be switched off; the default is on.
pub(crate) const fn off(resources: &'static str, path: &'static str) -> Need {
    Need::new(resources, path, Want::Bool(false), true)
}

/// Must not be switched on; the default is off.
pub(crate) const fn kept_off(resources: &'static str, path: &'static str) -> Need {
    Need::new(resources, path, Want::Bool(false), false)
}

/// Must be set, to whatever.
pub(crate) const fn set(resources: &'static str, path: &'static str) -> Need {
    Need::new(resources, path, Want::Given, true)
}

/// Must not be there.
pub(crate) const fn never(resources: &'static str, path: &'static str) -> Need {
    Need::new(resources, path, Want::Absent, false)
}

/// Must be one of these.
pub(crate) const fn one_of(
    resources: &'static str,
    path: &'static str,
    values: &'static [&'static str],
) -> Need {
    Need::new(resources, path, Want::OneOf(values), true)
}

/// Must be one of these where it is set.
pub(crate) const fn if_set(
    resources: &'static str,
    path: &'static str,
    values: &'static [&'static str],
) -> Need {
    Need::new(resources, path, Want::OneOf(values), false)
}

/// Must be none of these.
pub(crate) const fn none_of(
    resources: &'static str,
    path: &'static str,
    values: &'static [&'static str],
) -> Need {
    Need::new(resources, path, Want::NoneOf(values), false)
}

/// Must be set, and to none of these.
pub(crate) const fn set_but_not(
    resources: &'static str,
    path: &'static str,
    values: &'static [&'static str],
) -> Need {
    Need::new(resources, path, Want::NoneOf(values), true)
}

/// Must be this number or more.
pub(crate) const fn at_least(resources: &'static str, path: &'static str, least: f64) -> Need {
    Need::new(resources, path, Want::AtLeast(least), true)
}

impl Needs {
    /// Reports every resource of a file that does not meet a need of its type.
    pub(crate) fn look(&self, file: &Terraform<'_>, report: &mut Report<'_>) {
        if file.resources.is_empty() {
            return;
        }
        for need in self.table {
            for kind in need.resources.split(' ') {
                for resource in file.of_kind(kind) {
                    need.look(self.fault, *resource, report);
                }
            }
        }
    }
}

impl Need {
    fn look(&self, fault: &str, resource: Resource<'_>, report: &mut Report<'_>) {
        let Some((range, state)) = self.broken(resource) else {
            return;
        };
        if !self.holds_for(resource) {
            return;
        }
        let message = format!("`{}` {fault}: `{}` {state}", resource.address(), self.path);
        let fix = self.fix(resource, range, report);
        report.find(range, message).fix = fix;
    }

    /// Where the need is not met, and what is there instead.
    fn broken(&self, resource: Resource<'_>) -> Option<(Range, String)> {
        let (parents, name) = match self.path.rsplit_once('.') {
            Some((above, name)) => {
                let found = resource.scope().at(above);
                if found.scopes.is_empty() {
                    let missing = self.absent_is_fault && !found.unknown;
                    return missing.then(|| (resource.block.header, "is missing".to_owned()));
                }
                (found.scopes, name)
            }
            None => (vec![resource.scope()], self.path),
        };
        parents
            .iter()
            .find_map(|scope| self.broken_in(*scope, name, resource))
    }

    fn broken_in(
        &self,
        scope: Scope<'_>,
        name: &str,
        resource: Resource<'_>,
    ) -> Option<(Range, String)> {
        let found = scope.get(name);
        let nothing = |expression: &Expression| {
            expression.is_null()
                || expression
                    .as_str()
                    .is_some_and(|text| text.trim().is_empty())
                || expression.items().is_some_and(<[_]>::is_empty)
        };
        if found.is_missing()
            || found.values.iter().all(|(value, _)| nothing(value))
                && found.scopes.is_empty()
                && !found.values.is_empty()
        {
            let place = if self.path.contains('.') {
                scope.place()
            } else {
                resource.block.header
            };
            return self
                .absent_is_fault
                .then(|| (place, "is missing".to_owned()));
        }
        if matches!(self.want, Want::Absent) {
            if found.dynamic {
                return None;
            }
            let place = found.values.first().map(|(_, range)| *range);
            let place = place.or_else(|| found.scopes.first().map(Scope::place))?;
            return Some((place, "is set".to_owned()));
        }
        found.values.iter().find_map(|(value, range)| {
            (!self.want.is_met(value)).then(|| {
                let state = match value.scalar() {
                    Some(text) if text.len() <= 40 => format!("is `{text}`"),
                    _ => "is set so".to_owned(),
                };
                (*range, state)
            })
        })
    }

    /// One attribute set or added, where that is all that it takes.
    fn fix(&self, resource: Resource<'_>, range: Range, report: &Report<'_>) -> Option<Fix> {
        let value = match &self.want {
            Want::Bool(value) => value.to_string(),
            Want::OneOf([value]) => format!("\"{value}\""),
            Want::OneOf(values) => {
                return Some(advice(format!(
                    "set `{}` to one of `{}`",
                    self.path,
                    values.join("`, `")
                )));
            }
            Want::AtLeast(least) => least.to_string(),
            Want::Given => return Some(advice(format!("set `{}`", self.path))),
            Want::Absent => return Some(advice(format!("remove `{}`", self.path))),
            Want::NoneOf(_) => return None,
        };
        let title = format!("set `{} = {value}`", self.path);
        let found = resource.scope().at(self.path);
        let edits = match found.values.as_slice() {
            [(old, whole)] if *whole == range => vec![replace(old.range, value)],
            [] if !self.path.contains('.') => edit::append(
                report.text,
                resource.block,
                &format!("{} = {value}", self.path),
            )
            .into_iter()
            .collect(),
            _ => Vec::new(),
        };
        Some(report.fix(title, Safety::Unsafe, edits))
    }
}

impl Want {
    /// Whether a value is as wanted; what only Terraform knows is.
    fn is_met(&self, value: &Expression) -> bool {
        if !value.is_literal() {
            return true;
        }
        let texts: Vec<&str> = match value.items() {
            Some(items) => items.iter().filter_map(Expression::scalar).collect(),
            None => value.scalar().into_iter().collect(),
        };
        match self {
            Self::Bool(wanted) => {
                let opposite: &[&str] = if *wanted {
                    &["false", "0"]
                } else {
                    &["true", "1"]
                };
                !texts.iter().any(|text| is_any(text, opposite))
            }
            Self::Given => true,
            Self::Absent => false,
            Self::OneOf(values) => {
                texts.is_empty() || texts.iter().any(|text| is_any(text, values))
            }
            Self::NoneOf(values) => !texts.iter().any(|text| is_any(text, values)),
            Self::AtLeast(least) => value.as_number().is_none_or(|number| number >= *least),
        }
    }
}

fn is_any(text: &str, values: &[&str]) -> bool {
    values.iter().any(|value| value.eq_ignore_ascii_case(text))
}

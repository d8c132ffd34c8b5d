//! Where manifests do not follow the schema of their kind.

use opswright_project::kubernetes::{Object, Openness};
use opswright_yaml::{Kind, Node, Style};

use super::schema::{FieldShape, Shape, fields_of, root_type};
use crate::closeness::is_close;

/// Deeper than any field lies.
const DEPTH: usize = 40;

/// A place that does not follow the schema.
#[derive(Debug, Clone)]
pub(crate) struct SchemaFault<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) what: What,
}

/// What is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// The key is no field of the type.
    Unknown {
        kind: &'static str,
        /// The field that was meant, if one is near.
        close: Option<&'static str>,
        /// Where a field of this name is.
        elsewhere: Option<String>,
    },
    /// The map lacks a field that has to be there.
    Missing {
        kind: &'static str,
        field: &'static str,
    },
    /// The value is of another shape.
    Wrong { field: String, wanted: Shape },
    /// A number or truth value stands where text has to.
    Unquoted { field: String },
    /// Text stands where a number or truth value has to, and reads like one.
    Quoted { field: String, wanted: Shape },
}

/// The faults of all objects whose kind is known.
pub(crate) fn schema_faults<'a>(objects: &[Object<'a>]) -> Vec<SchemaFault<'a>> {
    let mut found = Vec::new();
    for object in objects {
        if let Some(kind) = root_type(object.version, object.kind) {
            let mut walk = Walk {
                open: object.open,
                found: &mut found,
            };
            walk.object(object.node, kind, &[], DEPTH);
        }
    }
    found
}

struct Walk<'f, 'a> {
    open: Openness,
    found: &'f mut Vec<SchemaFault<'a>>,
}

impl<'a> Walk<'_, 'a> {
    fn add(&mut self, node: Node<'a>, what: What) {
        self.found.push(SchemaFault { node, what });
    }

    fn object(&mut self, node: Node<'a>, kind: &'static str, above: &[FieldShape], depth: usize) {
        let Some(fields) = fields_of(kind).filter(|_| depth > 0) else {
            return;
        };
        for entry in node.entries() {
            let name = entry.name();
            match fields.iter().find(|field| field.name == name) {
                Some(field) => self.value(entry.value, name, field.shape, (fields, depth - 1)),
                None if is_free(name) => {}
                None => {
                    let what = What::Unknown {
                        kind,
                        close: close(name, fields),
                        elsewhere: elsewhere(name, fields, above),
                    };
                    self.add(entry.key, what);
                }
            }
        }
        let merged = node.entries().any(|entry| entry.name() == "<<");
        if self.open == Openness::Whole && !merged {
            for field in fields.iter().filter(|field| field.required) {
                let there = node.get(field.name).is_some_and(|value| !value.is_null());
                if !there && field.name != "metadata" {
                    let field = field.name;
                    self.add(node, What::Missing { kind, field });
                }
            }
        }
    }

    fn value(
        &mut self,
        node: Node<'a>,
        name: &str,
        shape: Shape,
        (fields, depth): (&[FieldShape], usize),
    ) {
        // `{{x}}` without quotes is read as a map with a map for a key.
        let hole = match node.as_str() {
            Some(text) => {
                text.contains("$_")
                    || text.contains("{{")
                    || text.starts_with('<') && text.ends_with('>')
            }
            None => node
                .entries()
                .next()
                .is_some_and(|entry| entry.key.kind() == Kind::Mapping),
        };
        if node.is_null() || hole || depth == 0 {
            return;
        }
        let wrong = || What::Wrong {
            field: name.to_owned(),
            wanted: shape,
        };
        match (shape, node.kind()) {
            (Shape::Any, _) | (_, Kind::Dangling) => {}
            (Shape::Object(kind), Kind::Mapping) => self.object(node, kind, fields, depth - 1),
            (Shape::List(inside), Kind::Sequence) => {
                for item in node.items() {
                    self.value(item, name, Shape::of(inside), (fields, depth - 1));
                }
            }
            (Shape::Map(inside), Kind::Mapping) => {
                for entry in node.merged_entries() {
                    self.value(
                        entry.value,
                        entry.name(),
                        Shape::of(inside),
                        (fields, depth - 1),
                    );
                }
            }
            (Shape::Object(_) | Shape::List(_) | Shape::Map(_), _)
            | (_, Kind::Mapping | Kind::Sequence) => self.add(node, wrong()),
            (shape, Kind::Scalar) => {
                if let Some(what) = scalar(node, name, shape) {
                    self.add(node, what);
                }
            }
        }
    }
}

/// What is wrong with a scalar.
fn scalar(node: Node<'_>, name: &str, shape: Shape) -> Option<What> {
    let text = node.as_str()?;
    let plain = node.style() == Some(Style::Plain) && node.tag().is_none();
    let sort = Sort::of(text);
    let (fits, reads) = match shape {
        Shape::Text => {
            let fits = !plain || sort == Sort::Text;
            return (!fits).then(|| What::Unquoted {
                field: name.to_owned(),
            });
        }
        Shape::Whole => (plain && sort == Sort::Whole, sort == Sort::Whole),
        Shape::Number => (
            plain && matches!(sort, Sort::Whole | Sort::Number),
            matches!(sort, Sort::Whole | Sort::Number),
        ),
        Shape::Truth => (
            plain && sort == Sort::Truth,
            matches!(text, "true" | "false"),
        ),
        _ => return None,
    };
    let (field, wanted) = (name.to_owned(), shape);
    match (fits, reads) {
        (true, _) => None,
        (false, true) if !plain => Some(What::Quoted { field, wanted }),
        (false, _) => Some(What::Wrong { field, wanted }),
    }
}

/// What the readers of Kubernetes take a plain scalar for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Text,
    Whole,
    Number,
    Truth,
}

impl Sort {
    fn of(text: &str) -> Self {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let whole = |digits: &str, radix: u32| {
            !digits.is_empty()
                && digits.chars().any(|digit| digit != '_')
                && digits
                    .chars()
                    .all(|digit| digit.is_digit(radix) || digit == '_')
        };
        let prefixed = digits
            .strip_prefix("0x")
            .map(|rest| whole(rest, 16))
            .or_else(|| digits.strip_prefix("0o").map(|rest| whole(rest, 8)))
            .or_else(|| digits.strip_prefix("0b").map(|rest| whole(rest, 2)));
        if prefixed.unwrap_or(false)
            || digits.starts_with(|first: char| first.is_ascii_digit()) && whole(digits, 10)
        {
            return Self::Whole;
        }
        if matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off"
        ) && is_cased(text)
        {
            return Self::Truth;
        }
        let first = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.');
        let number = first
            && digits.contains(|character: char| character.is_ascii_digit())
            && digits.chars().all(|digit| {
                digit.is_ascii_digit() || matches!(digit, '.' | 'e' | 'E' | '+' | '-')
            })
            && digits.parse::<f64>().is_ok();
        if number { Self::Number } else { Self::Text }
    }
}

/// `true`, `True` and `TRUE` are truth values; `tRUE` is text.
fn is_cased(text: &str) -> bool {
    let rest = text.get(1..).unwrap_or("");
    let lower = rest.chars().all(|character| character.is_ascii_lowercase());
    let upper = text.chars().all(|character| character.is_ascii_uppercase());
    lower || upper
}

/// Keys that tools put beside the fields.
fn is_free(name: &str) -> bool {
    name.is_empty()
        || name == "<<"
        || name.starts_with('$')
        || name.contains("$_")
        || name.starts_with("x-")
        || name == "sops"
}

fn close(name: &str, fields: &[FieldShape]) -> Option<&'static str> {
    let spelled = |field: &&FieldShape| field.name.eq_ignore_ascii_case(name);
    let near = |field: &&FieldShape| is_close(name, field.name);
    fields
        .iter()
        .find(spelled)
        .or_else(|| fields.iter().find(near))
        .map(|field| field.name)
}

/// One level up or down, where a field of this name is.
fn elsewhere(name: &str, fields: &[FieldShape], above: &[FieldShape]) -> Option<String> {
    if above.iter().any(|field| field.name == name) {
        return Some("one level up".to_owned());
    }
    fields.iter().find_map(|field| {
        let (inner, one) = match field.shape {
            Shape::Object(kind) => (kind, ""),
            Shape::List(kind) => (kind, "an entry of "),
            _ => return None,
        };
        fields_of(inner)?
            .iter()
            .any(|other| other.name == name)
            .then(|| format!("in {one}`{}`", field.name))
    })
}

#[cfg(test)]
mod tests {
    use super::Sort;

    #[test]
    fn plain_scalars_are_taken_for() {
        for (text, sort) in [
            ("8080", Sort::Whole),
            ("0644", Sort::Whole),
            ("-1", Sort::Whole),
            ("0x1f", Sort::Whole),
            ("1.10", Sort::Number),
            ("1e3", Sort::Number),
            (".5", Sort::Number),
            ("1.2.3", Sort::Text),
            ("_", Sort::Text),
            ("yes", Sort::Truth),
            ("True", Sort::Truth),
            ("tRUE", Sort::Text),
            ("y", Sort::Text),
            ("10m", Sort::Text),
            ("e3", Sort::Text),
            ("-", Sort::Text),
        ] {
            assert_eq!(Sort::of(text), sort, "{text}");
        }
    }
}

//! The functions of expressions: what they take and give.

use opswright_source::Range;

use crate::json::type_of_json;
use crate::tree::{Expression, Shape};
use crate::types::Type;

/// A complaint about a call: where, and what.
pub(crate) type Complaint = (Range, String);

/// Names as GitHub writes them.
pub(crate) const NAMES: [&str; 13] = [
    "always",
    "cancelled",
    "case",
    "contains",
    "endsWith",
    "failure",
    "format",
    "fromJSON",
    "hashFiles",
    "join",
    "startsWith",
    "success",
    "toJSON",
];

/// The name as GitHub writes it, whatever its case; `None` for no function.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    NAMES
        .iter()
        .copied()
        .find(|other| other.eq_ignore_ascii_case(name))
}

/// Whether the function gives the same for the same arguments, wherever it is called.
pub(crate) fn is_pure(name: &str) -> bool {
    matches!(
        known(name),
        Some("case" | "contains" | "endsWith" | "format" | "join" | "startsWith" | "toJSON")
    )
}

/// What the call gives, and what is wrong with it. `name` is one of [`NAMES`].
pub(crate) fn call(
    name: &'static str,
    whole: Range,
    arguments: &[Expression],
    types: &[Type],
) -> (Type, Vec<Complaint>) {
    let (least, most) = count(name);
    if arguments.len() < least || arguments.len() > most {
        let message = format!(
            "`{name}` takes {}, and is given {}",
            amount(least, most),
            arguments.len()
        );
        return (result(name), vec![(whole, message)]);
    }
    let mut complaints = mismatches(name, arguments, types);
    match name {
        "format" => complaints.extend(placeholders(arguments)),
        "fromJSON" => {
            if let Some(Shape::Text(text)) = arguments.first().map(|first| &first.shape) {
                let range = arguments.first().map_or(whole, |first| first.range);
                match type_of_json(text) {
                    Ok(value) => return (value, complaints),
                    Err(reason) => complaints.push((range, format!("this is no JSON: {reason}"))),
                }
            }
        }
        "case" if arguments.len().is_multiple_of(2) => complaints.push((
            whole,
            "`case` takes pairs of a condition and a value, then one value for all else".to_owned(),
        )),
        _ => {}
    }
    (result(name), complaints)
}

fn result(name: &str) -> Type {
    match name {
        "format" | "hashFiles" | "join" | "toJSON" => Type::Text,
        "fromJSON" | "case" => Type::Any,
        _ => Type::Bool,
    }
}

fn count(name: &str) -> (usize, usize) {
    match name {
        "always" | "cancelled" | "failure" | "success" => (0, 0),
        "toJSON" | "fromJSON" => (1, 1),
        "contains" | "startsWith" | "endsWith" => (2, 2),
        "join" => (1, 2),
        "case" => (3, usize::MAX),
        _ => (1, usize::MAX),
    }
}

fn amount(least: usize, most: usize) -> String {
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    match (least, most) {
        (_, 0) => "no argument".to_owned(),
        (least, usize::MAX) => format!("at least {least} argument{}", plural(least)),
        (least, most) if least == most => format!("{least} argument{}", plural(least)),
        (least, most) => format!("{least} or {most} arguments"),
    }
}

fn mismatches(name: &str, arguments: &[Expression], types: &[Type]) -> Vec<Complaint> {
    let list = Type::list_of(Type::Any);
    let texts = Type::list_of(Type::Text);
    let wanted = |index: usize| -> Option<(&Type, &str)> {
        match (name, index) {
            ("contains", 1) if types.first().is_some_and(|first| first.fits(&list)) => None,
            ("contains", 0) => Some((&Type::Text, "a text or a list")),
            ("join", 0) => Some((&texts, "a list of texts")),
            ("startsWith" | "endsWith" | "join" | "contains" | "fromJSON" | "hashFiles", _)
            | ("format", 0) => Some((&Type::Text, "a text")),
            _ => None,
        }
    };
    arguments
        .iter()
        .zip(types)
        .enumerate()
        .filter_map(|(index, (argument, found))| {
            let (kind, words) = wanted(index)?;
            let fits = found.fits(kind) || (name, index) == ("contains", 0) && found.fits(&list);
            (!fits).then(|| {
                let message = format!(
                    "`{name}` wants {words} as argument {}, and this is {}",
                    index + 1,
                    found.words()
                );
                (argument.range, message)
            })
        })
        .collect()
}

/// Placeholders without an argument, and arguments without a placeholder.
fn placeholders(arguments: &[Expression]) -> Vec<Complaint> {
    let Some((first, rest)) = arguments.split_first() else {
        return Vec::new();
    };
    let Shape::Text(text) = &first.shape else {
        return Vec::new();
    };
    let used = indices(text);
    let mut complaints = Vec::new();
    if let Some(high) = used.iter().find(|index| **index >= rest.len()) {
        complaints.push((
            first.range,
            format!(
                "`{{{high}}}` asks for argument {}, and there are {}",
                high + 1,
                rest.len()
            ),
        ));
    }
    for (index, argument) in rest.iter().enumerate() {
        if !used.contains(&index) {
            complaints.push((
                argument.range,
                format!("the text has no `{{{index}}}` for this argument"),
            ));
        }
    }
    complaints
}

/// Numbers of the placeholders in the text of `format`; doubled braces are none.
fn indices(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = rest.get(at + 1..).unwrap_or("");
        if let Some(after) = rest.strip_prefix('{') {
            rest = after;
            continue;
        }
        let digits = rest
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(rest.len());
        let closed = rest
            .get(digits..)
            .is_some_and(|after| after.starts_with('}'));
        if digits > 0
            && closed
            && let Some(index) = rest.get(..digits).and_then(|digits| digits.parse().ok())
        {
            found.push(index);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

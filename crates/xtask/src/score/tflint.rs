//! Fixtures of tflint's rules for the language: the tables of cases in their Go tests, where the rule is as it comes.

use std::collections::BTreeMap;
use std::path::Path;

use opswright_source::{Files, SourceFile};
use serde_json::Value;

use super::checkov::text_of;
use super::fixture::{Expected, Fixture};
use super::go_literal::{Reader, Word, words};

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    for path in super::files_below(&checkout.join("rules"), "go")? {
        let file = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let Some(rule) = file.strip_suffix("_test.go") else {
            continue;
        };
        let words = words(&text_of(&path)?);
        for (table, index) in tables(&words).iter().zip(1..) {
            for (case, at) in table.as_array().into_iter().flatten().zip(1..) {
                fixtures.extend(of_case(
                    case,
                    rule,
                    &format!("{file}, table {index}, case {at}"),
                ));
            }
        }
    }
    Ok(fixtures)
}

/// The lists of cases: `[]struct { … } { … }`.
fn tables(words: &[Word]) -> Vec<Value> {
    let known = BTreeMap::new();
    let starts = words
        .windows(3)
        .enumerate()
        .filter(|(_, three)| three[0].is("[") && three[1].is("]") && three[2].is("struct"))
        .map(|(at, _)| at + 3);
    starts
        .map(|at| {
            let mut reader = Reader {
                words,
                at,
                known: &known,
            };
            // The fields of the cases.
            reader.skip_brackets();
            reader.value()
        })
        .collect()
}

/// A field, in the spelling of either style of test.
fn field<'c>(case: &'c Value, name: &str) -> Option<&'c Value> {
    case.get(name)
        .or_else(|| case.get(name.to_ascii_lowercase()))
}

fn of_case(case: &Value, rule: &str, name: &str) -> Vec<Fixture> {
    let set = |name: &str| {
        field(case, name).is_some_and(|value| {
            value.as_bool() == Some(true) || value.as_str().is_some_and(|text| !text.is_empty())
        })
    };
    let (Some(content), Some(expected)) = (field(case, "Content"), field(case, "Expected")) else {
        return Vec::new();
    };
    if set("JSON") || set("Config") {
        return Vec::new();
    }
    let mut files = Files::new();
    match content {
        Value::String(text) => {
            let file = field(case, "Filename").and_then(Value::as_str);
            files.insert(SourceFile::from_text(file.unwrap_or("main.tf"), text));
        }
        Value::Object(all) => {
            for (path, text) in all {
                files.insert(SourceFile::from_text(path, text.as_str().unwrap_or("")));
            }
        }
        _ => return Vec::new(),
    }
    let fixture = |expected| Fixture {
        name: name.to_owned(),
        rule: rule.to_owned(),
        files: files.clone(),
        expected,
    };
    let issues: Vec<&Value> = expected.as_array().into_iter().flatten().collect();
    if issues.is_empty() {
        return vec![fixture(Expected::Clean)];
    }
    issues
        .into_iter()
        .map(|issue| {
            let line = issue["Range"]["Start"]["Line"]
                .as_u64()
                .and_then(|line| u32::try_from(line).ok());
            fixture(Expected::Found(line))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_become_fixtures() {
        let source = "func Test(t *testing.T) {\n cases := []struct {\n  Name string\n  Content string\n }{\n {Name: \"a\", Content: `\nvariable \"a\" {}`, Expected: helper.Issues{{Rule: NewRule(), Range: hcl.Range{Start: hcl.Pos{Line: 2, Column: 1}}}}},\n {Name: \"b\", Content: `x`, Expected: helper.Issues{}},\n {Name: \"c\", Content: `x`, Config: `y`, Expected: helper.Issues{}},\n }\n}\n";
        let tables = tables(&words(source));
        let fixtures: Vec<Fixture> = tables[0]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|case| of_case(case, "r", "x"))
            .collect();
        let expected: Vec<Expected> = fixtures.iter().map(|fixture| fixture.expected).collect();
        assert_eq!(expected, [Expected::Found(Some(2)), Expected::Clean]);
        assert!(fixtures[0].files.get("main.tf").is_some());
    }
}

//! Fixtures of dashboard-linter: the tables of cases in its Go tests, as dashboards.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use opswright_source::{Files, SourceFile};
use serde_json::{Map, Value, json};

use super::fixture::{Expected, Fixture};
use super::go_literal::{Reader, Word, words};

/// What makes a rule in its tests, and the rule's name.
const RULES: &[(&str, &str)] = &[
    ("NewPanelDatasourceRule", "panel-datasource-rule"),
    ("NewPanelNoTargetsRule", "panel-no-targets-rule"),
    (
        "NewPanelTitleDescriptionRule",
        "panel-title-description-rule",
    ),
    ("NewPanelUnitsRule", "panel-units-rule"),
    ("NewTargetCounterAggRule", "target-counter-agg-rule"),
    ("NewTargetLogQLRule", "target-logql-rule"),
    ("NewTargetLogQLAutoRule", "target-logql-auto-rule"),
    ("NewTargetPromQLRule", "target-promql-rule"),
    ("NewTargetRateIntervalRule", "target-rate-interval-rule"),
    ("NewTemplateDatasourceRule", "template-datasource-rule"),
    ("NewTemplateInstanceRule", "template-instance-rule"),
    ("NewTemplateJobRule", "template-job-rule"),
    ("NewTemplateLabelPromQLRule", "template-label-promql-rule"),
    (
        "NewTemplateOnTimeRangeReloadRule",
        "template-on-time-change-reload-rule",
    ),
    ("NewUneditableRule", "uneditable-dashboard"),
];

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    for path in super::files_below(&checkout.join("lint"), "go")? {
        let name = super::name_of(&path);
        if !name.ends_with("_test.go") {
            continue;
        }
        let source = std::fs::read_to_string(&path)
            .with_context(|| format!("failed to read {}", path.display()))?;
        let words = words(&source);
        if words
            .iter()
            .any(|word| word.is("newTargetRequiredMatcherRule"))
        {
            for label in ["job", "instance"] {
                let known = BTreeMap::from([("matcher".to_owned(), json!(label))]);
                fixtures.extend(cases(&words, known, &format!("target-{label}-rule"), &name));
            }
        } else if let Some((_, rule)) = RULES
            .iter()
            .find(|(make, _)| words.iter().any(|word| word.is(make)))
        {
            fixtures.extend(cases(&words, BTreeMap::new(), rule, &name));
        }
    }
    Ok(fixtures)
}

/// The cases of one test.
fn cases(
    words: &[Word],
    mut known: BTreeMap<String, Value>,
    rule: &str,
    name: &str,
) -> Vec<Fixture> {
    let Some(table) = words
        .windows(4)
        .position(|four| four[0].is("range") && four[1].is("[") && four[3].is("struct"))
    else {
        return Vec::new();
    };
    variables(&words[..table], &mut known);
    let mut reader = Reader {
        words,
        at: table + 4,
        known: &known,
    };
    // The fields of the cases.
    reader.skip_brackets();
    let list = reader.value();
    let rest = reader.at;
    let shape = words
        .iter()
        .enumerate()
        .skip(rest)
        .find(|(at, word)| {
            word.is("Dashboard") && words.get(at + 1).is_some_and(|next| next.is("{"))
        })
        .map(|(at, _)| at);
    let mut fixtures = Vec::new();
    for (index, case) in list.as_array().into_iter().flatten().enumerate() {
        let mut known = known.clone();
        known.insert("tc".to_owned(), case.clone());
        let dashboard = match (case.get("dashboard"), shape) {
            (Some(dashboard), _) => dashboard.clone(),
            (None, Some(at)) => Reader {
                words,
                at,
                known: &known,
            }
            .value(),
            (None, None) => continue,
        };
        fixtures.push(fixture(
            case,
            &dashboard,
            rule,
            format!("{name}, case {index}"),
        ));
    }
    fixtures
}

/// `name := value` and `name = append(name, value)` before the table.
fn variables(words: &[Word], known: &mut BTreeMap<String, Value>) {
    for at in 1..words.len().saturating_sub(2) {
        let Word::Plain(name) = &words[at - 1] else {
            continue;
        };
        let defined = words[at].is(":") && words[at + 1].is("=");
        let added = words[at].is("=") && words[at + 1].is("append");
        if defined && name != "linter" {
            let value = Reader {
                words,
                at: at + 2,
                known,
            }
            .value();
            known.insert(name.clone(), value);
        } else if added {
            let mut reader = Reader {
                words,
                at: at + 5,
                known,
            };
            let value = reader.value();
            known.insert(name.clone(), json!([value]));
        }
    }
}

fn fixture(case: &Value, dashboard: &Value, rule: &str, name: String) -> Fixture {
    let mut json = renamed(dashboard);
    if let Value::Object(object) = &mut json {
        object.entry("panels").or_insert_with(|| json!([]));
    }
    let text = serde_json::to_string_pretty(&json).unwrap_or_default();
    let mut files = Files::new();
    files.insert(SourceFile::from_text("dashboards/test.json", &text));
    let found = case["result"].to_string().contains("Severity");
    Fixture {
        name,
        rule: rule.to_owned(),
        files,
        expected: if found {
            Expected::Found(None)
        } else {
            Expected::Clean
        },
    }
}

/// Fields of Go as keys of dashboards.
fn renamed(value: &Value) -> Value {
    match value {
        Value::Array(list) => Value::Array(list.iter().map(renamed).collect()),
        Value::Object(object) => Value::Object(
            object
                .iter()
                .map(|(key, value)| (key_of(key), renamed(value)))
                .collect::<Map<_, _>>(),
        ),
        other => other.clone(),
    }
}

fn key_of(field: &str) -> String {
    match field {
        "UID" => "uid".to_owned(),
        "OverrideProperties" => "properties".to_owned(),
        _ => {
            let mut characters = field.chars();
            characters
                .next()
                .map(|first| first.to_lowercase().chain(characters).collect())
                .unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"
func TestX(t *testing.T) {
	linter := NewPanelDatasourceRule()
	good := []Template{{Type: "datasource"}}
	for _, tc := range []struct {
		result Result
		panel  Panel
	}{
		{result: ResultSuccess, panel: Panel{Title: "a", FieldConfig: &FieldConfig{Overrides: []O{}}}},
		{result: Result{Severity: Error, Message: "m"}, panel: Panel{Title: "b"}},
	} {
		testRule(t, linter, Dashboard{Panels: []Panel{tc.panel}, Templating: struct {
			List []Template `json:"list"`
		}{List: good}}, tc.result)
	}
}
"#;

    #[test]
    fn a_table_of_cases_becomes_dashboards() {
        let fixtures = cases(&words(SOURCE), BTreeMap::new(), "r", "x");
        assert_eq!(fixtures.len(), 2);
        assert_eq!(fixtures[0].expected, Expected::Clean);
        assert_eq!(fixtures[1].expected, Expected::Found(None));
        let text = &fixtures[1].files.get("dashboards/test.json").unwrap().text;
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(
            value,
            json!({"panels": [{"title": "b"}], "templating": {"list": [{"type": "datasource"}]}})
        );
    }
}

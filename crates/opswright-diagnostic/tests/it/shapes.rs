//! What each format's readers ask for, on findings with everything that could break it.

use opswright_diagnostic::{
    Colour, Confidence, Diagnostic, FileEdit, Fix, Format, Outcome, Safety, Severity, Silenced,
    render, render_outcome, sort,
};
use opswright_source::{Edit, Files, Range, SourceFile};
use serde_json::Value;

use crate::xml;

const NASTY: &str = "<a href=\"x\">'&amp; ]]> {0} \u{1}\u{fffe} é😀\r\n\ttab";

const PATHS: [&str; 4] = ["a b/é#1?.yaml", "c:d&\"<.yaml", "plain.yaml", "not read"];

fn sources() -> Files {
    let mut files = Files::new();
    for path in &PATHS[..3] {
        files.insert(SourceFile::from_text(path, "é: 😀\r\nb: |\n  x\n"));
    }
    files
}

fn findings() -> Vec<Diagnostic> {
    let ranges = [
        Range::at(0),
        Range::new(4, 8),
        Range::new(4, 12),
        Range::new(10, 19),
        Range::at(19),
    ];
    let weights = [Severity::Info, Severity::Warning, Severity::Error];
    let mut findings = Vec::new();
    for path in PATHS {
        for (number, range) in ranges.into_iter().enumerate() {
            let edit = Edit {
                range,
                text: NASTY.to_owned(),
            };
            findings.push(Diagnostic {
                rule: ["one-rule", "other-rule"][number % 2],
                severity: weights[number % 3],
                confidence: Confidence::Medium,
                path: path.to_owned(),
                range,
                message: NASTY.to_owned(),
                evidence: vec![NASTY.to_owned()],
                fix: Some(Fix {
                    title: NASTY.to_owned(),
                    safety: Safety::Safe,
                    edits: PATHS
                        .iter()
                        .take(number % 3)
                        .map(|path| FileEdit {
                            path: (*path).to_owned(),
                            edit: edit.clone(),
                        })
                        .collect(),
                }),
            });
        }
    }
    sort(&mut findings);
    findings
}

fn text(format: Format) -> String {
    render(format, &findings(), &sources(), Colour::Never)
}

fn json(format: Format) -> Value {
    serde_json::from_str(&text(format)).expect("it is JSON")
}

fn list(value: &Value) -> &[Value] {
    value
        .as_array()
        .map_or_else(|| panic!("no list: {value}"), Vec::as_slice)
}

fn number(value: &Value) -> u64 {
    value
        .as_u64()
        .unwrap_or_else(|| panic!("no number: {value}"))
}

fn words(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// The members of an object are these; those with `?` may be missing.
fn has(value: &Value, members: &[&str]) {
    let object = value
        .as_object()
        .unwrap_or_else(|| panic!("no object: {value}"));
    for member in members.iter().filter(|member| !member.ends_with('?')) {
        assert!(object.contains_key(*member), "{member} is missing: {value}");
    }
    for member in object.keys() {
        let known = members
            .iter()
            .any(|known| known.trim_end_matches('?') == member);
        assert!(known, "{member} is not in the schema: {value}");
    }
}

/// From 1, and the end not before the start.
fn region(value: &Value) {
    has(value, &["startLine", "startColumn", "endLine", "endColumn"]);
    let at = |line: &str, column: &str| (number(&value[line]), number(&value[column]));
    let (start, end) = (at("startLine", "startColumn"), at("endLine", "endColumn"));
    assert!(start.0 >= 1 && start.1 >= 1 && start <= end, "{value}");
}

/// A relative reference: only what has no meaning of its own.
fn uri(value: &Value) {
    let text = words(&value["uri"]);
    has(value, &["uri"]);
    assert!(
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)),
        "{text}"
    );
    assert!(!text.starts_with('/') && !text.is_empty());
}

#[test]
fn sarif_has_the_members_of_its_schema_and_no_others() {
    let findings = findings();
    let sources = sources();
    let silenced: Vec<(Diagnostic, Silenced)> = findings
        .iter()
        .take(2)
        .cloned()
        .zip([
            Silenced::Comment(Some(NASTY.to_owned())),
            Silenced::Baseline,
        ])
        .collect();
    let outcome = Outcome {
        findings: &findings,
        silenced: &silenced,
        sources: &sources,
        pages: &[("one-rule", "# one-rule\n\nA fault.\n\nWhy.\n\n## Bad\n")],
    };
    let text = render_outcome(Format::Sarif, &outcome, Colour::Never);
    let log: Value = serde_json::from_str(&text).unwrap();
    has(&log, &["$schema", "version", "runs"]);
    assert_eq!(log["version"], "2.1.0");
    let [run] = list(&log["runs"]) else {
        panic!("one run")
    };
    has(run, &["tool", "columnKind", "results"]);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    let rules = list(&driver["rules"]);
    for rule in rules {
        has(
            rule,
            &["id", "shortDescription?", "fullDescription?", "help?"],
        );
    }
    let results = list(&run["results"]);
    assert_eq!(results.len(), findings.len() + silenced.len());
    for result in results {
        sarif_result(result, rules);
    }
}

fn sarif_result(result: &Value, rules: &[Value]) {
    has(
        result,
        &[
            "ruleId",
            "ruleIndex",
            "level",
            "message",
            "locations",
            "partialFingerprints",
            "properties",
            "fixes?",
            "suppressions?",
        ],
    );
    let index = usize::try_from(number(&result["ruleIndex"])).expect("a small number");
    assert_eq!(rules[index]["id"], result["ruleId"]);
    assert!(["error", "warning", "note"].contains(&words(&result["level"])));
    assert!(!words(&result["message"]["text"]).is_empty());
    for location in list(&result["locations"]) {
        uri(&location["physicalLocation"]["artifactLocation"]);
        region(&location["physicalLocation"]["region"]);
    }
    for fix in result.get("fixes").into_iter().flat_map(list) {
        has(fix, &["description", "artifactChanges"]);
        assert!(!list(&fix["artifactChanges"]).is_empty());
        for change in list(&fix["artifactChanges"]) {
            uri(&change["artifactLocation"]);
            assert!(!list(&change["replacements"]).is_empty());
            for replacement in list(&change["replacements"]) {
                has(replacement, &["deletedRegion", "insertedContent"]);
                region(&replacement["deletedRegion"]);
            }
        }
    }
    for suppression in result.get("suppressions").into_iter().flat_map(list) {
        has(suppression, &["kind", "justification?"]);
        assert!(["inSource", "external"].contains(&words(&suppression["kind"])));
    }
}

#[test]
fn gitlab_issues_have_what_its_parser_asks_for() {
    let report = json(Format::Gitlab);
    let mut prints: Vec<&str> = Vec::new();
    for issue in list(&report) {
        has(
            issue,
            &[
                "description",
                "check_name",
                "fingerprint",
                "severity",
                "location",
            ],
        );
        assert!(
            ["info", "minor", "major", "critical", "blocker"].contains(&words(&issue["severity"]))
        );
        let location = &issue["location"];
        has(location, &["path", "lines"]);
        let lines = &location["lines"];
        assert!(number(&lines["begin"]) >= 1 && lines["end"].as_u64() >= lines["begin"].as_u64());
        prints.push(words(&issue["fingerprint"]));
    }
    let all = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), all, "an issue would hide another");
}

#[test]
fn rdjson_has_the_members_of_its_schema_and_no_others() {
    let result = json(Format::Rdjson);
    has(&result, &["source", "diagnostics"]);
    has(&result["source"], &["name"]);
    let range = |value: &Value| {
        has(value, &["start", "end"]);
        for end in ["start", "end"] {
            has(&value[end], &["line", "column"]);
            assert!(number(&value[end]["line"]) >= 1 && number(&value[end]["column"]) >= 1);
        }
    };
    for diagnostic in list(&result["diagnostics"]) {
        has(
            diagnostic,
            &["message", "location", "severity", "code", "suggestions?"],
        );
        assert!(["ERROR", "WARNING", "INFO"].contains(&words(&diagnostic["severity"])));
        has(&diagnostic["location"], &["path", "range"]);
        range(&diagnostic["location"]["range"]);
        for suggestion in diagnostic.get("suggestions").into_iter().flat_map(list) {
            has(suggestion, &["range", "text"]);
            range(&suggestion["range"]);
        }
    }
}

#[test]
fn sonar_knows_each_rule_once_and_every_range_has_a_length() {
    let report = json(Format::Sonar);
    has(&report, &["rules", "issues"]);
    let rules: Vec<&str> = list(&report["rules"])
        .iter()
        .map(|rule| {
            for member in ["name", "engineId", "type", "severity"] {
                assert!(!words(&rule[member]).is_empty());
            }
            assert!(!list(&rule["impacts"]).is_empty());
            words(&rule["id"])
        })
        .collect();
    assert_eq!(rules, ["one-rule", "other-rule"]);
    for issue in list(&report["issues"]) {
        // `severity` and `type` of an issue are of the older form, and refused beside rules.
        has(issue, &["ruleId", "primaryLocation"]);
        assert!(rules.contains(&words(&issue["ruleId"])));
        let location = &issue["primaryLocation"];
        has(location, &["message", "filePath", "textRange"]);
        let range = &location["textRange"];
        has(
            range,
            &["startLine", "startColumn?", "endLine?", "endColumn?"],
        );
        if range.get("endLine").is_some() {
            let at = |line: &str, column: &str| (number(&range[line]), number(&range[column]));
            assert!(at("startLine", "startColumn") < at("endLine", "endColumn"));
        }
    }
}

#[test]
fn junit_and_checkstyle_are_xml_with_the_elements_of_their_schemas() {
    let junit = xml::elements(&text(Format::Junit));
    let counted = |element: &xml::Element, name: &str| -> usize {
        element.attributes[name].parse().expect("a number")
    };
    let names: Vec<&str> = junit.iter().map(|element| element.name.as_str()).collect();
    let cases = names.iter().filter(|name| **name == "testcase").count();
    let failures = names.iter().filter(|name| **name == "failure").count();
    assert_eq!(counted(&junit[0], "tests"), cases);
    assert_eq!(counted(&junit[0], "failures"), failures);
    for element in &junit {
        let wanted: &[&str] = match element.name.as_str() {
            "testsuites" => &["name", "tests", "failures", "errors"],
            "testsuite" => &["name", "tests", "failures", "errors"],
            "testcase" => &["name", "classname"],
            "failure" => &["message", "type"],
            "system-out" => &[],
            other => panic!("{other} is not in the schema"),
        };
        for name in wanted {
            assert!(element.attributes.contains_key(*name), "{element:?}");
        }
    }
    let checkstyle = xml::elements(&text(Format::Checkstyle));
    assert_eq!(checkstyle[0].name, "checkstyle");
    let errors = checkstyle.iter().filter(|element| element.name == "error");
    let lines: Vec<usize> = errors.map(|error| counted(error, "line")).collect();
    assert_eq!(lines.len(), findings().len());
    assert!(lines.iter().all(|line| *line >= 1));
    let message = &checkstyle[2].attributes["message"];
    assert_eq!(
        *message,
        NASTY.replace(['\u{1}', '\u{fffe}', '\r'], "\u{fffd}")
    );
}

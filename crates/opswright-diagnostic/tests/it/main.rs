//! Each format, on the same findings.

mod shapes;
mod xml;

use opswright_diagnostic::{
    Colour, Confidence, Diagnostic, FileEdit, Fix, Format, Outcome, Safety, Severity, Silenced,
    Summary, render, render_outcome, sort,
};
use opswright_source::{Edit, Files, Range, SourceFile};

const COMPOSE: &str = "services:\n  dü:\n    environment: {DB_PASSWORD: hunter2}\n";

fn sources() -> Files {
    let mut files = Files::new();
    files.insert(SourceFile::from_text("compose.yaml", COMPOSE));
    files
}

fn findings() -> Vec<Diagnostic> {
    let at = |part: &str| {
        let start = COMPOSE.find(part).expect("the part is in the text");
        Range::new(start, start + part.len())
    };
    let mut findings = vec![
        Diagnostic {
            rule: "literal-credential",
            severity: Severity::Error,
            confidence: Confidence::High,
            path: "compose.yaml".to_owned(),
            range: at("hunter2"),
            message: "`DB_PASSWORD` is written in the file".to_owned(),
            evidence: vec!["compose.yaml:3 sets it for `dü`".to_owned()],
            fix: Some(Fix {
                title: "read it from the environment".to_owned(),
                safety: Safety::Safe,
                edits: vec![FileEdit {
                    path: "compose.yaml".to_owned(),
                    edit: Edit {
                        range: at("hunter2"),
                        text: "${DB_PASSWORD:?}".to_owned(),
                    },
                }],
            }),
        },
        Diagnostic {
            rule: "missing-health-check",
            severity: Severity::Warning,
            confidence: Confidence::Medium,
            path: "compose.yaml".to_owned(),
            range: at("dü"),
            message: "`dü` has no health check, 100% sure\nreally".to_owned(),
            evidence: Vec::new(),
            fix: None,
        },
        Diagnostic {
            rule: "missing-file",
            severity: Severity::Info,
            confidence: Confidence::Low,
            path: "absent".to_owned(),
            range: Range::at(0),
            message: "there is no such file".to_owned(),
            evidence: Vec::new(),
            fix: None,
        },
    ];
    sort(&mut findings);
    findings
}

fn text(format: Format) -> String {
    render(format, &findings(), &sources(), Colour::Never)
}

#[test]
fn human_shows_the_line_with_its_secret_hidden() {
    let expected = "\
info[missing-file]: there is no such file
--> absent

warning[missing-health-check]: `dü` has no health check, 100% sure
                               really
 --> compose.yaml:2:3
  |
2 |   dü:
  |   ^^

error[literal-credential]: `DB_PASSWORD` is written in the file
 --> compose.yaml:3:32
  |
3 |     environment: {DB_PASSWORD: ********
  |                                ^^^^^^^
  |
  = evidence: compose.yaml:3 sets it for `dü`
  = fix: read it from the environment [safe]

";
    assert_eq!(text(Format::Human), expected);
    let coloured = render(Format::Human, &findings(), &sources(), Colour::Always);
    assert!(coloured.contains("\u{1b}[") && !coloured.contains("hunter2"));
}

#[test]
fn concise_is_one_line_each() {
    assert_eq!(
        text(Format::Concise),
        "absent:1:1: info[missing-file] there is no such file\n\
         compose.yaml:2:3: warning[missing-health-check] `dü` has no health check, 100% sure really\n\
         compose.yaml:3:32: error[literal-credential] `DB_PASSWORD` is written in the file\n"
    );
}

#[test]
fn github_escapes_what_ends_a_message() {
    assert_eq!(
        text(Format::Github),
        "::notice file=absent,line=1,col=1,endColumn=1,title=missing-file::there is no such file\n\
         ::warning file=compose.yaml,line=2,col=3,endColumn=5,title=missing-health-check::`dü` has no health check, 100%25 sure%0Areally\n\
         ::error file=compose.yaml,line=3,col=32,endColumn=39,title=literal-credential::`DB_PASSWORD` is written in the file%0Aevidence: compose.yaml:3 sets it for `dü`%0Afix: read it from the environment\n"
    );
}

#[test]
fn json_has_the_promised_shape() {
    let value: serde_json::Value = serde_json::from_str(&text(Format::Json)).unwrap();
    assert_eq!(value["schema"], "opswright/check@1");
    let finding = &value["findings"][2];
    assert_eq!(
        *finding,
        serde_json::json!({
            "rule": "literal-credential", "severity": "error", "confidence": "high",
            "path": "compose.yaml",
            "start": {"line": 3, "column": 32}, "end": {"line": 3, "column": 39},
            "message": "`DB_PASSWORD` is written in the file",
            "evidence": ["compose.yaml:3 sets it for `dü`"],
            "fix": {"title": "read it from the environment", "safety": "safe", "edits": [{
                "path": "compose.yaml", "text": "${DB_PASSWORD:?}",
                "start": {"line": 3, "column": 32}, "end": {"line": 3, "column": 39},
            }]},
        })
    );
    assert_eq!(
        value["summary"],
        serde_json::json!({"errors": 1, "warnings": 1, "infos": 1, "fixable": 1})
    );
}

#[test]
fn sarif_carries_the_fix() {
    let value: serde_json::Value = serde_json::from_str(&text(Format::Sarif)).unwrap();
    let run = &value["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 3);
    let replacement = &run["results"][2]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"]["startColumn"], 32);
    assert_eq!(replacement["insertedContent"]["text"], "${DB_PASSWORD:?}");
    assert!(run["results"][0].get("fixes").is_none());
}

#[test]
fn the_summary_reads_as_words() {
    let findings = findings();
    assert_eq!(
        Summary::of(&findings).to_string(),
        "1 error, 1 warning, 1 note; 1 fixable with `--fix`"
    );
    assert_eq!(Summary::of(&[]).to_string(), "no findings");
    assert!(Summary::of(&findings).fails() && !Summary::of(&findings[..1]).fails());
}

#[test]
fn sarif_shows_what_was_silenced_and_why() {
    let findings = findings();
    let sources = sources();
    let silenced = [
        (
            findings[1].clone(),
            Silenced::Comment(Some("a test image".to_owned())),
        ),
        (findings[2].clone(), Silenced::Baseline),
    ];
    let outcome = Outcome {
        findings: &findings[..1],
        silenced: &silenced,
        sources: &sources,
        pages: &[],
    };
    let text = render_outcome(Format::Sarif, &outcome, Colour::Never);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let results = value["runs"][0]["results"].as_array().unwrap();
    let kinds: Vec<_> = results
        .iter()
        .map(|result| result["suppressions"][0]["kind"].as_str())
        .collect();
    assert_eq!(kinds, [None, Some("inSource"), Some("external")]);
    let print = results[0]["partialFingerprints"]["opswright/v1"].as_str();
    assert!(print.is_some_and(|print| print.len() == 32));
}

#[test]
fn every_format_for_machines_holds_every_finding() {
    let findings = findings();
    let json = |format| -> serde_json::Value { serde_json::from_str(&text(format)).unwrap() };
    let count = |value: &serde_json::Value| value.as_array().map(Vec::len);
    assert_eq!(count(&json(Format::Gitlab)), Some(findings.len()));
    assert_eq!(
        count(&json(Format::Rdjson)["diagnostics"]),
        Some(findings.len())
    );
    let sonar = json(Format::Sonar);
    assert_eq!(count(&sonar["issues"]), Some(findings.len()));
    assert_eq!(sonar["rules"][0]["engineId"], "opswright");
    assert_eq!(text(Format::JsonLines).lines().count(), findings.len());
    let checkstyle = text(Format::Checkstyle);
    assert_eq!(checkstyle.matches("<error ").count(), findings.len());
    let junit = text(Format::Junit);
    assert_eq!(junit.matches("<testcase ").count(), findings.len());
    assert_eq!(junit.matches("<failure ").count(), 2);
    let markdown = text(Format::Markdown);
    assert_eq!(
        markdown
            .lines()
            .filter(|line| line.starts_with("| "))
            .count(),
        findings.len() + 1
    );
}

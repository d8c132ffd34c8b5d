//! `legacy-key-value`: a key and a value with a blank between them.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile, Pair};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "legacy-key-value",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("legacy_key_value.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let (Body::Env(pairs) | Body::Label(pairs)) = &instruction.body else {
            continue;
        };
        let [
            Pair {
                name,
                value: Some(value),
            },
        ] = pairs.as_slice()
        else {
            continue;
        };
        let between = report
            .text
            .get(name.range.end..value.range.start)
            .unwrap_or("=");
        if between.contains('=') || between.is_empty() {
            continue;
        }
        let edits = assignment(report.text, name.range.end, value)
            .into_iter()
            .collect();
        let fix = report.fix("write it with `=`", Safety::Safe, edits);
        let message = format!(
            "write `{}=…`: the form with a blank is deprecated",
            name.text
        );
        report.find(name.range, message).fix = Some(fix);
    }
}

/// `=` with the value, quoted where it must be; `None` where quoting would change what it means.
fn assignment(
    text: &str,
    from: usize,
    value: &opswright_dockerfile::Word,
) -> Option<opswright_source::Edit> {
    let written = value.range.slice(text);
    let is_one_word = !written.contains(char::is_whitespace);
    if written.contains('\n') || !is_one_word && written.contains(['"', '\'', '\\']) {
        return None;
    }
    let range = opswright_source::Range::new(from, value.range.end);
    let new = if is_one_word {
        format!("={written}")
    } else {
        format!("=\"{written}\"")
    };
    Some(replace(range, new))
}

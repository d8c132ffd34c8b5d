//! `malformed-interpolation`: a dollar sign that begins no variable.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::interpolation::Use;
use opswright_source::Range;
use opswright_yaml::Style;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "malformed-interpolation",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("malformed_interpolation.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for (node, within, used) in &file.variables {
        let Use::Broken(why) = used else {
            continue;
        };
        let text = within.slice(node.as_str().unwrap_or(""));
        // Where quotes or folds change the text, the place is the whole of it.
        let source = node.range().slice(report.text);
        let lead = match node.style() {
            Some(Style::Plain) => Some(0),
            Some(Style::DoubleQuoted | Style::SingleQuoted)
                if source.len() == node.as_str().map_or(0, str::len) + 2 =>
            {
                Some(1)
            }
            _ => None,
        };
        let place = lead
            .map(|lead| node.range().start + lead)
            .map(|start| Range::new(start + within.start, start + within.end))
            .filter(|place| place.slice(report.text) == text);
        // An open brace is meant to be a variable: only a bare sign is one for the program.
        let fix = place.filter(|_| text == "$").map(|place| {
            report.fix(
                "write `$$` for a dollar sign",
                Safety::Safe,
                vec![replace(Range::at(place.start), "$")],
            )
        });
        let range = place.unwrap_or(node.range());
        if !report.has(range) {
            report
                .find(
                    range,
                    format!("`{text}` {why}, so Compose cannot read the file"),
                )
                .fix = fix;
        }
    }
}

//! `check`: faults in every file of production, with fixes.

mod asked;
mod list;

use std::collections::BTreeMap;

use opswright_check::RULES;
use opswright_check::fix::Which;
use opswright_diagnostic::{Colour, Format as Rendered, Outcome, Summary, render_outcome};
use opswright_engine::checking::{Checked, Request, check, difference, fix, write_baseline};
use opswright_engine::failure::{Exit, Failure};
use opswright_engine::project::Project;

use super::Ended;
use crate::arguments::{Check, Format};
use crate::output::Output;

pub(crate) fn run(output: Output, typed: &Check) -> Ended {
    if typed.list {
        return Ok(list::run(output));
    }
    let mut failed = false;
    for path in &typed.paths {
        let request = asked::request(path, typed)?;
        failed |= one(output, typed, &request)?;
    }
    Ok(if failed { Exit::Findings } else { Exit::Done })
}

/// Checks one folder or file; true where something must or should be fixed.
fn one(output: Output, typed: &Check, request: &Request) -> Result<bool, Failure> {
    let mut checked = check(request, &super::today())?;
    let which = if typed.include_unsafe {
        Which::SafeAndUnsafe
    } else {
        Which::Safe
    };
    if typed.write_baseline {
        let path = write_baseline(request, &checked)?;
        output.say(&format!(
            "wrote     {path}: {} findings",
            checked.findings.len()
        ));
        return Ok(false);
    }
    if typed.diff {
        let patch = difference(&checked, which);
        if !patch.is_empty() {
            output.data(&patch);
        }
        return Ok(Summary::of(&checked.findings).fails());
    }
    if typed.fix {
        let changed = fix(&request.root, &checked, which)?;
        for file in &changed {
            output.say(&format!("fixed     {file}"));
        }
        if !changed.is_empty() {
            checked = check(request, &super::today())?;
        }
    }
    if typed.stats {
        stats(output, &checked);
    } else {
        show(output, &checked);
    }
    Ok(Summary::of(&checked.findings).fails())
}

/// Prints the findings.
fn show(output: Output, checked: &Checked) {
    let format = match output.format {
        Format::Human => Rendered::Human,
        Format::Full => Rendered::Full,
        Format::Json => Rendered::Json,
        Format::JsonLines => Rendered::JsonLines,
        Format::Concise => Rendered::Concise,
        Format::Github => Rendered::Github,
        Format::Sarif => Rendered::Sarif,
        Format::Gitlab => Rendered::Gitlab,
        Format::Junit => Rendered::Junit,
        Format::Checkstyle => Rendered::Checkstyle,
        Format::Rdjson => Rendered::Rdjson,
        Format::Sonar => Rendered::Sonar,
        Format::Markdown => Rendered::Markdown,
    };
    let colour = if output.colored {
        Colour::Always
    } else {
        Colour::Never
    };
    let pages: Vec<_> = RULES.iter().map(|rule| (rule.name, rule.docs)).collect();
    let outcome = Outcome {
        findings: &checked.findings,
        silenced: &checked.silenced,
        sources: &checked.sources,
        pages: &pages,
    };
    let text = render_outcome(format, &outcome, colour);
    if !text.is_empty() {
        output.data(&text);
    }
    if matches!(output.format, Format::Human | Format::Full) {
        say_totals(output, checked);
    }
}

fn say_totals(output: Output, checked: &Checked) {
    let counts = Summary::of(&checked.findings);
    output.say(&format!("checked {} files: {counts}", checked.files));
    if checked.known() > 0 {
        output.say(&format!(
            "          {} more are in the baseline",
            checked.known()
        ));
    }
    if checked.stale > 0 {
        let text = format!(
            "          {} entries of the baseline match nothing any more; next: opswright check --write-baseline",
            checked.stale
        );
        output.say(&text);
    }
}

/// Counts by rule, most first.
fn stats(output: Output, checked: &Checked) {
    let mut counts: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for finding in &checked.findings {
        counts
            .entry(finding.rule)
            .or_insert((0, finding.severity.name()))
            .0 += 1;
    }
    let mut rows: Vec<(&str, usize, &str)> = counts
        .into_iter()
        .map(|(rule, (count, severity))| (rule, count, severity))
        .collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    if output.json() {
        let rows: Vec<_> = rows
            .iter()
            .map(|(rule, count, severity)| {
                serde_json::json!({"rule": rule, "severity": severity, "findings": count})
            })
            .collect();
        output.document(&serde_json::json!({
            "schema": "opswright/check-stats@1", "files": checked.files, "rules": rows,
        }));
        return;
    }
    for (rule, count, severity) in rows {
        output.data(&format!("{count:>6}  {severity:<8} {rule}"));
    }
    say_totals(output, checked);
}

/// Faults that were met while reading, a line each on stderr.
pub(crate) fn talk(output: Output, project: &Project) {
    for finding in &project.findings {
        output.say(&format!("{}: {}", finding.path, finding.message));
    }
}

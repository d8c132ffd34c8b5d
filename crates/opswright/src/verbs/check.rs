//! `check`: faults in Dockerfiles, Compose files and workflows, with fixes.

use std::path::Path;

use opswright_check::RULES;
use opswright_check::fix::Which;
use opswright_diagnostic::{Colour, Format as Rendered, Summary, render};
use opswright_engine::checking::{Checked, Scope, check, fix};
use opswright_engine::failure::{Exit, Failure};
use opswright_engine::project::Project;

use super::Ended;
use crate::arguments::{Check, Format};
use crate::output::Output;

pub(crate) fn run(output: Output, typed: &Check) -> Ended {
    if typed.list {
        return Ok(list(output));
    }
    let scope = Scope {
        select: typed.select.clone(),
        ignore: typed.ignore.clone(),
    };
    let mut failed = false;
    for path in &typed.paths {
        let mut checked = check(folder(path)?, &scope)?;
        if typed.fix {
            let which = if typed.include_unsafe {
                Which::SafeAndUnsafe
            } else {
                Which::Safe
            };
            let changed = fix(folder(path)?, &checked, which)?;
            for file in &changed {
                output.say(&format!("fixed     {file}"));
            }
            if !changed.is_empty() {
                checked = check(folder(path)?, &scope)?;
            }
        }
        failed |= show(output, &checked);
    }
    Ok(if failed { Exit::Findings } else { Exit::Done })
}

/// Rules look at files together, so that what is checked is a folder.
fn folder(path: &Path) -> Result<&Path, Failure> {
    if path.is_dir() {
        return Ok(path);
    }
    let reason = format!("{} is no folder", path.display());
    Err(Failure::new(Exit::Usage, reason, "opswright check DIR"))
}

/// Prints the findings; true where one is a warning or an error.
fn show(output: Output, checked: &Checked) -> bool {
    let format = match output.format {
        Format::Human => Rendered::Human,
        Format::Json => Rendered::Json,
        Format::Concise => Rendered::Concise,
        Format::Github => Rendered::Github,
    };
    let colour = if output.colored {
        Colour::Always
    } else {
        Colour::Never
    };
    let text = render(format, &checked.findings, &checked.sources, colour);
    if !text.is_empty() {
        output.data(&text);
    }
    let summary = Summary::of(&checked.findings);
    if output.format == Format::Human && checked.findings.is_empty() {
        output.say(&format!("checked {} files: no findings", checked.files));
    }
    summary.fails()
}

fn list(output: Output) -> Exit {
    if output.json() {
        let rules: Vec<_> = RULES
            .iter()
            .map(|rule| {
                serde_json::json!({
                    "rule": rule.name, "severity": rule.severity.name(),
                    "fix": rule.fix.words(),
                })
            })
            .collect();
        output.document(&serde_json::json!({"schema": "opswright/rules@1", "rules": rules}));
        return Exit::Done;
    }
    for rule in RULES {
        output.data(&format!(
            "{:<8} {:<28} {}",
            rule.severity.name(),
            rule.name,
            rule.fix.words()
        ));
    }
    Exit::Done
}

/// Faults that were met while reading, a line each on stderr.
pub(crate) fn talk(output: Output, project: &Project) {
    for finding in &project.findings {
        output.say(&format!("{}: {}", finding.path, finding.message));
    }
}

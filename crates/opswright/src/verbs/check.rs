//! `check`: temporary, until the rules are there.

use opswright_engine::failure::Exit;
use opswright_engine::project::Project;

use super::Ended;
use crate::arguments::Check;
use crate::output::Output;

pub(crate) fn run(_output: Output, _check: &Check) -> Ended {
    Ok(Exit::Done)
}

/// Faults that were met while reading, a line each on stderr.
pub(crate) fn talk(output: Output, project: &Project) {
    for finding in &project.findings {
        output.say(&format!("{}: {}", finding.path, finding.message));
    }
}

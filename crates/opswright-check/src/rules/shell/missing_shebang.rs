//! `missing-shebang`: a script whose first line names no shell.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Place, Shell};

pub(crate) static RULE: Rule = Rule {
    name: "missing-shebang",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("missing_shebang.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if shell.setting.place != Place::File || shell.setting.certain || shell.text.starts_with("#!") {
        return;
    }
    let acts = shell
        .index
        .commands
        .iter()
        .any(|used| !used.around.function && !used.name.is_empty());
    if acts {
        shell
            .find(report, Range::at(0), "the first line names no shell")
            .fix = Some(advice("begin with `#!/bin/sh` or `#!/usr/bin/env bash`"));
    }
}

//! `score fixes`: all safe fixes over a folder, in memory: whether each holds what it promises.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use opswright_check::fix::{is_safe, settle};
use opswright_project::parse;

use super::files_of;

/// What to fix.
#[derive(Debug, clap::Args)]
pub(crate) struct FixesArguments {
    /// Folder of files; nothing in it is changed.
    folder: PathBuf,
}

/// Fixes and prints the counts; fails where a fix broke its promise.
pub(super) fn run(arguments: &FixesArguments) -> anyhow::Result<ExitCode> {
    let files = files_of(&arguments.folder)?;
    let fixed = settle(&files, &is_safe);
    let broken = fixed
        .files
        .iter()
        .filter(|file| {
            let before = files
                .get(&file.path)
                .map_or(0, |file| parse(file).faults.len());
            parse(file).faults.len() > before
        })
        .count();
    let left = fixed
        .remaining
        .iter()
        .filter(|finding| is_safe(finding))
        .count();
    let again = settle(&fixed.files, &is_safe);
    let mut withdrawn: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &fixed.withdrawn {
        *withdrawn.entry(finding.rule).or_default() += 1;
    }
    println!("files                    {:>7}", files.len());
    println!("changed                  {:>7}", fixed.changed.len());
    println!("fixes applied            {:>7}", fixed.applied.len());
    println!("fixes withdrawn          {:>7}", fixed.withdrawn.len());
    for (rule, count) in &withdrawn {
        println!("  {rule:<40} {count:>5}");
    }
    println!("files that parse worse   {broken:>7}");
    println!("safe fixes left          {left:>7}");
    println!("changed by a second run  {:>7}", again.changed.len());
    let holds = broken == 0 && again.changed.is_empty() && left == fixed.withdrawn.len();
    Ok(if holds {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

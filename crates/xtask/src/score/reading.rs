//! `score reading`: the share of files that can be read whole, by kind.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use opswright_project::{Kind, parse};

use super::{files_of, share};

/// What to read.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadingArguments {
    /// Folders of files.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Also print the first fault of each file that has one.
    #[arg(long)]
    faults: bool,
}

#[derive(Debug, Default)]
struct Count {
    files: usize,
    whole: usize,
    templated: usize,
}

/// Reads and prints the counts.
pub(super) fn run(arguments: &ReadingArguments) -> anyhow::Result<ExitCode> {
    let mut counts: BTreeMap<Kind, Count> = BTreeMap::new();
    let mut lines = Vec::new();
    for folder in &arguments.folders {
        for file in files_of(folder)?.iter() {
            let parsed = parse(file);
            if parsed.kind == Kind::Other {
                continue;
            }
            let count = counts.entry(parsed.kind).or_default();
            count.files += 1;
            count.templated += usize::from(parsed.templated);
            match parsed.faults.first() {
                None => count.whole += 1,
                Some(fault) => {
                    let before = file.text.get(..fault.range.start).unwrap_or("");
                    let line = before.matches('\n').count() + 1;
                    let place = folder.join(&file.path);
                    lines.push(format!("{}:{line}: {}", place.display(), fault.message));
                }
            }
        }
    }
    println!("kind                  files   whole  templated   share");
    for (kind, count) in &counts {
        println!(
            "{:<20} {:>6} {:>7} {:>10} {:>6.2} %",
            format!("{kind:?}"),
            count.files,
            count.whole,
            count.templated,
            share(count.whole, count.files)
        );
    }
    for line in lines.iter().filter(|_| arguments.faults) {
        println!("{line}");
    }
    Ok(ExitCode::SUCCESS)
}

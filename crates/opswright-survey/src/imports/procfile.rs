//! `Procfile`: a line a process, `web: command`.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;

use super::{candidate_of, declared, is_named, start};
use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::place::folder_of;

pub(super) fn reads(path: &str) -> bool {
    is_named(path, &["Procfile"])
}

pub(super) fn apply(file: &SourceFile, candidates: &mut Vec<Candidate>, _: &mut Vec<Diagnostic>) {
    let processes: Vec<(u32, &str, &str)> = (1..)
        .zip(file.text.lines())
        .filter(|(_, line)| !line.trim_start().starts_with('#'))
        .filter_map(|(number, line)| {
            let (name, command) = line.split_once(':')?;
            Some((number, name.trim(), command.trim()))
        })
        .collect();
    if candidate_of(&file.path, candidates).is_none() && !processes.is_empty() {
        candidates.push(declared(folder_of(&file.path)));
    }
    for (line, name, command) in processes {
        let evidence = Evidence {
            path: file.path.clone(),
            line,
        };
        let Some(candidate) = candidate_of(&file.path, candidates) else {
            return;
        };
        match name {
            "web" => {
                start(candidate, command, evidence.clone());
                candidate
                    .kind
                    .push("web".to_owned(), Ground::Declared, evidence);
            }
            "release" => candidate
                .migrate
                .push(command.to_owned(), Ground::Declared, evidence),
            _ => {}
        }
    }
}

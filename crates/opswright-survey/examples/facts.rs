//! Prints the facts of a folder on disk: `cargo run --example facts -- DIR [--json]`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a development tool that reads the disk and prints"
)]

use std::path::Path;

use opswright_source::{Entry, Files, SourceFile, Tree};
use opswright_survey::{render, survey, to_json, wanted};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let root = arguments.next().unwrap_or_else(|| ".".to_owned());
    let mut tree = Tree::default();
    walk(Path::new(&root), "", &mut tree);
    let mut files = Files::new();
    for _ in 0..3 {
        for path in wanted(&tree, &files) {
            if let Ok(bytes) = std::fs::read(Path::new(&root).join(&path)) {
                files.insert(SourceFile::from_bytes(&path, bytes));
            }
        }
    }
    let (facts, findings) = survey(&tree, &files);
    if arguments.next().as_deref() == Some("--json") {
        print!("{}", to_json(&facts));
    } else {
        print!("{}", render(&facts));
        for finding in findings {
            eprintln!("{}: {}: {}", finding.path, finding.rule, finding.message);
        }
    }
}

fn walk(root: &Path, folder: &str, tree: &mut Tree) {
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() {
            name.clone()
        } else {
            format!("{folder}/{name}")
        };
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() && !matches!(name.as_str(), ".git" | "node_modules" | "target" | ".venv") {
            walk(root, &path, tree);
        } else if kind.is_file() {
            let size = entry.metadata().map_or(0, |metadata| metadata.len());
            tree.entries.insert(
                path,
                Entry {
                    size,
                    executable: false,
                },
            );
        }
    }
}

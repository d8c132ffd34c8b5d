//! The form of every file: what it is comes first, it is short, and its words are ours.

use crate::repository::{File, Repository};
use crate::tidy::Fault;

/// Most lines of a Rust file.
const LONGEST_FILE: usize = 400;

/// Names that say nothing of what a file holds.
const EMPTY_NAMES: &[&str] = &[
    "common", "core", "handler", "handlers", "helper", "helpers", "manager", "misc", "shared",
    "util", "utils",
];

/// Words that must not be in any file, each in two parts so that this file does not hold them.
const FORBIDDEN: &[(&str, &str)] = &[
    ("/work", "/main"),
    ("/work", "/shared"),
    ("/work", "/."),
    ("../shared", "/design"),
    ("../shared", "/research"),
    ("farm", "-bench"),
    ("farm", "-studio"),
    ("/tmp", "/t-"),
    ("todo", "!("),
];

/// Checks every file.
pub(super) fn check(repository: &Repository) -> Vec<Fault> {
    let forbidden: Vec<String> = FORBIDDEN
        .iter()
        .map(|(start, end)| format!("{start}{end}"))
        .collect();
    repository
        .files
        .iter()
        .flat_map(|file| {
            let mut faults = words(file, &forbidden);
            if is_rust(file) {
                faults.extend(form(file));
            }
            faults
        })
        .collect()
}

fn is_rust(file: &File) -> bool {
    file.has_extension("rs") && !file.path.contains("/fixtures/")
}

fn form(file: &File) -> Vec<Fault> {
    let mut faults = Vec::new();
    let opens_well = file
        .text
        .strip_prefix("//! ")
        .is_some_and(|rest| !rest.trim_start().is_empty());
    if !opens_well {
        faults.push(Fault::new(
            &file.path,
            "must open with `//! ` and a sentence that says what it is",
        ));
    }
    let lines = file.text.lines().count();
    if lines > LONGEST_FILE {
        faults.push(Fault::new(
            &file.path,
            format!("{lines} lines are more than {LONGEST_FILE}: split it by idea"),
        ));
    }
    let name = file.path.rsplit('/').next().unwrap_or_default();
    if EMPTY_NAMES.contains(&name.trim_end_matches(".rs")) {
        faults.push(Fault::new(
            &file.path,
            "must be named for the noun that it holds",
        ));
    }
    faults
}

fn words(file: &File, forbidden: &[String]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        for word in forbidden.iter().filter(|word| line.contains(word.as_str())) {
            faults.push(Fault::new(
                format!("{}:{}", file.path, index + 1),
                format!("`{word}` has no place here"),
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::tests::repository_of_files;

    fn faults(path: &str, text: &str) -> Vec<String> {
        check(&repository_of_files(&[(path, text)]))
            .iter()
            .map(Fault::to_string)
            .collect()
    }

    #[test]
    fn a_file_says_what_it_is_and_is_short() {
        let long = format!("//! Long.\n{}", "\n".repeat(400));
        for (path, text, expected) in [
            ("src/range.rs", "//! A range.\n", 0),
            ("src/range.rs", "use std::fmt;\n", 1),
            ("src/range.rs", "//! \n", 1),
            ("src/range.rs", "\n//! A range.\n", 1),
            ("src/range.rs", long.as_str(), 1),
            ("src/utils.rs", "//! Things.\n", 1),
            ("tests/fixtures/app/main.rs", "fn main() {}\n", 0),
            ("README.md", "no such rule here\n", 0),
        ] {
            assert_eq!(faults(path, text).len(), expected, "{path} {text:?}");
        }
    }

    #[test]
    fn forbidden_words_are_found_with_their_line() {
        let text = format!("fine\nsee {}{} for more\n", "/work", "/shared");
        assert_eq!(
            faults("README.md", &text),
            [format!(
                "README.md:2: `{}{}` has no place here",
                "/work", "/shared"
            )]
        );
    }
}

//! `go.mod`: the module's name, its version of Go, and what it requires.

use crate::place::base_name;

/// `go.mod`, read by line.
#[derive(Default)]
pub(super) struct Module {
    pub(super) name: Option<(String, u32)>,
    pub(super) version: Option<(String, u32)>,
    /// Modules that are required directly.
    pub(super) requires: Vec<(String, u32)>,
}

pub(super) fn read_module(text: &str) -> Module {
    let mut module = Module::default();
    let mut requiring = false;
    for (number, line) in (1_u32..).zip(text.lines()) {
        let (code, comment) = line.split_once("//").unwrap_or((line, ""));
        let words: Vec<&str> = code.split_whitespace().collect();
        match words.as_slice() {
            ["module", name] => module.name = Some(((*name).trim_matches('"').to_owned(), number)),
            ["go", version] => module.version = Some(((*version).to_owned(), number)),
            ["toolchain", toolchain] => {
                module.version = Some((toolchain.trim_start_matches("go").to_owned(), number));
            }
            ["require", "("] => requiring = true,
            [")"] => requiring = false,
            ["require", name, _version] if !comment.contains("indirect") => {
                module.requires.push(((*name).to_owned(), number));
            }
            [name, _version] if requiring && !comment.contains("indirect") => {
                module.requires.push(((*name).to_owned(), number));
            }
            _ => {}
        }
    }
    module
}

pub(super) fn module_base(name: &str) -> &str {
    let (rest, last) = name.rsplit_once('/').unwrap_or(("", name));
    let major = last.len() > 1
        && last.starts_with('v')
        && last[1..].bytes().all(|byte| byte.is_ascii_digit());
    if major && !rest.is_empty() {
        base_name(rest)
    } else {
        last
    }
}

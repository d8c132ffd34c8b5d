//! Every rule of `check` has its code, its page, and its line in the table.

use crate::repository::Repository;
use crate::tidy::Fault;

/// Where the rules live: `<format>/<rule>.rs` with `<rule>.md` beside it.
const FOLDER: &str = "crates/opswright-check/src/rules/";

/// Checks that the three parts of each rule are there.
pub(super) fn check(repository: &Repository) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in &repository.files {
        let Some((format, name)) = file
            .path
            .strip_prefix(FOLDER)
            .and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        if let Some(rule) = name.strip_suffix(".md") {
            if repository
                .file(&format!("{FOLDER}{format}/{rule}.rs"))
                .is_none()
            {
                faults.push(Fault::new(&file.path, "has no rule beside it"));
            }
            let table = format!("{FOLDER}{format}/mod.rs");
            let rules = repository.file(&table).map_or("", |file| &file.text);
            if !rules.contains(&format!("&{rule}::RULE,")) {
                faults.push(Fault::new(
                    &file.path,
                    format!("its rule is not in the table `RULES` of {table}"),
                ));
            }
        } else if declares_rule(&file.text)
            && repository.file(&file.path.replace(".rs", ".md")).is_none()
        {
            faults.push(Fault::new(&file.path, "has no page beside it"));
        }
    }
    faults
}

fn declares_rule(text: &str) -> bool {
    text.contains("static RULE: ") || text.contains("const RULE: ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::tests::repository_of_files;

    #[test]
    fn a_rule_needs_all_three_parts() {
        let path = |name: &str| format!("{FOLDER}{name}");
        let code = "pub(crate) static RULE: Rule = Rule {};";
        let files = [
            (
                path("dockerfile/mod.rs"),
                "&[&complete::RULE, &no_code::RULE,]",
            ),
            (path("dockerfile/complete.rs"), code),
            (path("dockerfile/complete.md"), ""),
            (path("dockerfile/no_page.rs"), code),
            (path("dockerfile/no_code.md"), ""),
            (path("dockerfile/no_line.rs"), code),
            (path("dockerfile/no_line.md"), ""),
            (path("dockerfile/shared_parts.rs"), "fn parts() {}"),
        ];
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), *text))
            .collect();
        let faults: Vec<String> = check(&repository_of_files(&files))
            .iter()
            .map(Fault::to_string)
            .collect();
        assert_eq!(
            faults,
            [
                format!("{FOLDER}dockerfile/no_page.rs: has no page beside it"),
                format!("{FOLDER}dockerfile/no_code.md: has no rule beside it"),
                format!(
                    "{FOLDER}dockerfile/no_line.md: its rule is not in the table `RULES` of {FOLDER}dockerfile/mod.rs"
                ),
            ]
        );
    }
}

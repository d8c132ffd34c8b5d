//! The index of rules. Their pages are not copied: each is the file beside its rule.

use std::fmt::Write as _;

use super::Page;
use crate::repository::{File, Repository};

/// Where the rules live: `<format>/<rule>.md`, which opens with `# rule`, the fault, and a line of its severity,
/// confidence and fix.
const FOLDER: &str = "crates/opswright-check/src/rules/";

/// The index, by format.
pub(super) fn page(repository: &Repository) -> anyhow::Result<Page> {
    let mut index = String::from(
        "# Rules\n\nThe faults that `opswright check` knows. `opswright explain RULE` prints the rule's page.\n",
    );
    let mut last_format = "";
    for (format, file) in repository.files.iter().filter_map(page_of_rule) {
        if format != last_format {
            write!(index, "\n## {}\n\n", heading(format))?;
            index.push_str("| rule | fault | |\n|---|---|---|\n");
            last_format = format;
        }
        let mut paragraphs = file.text.split("\n\n").map(str::trim);
        let name = paragraphs
            .next()
            .unwrap_or_default()
            .trim_start_matches("# ");
        let fault = paragraphs.next().unwrap_or_default().replace('\n', " ");
        let kind = paragraphs.next().unwrap_or_default();
        writeln!(
            index,
            "| [{name}](../../{}) | {fault} | {kind} |",
            file.path
        )?;
    }
    Ok(Page::new("rules.md", &format!("`{FOLDER}`"), &index))
}

/// The format of the rule whose page this file is, if it is one.
fn page_of_rule(file: &File) -> Option<(&str, &File)> {
    let (format, name) = file.path.strip_prefix(FOLDER)?.split_once('/')?;
    (!name.contains('/') && file.has_extension("md")).then_some((format, file))
}

fn heading(format: &str) -> &str {
    match format {
        "any" => "Every format",
        "dockerfile" => "Dockerfiles",
        "compose" => "Compose files",
        "workflow" => "Workflows",
        "kubernetes" => "Kubernetes",
        "terraform" => "Terraform and OpenTofu",
        "pulumi" => "Pulumi",
        "migration" => "Migrations",
        "prometheus" => "Prometheus",
        "alertmanager" => "Alertmanager",
        "grafana" => "Grafana",
        "variables" => "Variables and secrets",
        "repository" => "The repository as a whole",
        format => format,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::tests::repository_of_files;

    #[test]
    fn every_rule_has_a_row() {
        let text = "# named-user\n\nA user by\nname.\n\ninfo, safe fix\n\nBecause.\n";
        let path = format!("{FOLDER}dockerfile/named_user.md");
        let repository = repository_of_files(&[(&path, text), ("docs/other.md", "")]);
        let row = format!(
            "## Dockerfiles\n\n| rule | fault | |\n|---|---|---|\n\
             | [named-user](../../{path}) | A user by name. | info, safe fix |\n"
        );
        let page = page(&repository).expect("text can be written");
        assert!(page.text.ends_with(&row), "{}", page.text);
    }
}

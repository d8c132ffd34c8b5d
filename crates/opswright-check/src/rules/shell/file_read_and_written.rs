//! `file-read-and-written`: a command that reads the file that it has just emptied.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "file-read-and-written",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("file_read_and_written.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    const READERS: &[&str] = &[
        "cat", "sort", "sed", "grep", "egrep", "awk", "cut", "tr", "head", "tail", "uniq", "jq",
        "yq", "envsubst", "tac", "xmllint", "gunzip", "gzip", "base64", "openssl",
    ];
    for (redirect, _) in &shell.index.redirects {
        if shell.slice(redirect.operator) != ">" {
            continue;
        }
        let file = shell.slice(redirect.target.range);
        if file.starts_with("/dev/") || file.is_empty() {
            continue;
        }
        let Some(pipeline) = shell
            .index
            .pipelines
            .iter()
            .map(|(pipeline, _)| *pipeline)
            .filter(|pipeline| {
                pipeline.range.start <= redirect.range.start
                    && redirect.range.end <= pipeline.range.end
            })
            .min_by_key(|pipeline| pipeline.range.len())
        else {
            continue;
        };
        let reads = shell.index.commands.iter().any(|used| {
            std::ptr::eq(used.pipeline, pipeline)
                && READERS.contains(&used.name)
                && used
                    .arguments
                    .iter()
                    .any(|word| shell.slice(word.range) == file)
        });
        if reads {
            let message = format!("`{file}` is emptied before it is read");
            shell.find(report, redirect.range, message).fix =
                Some(advice("write to another file, and move it afterwards"));
        }
    }
}

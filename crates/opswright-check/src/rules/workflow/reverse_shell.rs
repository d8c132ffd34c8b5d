//! `reverse-shell`: a script that hands a shell of the runner to another machine.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Step, Workflow};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::script::script_commands;

pub(crate) static RULE: Rule = Rule {
    name: "reverse-shell",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("reverse_shell.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for run in file
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .filter_map(Step::run)
    {
        let source = run.as_str().unwrap_or("");
        if !["nc ", "ncat", "netcat", "/dev/tcp/"]
            .iter()
            .any(|mark| source.contains(mark))
        {
            continue;
        }
        let mut places: Vec<Range> = script_commands(run, report.text)
            .iter()
            .filter(|command| {
                matches!(command.program(), "nc" | "ncat" | "netcat")
                    && command.words.iter().any(|word| is_shell(&word.text))
            })
            .map(opswright_dockerfile::ShellCommand::range)
            .collect();
        let range = run.range();
        for (at, mark) in range.slice(report.text).match_indices("/dev/tcp/") {
            let line = range.slice(report.text).get(..at).unwrap_or("");
            let line = line.rsplit('\n').next().unwrap_or("");
            if line.contains("bash -i") || line.contains("sh -i") {
                places.push(Range::new(range.start + at, range.start + at + mark.len()));
            }
        }
        for place in places {
            report
                .find(place, "this gives a shell of the runner to another machine")
                .fix = Some(advice(
                "take it out, look who put it there, and change every secret of the repository",
            ));
        }
    }
}

/// Flags and programs that hand a shell on.
fn is_shell(word: &str) -> bool {
    matches!(
        word,
        "-e" | "-c" | "--exec" | "--sh-exec" | "/bin/sh" | "/bin/bash"
    )
}

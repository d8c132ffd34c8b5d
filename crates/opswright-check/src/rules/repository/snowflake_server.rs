//! `snowflake-server`: a server that is changed by hand over the network.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeSet;

use super::deploys::units;
use opswright_project::{Content, Graph};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "snowflake-server",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("snowflake_server.md"),
    run: &[Run::Graph(run)],
};

/// Actions that do nothing else.
const ACTIONS: [&str; 8] = [
    "appleboy/ssh-action",
    "appleboy/scp-action",
    "easingthemes/ssh-deploy",
    "burnett01/rsync-deployments",
    "cross-the-world/ssh-scp-ssh-pipelines",
    "cross-the-world/ssh-pipeline",
    "garygrossgarten/github-action-ssh",
    "fifsky/ssh-action",
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (summary, content) in graph.contents() {
        let Content::Workflow(workflow) = content else {
            continue;
        };
        let uses = workflow.jobs.iter().flat_map(|job| &job.uses);
        let action = uses.into_iter().find(|uses| {
            let lower = uses.value.to_ascii_lowercase();
            ACTIONS
                .iter()
                .any(|action| lower.split('@').next() == Some(action))
        });
        if let Some(uses) = action {
            told.insert(&summary.path);
            let name = uses.value.split('@').next().unwrap_or("");
            tell(&summary.path, uses.range, &format!("`{name}`"), report);
        }
    }
    for (summary, _, commands) in units(graph) {
        let over = commands
            .iter()
            .find_map(|command| Some((command, over_network(&command.value)?)));
        if let Some((command, program)) = over.filter(|_| told.insert(&summary.path)) {
            tell(
                &summary.path,
                command.range,
                &format!("`{program}`"),
                report,
            );
        }
    }
}

fn tell(path: &str, range: opswright_source::Range, how: &str, report: &mut Report<'_>) {
    report
        .find_in(
            path,
            range,
            format!("a server is changed here by {how}: what it is in the end stands in no file"),
        )
        .fix = Some(advice(
        "build an image and replace what runs, or describe the server in code (Terraform, Ansible, cloud-init)",
    ));
}

/// The program by which a command changes another host.
fn over_network(command: &str) -> Option<&'static str> {
    command.split([';', '|', '&']).find_map(|part| {
        let mut words = part.split_whitespace().skip_while(|word| {
            matches!(*word, "sudo" | "time" | "exec" | "-" | "then" | "do")
                || word.contains('=') && !word.starts_with('-')
        });
        let mut program = words.next()?;
        let mut rest: Vec<&str> = words.collect();
        if program == "sshpass" {
            let at = rest
                .iter()
                .position(|word| matches!(*word, "ssh" | "scp" | "rsync"))?;
            program = rest[at];
            rest = rest.split_off(at + 1);
        }
        let program = ["ssh", "scp", "rsync"]
            .into_iter()
            .find(|known| *known == program)?;
        let target = |word: &&&str| {
            let word = word.trim_matches(['"', '\'']);
            let forge = word.starts_with("git@")
                || word.contains("github.com")
                || word.contains("localhost")
                || word.contains("127.0.0.1");
            let remote = match program {
                "ssh" => word.contains('@') || word.starts_with('$'),
                _ => word.contains(':') && !word.contains("://") && !word.starts_with('-'),
            };
            remote && !forge
        };
        rest.iter().find(target).map(|_| program)
    })
}

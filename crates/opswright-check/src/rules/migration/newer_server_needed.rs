//! `newer-server-needed`: a statement that the PostgreSQL of this repository does not know.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ImageReference;
use opswright_project::Graph;

use crate::catalogue::leading_version;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "newer-server-needed",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("newer_server_needed.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let mut servers: Vec<(u32, String)> = graph
        .compose_files()
        .flat_map(|(summary, compose)| {
            compose
                .services
                .iter()
                .map(move |service| (summary, service))
        })
        .filter_map(|(summary, service)| {
            let image = service.image.as_ref()?;
            let version = postgres(&image.value)?;
            Some((
                version,
                format!("{}:{} runs PostgreSQL {version}", summary.path, image.line),
            ))
        })
        .collect();
    servers.sort();
    let Some((oldest, place)) = servers.first() else {
        return;
    };
    for (summary, file) in graph.migrations() {
        for demand in file
            .demands
            .iter()
            .filter(|demand| demand.value.version > *oldest)
        {
            let finding = report.find_in(
                &summary.path,
                demand.range,
                format!(
                    "{} needs PostgreSQL {}",
                    demand.value.what, demand.value.version
                ),
            );
            finding.evidence.push(place.clone());
            finding.fix = Some(advice(
                "raise the version of the server first, or say it otherwise",
            ));
        }
    }
}

/// The major version of an image of PostgreSQL.
fn postgres(image: &str) -> Option<u32> {
    let image = ImageReference::parse(image);
    if image.official()? != "postgres" {
        return None;
    }
    let version = leading_version(image.tag.as_deref()?);
    version.split('.').next()?.parse().ok()
}

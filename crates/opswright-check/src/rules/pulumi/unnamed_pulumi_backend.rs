//! `unnamed-pulumi-backend`: a Pulumi project that does not say where its state lies.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Yaml;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unnamed-pulumi-backend",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unnamed_pulumi_backend.md"),
    run: &[Run::PulumiProject(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let Some(root) = yaml.root() else { return };
    let named = root.str_at(&["backend", "url"]);
    let Some(first) = root.entries().next() else {
        return;
    };
    match named {
        None => {
            report
                .find(
                    first.key.range(),
                    "where the state lies is left to whoever is logged in",
                )
                .fix = Some(advice("set `backend.url`"));
        }
        Some(url) if url.starts_with("file:") => {
            let range = root
                .at(&["backend", "url"])
                .map_or(first.key.range(), |node| node.range());
            report
                .find(range, "the state stays on the machine of whoever deploys")
                .fix = Some(advice("use a bucket or a service as the backend"));
        }
        Some(_) => {}
    }
}

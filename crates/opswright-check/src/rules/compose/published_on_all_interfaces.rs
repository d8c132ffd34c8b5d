//! `published-on-all-interfaces`: a port that is published on all interfaces.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::ImageReference;
use opswright_source::Range;

use crate::images::is_store;
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "published-on-all-interfaces",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("published_on_all_interfaces.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for port in service.ports() {
            let Some(published) = port
                .published
                .as_deref()
                .filter(|_| port.host_address.is_none())
            else {
                continue;
            };
            // These are published because the world is meant to come.
            if matches!(published, "80" | "443" | "") {
                continue;
            }
            let store = service.image().is_some_and(|image| {
                is_store(&ImageReference::parse(image.as_str().unwrap_or("")))
            });
            let message = if store {
                format!(
                    "`{}` is open to every network of the host on port {published}, past its firewall",
                    service.name
                )
            } else {
                format!(
                    "port {published} of `{}` is open to every network of the host",
                    service.name
                )
            };
            let fix = if port.short {
                let quoted = usize::from(port.range.slice(report.text).starts_with(['"', '\'']));
                let edit = replace(Range::at(port.range.start + quoted), "127.0.0.1:");
                report.fix(
                    format!("publish it on `127.0.0.1:{published}`"),
                    Safety::Unsafe,
                    vec![edit],
                )
            } else {
                advice("set `host_ip: 127.0.0.1`")
            };
            report.find(port.range, message).fix = Some(fix);
        }
    }
}

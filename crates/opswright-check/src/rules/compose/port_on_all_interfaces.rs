//! `port-on-all-interfaces`: a port that is published to the whole network.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::report::{Report, replace};
use crate::rule::{ComposeFile, Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "port-on-all-interfaces",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    docs: include_str!("port_on_all_interfaces.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for port in service.ports() {
            let Some(published) = port.published.as_deref() else {
                continue;
            };
            let open = port
                .host_address
                .as_deref()
                .is_none_or(|address| address == "0.0.0.0");
            if open && !published.contains('$') {
                let message =
                    format!("port {published} is published on every interface of the host");
                let fix = (port.short && port.host_address.is_none()).then(|| {
                    let text = port.range.slice(report.text);
                    let inside = text.trim_matches(['"', '\'']);
                    let edit = replace(port.range, format!("\"127.0.0.1:{inside}\""));
                    report.fix("publish it on 127.0.0.1 only", Safety::Unsafe, vec![edit])
                });
                report.find(port.range, message).fix = fix;
            }
        }
    }
}

//! The design as a Mermaid graph: who asks whom.

use std::fmt::Write as _;

use crate::decisions::title;
use crate::design::Design;

/// A flow chart from the people through the load balancer to workloads and resources.
pub(crate) fn graph(design: &Design) -> String {
    let mut text = "flowchart LR\n".to_owned();
    let entries: Vec<usize> = (0..design.workloads.len())
        .filter(|index| matches!(design.workloads[*index].kind.as_str(), "web" | "static"))
        .collect();
    if !entries.is_empty() {
        let balancer = design.choice("load-balancer").unwrap_or("load balancer");
        let _ = writeln!(
            text,
            "    users([people]) --> balancer[{}]",
            label(balancer)
        );
    }
    for (index, workload) in design.workloads.iter().enumerate() {
        let port = workload
            .port
            .map_or_else(String::new, |port| format!(" :{port}"));
        let words = format!("{} ({}){port}", workload.name, workload.kind);
        let _ = writeln!(text, "    w{index}[{}]", label(&words));
    }
    for index in entries {
        let _ = writeln!(text, "    balancer --> w{index}");
    }
    for (index, resource) in design.resources.iter().enumerate() {
        let words = format!(
            "{}: {}",
            resource.name,
            title(&resource.kind, &resource.version)
        );
        let _ = writeln!(text, "    r{index}[({})]", label(&words));
        for (user, workload) in design.workloads.iter().enumerate() {
            if resource.used_by.contains(&workload.name) {
                let _ = writeln!(text, "    w{user} --> r{index}");
            }
        }
    }
    text
}

/// A quoted label; quotes would end it.
fn label(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|character| match character {
            '"' => '\'',
            control if control.is_control() => ' ',
            other => other,
        })
        .collect();
    format!("\"{plain}\"")
}

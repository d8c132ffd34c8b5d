//! `retired-component`: a component that its project has given up, and that holds the whole cluster.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Object;
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "retired-component",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("retired_component.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let image = contained.container.image().and_then(|node| node.as_str());
        let tiller = contained.container.name == "tiller" || image.is_some_and(is_tiller);
        let dashboard = image.is_some_and(is_old_dashboard);
        if tiller || dashboard {
            find(contained.object, contained.place(), dashboard, report);
        }
    }
    for object in file.objects.iter().filter(|object| object.pod.is_none()) {
        let labels = object.node.at(&["spec", "selector"]);
        let selects = labels.is_some_and(|labels| labels.str_at(&["name"]) == Some("tiller"));
        if object.is("Service") && (object.title() == "tiller-deploy" || selects) {
            find(object, object.place(), false, report);
        }
    }
}

fn find(object: &Object<'_>, place: Range, dashboard: bool, report: &mut Report<'_>) {
    let (message, cure) = if dashboard {
        (
            format!(
                "`{}` is a Kubernetes Dashboard of the first line, without fixes",
                object.title()
            ),
            "take it out, and use a console that asks each user to log in",
        )
    } else {
        (
            format!(
                "`{}` is Tiller, the server of Helm 2: whoever reaches it is administrator",
                object.title()
            ),
            "take it out: Helm 3 needs no server",
        )
    };
    report.find(place, message).fix = Some(advice(cure));
}

fn is_tiller(image: &str) -> bool {
    let name = image.rsplit('/').next().unwrap_or(image);
    name == "tiller" || name.starts_with("tiller:") || name.starts_with("tiller@")
}

/// `kubernetes-dashboard-amd64:v1.10.1` and its like.
fn is_old_dashboard(image: &str) -> bool {
    image.contains("kubernetes-dashboard-")
}

//! Labels of runners.

use opswright_actions::{Shape, holes, parse};
use opswright_yaml::{Kind, Node};

use super::fault::Fault;
use super::walk::Walk;

/// Labels of the runners that GitHub offers: system, version.
const HOSTED: [(&str, Family, &str); 29] = [
    ("ubuntu-latest", Family::Linux, "24.04"),
    ("ubuntu-slim", Family::Linux, "24.04"),
    ("ubuntu-latest-4-cores", Family::Linux, "24.04"),
    ("ubuntu-latest-8-cores", Family::Linux, "24.04"),
    ("ubuntu-latest-16-cores", Family::Linux, "24.04"),
    ("ubuntu-24.04", Family::Linux, "24.04"),
    ("ubuntu-24.04-arm", Family::Linux, "24.04"),
    ("ubuntu-22.04", Family::Linux, "22.04"),
    ("ubuntu-22.04-arm", Family::Linux, "22.04"),
    ("windows-latest", Family::Windows, "2025"),
    ("windows-latest-8-cores", Family::Windows, "2025"),
    ("windows-2025", Family::Windows, "2025"),
    ("windows-2025-vs2026", Family::Windows, "2025"),
    ("windows-2022", Family::Windows, "2022"),
    ("windows-11-arm", Family::Windows, "11"),
    ("macos-latest", Family::MacOs, "15"),
    ("macos-latest-large", Family::MacOs, "15"),
    ("macos-latest-xlarge", Family::MacOs, "15"),
    ("macos-26", Family::MacOs, "26"),
    ("macos-26-intel", Family::MacOs, "26"),
    ("macos-26-large", Family::MacOs, "26"),
    ("macos-26-xlarge", Family::MacOs, "26"),
    ("macos-15", Family::MacOs, "15"),
    ("macos-15-intel", Family::MacOs, "15"),
    ("macos-15-large", Family::MacOs, "15"),
    ("macos-15-xlarge", Family::MacOs, "15"),
    ("macos-14", Family::MacOs, "14"),
    ("macos-14-large", Family::MacOs, "14"),
    ("macos-14-xlarge", Family::MacOs, "14"),
];

/// Labels that GitHub has switched off.
const RETIRED: [&str; 16] = [
    "ubuntu-16.04",
    "ubuntu-18.04",
    "ubuntu-20.04",
    "macos-10",
    "macos-10.15",
    "macos-11",
    "macos-11.0",
    "macos-12",
    "macos-12-large",
    "macos-12-xl",
    "macos-13",
    "macos-13-large",
    "macos-13-xlarge",
    "windows-2016",
    "windows-2019",
    "windows-2012",
];

/// An operating system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Linux,
    Windows,
    MacOs,
}

impl Family {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Linux => "Linux",
            Self::Windows => "Windows",
            Self::MacOs => "macOS",
        }
    }
}

/// The system that `runs-on` names, where it is written out.
pub(super) fn family(node: Node<'_>) -> Option<Family> {
    let labels: Vec<Node<'_>> = match node.kind() {
        Kind::Sequence => node.items().collect(),
        _ => vec![node],
    };
    labels
        .iter()
        .filter_map(Node::as_str)
        .find_map(|label| system(label).map(|(family, _)| family))
}

/// System and version of a label; no version for the labels of own runners.
fn system(label: &str) -> Option<(Family, Option<&'static str>)> {
    let lower = label.to_ascii_lowercase();
    match lower.as_str() {
        "linux" => return Some((Family::Linux, None)),
        "windows" => return Some((Family::Windows, None)),
        "macos" => return Some((Family::MacOs, None)),
        _ => {}
    }
    HOSTED
        .iter()
        .find(|(name, _, _)| *name == lower)
        .map(|(_, family, version)| (*family, Some(*version)))
}

impl<'a> Walk<'a> {
    pub(super) fn labels(&mut self, node: Node<'a>) {
        let mut labels: Vec<Node<'a>> = match node.kind() {
            Kind::Sequence => node.items().collect(),
            _ => vec![node],
        };
        let own = labels.iter().any(|label| {
            label
                .as_str()
                .is_some_and(|label| label.eq_ignore_ascii_case("self-hosted"))
        });
        let fixed = labels.clone();
        labels.retain(|label| label.as_str().is_some_and(|text| !text.contains("${{")));
        self.conflicts(&labels);
        for label in &labels {
            self.label(*label, own);
        }
        let first = labels
            .iter()
            .copied()
            .find(|label| label.as_str().and_then(system).is_some());
        for label in fixed {
            for value in self.labels_of_matrix(label) {
                self.label(value, own);
                self.conflicts(
                    &[first, Some(value)]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>(),
                );
            }
        }
    }

    /// The values of `${{ matrix.name }}`.
    fn labels_of_matrix(&self, label: Node<'a>) -> Vec<Node<'a>> {
        let text = label.as_str().unwrap_or("");
        let found = holes(text);
        let Some(hole) = found.first().filter(|hole| hole.range.len() == text.len()) else {
            return Vec::new();
        };
        let Ok(expression) = parse(hole.body, hole.start) else {
            return Vec::new();
        };
        let Shape::Property(of, name) = &expression.shape else {
            return Vec::new();
        };
        if of.path().as_deref() != Some("matrix") {
            return Vec::new();
        }
        let Some(matrix) = self.matrix_node else {
            return Vec::new();
        };
        let rows = matrix.get(name).into_iter().flat_map(|row| row.items());
        let included = matrix
            .get("include")
            .into_iter()
            .flat_map(|include| include.items())
            .filter_map(|item| item.get(name));
        rows.chain(included)
            .filter(|value| value.as_str().is_some_and(|text| !text.contains("${{")))
            .collect()
    }

    fn label(&mut self, node: Node<'a>, own: bool) {
        let label = node.as_str().unwrap_or("");
        let lower = label.to_ascii_lowercase();
        if RETIRED.contains(&lower.as_str()) && !own {
            self.find(
                Fault::RetiredRunner,
                node.range(),
                format!("GitHub has switched `{label}` off: the job waits for a runner and fails"),
            )
            .advise("take a label that is offered, as `ubuntu-latest`");
            return;
        }
        let known = system(label).is_some() || own;
        // Larger runners have any name; only what looks like GitHub's own is held against its list.
        let like_github = ["ubuntu-", "windows-", "macos-", "linux-"]
            .iter()
            .any(|start| {
                lower
                    .strip_prefix(start)
                    .is_some_and(|rest| !rest.is_empty() && !rest.contains(['-', '_', '/']))
            });
        if !known && like_github {
            self.find(
                Fault::UnknownRunner,
                node.range(),
                format!("GitHub offers no runner `{label}`"),
            )
            .advise("take a label that is offered, as `ubuntu-latest`; runners of your own may have any");
        }
    }

    fn conflicts(&mut self, labels: &[Node<'a>]) {
        let mut first: Option<(Node<'a>, (Family, Option<&str>))> = None;
        for label in labels {
            let Some(found) = label.as_str().and_then(system) else {
                continue;
            };
            let Some((earlier, (family, version))) = first else {
                first = Some((*label, found));
                continue;
            };
            let versions = matches!((version, found.1), (Some(a), Some(b)) if a != b);
            if family != found.0 || versions {
                let message = format!(
                    "no runner is `{}` and `{}` at once",
                    earlier.as_str().unwrap_or(""),
                    label.as_str().unwrap_or("")
                );
                self.find(Fault::ConflictingRunners, label.range(), message)
                    .advise("run the job on each of them with a matrix");
            }
        }
    }
}

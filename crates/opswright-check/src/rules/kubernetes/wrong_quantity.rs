//! `wrong-quantity`: an amount of memory or processor time that is no amount, or surely not the one that was meant.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::Node;

use super::quantity::quantity;
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{Contained, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "wrong-quantity",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("wrong_quantity.md"),
    run: &[Run::Kubernetes(run)],
};

/// Less memory than any program can start with, in bytes.
const LEAST_MEMORY: f64 = 1024.0 * 1024.0;
/// More processors than any node has.
const MOST_PROCESSORS: f64 = 1024.0;

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        for kind in ["requests", "limits"] {
            for name in ["cpu", "memory", "ephemeral-storage"] {
                let field = contained.container.field(&["resources", kind, name]);
                if let Some(node) = field.known() {
                    look(&contained, name, node, report);
                }
            }
        }
    }
}

fn look(contained: &Contained<'_, '_>, name: &str, node: Node<'_>, report: &mut Report<'_>) {
    let Some(text) = node
        .as_str()
        .filter(|text| !text.is_empty() && !text.contains(['$', '<']))
    else {
        return;
    };
    let (message, meant) = match quantity(text) {
        None => (
            format!("`{text}` of {} is no amount of {name}", contained.words()),
            spelled(text),
        ),
        Some(amount) if name == "memory" && amount > 0.0 && amount < LEAST_MEMORY => (
            format!(
                "{} gets {} of memory: `{text}` is less than a mebibyte",
                contained.words(),
                size(amount)
            ),
            mebibytes(text),
        ),
        Some(amount) if name == "cpu" && amount > MOST_PROCESSORS => (
            format!("{} asks for {amount} processors", contained.words()),
            None,
        ),
        Some(_) => return,
    };
    let fix = match meant {
        Some(meant) => report.fix(
            format!("write `{meant}`"),
            Safety::Unsafe,
            vec![replace(node.range(), meant)],
        ),
        None => advice("write memory as `128Mi` or `1Gi`, processors as `250m` or `1`"),
    };
    report.find(node.range(), message).fix = Some(fix);
}

fn size(bytes: f64) -> String {
    if bytes < 1.0 {
        "less than a byte".to_owned()
    } else {
        format!("{bytes} bytes")
    }
}

/// `512m` was meant as `512Mi`.
fn mebibytes(text: &str) -> Option<String> {
    let number = text.strip_suffix('m').unwrap_or(text);
    number
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| format!("{number}Mi"))
}

/// `512MB`, `512 Mi` and `1gb` as Kubernetes writes them.
fn spelled(text: &str) -> Option<String> {
    let end = text.find(|character: char| !character.is_ascii_digit())?;
    let unit = match text[end..].trim().to_ascii_lowercase().as_str() {
        "k" | "kb" | "ki" | "kib" => "Ki",
        "m" | "mb" | "mi" | "mib" => "Mi",
        "g" | "gb" | "gi" | "gib" => "Gi",
        _ => return None,
    };
    (end > 0).then(|| format!("{}{unit}", &text[..end]))
}

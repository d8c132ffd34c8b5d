//! Keys that a strictly read file does not have.

use opswright_diagnostic::Safety;
use opswright_yaml::Node;

use crate::closeness::is_close;
use crate::report::{Report, replace};

/// Endings of keys that each kind of discovery has.
const ENDINGS: [&str; 2] = ["_sd_configs", "_relabel_configs"];

/// Reports the keys of `node` that are not `known`, with the one that was probably meant.
pub(crate) fn unknown(node: Node<'_>, known: &[&str], of: &str, report: &mut Report<'_>) {
    for entry in node.entries() {
        let name = entry.name();
        let is_known = known.contains(&name)
            || name == "<<"
            || ENDINGS.iter().any(|ending| name.ends_with(ending));
        if is_known {
            continue;
        }
        let close = known
            .iter()
            .find(|key| is_close(key, name) && node.get(key).is_none());
        let fix = close.map(|key| {
            report.fix(
                format!("write `{key}`"),
                Safety::Safe,
                vec![replace(entry.key.range(), *key)],
            )
        });
        report
            .find(
                entry.key.range(),
                format!("`{name}` is no key of {of}, and the whole file is refused"),
            )
            .fix = fix;
    }
}

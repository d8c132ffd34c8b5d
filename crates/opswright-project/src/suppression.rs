//! `# opswright: allow <rule> -- reason`: findings that a person has accepted.

use opswright_source::Range;

use crate::parsed::Syntax;

/// An accepted finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Names of the rules.
    pub rules: Vec<String>,
    /// Bytes in which findings of these rules are accepted.
    pub range: Range,
    /// The comment itself.
    pub comment: Range,
    /// Why; `None` where no reason is written.
    pub reason: Option<String>,
}

impl Suppression {
    /// Whether a finding of `rule` that starts at `offset` is accepted.
    pub fn covers(&self, rule: &str, offset: usize) -> bool {
        self.range.touches(offset) && self.rules.iter().any(|name| name == rule)
    }
}

const MARK: &str = "opswright: allow ";

/// All such comments of a file; each covers its line, or the next line where it stands alone.
pub(crate) fn suppressions(text: &str, syntax: &Syntax) -> Vec<Suppression> {
    let mut found = Vec::new();
    if !text.contains(MARK) {
        return found;
    }
    let mut waiting: Vec<Suppression> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let here = Range::new(start, start + content.len());
        start += line.len();
        let alone = content.trim_start().starts_with('#');
        if let Some(suppression) = read(content, here) {
            if alone {
                waiting.push(suppression);
            } else {
                found.push(suppression);
            }
        }
        if !alone && !content.trim().is_empty() {
            for mut suppression in waiting.drain(..) {
                suppression.range = here;
                found.push(suppression);
            }
        }
    }
    found.extend(waiting);
    for suppression in &mut found {
        suppression.range.end = whole_item(syntax, suppression.range).max(suppression.range.end);
    }
    found
}

fn read(line: &str, here: Range) -> Option<Suppression> {
    let comment = line
        .match_indices('#')
        .find(|(at, _)| line[at + 1..].trim_start().starts_with(MARK))?
        .0;
    let rest = line[comment + 1..].trim_start().strip_prefix(MARK)?;
    let (names, reason) = match rest.split_once("--") {
        Some((names, reason)) => (names, Some(reason.trim().to_owned())),
        None => (rest, None),
    };
    let rules = names
        .split([',', ' '])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    Some(Suppression {
        rules,
        range: here,
        comment: Range::new(here.start + comment, here.end),
        reason: reason.filter(|reason| !reason.is_empty()),
    })
}

/// End of what starts on the covered line: an instruction over several lines, a text below its key.
fn whole_item(syntax: &Syntax, line: Range) -> usize {
    match syntax {
        Syntax::Dockerfile(file) => file
            .instructions
            .iter()
            .find(|instruction| line.touches(instruction.range.start))
            .map_or(line.end, |instruction| instruction.range.end),
        Syntax::Yaml(yaml) => yaml
            .documents()
            .flat_map(|root| root.descend())
            .filter(|node| line.touches(node.range().start) && node.as_str().is_some())
            .map(|node| node.range().end)
            .max()
            .unwrap_or(line.end),
        Syntax::DockerIgnore(_) | Syntax::Opaque => line.end,
    }
}

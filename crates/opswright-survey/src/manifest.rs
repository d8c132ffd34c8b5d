//! Reading JSON, YAML and TOML manifests, with a finding where their syntax is broken.

use opswright_diagnostic::Diagnostic;
use opswright_source::{Range, SourceFile};
use opswright_yaml::{SyntaxError, Yaml, parse, parse_json};

use crate::findings::broken;
use crate::toml::Toml;

/// The JSON in `file`, as far as it can be read.
pub(crate) fn json(file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Yaml {
    let (tree, errors) = parse_json(&file.text);
    report(file, &errors, findings);
    tree
}

/// The YAML in `file`, as far as it can be read.
pub(crate) fn yaml(file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Yaml {
    let (tree, errors) = parse(&file.text);
    report(file, &errors, findings);
    tree
}

fn report(file: &SourceFile, errors: &[SyntaxError], findings: &mut Vec<Diagnostic>) {
    if let Some(error) = errors.first() {
        findings.push(broken(file, error.range, &error.message));
    }
}

/// The TOML in `file`, or nothing when it is broken.
pub(crate) fn toml(file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<Toml> {
    match Toml::parse(&file.text) {
        Ok(toml) => Some(toml),
        Err(fault) => {
            findings.push(broken(file, Range::at(fault.at), &fault.message));
            None
        }
    }
}

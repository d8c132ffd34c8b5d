//! `committed-credential-file`: a file of credentials of a person or a machine.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::secret_text::{SecretText, is_credential_file, is_sample};

pub(crate) static RULE: Rule = Rule {
    name: "committed-credential-file",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("committed_credential_file.md"),
    run: &[Run::Secrets(run)],
};

fn run(text: &SecretText<'_>, report: &mut Report<'_>) {
    if !is_credential_file(text.path) {
        return;
    }
    let mut at = 0;
    for line in text.text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let Some(what) = credential(text.path, line.trim()) else {
            continue;
        };
        let range = Range::new(start, start + line.trim().len());
        let finding = report.find(range, format!("{what} lies in the repository"));
        if is_sample(text.path) {
            finding.confidence = Confidence::Low;
        }
        finding.fix = Some(advice(
            "take the file out of git, ignore it, and replace what was in it",
        ));
        return;
    }
}

/// What a line of such a file holds.
fn credential(path: &str, line: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if line.starts_with(['#', ';']) || line.is_empty() {
        return None;
    }
    let value = |key: &str| {
        let (_, rest) = line.split_once(key)?;
        let value = rest
            .trim_start_matches([' ', '=', ':', '"'])
            .trim_end_matches(['"', ','])
            .trim();
        let literal =
            !value.is_empty() && !value.starts_with(['$', '<', '{', '%']) && value != "null";
        literal.then_some(())
    };
    match name {
        ".netrc" | "_netrc" => value("password ").map(|()| "a password for another host"),
        ".npmrc" => value("_authToken")
            .or_else(|| value("_password"))
            .or_else(|| value("_auth="))
            .map(|()| "the right to publish packages"),
        ".pypirc" => value("password").map(|()| "the right to publish packages"),
        ".pgpass" => (line.split(':').count() == 5).then_some("a password of a database"),
        ".my.cnf" => value("password").map(|()| "a password of a database"),
        ".git-credentials" => line.contains('@').then_some("a password for git"),
        ".boto" | ".s3cfg" => value("secret_key")
            .or_else(|| value("secret_access_key"))
            .map(|()| "a key of a cloud"),
        "credentials" => value("aws_secret_access_key").map(|()| "a key of a cloud"),
        ".dockercfg" | "config.json" => value("\"auth\"").map(|()| "a password of a registry"),
        _ => value("client-key-data")
            .or_else(|| value("token:"))
            .or_else(|| value("password:"))
            .map(|()| "a way into a cluster"),
    }
}

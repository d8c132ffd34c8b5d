//! `named-user`: a user by name where a number would be checked.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Dockerfile, Instruction, Stage};

use super::stages::{chain, image_of, last_user};
use crate::images::known_user;
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "named-user",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("named_user.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    // Machines to develop on, where no Kubernetes looks.
    if ["gitpod", "devcontainer"]
        .iter()
        .any(|word| report.path().contains(word))
    {
        return;
    }
    let Some(stage) = file.final_stage() else {
        return;
    };
    let Some(user) = last_user(file, stage).filter(|user| !user.is_dynamic()) else {
        return;
    };
    let name = user.text.split(':').next().unwrap_or("");
    if name == "root" || name.is_empty() || name.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let number = created_user(file, stage, name)
        .or_else(|| known_user(image_of(file, stage)?, name).map(str::to_owned));
    let fix = match number {
        Some(number) => report.fix(
            format!("write its number: `USER {number}`"),
            Safety::Safe,
            vec![replace(user.range, number)],
        ),
        None => advice("write the user's number instead of its name"),
    };
    report
        .find(
            user.range,
            format!("`{name}` is a name: Kubernetes cannot prove that it is not root"),
        )
        .fix = Some(fix);
}

/// The number that `useradd` or `adduser` in the chain of stages gives to `name`.
fn created_user(file: &Dockerfile, stage: &Stage, name: &str) -> Option<String> {
    chain(file, stage)
        .into_iter()
        .flat_map(|stage| file.instructions_of(stage))
        .flat_map(Instruction::commands)
        .filter(|command| matches!(command.program(), "useradd" | "adduser") && command.has(name))
        .find_map(|command| {
            let words = command.arguments();
            words
                .iter()
                .enumerate()
                .find_map(|(at, word)| match word.text.as_str() {
                    "-u" | "--uid" => words.get(at + 1).map(|next| next.text.clone()),
                    text => text.strip_prefix("--uid=").map(str::to_owned),
                })
        })
        .filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

//! `recommended-packages`: apt installs packages that nothing needs.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile, Instruction};
use opswright_source::Range;

use super::stages::chain;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "recommended-packages",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("recommended_packages.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let Some(last) = file.final_stage() else {
        return;
    };
    for command in chain(file, last)
        .into_iter()
        .flat_map(|stage| file.instructions_of(stage))
        .filter(|instruction| matches!(instruction.body, Body::Run(_)))
        .flat_map(Instruction::commands)
    {
        let apt = matches!(command.program(), "apt-get" | "apt");
        let asks = command.words.iter().any(|word| {
            word.text.contains("no-install-recommends") || word.text.contains("Install-Recommends")
        });
        let Some(verb) = command
            .arguments()
            .iter()
            .find(|word| word.text == "install")
            .filter(|_| apt && !asks)
        else {
            continue;
        };
        let edit = replace(Range::at(verb.range.end), " --no-install-recommends");
        let fix = report.fix("add `--no-install-recommends`", Safety::Unsafe, vec![edit]);
        report
            .find(
                command.range(),
                "packages that are only recommended are installed too",
            )
            .fix = Some(fix);
    }
}

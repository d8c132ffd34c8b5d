//! `ad-hoc-install`: a package that a script fetches by its name, past every lock file.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ShellCommand;
use opswright_project::workflow::{Step, Workflow};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::script::script_commands;

pub(crate) static RULE: Rule = Rule {
    name: "ad-hoc-install",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("ad_hoc_install.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

/// Programs that install; no script without their names is read.
const INSTALLERS: [&str; 6] = ["npm", "yarn", "bun", "gem", "bundle", "pip"];

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for run in file
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .filter_map(Step::run)
    {
        let source = run.as_str().unwrap_or("");
        if !INSTALLERS.iter().any(|program| source.contains(program)) {
            continue;
        }
        for command in script_commands(run, report.text) {
            if let Some(package) = installed(&command) {
                report
                    .find(
                        command.range(),
                        format!("`{package}` comes without a lock file, and what it needs in whatever version is newest"),
                    )
                    .fix = Some(advice("put it into a manifest with a lock file, and install from that"));
            }
        }
    }
}

/// The package that a command fetches by its name.
fn installed(command: &ShellCommand) -> Option<String> {
    let mut words = command
        .arguments()
        .iter()
        .map(|word| word.text.as_str())
        .filter(|word| !word.starts_with('-'));
    let verb = words.next()?;
    let fits = match command.program() {
        "npm" => matches!(verb, "install" | "i" | "add"),
        "pnpm" | "yarn" | "bun" => verb == "add" || verb == "global" && words.next() == Some("add"),
        "gem" => verb == "install",
        "bundle" => verb == "add",
        "pip" | "pip3" | "pipx" => verb == "install",
        _ => false,
    };
    let package = words.next().filter(|_| fits)?;
    let local = package.starts_with(['.', '/', '$'])
        || package.contains("://")
        || package.ends_with(".gem")
        || package.ends_with(".tgz")
        || package.ends_with(".whl")
        || package.ends_with(".txt");
    (!local).then(|| package.to_owned())
}

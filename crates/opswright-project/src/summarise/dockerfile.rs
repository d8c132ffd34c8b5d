//! A Dockerfile's stages, each with what it inherits from the stages below it.

use opswright_dockerfile::{
    Base, Body, Command, Dockerfile, Flag, Instruction, ShellCommand, Stage, Word,
};
use opswright_source::LineIndex;

use super::located;
use crate::summary::{CopySummary, DockerfileSummary, Located, StageSummary};

pub(super) fn summarise(file: &Dockerfile, text: &str) -> DockerfileSummary {
    let lines = LineIndex::new(text);
    let mut summary = DockerfileSummary {
        templated: file.templated,
        ..DockerfileSummary::default()
    };
    for stage in &file.stages {
        summary.uses.extend(uses(file, stage));
        let mut found = inherited(&summary.stages, stage, &lines);
        for instruction in file.instructions_of(stage) {
            take(&mut found, instruction, &lines);
            summary
                .copies
                .extend(copies(instruction, stage.index, &lines));
        }
        summary.stages.push(found);
    }
    summary
}

/// What a stage refers to, were it a stage.
fn uses(file: &Dockerfile, stage: &Stage) -> Vec<String> {
    let mounted = |flag: &Flag| {
        let source = flag
            .value
            .text
            .split(',')
            .find_map(|part| part.strip_prefix("from="));
        source.map(str::to_owned)
    };
    let flags = file
        .instructions_of(stage)
        .iter()
        .flat_map(|instruction| &instruction.flags)
        .filter_map(|flag| match flag.name.as_str() {
            "from" => Some(flag.value.text.clone()),
            "mount" => mounted(flag),
            _ => None,
        });
    let base = match stage.base {
        Base::Stage(index) => Some(index.to_string()),
        _ => None,
    };
    flags
        .chain([stage.image.text.clone()])
        .chain(base)
        .map(|name| name.to_ascii_lowercase())
        .collect()
}

/// A stage before its own instructions.
fn inherited(earlier: &[StageSummary], stage: &Stage, lines: &LineIndex) -> StageSummary {
    let name = stage.name.as_ref().map(|name| name.text.clone());
    let from = located(lines, stage.image.text.clone(), stage.image.range);
    let base = match stage.base {
        Base::Stage(index) => earlier.get(index).cloned(),
        _ => None,
    };
    let fresh = StageSummary {
        name: None,
        from: from.clone(),
        image: match &stage.base {
            Base::Image(image) => Some(image.clone()),
            _ => None,
        },
        scratch: stage.base == Base::Scratch,
        installed: Vec::new(),
        ports: Vec::new(),
        health_check: None,
        health_check_in_shell: false,
        user: None,
        starts: false,
        variables: Vec::new(),
    };
    StageSummary {
        name,
        from,
        ..base.unwrap_or(fresh)
    }
}

fn take(stage: &mut StageSummary, instruction: &Instruction, lines: &LineIndex) {
    match &instruction.body {
        Body::Expose(ports) => stage
            .ports
            .extend(ports.iter().filter_map(|word| port(word, lines))),
        Body::Healthcheck(command) => {
            let words = instruction
                .commands()
                .iter()
                .flat_map(|command| command.words.iter().cloned())
                .collect();
            stage.health_check = Some(located(lines, words, instruction.range));
            stage.health_check_in_shell =
                command.as_ref().is_some_and(|command| !command.is_exec());
        }
        Body::User(user) => stage.user = Some(located(lines, user.text.clone(), user.range)),
        Body::Cmd(command) | Body::Entrypoint(command) => {
            stage.starts |= !matches!(command, Command::Exec { words, .. } if words.is_empty());
        }
        Body::Env(pairs) | Body::Arg(pairs) => {
            stage
                .variables
                .extend(pairs.iter().map(|pair| pair.name.text.clone()));
        }
        Body::Run(_) => {
            for command in instruction.commands() {
                stage.installed.extend(installed(command));
            }
        }
        Body::Copy {
            destination: Some(destination),
            sources,
            ..
        } if destination.text.contains("bin/") || destination.text.ends_with("/bin") => {
            stage.installed.extend(sources.iter().map(last_part));
            stage.installed.push(last_part(destination));
        }
        _ => {}
    }
}

fn last_part(word: &Word) -> String {
    let text = word.text.trim_end_matches('/');
    text.rsplit('/').next().unwrap_or(text).to_owned()
}

fn port(word: &Word, lines: &LineIndex) -> Option<Located<u16>> {
    let number = word.text.split('/').next()?.parse().ok()?;
    Some(located(lines, number, word.range))
}

/// Names of packages that a command installs.
fn installed(command: &ShellCommand) -> Vec<String> {
    let verb = match command.program() {
        "apt-get" | "apt" | "yum" | "dnf" | "microdnf" | "zypper" => "install",
        "apk" => "add",
        _ => return Vec::new(),
    };
    let mut words = command
        .arguments()
        .iter()
        .skip_while(|word| word.text != verb);
    words.next();
    words
        .filter(|word| !word.text.starts_with('-'))
        .map(|word| {
            word.text
                .split(['=', '~', '<', '>'])
                .next()
                .unwrap_or("")
                .to_owned()
        })
        .collect()
}

fn copies(instruction: &Instruction, stage: usize, lines: &LineIndex) -> Vec<CopySummary> {
    let Body::Copy { sources, .. } = &instruction.body else {
        return Vec::new();
    };
    if instruction.flag("from").is_some() {
        return Vec::new();
    }
    sources
        .iter()
        .map(|source| CopySummary {
            source: located(lines, source.text.clone(), source.range),
            stage,
        })
        .collect()
}

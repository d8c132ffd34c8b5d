//! Dockerfile: exposed port, start command, health check, runtime version.

use opswright_diagnostic::Diagnostic;
use opswright_dockerfile::{Base, Body, Command, Dockerfile, Instruction, Stage, parse};
use opswright_source::{LineIndex, SourceFile};

use super::copied::copied_folder;
use super::health_url::path_in;
use super::portable::{develops, is_interpreter, is_proxy, runs_outside, typed};
use super::{Context, Import, at};
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::findings::broken;
use crate::place::{base_name, folder_of, is_below};
use crate::resources::of_image;
use crate::scan::command::stated_port;

pub(super) const IMPORT: Import = Import { reads, apply };

fn reads(path: &str) -> bool {
    matches!(
        base_name(path),
        "Dockerfile" | "Containerfile" | "Dockerfile.prod" | "Dockerfile.production"
    )
}

/// Images of runtimes, and the languages whose version their tag states.
const RUNTIMES: &[(&str, &[&str])] = &[
    ("node", &["javascript", "typescript"]),
    ("python", &["python"]),
    ("golang", &["go"]),
    ("rust", &["rust"]),
    ("ruby", &["ruby"]),
    ("php", &["php"]),
    ("eclipse-temurin", &["java", "kotlin"]),
    ("elixir", &["elixir"]),
];

fn apply(
    context: &Context<'_>,
    file: &SourceFile,
    candidates: &mut Vec<Candidate>,
    findings: &mut Vec<Diagnostic>,
) {
    let (docker, errors) = parse(&file.text);
    if let Some(error) = errors.first() {
        findings.push(broken(file, error.range, &error.message));
    }
    let Some(last) = docker.final_stage() else {
        return;
    };
    let mut folder = folder_of(&file.path).to_owned();
    if at(candidates, &folder).next().is_none() {
        let enclosed = candidates
            .iter()
            .any(|candidate| is_below(&folder, &candidate.folder));
        let ready_made = matches!(&last.base, Base::Image(image)
            if of_image(image.short_name()).is_some() || is_proxy(image.short_name()));
        if enclosed || ready_made {
            return;
        }
        match copied_folder(&docker, last, &folder, candidates) {
            Some(inside) => folder = inside,
            None => candidates.push(unknown(&folder)),
        }
    }
    let reader = Reader {
        context,
        file,
        lines: LineIndex::new(&file.text),
        docker: &docker,
    };
    for candidate in at(candidates, &folder) {
        reader.claim(last, candidate);
    }
}

/// A workload of which only the image is known.
pub(super) fn unknown(folder: &str) -> Candidate {
    Candidate {
        folder: folder.to_owned(),
        strength: Strength::Program,
        ..Candidate::default()
    }
}

struct Reader<'a> {
    context: &'a Context<'a>,
    file: &'a SourceFile,
    lines: LineIndex,
    docker: &'a Dockerfile,
}

impl Reader<'_> {
    fn evidence(&self, instruction: &Instruction) -> Evidence {
        Evidence {
            path: self.file.path.clone(),
            line: self.lines.line(instruction.range.start),
        }
    }

    fn claim(&self, last: &Stage, candidate: &mut Candidate) {
        let instructions = self.docker.instructions_of(last);
        let mut exposed: Vec<(u16, Evidence)> = Vec::new();
        for instruction in instructions {
            match &instruction.body {
                Body::Expose(ports) => {
                    let numbers = ports
                        .iter()
                        .filter_map(|word| word.text.split('/').next()?.parse().ok());
                    exposed.extend(numbers.map(|number| (number, self.evidence(instruction))));
                }
                Body::Env(pairs) => {
                    for pair in pairs.iter().filter(|pair| pair.name.text == "PORT") {
                        if let Some(port) = pair
                            .value
                            .as_ref()
                            .and_then(|value| value.text.parse().ok())
                        {
                            candidate
                                .port
                                .push(port, Ground::Declared, self.evidence(instruction));
                        }
                    }
                }
                Body::Healthcheck(Some(_)) => {
                    if let Some(path) = path_in(instruction.range.slice(&self.file.text)) {
                        candidate.health_path.push(
                            path,
                            Ground::Declared,
                            self.evidence(instruction),
                        );
                    }
                }
                _ => {}
            }
        }
        if let [(port, evidence)] = exposed.as_slice() {
            candidate
                .port
                .push(*port, Ground::Manifest, evidence.clone());
        }
        self.start(instructions, candidate);
        self.runtime(candidate);
        self.package_manager(candidate);
    }

    /// What ENTRYPOINT and CMD run, where it runs outside of the image too.
    fn start(&self, instructions: &[Instruction], candidate: &mut Candidate) {
        let Some((instruction, words)) = started(instructions) else {
            return;
        };
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let Some(program) = words.first() else {
            return;
        };
        let starts_script = matches!(*program, "npm" | "pnpm" | "yarn" | "bun")
            && words.last() == Some(&"start")
            && !candidate.start.is_empty();
        if starts_script || develops(&words) || candidate.strength == Strength::Site {
            return;
        }
        let evidence = self.evidence(instruction);
        let command = typed(&words);
        if is_interpreter(program) {
            if let Some(port) = stated_port(&command) {
                candidate
                    .port
                    .push(port, Ground::Declared, evidence.clone());
            }
            if runs_outside(&words, candidate, self.context) {
                candidate.raise(Strength::Program);
                candidate.start.push(command, Ground::Declared, evidence);
            }
        } else if let Some(own) = with_arguments(instructions, &words, candidate) {
            candidate.start.push(own, Ground::Declared, evidence);
        } else if candidate.language.is_empty() {
            candidate.start.push(command, Ground::Code, evidence);
        }
    }

    /// The tag of the runtime's image.
    fn runtime(&self, candidate: &mut Candidate) {
        for stage in &self.docker.stages {
            let Base::Image(image) = &stage.base else {
                continue;
            };
            let text = stage.image.text.split('@').next().unwrap_or("");
            let tag = text
                .rsplit('/')
                .next()
                .and_then(|last| last.split_once(':'))
                .map_or("", |(_, tag)| tag);
            let version: String = tag
                .chars()
                .take_while(|c| c.is_ascii_digit() || *c == '.')
                .collect();
            let known = RUNTIMES
                .iter()
                .find(|(name, _)| *name == image.short_name());
            let own = known.is_some_and(|(_, languages)| {
                candidate
                    .language
                    .best()
                    .is_some_and(|claim| languages.contains(&claim.value.as_str()))
            });
            if own && !version.is_empty() {
                let line = self.lines.line(stage.image.range.start);
                let evidence = Evidence {
                    path: self.file.path.clone(),
                    line,
                };
                candidate
                    .runtime_version
                    .push(version, Ground::Code, evidence);
            }
        }
    }

    /// What installs in the image decides between two lock files.
    fn package_manager(&self, candidate: &mut Candidate) {
        if candidate.package_manager.is_empty()
            || candidate.package_manager.resolve_unless_tied().is_some()
        {
            return;
        }
        for instruction in &self.docker.instructions {
            for command in instruction.commands() {
                let installs = command.has("install") || command.has("ci") || command.has("sync");
                let claimed = candidate
                    .package_manager
                    .iter()
                    .any(|claim| claim.value == command.program());
                if installs && claimed {
                    candidate.package_manager.push(
                        command.program().to_owned(),
                        Ground::Declared,
                        self.evidence(instruction),
                    );
                }
            }
        }
    }
}

/// The program that was built, started with the arguments that the image gives it under its own name or a copy's.
fn with_arguments(
    instructions: &[Instruction],
    words: &[&str],
    candidate: &Candidate,
) -> Option<String> {
    let built = candidate.start.best()?.value.split_whitespace().next()?;
    let (program, arguments) = words.split_first()?;
    let is_own = base_name(program) == base_name(built)
        || copied_name(instructions, base_name(built)) == Some(base_name(program));
    (is_own && built.contains('/') && !arguments.is_empty())
        .then(|| format!("{built} {}", arguments.join(" ")))
}

/// The name under which a stage keeps the file `built` of another one.
fn copied_name<'i>(instructions: &'i [Instruction], built: &str) -> Option<&'i str> {
    instructions.iter().find_map(|instruction| {
        let Body::Copy {
            sources,
            destination: Some(destination),
            ..
        } = &instruction.body
        else {
            return None;
        };
        let copies = sources.iter().any(|word| base_name(&word.text) == built);
        copies.then(|| base_name(&destination.text))
    })
}

/// The words of a command; of several joined ones those of the last, since the earlier only prepare.
fn words(command: &Command) -> Vec<String> {
    command
        .commands()
        .last()
        .map(|last| last.words.iter().map(|word| word.text.clone()).collect())
        .unwrap_or_default()
}

/// The instruction that starts the container, and its words without the working directory.
fn started(instructions: &[Instruction]) -> Option<(&Instruction, Vec<String>)> {
    let mut entry = None;
    let mut arguments = None;
    let mut workdir = None;
    for instruction in instructions {
        match &instruction.body {
            Body::Entrypoint(command) => entry = Some((instruction, words(command))),
            Body::Cmd(command) => arguments = Some((instruction, words(command))),
            Body::Workdir(word) => workdir = Some(format!("{}/", word.text.trim_end_matches('/'))),
            _ => {}
        }
    }
    let wrapper = |program: &String| {
        let name = base_name(program);
        name.contains("entrypoint")
            || [".sh", "tini", "dumb-init"]
                .iter()
                .any(|end| name.ends_with(end))
    };
    let entry = entry.filter(|(_, words)| !words.first().is_some_and(wrapper));
    let (instruction, _) = arguments.as_ref().or(entry.as_ref())?;
    let instruction = *instruction;
    let all = entry
        .into_iter()
        .chain(arguments)
        .flat_map(|(_, words)| words);
    let plain = all.map(|word| {
        match workdir
            .as_ref()
            .and_then(|folder| word.strip_prefix(folder))
        {
            Some(inside) => inside.to_owned(),
            None => word,
        }
    });
    Some((
        instruction,
        plain.skip_while(|word| word == "exec").collect(),
    ))
}

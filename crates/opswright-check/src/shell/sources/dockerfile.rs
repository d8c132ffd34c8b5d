//! The RUN instructions of a Dockerfile.

use std::collections::BTreeMap;

use opswright_dockerfile::{Base, Body, Command, Dockerfile, Instruction, Stage};
use opswright_shell::{Dialect, interpreter};

use super::ShellSource;
use crate::shell::context::{Place, Setting};
use crate::shell::origin::Origin;
use crate::shell::variables::Known;

const MARKS: &[(&str, &str)] = &[("{{", "}}"), ("{%", "%}"), ("<%", "%>")];

pub(super) fn sources<'a>(file: &'a Dockerfile, text: &'a str) -> Vec<ShellSource<'a>> {
    if file.escape != '\\' {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut reader = Reader {
        templated: file.templated,
        started: false,
        global: BTreeMap::new(),
        given: Vec::new(),
        dialect: None,
        certain: false,
        errexit: false,
    };
    for (at, instruction) in file.instructions.iter().enumerate() {
        if let Some(stage) = file.stages.iter().find(|stage| stage.from == at) {
            reader.start(file, stage);
        }
        reader.take(instruction, text, &mut found);
    }
    found
}

/// What holds at an instruction.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about one place"
)]
struct Reader<'a> {
    templated: bool,
    /// Whether a FROM has been met.
    started: bool,
    global: BTreeMap<&'a str, Known>,
    given: Vec<(String, Known)>,
    /// The shell that reads RUN; `None` where that is no POSIX shell.
    dialect: Option<Dialect>,
    certain: bool,
    errexit: bool,
}

impl<'a> Reader<'a> {
    fn start(&mut self, file: &Dockerfile, stage: &Stage) {
        self.started = true;
        self.given.clear();
        self.errexit = false;
        let image = base_of(file, stage).unwrap_or_default();
        (self.dialect, self.certain) = shell_of(&image);
    }

    fn take(
        &mut self,
        instruction: &'a Instruction,
        text: &'a str,
        found: &mut Vec<ShellSource<'a>>,
    ) {
        match &instruction.body {
            Body::Arg(pairs) | Body::Env(pairs) => {
                for pair in pairs {
                    let name = pair.name.text.as_str();
                    let known = match &pair.value {
                        Some(value) => self.known(&value.text),
                        // Who builds gives one word, or means several.
                        None => self.global.get(name).copied().unwrap_or(Known::Word),
                    };
                    if !self.started {
                        self.global.insert(name, known);
                    }
                    self.given.push((name.to_owned(), known));
                }
            }
            Body::Shell(Command::Exec { words, .. }) => {
                let program = words.first().map_or("", |word| word.text.as_str());
                self.dialect = Dialect::of_program(program.rsplit('/').next().unwrap_or(program));
                self.certain = true;
                self.errexit = words.iter().skip(1).any(|word| {
                    word.text == "errexit"
                        || word.text.starts_with('-')
                            && !word.text.starts_with("--")
                            && word.text.contains('e')
                });
            }
            Body::Run(command) => self.run(command, instruction, text, found),
            Body::OnBuild(inner) => {
                if let Body::Run(command) = &inner.body {
                    self.run(command, inner, text, found);
                }
            }
            _ => {}
        }
    }

    /// What is known of a value that may name earlier variables.
    fn known(&self, value: &str) -> Known {
        let expansion = opswright_dockerfile::expand(value, |name| {
            let mut earlier = self.given.iter().rev();
            let known = earlier.find(|(given, _)| given == name)?.1;
            (known == Known::Word).then(|| "x".to_owned())
        });
        if expansion.unknown.is_empty() && is_plain(&expansion.text) {
            Known::Word
        } else {
            Known::Unknown
        }
    }

    fn run(
        &self,
        command: &'a Command,
        instruction: &'a Instruction,
        text: &'a str,
        found: &mut Vec<ShellSource<'a>>,
    ) {
        let (Command::Shell(joined), Some(dialect)) = (command, self.dialect) else {
            return;
        };
        let marks = if self.templated { MARKS } else { &[] };
        let mut setting = self.setting(dialect);
        let Some(document) = instruction.heredocs.first() else {
            let origin = Origin::Joined(joined);
            found.push(ShellSource::read(&joined.text, marks, setting, origin));
            return;
        };
        let body = document.body.slice(text);
        let line = joined.text.trim();
        if line.starts_with("<<") && !line.contains([' ', ';', '|']) {
            if let Some((program, flags)) = interpreter(body) {
                let Some(dialect) = Dialect::of_program(program) else {
                    return;
                };
                setting.dialect = dialect;
                setting.certain = true;
                setting.errexit = flags
                    .iter()
                    .any(|flag| flag.starts_with('-') && flag.contains('e'));
            }
            let origin = Origin::Part(document.body.start);
            found.push(ShellSource::read(body, marks, setting, origin));
            return;
        }
        // The bodies stand elsewhere.
        let origin = Origin::Joined(joined);
        let mut source = ShellSource::read(&joined.text, marks, setting, origin);
        source
            .script
            .faults
            .retain(|fault| fault.kind != opswright_shell::FaultKind::UnclosedHeredoc);
        found.push(source);
    }

    fn setting(&self, dialect: Dialect) -> Setting {
        Setting {
            dialect,
            certain: self.certain,
            errexit: self.errexit,
            place: Place::Build,
            given: self.given.clone(),
        }
    }
}

/// The image that a stage comes from in the end.
fn base_of(file: &Dockerfile, stage: &Stage) -> Option<String> {
    let mut stage = stage;
    for _ in 0..file.stages.len() {
        match &stage.base {
            Base::Image(image) => {
                let tag = image.tag.as_deref().unwrap_or("");
                return Some(format!("{}:{tag}", image.repository).to_ascii_lowercase());
            }
            Base::Stage(index) => stage = file.stages.get(*index)?,
            Base::Scratch | Base::Unknown => return None,
        }
    }
    None
}

/// What `/bin/sh` is in an image, and whether that is known.
fn shell_of(image: &str) -> (Option<Dialect>, bool) {
    const BASH: &[&str] = &[
        "fedora",
        "centos",
        "rockylinux",
        "almalinux",
        "amazonlinux",
        "oraclelinux",
        "redhat",
        "ubi",
        "opensuse",
        "archlinux",
        "cachyos",
        "manylinux",
    ];
    const DASH: &[&str] = &[
        "debian",
        "ubuntu",
        "buildpack-deps",
        "bookworm",
        "trixie",
        "bullseye",
        "buster",
        "jammy",
        "noble",
        "focal",
        "slim",
    ];
    /// Official images that stand on Debian unless their tag says otherwise.
    const ON_DEBIAN: &[&str] = &[
        "node",
        "python",
        "golang",
        "rust",
        "ruby",
        "php",
        "openjdk",
        "nginx",
        "httpd",
        "postgres",
        "mysql",
        "redis",
        "perl",
        "gcc",
        "erlang",
        "haskell",
        "wordpress",
        "nextcloud",
        "ghost",
    ];
    let has = |words: &[&str]| words.iter().any(|word| image.contains(word));
    let name = image.split(':').next().unwrap_or("");
    let name = name.strip_prefix("library/").unwrap_or(name);
    if ["windows", "nanoserver", "servercore"]
        .iter()
        .any(|word| image.contains(word))
    {
        return (None, true);
    }
    if has(&["alpine", "busybox"]) {
        return (Some(Dialect::Ash), true);
    }
    if has(BASH) {
        return (Some(Dialect::Bash), true);
    }
    if has(DASH) || ON_DEBIAN.contains(&name) {
        return (Some(Dialect::Dash), true);
    }
    (Some(Dialect::Posix), false)
}

fn is_plain(value: &str) -> bool {
    !value.is_empty() && !value.contains([' ', '\t', '*', '?', '[', '$', '`'])
}

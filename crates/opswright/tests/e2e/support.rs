//! A temporary project with state of its own, and ways to run the binary on it.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::disk::SmallDisk;

/// Port ranges of tests that run at the same time do not meet: each asks the kernel for a free one.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// The shop, built once for all tests.
pub(crate) fn shop_binary() -> PathBuf {
    let manifest = repository().join("examples/shop/Cargo.toml");
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("shop");
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--locked",
            "--offline",
            "--manifest-path",
        ])
        .arg(&manifest)
        .env("CARGO_TARGET_DIR", &target)
        .status()
        .unwrap();
    assert!(built.success(), "the shop does not build");
    target.join("debug/shop")
}

/// Root of this repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    pub(crate) fn new(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Fails the test, with all that was printed, unless it ended with `code`.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "\nstdout:\n{}\nstderr:\n{}",
            self.stdout, self.stderr
        );
        self
    }

    /// Fails the test unless stderr or stdout holds `text`.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        let all = format!("{}{}", self.stdout, self.stderr);
        assert!(all.contains(text), "`{text}` is not in:\n{all}");
        self
    }

    /// stdout as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error} in:\n{}\n{}", self.stdout, self.stderr))
    }
}

/// A project in a temporary folder, with its own state, runtime and home folders; taken down at the end.
pub(crate) struct Project {
    folder: TempDir,
    pub port: u16,
    /// Where its state lies on a disk of its own.
    disk: Option<SmallDisk>,
}

impl Project {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::Builder::new().prefix("ow").tempdir().unwrap();
        for name in ["repo", "state", "run", "home"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        fs::set_permissions(
            folder.path().join("run"),
            std::os::unix::fs::PermissionsExt::from_mode(0o700),
        )
        .unwrap();
        Self {
            folder,
            port: free_port(),
            disk: None,
        }
    }

    /// A copy of the shop that starts the prebuilt binary, so that a release is made in no time.
    pub(crate) fn shop() -> Self {
        let project = Self::empty();
        copy(&repository().join("examples/shop"), &project.root());
        project.settings("");
        project
    }

    /// The shop, with its state on a disk of so many MiB; nothing where this machine lets nobody mount one.
    pub(crate) fn shop_on_disk(mebibytes: u32) -> Option<Self> {
        let mut project = Self::shop();
        project.disk = Some(SmallDisk::mount(
            &project.folder.path().join("state"),
            mebibytes,
        )?);
        Some(project)
    }

    /// Folder of everything of this project.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes `opswright.toml` with `more` lines for the shop's table.
    pub(crate) fn settings(&self, more: &str) {
        let start = shop_binary();
        let text = format!(
            "[design]\nscale = \"hobby\"\n\n[workload.shop]\nbuild = \"true\"\ninstall = \"true\"\nartifact = \"Cargo.toml\"\nstart = \"exec {}\"\nport = {}\n{more}",
            start.display(),
            self.port
        );
        self.write("opswright.toml", &text);
    }

    /// Replaces the command that starts the shop.
    pub(crate) fn start_with(&self, start: &str) {
        let shop = shop_binary().display().to_string();
        let text = self.read("opswright.toml").replace(
            &format!("start = \"exec {shop}\""),
            &format!("start = \"{start}\""),
        );
        self.write("opswright.toml", &text);
    }

    /// From now on the shop starts only once the file exists that is returned: a rollout stays where it is until then.
    pub(crate) fn hold_start(&self) -> PathBuf {
        let gate = self.home().join("gate");
        self.start_with(&format!(
            "while [ ! -e {} ]; do sleep 0.05; done; exec {}",
            gate.display(),
            shop_binary().display()
        ));
        gate
    }

    /// Root of the repository.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("repo")
    }

    /// The home folder of this test.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// S of the project.
    pub(crate) fn state(&self) -> PathBuf {
        let parent = self.folder.path().join("state/opswright");
        let parent = match &self.disk {
            Some(disk) => disk.seen(&parent),
            None => parent,
        };
        fs::read_dir(parent)
            .unwrap()
            .flatten()
            .next()
            .unwrap()
            .path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// The binary, with this project's folders and nothing else of the environment but the path.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let binary = env!("CARGO_BIN_EXE_opswright");
        let mut command = match &self.disk {
            Some(disk) => disk.command(binary, &self.root()),
            None => Command::new(binary),
        };
        command
            .args(arguments)
            .current_dir(self.root())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home())
            .env("USER", "tester")
            .env("XDG_STATE_HOME", self.folder.path().join("state"))
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .stdin(std::process::Stdio::null());
        for name in ["CARGO_HOME", "RUSTUP_HOME"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
    }

    /// Runs the binary.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::new(&self.command(arguments).output().unwrap())
    }

    /// `up`, approved locally, with short waits.
    pub(crate) fn up(&self, more: &[&str]) -> Ran {
        let mut arguments = vec!["up", "--approve-local"];
        for default in [["--bake", "0.3"], ["--health-timeout", "60"]] {
            if !more.contains(&default[0]) {
                arguments.extend(default);
            }
        }
        arguments.extend(more);
        self.run(&arguments)
    }

    /// Address of the service.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        get(self.port, path)
    }

    /// `status` as JSON.
    pub(crate) fn status(&self) -> serde_json::Value {
        self.run(&["status", "--format", "json"]).expect(0).json()
    }

    /// The one workload of `status`.
    pub(crate) fn workload(&self) -> serde_json::Value {
        self.status()["workloads"][0].clone()
    }

    /// Process ids of everything of this project that lives: those that carry its state folder in their environment or
    /// arguments.
    pub(crate) fn processes(&self) -> Vec<(u32, String)> {
        let needle = self.folder.path().display().to_string();
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc").unwrap().flatten() {
            let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>() else {
                continue;
            };
            if pid == std::process::id() {
                continue;
            }
            let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
            if String::from_utf8_lossy(&environment).contains(&needle) {
                let command = fs::read(entry.path().join("cmdline")).unwrap_or_default();
                found.push((pid, String::from_utf8_lossy(&command).replace('\0', " ")));
            }
        }
        found
    }

    /// Fails the test unless nothing of this project runs, as `down` has said.
    #[track_caller]
    pub(crate) fn expect_nothing(&self) {
        assert_eq!(self.processes(), [], "down leaves nothing behind");
    }

    /// Processes of the shop itself.
    pub(crate) fn shops(&self) -> usize {
        let shop = shop_binary().display().to_string();
        self.processes()
            .iter()
            .filter(|(_, command)| command.trim() == shop)
            .count()
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = self.command(&["down"]).output();
        for (pid, _) in self.processes() {
            if let Some(pid) = i32::try_from(pid)
                .ok()
                .and_then(rustix::process::Pid::from_raw)
            {
                let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
            }
        }
    }
}

/// `kill -9` of one process.
pub(crate) fn kill(pid: u64) {
    let pid = rustix::process::Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
}

/// Status and body of `GET path` on 127.0.0.1:`port`.
pub(crate) fn get(port: u16, path: &str) -> (u16, String) {
    try_get(port, path).unwrap_or_else(|error| panic!("GET {path} on port {port}: {error}"))
}

/// The same, with the error of a request that had no answer.
pub(crate) fn try_get(port: u16, path: &str) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_mins(1)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let status = answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let status =
        status.ok_or_else(|| std::io::Error::other(format!("not an answer: {answer:?}")))?;
    let body = answer
        .split_once("\r\n\r\n")
        .map(|(_, body)| body.to_owned())
        .unwrap_or_default();
    Ok((status, body))
}

/// Waits until `done`, at most a minute.
#[track_caller]
pub(crate) fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let began = Instant::now();
    while began.elapsed() < Duration::from_mins(1) {
        if done() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("still not: {what}");
}

/// What is no source of an example: what tools made, and what `opswright up`, README's first command, wrote.
const MADE: &[&str] = &[
    ".dockerignore",
    ".github",
    ".opswright",
    ".venv",
    "Dockerfile",
    "compose.yaml",
    "node_modules",
    "target",
];

/// Copies a folder's files, without what was made in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if MADE.iter().any(|made| entry.file_name() == *made) {
            continue;
        }
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

//! A checkout that holds the example, a home of its own, and a free port: where the transcripts run.

use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The port of the example, as README.md tells it.
const TOLD_PORT: &str = "3000";

/// A folder that is removed, with everything that was started in it, at the end.
#[derive(Debug)]
pub(crate) struct Scene {
    folder: PathBuf,
    /// Where the next command is typed.
    here: PathBuf,
    port: String,
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Happened {
    /// Its exit code; -1 when a signal ended it.
    pub(crate) code: i32,
    /// stdout and stderr, in the order of their writing, with the port that the page tells.
    pub(crate) output: String,
}

impl Scene {
    /// Copies `examples/shop` of the repository at `root` into a new folder.
    pub(crate) fn new(root: &Path) -> Self {
        // Short, since sockets live below it.
        let folder = std::env::temp_dir().join(format!("ow-tour-{}", std::process::id()));
        let scene = Self {
            here: folder.join("work/opswright"),
            folder,
            port: free_port(),
        };
        for name in ["home", "run"] {
            fs::create_dir_all(scene.folder.join(name)).expect("a folder can be made");
        }
        private(&scene.folder.join("run"));
        copy(
            &root.join("examples/shop"),
            &scene.folder.join("work/opswright/examples/shop"),
        );
        scene
    }

    /// Does what a person typed: changes the folder, or runs it in a shell.
    pub(crate) fn type_in(&mut self, typed: &str) -> Happened {
        if let Some(folder) = typed.strip_prefix("cd ") {
            self.here.push(folder);
            return Happened {
                code: 0,
                output: String::new(),
            };
        }
        self.run(typed)
    }

    /// Whether this machine has a program.
    pub(crate) fn has(&self, program: &str) -> bool {
        self.run(&format!("command -v {program}")).code == 0
    }

    fn run(&self, typed: &str) -> Happened {
        let (mut reader, writer) = std::io::pipe().expect("a pipe can be made");
        let mut child = self
            .command(&self.with_free_port(typed))
            .stdout(writer.try_clone().expect("a pipe can be shared"))
            .stderr(writer)
            .spawn()
            .expect("a shell can be started");
        let mut output = Vec::new();
        reader
            .read_to_end(&mut output)
            .expect("the output can be read");
        let status = child.wait().expect("the shell can be waited for");
        Happened {
            code: status.code().unwrap_or(-1),
            output: String::from_utf8_lossy(&output).replace(&self.port, TOLD_PORT),
        }
    }

    fn command(&self, typed: &str) -> Command {
        let built = Path::new(env!("CARGO_BIN_EXE_opswright"));
        let mut path = vec![built.parent().expect("a program is in a folder").to_owned()];
        path.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        let mut command = Command::new("sh");
        command
            .args(["-c", typed])
            .current_dir(&self.here)
            .stdin(Stdio::null())
            .env(
                "PATH",
                std::env::join_paths(path).expect("the paths have no colon"),
            )
            .env("XDG_STATE_HOME", self.folder.join("home/state"))
            .env("XDG_CONFIG_HOME", self.folder.join("home/config"))
            .env("XDG_RUNTIME_DIR", self.folder.join("run"))
            .env("NO_COLOR", "1")
            .env_remove("CARGO_TARGET_DIR");
        command
    }

    /// The port of the page may be taken on this machine.
    fn with_free_port(&self, typed: &str) -> String {
        typed
            .replace(
                "opswright up",
                &format!("opswright up --port {}", self.port),
            )
            .replace(
                &format!("127.0.0.1:{TOLD_PORT}"),
                &format!("127.0.0.1:{}", self.port),
            )
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let down = self.run("opswright down --purge");
        if down.code != 0 {
            eprintln!("opswright down: {}", down.output);
        }
        // A folder that stays in the temporary directory harms nobody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn free_port() -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener
        .local_addr()
        .expect("a listener has an address")
        .port()
        .to_string()
}

/// Copies a folder without what a build left there.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the example can be listed") {
        let entry = entry.expect("the example can be listed");
        let name = entry.file_name();
        if entry.path().is_dir() {
            if name != "target" {
                copy(&entry.path(), &to.join(name));
            }
        } else {
            fs::copy(entry.path(), to.join(name)).expect("a file can be copied");
        }
    }
}

fn private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).expect("the folder is ours");
}

//! The command's side of the supervisor's socket.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::{Exit, Failure};
use crate::layout::Layout;
use crate::supervisor;
use crate::wire::{Progress, Reply, Request};

/// Longest wait for a new supervisor's first answer; it may have a crashed rollout to finish first.
const START_LIMIT: Duration = Duration::from_mins(1);
/// Longest wait for the end of a supervisor that has said that it ends.
const END_LIMIT: Duration = Duration::from_secs(20);

/// How a request ended.
#[derive(Debug)]
pub enum Ended {
    /// The supervisor answered.
    Answered(Result<serde_json::Value, Box<Failure>>),
    /// The supervisor went away in the middle.
    Broken,
}

/// A connection to the supervisor of `layout`, if one answers.
pub fn connect(layout: &Layout) -> Option<UnixStream> {
    UnixStream::connect(layout.control()).ok()
}

/// A connection to the supervisor; starts one from `executable` when none answers.
pub fn ensure(layout: &Layout, executable: &Path) -> Result<UnixStream, Failure> {
    if let Some(stream) = connect(layout) {
        return Ok(stream);
    }
    let mut child = start(layout, executable)?;
    let began = Instant::now();
    while began.elapsed() < START_LIMIT {
        if let Some(stream) = connect(layout) {
            return Ok(stream);
        }
        if let Ok(Some(status)) = child.try_wait() {
            // Another command may have started one at the same time, or the one before is still ending.
            if status.code() != Some(i32::from(Exit::Locked.code())) {
                return Err(no_supervisor(layout, &format!("it ended with {status}")));
            }
            std::thread::sleep(Duration::from_millis(50));
            child = start(layout, executable)?;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Err(no_supervisor(
        layout,
        &format!("it did not answer within {} s", START_LIMIT.as_secs()),
    ))
}

/// Sends `request` and follows its progress to the end.
pub fn ask(
    stream: &UnixStream,
    request: &Request,
    mut on_progress: impl FnMut(&Progress),
) -> Ended {
    let Ok(mut line) = serde_json::to_string(request) else {
        return Ended::Broken;
    };
    line.push('\n');
    let mut writer = stream;
    if writer.write_all(line.as_bytes()).is_err() {
        return Ended::Broken;
    }
    for line in BufReader::new(stream).lines() {
        let Ok(line) = line else { return Ended::Broken };
        match serde_json::from_str::<Reply>(&line) {
            Ok(Reply::Progress(progress)) => on_progress(&progress),
            Ok(Reply::Done(value)) => return Ended::Answered(Ok(value)),
            Ok(Reply::Failed(failure)) => return Ended::Answered(Err(Box::new(failure))),
            Err(_) => return Ended::Broken,
        }
    }
    Ended::Broken
}

/// Asks, and when the supervisor dies in the middle starts another one, which recovers first, and asks again.
pub fn ask_persistently(
    layout: &Layout,
    executable: &Path,
    request: &Request,
    mut on_progress: impl FnMut(&Progress),
) -> Result<serde_json::Value, Failure> {
    for _ in 0..3 {
        let stream = ensure(layout, executable)?;
        match ask(&stream, request, &mut on_progress) {
            Ended::Answered(answer) => return answer.map_err(|failure| *failure),
            Ended::Broken => {}
        }
    }
    Err(no_supervisor(
        layout,
        "it went away three times while it worked",
    ))
}

/// Waits until the supervisor's process has ended: it holds the project's lock to its last moment.
pub fn wait_until_gone(layout: &Layout) -> Result<(), Failure> {
    let began = Instant::now();
    while began.elapsed() < END_LIMIT {
        if connect(layout).is_none() && supervisor::lock(layout).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Err(Failure::new(
        Exit::Unsafe,
        "the supervisor did not end",
        "opswright status",
    ))
}

fn start(layout: &Layout, executable: &Path) -> Result<std::process::Child, Failure> {
    let failed = |what: &str, error: std::io::Error| {
        Failure::new(
            Exit::Unreachable,
            "the supervisor could not be started",
            "opswright doctor",
        )
        .because(format!("{what}: {error}"))
    };
    fs::create_dir_all(&layout.state)
        .map_err(|error| failed(&layout.state.display().to_string(), error))?;
    let log = fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(layout.supervisor_log())
        .map_err(|error| failed(&layout.supervisor_log().display().to_string(), error))?;
    let errors = log.try_clone().map_err(|error| failed("log", error))?;
    Command::new(executable)
        .arg("supervise")
        .arg(&layout.root)
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(log)
        .stderr(errors)
        .spawn()
        .map_err(|error| failed(&executable.display().to_string(), error))
}

fn no_supervisor(layout: &Layout, why: &str) -> Failure {
    let mut failure = Failure::new(
        Exit::Unreachable,
        format!("no supervisor answers: {why}"),
        "opswright doctor",
    );
    if let Ok(log) = fs::read_to_string(layout.supervisor_log()) {
        let lines: Vec<&str> = log.lines().collect();
        for line in lines.iter().skip(lines.len().saturating_sub(10)) {
            failure.evidence.push((*line).to_owned());
        }
    }
    failure
}

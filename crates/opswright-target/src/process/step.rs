//! A command that runs to its end: a build, a migration.

use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::process::Command;

use super::health::milliseconds;
use super::spec::redactor;
use super::tail::tail;
use super::target::{ProcessTarget, inherited};
use super::{ErrorKind, Step, StepDone, TargetError};

/// Lines of the output that become evidence.
const EVIDENCE_LINES: usize = 20;

impl ProcessTarget {
    /// Runs a command to its end, its output in a log; its whole group is ended when its time is over or nobody waits.
    ///
    /// # Errors
    /// It cannot be started, it failed, or its time is over; the last lines are the evidence.
    pub async fn run_step(&self, step: &Step) -> Result<StepDone, TargetError> {
        let began = Instant::now();
        let arguments = step.command.arguments();
        let program = arguments.first().map_or("", String::as_str);
        let log =
            File::create(&step.log).map_err(|error| TargetError::io("write", &step.log, &error))?;
        let errors = log
            .try_clone()
            .map_err(|error| TargetError::io("write", &step.log, &error))?;
        let mut child = Command::new(program)
            .args(arguments.get(1..).unwrap_or(&[]))
            .current_dir(&step.directory)
            .env_clear()
            .envs(inherited(&step.variables))
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors)
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| TargetError::io("start", Path::new(program), &error))?;
        let group = Group::of(child.id());
        let ended =
            tokio::time::timeout(Duration::from_millis(step.timeout_ms), child.wait()).await;
        let redactor = redactor(&step.variables);
        let lines = tail(&step.log, EVIDENCE_LINES).unwrap_or_default();
        let last_lines: Vec<String> = lines.iter().map(|line| redactor.redact(line)).collect();
        match ended {
            Ok(Ok(status)) if status.success() => Ok(StepDone {
                took_ms: milliseconds(began),
                last_lines,
            }),
            Ok(Ok(status)) => Err(TargetError::new(
                ErrorKind::StepFailed,
                status.to_string(),
                "mend what it says",
            )
            .with_evidence(last_lines)),
            Ok(Err(error)) => Err(TargetError::io("wait for", Path::new(program), &error)),
            Err(_) => {
                drop(group);
                let reason = format!("it was not done within {} s", step.timeout_ms / 1000);
                Err(TargetError::new(
                    ErrorKind::StepTimedOut,
                    reason,
                    "give it more time, or find out what it waits for",
                )
                .with_evidence(last_lines))
            }
        }
    }
}

/// A process group that ends with this value, so that nothing of a step is left behind.
struct Group(Option<Pid>);

impl Group {
    fn of(pid: Option<u32>) -> Self {
        Self(
            pid.and_then(|pid| i32::try_from(pid).ok())
                .and_then(Pid::from_raw),
        )
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(group) = self.0 {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

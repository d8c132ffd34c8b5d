//! The process target: instances as plain processes of this machine, each under a shim of its own.
//!
//! The shim owns an instance's output, its descendants and its exit status, and outlives whoever started it. The
//! target finds it again through the runtime directory and the process table.

mod cgroup;
mod directory;
mod error;
mod health;
mod identity;
pub mod launch;
mod outcome;
mod ports;
mod proc;
mod secret;
mod settings;
mod shell;
pub mod shim;
mod spec;
mod step;
mod tail;
mod target;
mod wire;

pub use error::{ErrorKind, TargetError};
pub use identity::Identity;
pub use outcome::{
    Exit, Healthy, HowStopped, InstanceLost, InstanceState, ObservedInstance, StepDone, Stopped,
    Swept,
};
pub use ports::reserve_port;
pub use secret::{REDACTED, Redactor, Secret, Variable};
pub use settings::{Cgroups, INHERITED, LogLimits, Settings};
pub use spec::{
    CommandLine, HealthGate, INSTANCE_VARIABLE, InstanceSpec, Limits, PROJECT_VARIABLE,
    RELEASE_VARIABLE, Step, StopSignal,
};
pub use tail::tail;
pub use target::ProcessTarget;

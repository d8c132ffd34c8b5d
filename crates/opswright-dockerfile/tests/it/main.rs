//! Dockerfiles, shell commands, ignore patterns; robustness.

mod dockerfile;
mod ignore;
mod properties;
mod shell;

//! Images to build on and to run on: each language's releases that are still built, newest first.
//!
//! All are of the same distribution (Debian trixie), so that what a build stage links against is what the final stage has.

use super::release::Release;

/// Builds nothing, runs a binary: Debian without documentation, of one day.
pub(crate) const DEBIAN: &str = "debian:trixie-20260803-slim";

/// Serves files: the stable branch on Alpine, without modules that read scripts.
pub(crate) const NGINX: &str = "nginx:1.30.4-alpine3.24-slim";

/// Node.js; steady is the newest line in long-term support.
pub(crate) const NODE: &[Release] = &[
    Release::new("26.7.0", "trixie", Some("2029-04-30")),
    Release::steady("24.19.0", "trixie", Some("2028-04-30")),
    Release::new("22.23.2", "trixie", Some("2027-04-30")),
];

/// Python; steady is the line before the newest, for which packages have built wheels.
pub(crate) const PYTHON: &[Release] = &[
    Release::new("3.14.7", "trixie", Some("2030-10-31")),
    Release::steady("3.13.15", "trixie", Some("2029-10-31")),
    Release::new("3.12.14", "trixie", Some("2028-10-31")),
    Release::new("3.11.16", "trixie", Some("2027-10-31")),
    Release::new("3.10.21", "trixie", Some("2026-10-31")),
];

/// Go; two lines are supported at a time, until the second next one appears.
pub(crate) const GO: &[Release] = &[
    Release::steady("1.27.0", "trixie", None),
    Release::new("1.26.7", "trixie", None),
];

/// Rust; only the newest release is built.
pub(crate) const RUST: &[Release] = &[Release::steady("1.98.0", "trixie", None)];

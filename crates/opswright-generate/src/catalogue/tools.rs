//! Versions of tools that builds and workflows install by name, used where the repository states none.

/// uv, from its Python package.
pub(crate) const UV: &str = "0.13.9";
/// Poetry, from its Python package.
pub(crate) const POETRY: &str = "2.5.1";
/// pnpm, from its npm package; reads lock files of versions 9 and 10.
pub(crate) const PNPM: &str = "10.34.8";
/// Yarn 1, from its npm package.
pub(crate) const YARN_CLASSIC: &str = "1.22.22";
/// Yarn 2 and newer, from its npm package.
pub(crate) const YARN_BERRY: &str = "4.18.1";
/// Bun, from its npm package.
pub(crate) const BUN: &str = "1.4.5";
/// Coverage of Rust tests, from its crate.
pub(crate) const CARGO_LLVM_COV: &str = "0.9.1";
/// Trivy; 0.69.4 was published by an attacker (CVE-2026-33634), this is the release before it.
pub(crate) const TRIVY: &str = "v0.69.3";

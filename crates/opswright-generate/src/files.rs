//! The kinds of files that a design asks for, one module a kind.

mod ci;
mod compose;
mod dependabot;
mod deploy;
mod dockerfile;
mod dockerignore;
mod nginx;
mod variables;
mod workflow;

use opswright_design::Design;

use crate::GeneratedFile;
use crate::recipe::{Recipe, Toolchain};

/// What every kind reads.
#[derive(Debug)]
pub(crate) struct Material<'design> {
    /// The design.
    pub(crate) design: &'design Design,
    /// Workloads with a known language, by path then name.
    pub(crate) toolchains: Vec<Toolchain<'design>>,
    /// Workloads that become images, by path then name.
    pub(crate) recipes: Vec<Recipe<'design>>,
}

impl<'design> Material<'design> {
    /// Everything that follows from `design`.
    pub(crate) fn of(design: &'design Design) -> Self {
        Self {
            design,
            toolchains: design.workloads.iter().filter_map(Toolchain::of).collect(),
            recipes: Recipe::all(design).0,
        }
    }
}

/// A kind of generated file.
#[derive(Debug)]
pub(crate) struct Kind {
    /// The files of this kind that a design asks for.
    pub(crate) files: fn(&Material<'_>) -> Vec<GeneratedFile>,
}

/// Every kind that is generated.
pub(crate) const FILES: &[Kind] = &[
    Kind {
        files: dockerfile::files,
    },
    Kind {
        files: dockerignore::files,
    },
    Kind {
        files: nginx::files,
    },
    Kind {
        files: compose::files,
    },
    Kind {
        files: variables::files,
    },
    Kind { files: ci::files },
    Kind {
        files: deploy::files,
    },
    Kind {
        files: dependabot::files,
    },
];

//! Walking, reading and writing a work tree; the base branch.

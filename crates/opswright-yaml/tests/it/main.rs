//! Trees, queries and robustness of YAML and JSON.

mod edits;
mod places;
mod properties;
mod queries;
mod spans;

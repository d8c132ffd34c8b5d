//! Trees, queries and robustness of YAML and JSON.

mod properties;
mod queries;
mod spans;

//! Statements, where they end, faults; robustness.

mod any_text;
mod faults;
mod splitting;

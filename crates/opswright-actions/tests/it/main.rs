//! Tests of the small languages of workflows.

mod expressions;
mod properties;
mod small;

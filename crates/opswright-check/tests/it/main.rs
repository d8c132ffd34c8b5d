//! The pages of the rules as tests, fixes, robustness.

mod fixes;
mod kubernetes;
mod migrations;
mod monitoring;
mod properties;
mod reading;
mod secrets;
mod specs;
mod terraform;

//! Rules over files and over the graph.
//!
//! Invariants: a rule reads trees and texts and writes findings, nothing else; it cannot fail. One file that is broken never
//! keeps another from being checked. No finding holds the value of a secret.

mod acceptance;
mod actions;
mod asked;
mod catalogue;
mod check;
mod closeness;
mod compose;
pub mod fix;
mod images;
mod migration;
pub mod peers;
mod report;
mod rule;
mod rules;
mod scope;
mod script;
mod secret_text;
mod session;
mod settings;
mod shell;
mod template;
mod view;

pub use acceptance::Settled;
pub use check::{all, file, graph, graph_since, too_large, unreadable};
pub use rule::{Fixability, Profile, Rule};
pub use rules::{RULES, rule};
pub use scope::{EDITIONS, Scope};
pub use session::Session;
pub use settings::SETTINGS;

//! What source code says: the port it listens on, its health route, the variables it reads.

pub(crate) mod addresses;
pub(crate) mod command;
pub(crate) mod health;
pub(crate) mod port;
pub(crate) mod settings_file;
pub(crate) mod variables;

//! The process target: starts, stops and finds instances.

mod observe;
mod start;
mod stop;

use std::sync::Arc;

use super::Settings;
use super::directory::InstanceDirectory;

pub(crate) use start::inherited;

/// Runs instances as processes of this machine.
#[derive(Debug, Clone)]
pub struct ProcessTarget {
    settings: Arc<Settings>,
}

impl ProcessTarget {
    /// A target with these settings; it finds what an earlier one started.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
        }
    }

    fn directory(&self, instance: &str) -> InstanceDirectory {
        InstanceDirectory::new(&self.settings.runtime, instance)
    }
}

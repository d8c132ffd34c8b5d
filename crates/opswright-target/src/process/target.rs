//! The process target: starts, stops and finds instances.

mod observe;
mod start;
mod stop;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::directory::InstanceDirectory;
use super::{InstanceSpec, Redactor, Settings};

pub(crate) use start::inherited;

/// Runs instances as processes of this machine.
#[derive(Debug, Clone)]
pub struct ProcessTarget {
    settings: Arc<Settings>,
    /// What removes the secrets of each instance that this target started: an earlier one took its own with it.
    redactors: Arc<Mutex<BTreeMap<String, Redactor>>>,
}

impl ProcessTarget {
    /// A target with these settings; it finds what an earlier one started.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
            redactors: Arc::default(),
        }
    }

    fn remember(&self, spec: &InstanceSpec) {
        let mut redactors = self
            .redactors
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        redactors.insert(spec.instance.clone(), spec.redactor());
    }

    /// An instance that is gone needs nothing removed any more, and its secrets need not be kept.
    fn forget(&self, instance: &str) {
        let mut redactors = self
            .redactors
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        redactors.remove(instance);
    }

    fn redactor(&self, instance: &str) -> Option<Redactor> {
        let redactors = self
            .redactors
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        redactors.get(instance).cloned()
    }

    fn directory(&self, instance: &str) -> InstanceDirectory {
        InstanceDirectory::new(&self.settings.runtime, instance)
    }
}

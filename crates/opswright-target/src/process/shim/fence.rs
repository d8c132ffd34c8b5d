//! The fence of an instance: commands of an earlier lease are refused.

use super::super::directory::InstanceDirectory;

/// The highest epoch under which a command was obeyed.
pub(crate) struct Fence {
    highest: u64,
}

impl Fence {
    /// The fence as this instance is started under.
    pub(crate) fn new(epoch: u64) -> Self {
        Self { highest: epoch }
    }

    /// Admits a command of this epoch, or says which higher one has been seen.
    pub(crate) fn admit(&mut self, epoch: u64, directory: &InstanceDirectory) -> Result<(), u64> {
        if epoch < self.highest {
            return Err(self.highest);
        }
        if epoch > self.highest {
            self.highest = epoch;
            // While the shim lives, what it remembers counts; the file is for the time after. A full disk must not
            // keep anybody from stopping an instance.
            let _ = directory.write_epoch(epoch);
        }
        Ok(())
    }
}

//! Load on one address, in which no request may be lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::{get, try_get};

/// Requests in a loop on new connections, each of which must be answered 200.
pub(crate) struct Load {
    ends: Arc<AtomicBool>,
    sent: Arc<AtomicUsize>,
    thread: std::thread::JoinHandle<Vec<String>>,
}

impl Load {
    pub(crate) fn on(port: u16) -> Self {
        let ends = Arc::new(AtomicBool::new(false));
        let sent = Arc::new(AtomicUsize::new(0));
        assert_eq!(get(port, "/").0, 200);
        let thread = std::thread::spawn({
            let (ends, sent) = (Arc::clone(&ends), Arc::clone(&sent));
            move || {
                let mut failed = Vec::new();
                while !ends.load(Ordering::SeqCst) && sent.load(Ordering::SeqCst) < 100_000 {
                    // Leaves the processor to what is tested.
                    std::thread::sleep(Duration::from_millis(2));
                    let path = if sent.fetch_add(1, Ordering::SeqCst) % 20 == 0 {
                        "/slow?ms=100"
                    } else {
                        "/"
                    };
                    match try_get(port, path) {
                        Ok((200, _)) => {}
                        Ok((status, _)) => failed.push(format!("{path}: {status}")),
                        Err(error) => failed.push(format!("{path}: {error}")),
                    }
                }
                failed
            }
        });
        Self { ends, sent, thread }
    }

    pub(crate) fn stop(self) -> (usize, Vec<String>) {
        self.ends.store(true, Ordering::SeqCst);
        let failed = self.thread.join().unwrap();
        (self.sent.load(Ordering::SeqCst), failed)
    }

    #[track_caller]
    pub(crate) fn ends_without_loss(self, at_least: usize) {
        let (sent, failed) = self.stop();
        assert!(sent >= at_least, "only {sent} requests were sent");
        assert!(
            failed.is_empty(),
            "{} of {sent} failed: {:?}",
            failed.len(),
            failed.iter().take(5).collect::<Vec<_>>()
        );
    }
}

//! A swap loses nothing and is acknowledged only when nothing is in flight on what departed.

use std::cell::Cell;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use http::{Method, StatusCode};
use opswright_proxy::ClientError;
use opswright_proxy::wire::Refusal;
use tokio::task::JoinSet;

use crate::fixture::{Proxy, table};
use crate::instance::{Browser, Instance, get};

/// Load until told to stop.
struct Load {
    stop: Arc<AtomicBool>,
    sent: Arc<AtomicU64>,
    tasks: JoinSet<Vec<String>>,
}

impl Load {
    fn start(address: SocketAddr, clients: usize) -> Self {
        let mut load = Self {
            stop: Arc::default(),
            sent: Arc::default(),
            tasks: JoinSet::new(),
        };
        for number in 0..clients {
            let (stop, sent) = (Arc::clone(&load.stop), Arc::clone(&load.sent));
            load.tasks.spawn(async move {
                let mut browser = Browser::new(address);
                let mut faults = Vec::new();
                for turn in 0.. {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let result = match (number + turn) % 8 {
                        0 => browser.get("/slow/20").await,
                        1..4 => browser.send(Method::POST, "/name", "a body").await,
                        _ => browser.get("/name").await,
                    };
                    sent.fetch_add(1, Ordering::Relaxed);
                    match result {
                        Ok((StatusCode::OK, _)) => {}
                        other => faults.push(format!("{other:?}")),
                    }
                }
                if browser.connections != 1 {
                    faults.push(format!("{} connections", browser.connections));
                }
                faults
            });
        }
        load
    }

    /// How many requests were sent, and what went wrong.
    async fn finish(self) -> (u64, Vec<String>) {
        self.stop.store(true, Ordering::Relaxed);
        let faults = self.tasks.join_all().await.into_iter().flatten().collect();
        (self.sent.load(Ordering::Relaxed), faults)
    }
}

#[tokio::test]
async fn nothing_is_lost_when_the_old_instance_dies_with_the_acknowledgement() {
    let mut old = Instance::start("r0").await;
    let proxy = Proxy::with(&[("r0", 100, &[old.address])]).await;
    let load = Load::start(proxy.address, 16);
    for release in ["r1", "r2", "r3", "r4", "r5", "r6"] {
        let goal = load.sent.load(Ordering::Relaxed) + 400;
        crate::fixture::until("load has been sent", async || {
            load.sent.load(Ordering::Relaxed) >= goal
        })
        .await;
        let new = Instance::start(release).await;
        let drained = proxy
            .swap(1, table(&[(release, 100, &[new.address])]))
            .await
            .expect("swapped");
        assert!(drained.drained && drained.left == 0, "{drained:?}");
        old = new;
    }
    let goal = load.sent.load(Ordering::Relaxed) + 400;
    crate::fixture::until("load has been sent", async || {
        load.sent.load(Ordering::Relaxed) >= goal
    })
    .await;
    let (sent, faults) = load.finish().await;
    assert_eq!(faults, Vec::<String>::new(), "of {sent}");
    assert!(sent >= 2_800);
    drop(old);
}

#[tokio::test]
async fn slow_requests_end_before_the_acknowledgement() {
    let (old, new) = (Instance::start("old").await, Instance::start("new").await);
    let proxy = Proxy::with(&[("old", 100, &[old.address])]).await;
    let mut slow = JoinSet::new();
    for _ in 0..5 {
        slow.spawn(get(proxy.address, "/held"));
    }
    proxy.in_flight("old", 5).await;
    let begin = Instant::now();
    let opened = Cell::new(false);
    let swap = async {
        let drained = proxy.swap(1, table(&[("new", 100, &[new.address])])).await;
        assert!(opened.get(), "acknowledged before they were answered");
        drained.expect("swapped")
    };
    let (drained, ()) = tokio::join!(swap, async {
        proxy.in_force("new").await;
        opened.set(true);
        old.open();
    });
    assert!(drained.drained, "{drained:?}");
    assert!(u128::from(drained.took_ms) <= begin.elapsed().as_millis());
    drop(old);
    for (status, name) in slow.join_all().await {
        assert_eq!((status, name.as_str()), (StatusCode::OK, "old"));
    }
    assert_eq!(get(proxy.address, "/name").await.1, "new");
}

#[tokio::test]
async fn the_drain_limit_says_how_many_are_left_and_they_go_on() {
    let (old, new) = (Instance::start("old").await, Instance::start("new").await);
    let proxy = Proxy::with(&[("old", 100, &[old.address])]).await;
    let slow = tokio::spawn(get(proxy.address, "/held"));
    proxy.in_flight("old", 1).await;
    let next = table(&[("new", 100, &[new.address])]);
    // The same swap again, as a supervisor does that was killed while it waited: it waits for the same request.
    for _ in 0..2 {
        let drained = proxy
            .swap_within(1, next.clone(), Duration::from_millis(50))
            .await
            .expect("swapped");
        assert_eq!((drained.drained, drained.left), (false, 1));
    }
    old.open();
    let drained = proxy.swap(1, next).await.expect("swapped");
    assert_eq!((drained.drained, drained.left), (true, 0));
    assert_eq!(
        slow.await.expect("joined"),
        (StatusCode::OK, "old".to_owned())
    );
}

#[tokio::test]
async fn a_swap_back_ends_the_wait_of_the_first() {
    let (old, new) = (Instance::start("old").await, Instance::start("new").await);
    let proxy = Arc::new(Proxy::with(&[("old", 100, &[old.address])]).await);
    let slow = tokio::spawn(get(proxy.address, "/held"));
    proxy.in_flight("old", 1).await;
    let forth = {
        let (proxy, address) = (Arc::clone(&proxy), new.address);
        tokio::spawn(async move { proxy.swap(1, table(&[("new", 100, &[address])])).await })
    };
    proxy.in_force("new").await;
    let back = proxy
        .swap(1, table(&[("old", 100, &[old.address])]))
        .await
        .expect("swapped");
    assert!(back.drained);
    let refusal = forth.await.expect("joined").expect_err("superseded");
    assert!(
        matches!(refusal, ClientError::Refused(Refusal::Superseded { .. })),
        "{refusal}"
    );
    old.open();
    assert_eq!(slow.await.expect("joined").1, "old");
}

#[tokio::test]
async fn weights_split_the_requests_of_one_connection() {
    let (old, new) = (Instance::start("old").await, Instance::start("new").await);
    let proxy = Proxy::with(&[("old", 80, &[old.address]), ("new", 20, &[new.address])]).await;
    let mut browser = Browser::new(proxy.address);
    for _ in 0..200 {
        assert_eq!(
            browser.get("/name").await.expect("an answer").0,
            StatusCode::OK
        );
    }
    assert!(
        (38..=42).contains(&new.requests()),
        "{} of 200",
        new.requests()
    );
    assert_eq!(browser.connections, 1);
    assert_eq!(
        old.connections() + new.connections(),
        2,
        "connections to instances are used again"
    );
}

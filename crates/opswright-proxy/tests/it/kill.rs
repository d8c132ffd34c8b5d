//! The proxy is killed, terminated and retired.

use std::time::Duration;

use http::StatusCode;
use tokio::task::JoinSet;

use crate::fixture::{PATIENCE, Proxy, until};
use crate::instance::{Browser, Instance, get};

#[tokio::test]
async fn nothing_is_refused_while_the_proxy_is_dead() {
    let instance = Instance::start("r").await;
    let mut proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    for _ in 0..3 {
        proxy.kill();
        let mut waiting = JoinSet::new();
        for _ in 0..50 {
            waiting.spawn(get(proxy.address, "/name"));
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        proxy.respawn();
        proxy.listen(1).await;
        for (status, _) in waiting.join_all().await {
            assert_eq!(status, StatusCode::OK);
        }
    }
}

#[tokio::test]
async fn a_killed_proxy_costs_at_most_what_was_in_flight() {
    let instance = Instance::start("r").await;
    let mut proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let mut idle: Vec<Browser> = (0..5).map(|_| Browser::new(proxy.address)).collect();
    for browser in &mut idle {
        browser.get("/name").await.expect("an answer");
    }
    let address = proxy.address;
    let flying = tokio::spawn(async move { Browser::new(address).get("/slow/5000").await });
    proxy.in_flight("r", 1).await;
    proxy.kill();
    assert!(flying.await.expect("joined").is_err());
    proxy.respawn();
    proxy.listen(1).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    for browser in &mut idle {
        assert_eq!(
            browser.get("/name").await.expect("an answer").0,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn a_terminated_proxy_answers_what_it_has_and_ends() {
    let instance = Instance::start("r").await;
    let mut proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let slow = tokio::spawn(get(proxy.address, "/slow/400"));
    proxy.in_flight("r", 1).await;
    proxy.terminate();
    assert_eq!(
        slow.await.expect("joined"),
        (StatusCode::OK, "r".to_owned())
    );
    assert!(proxy.ended().await);
    assert!(!proxy.folder.path().join("control").exists());
}

#[tokio::test]
async fn two_generations_hand_over_without_a_lost_request() {
    let instance = Instance::start("r").await;
    let mut old = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let mut browsers: Vec<Browser> = (0..8).map(|_| Browser::new(old.address)).collect();
    for browser in &mut browsers {
        browser.get("/name").await.expect("an answer");
    }
    // The next generation takes a copy of the listener and the same table, then the old one retires.
    let copies = old.control().await.listeners().await.expect("listeners");
    let next = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let mut control = next.control().await;
    for copy in &copies {
        control
            .listen(1, &copy.service, copy_fd(copy))
            .await
            .expect("listening");
    }
    let retired = {
        let mut control = old.control().await;
        tokio::spawn(async move { control.retire(1, PATIENCE).await })
    };
    until("the old one retires", async || {
        old.control().await.ping().await.expect("a reply").retiring
    })
    .await;
    for _ in 0..30 {
        for browser in &mut browsers {
            let answer = browser.get("/name").await.expect("an answer");
            assert_eq!(answer, (StatusCode::OK, "r".to_owned()));
        }
    }
    let drained = retired.await.expect("joined").expect("retired");
    assert!(drained.drained, "{drained:?}");
    assert!(old.ended().await);
    assert!(
        browsers.iter().all(|browser| browser.connections == 2),
        "each was told once to connect anew"
    );
    assert_eq!(get(old.address, "/name").await.1, "r");
}

fn copy_fd(copy: &opswright_proxy::ListenerCopy) -> std::os::fd::BorrowedFd<'_> {
    std::os::fd::AsFd::as_fd(copy)
}

//! The proxy is killed, terminated and retired.

use std::time::Duration;

use http::StatusCode;
use opswright_proxy::ProxyClient;
use opswright_proxy::wire::Swap;
use tokio::task::JoinSet;

use crate::fixture::{PATIENCE, Proxy, SHOP, in_force_at, table, until};
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
    let flying = tokio::spawn(async move { Browser::new(address).get("/held").await });
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
    let slow = tokio::spawn(get(proxy.address, "/held"));
    proxy.in_flight("r", 1).await;
    proxy.terminate();
    proxy.retiring().await;
    instance.open();
    assert_eq!(
        slow.await.expect("joined"),
        (StatusCode::OK, "r".to_owned())
    );
    assert!(proxy.ended().await);
    assert!(!proxy.folder.path().join("control").exists());
}

#[tokio::test]
async fn two_generations_hand_over_without_a_lost_request() {
    let (first, second) = (
        Instance::start("first").await,
        Instance::start("second").await,
    );
    let mut proxy = Proxy::with(&[("first", 100, &[first.address])]).await;
    let mut browsers: Vec<Browser> = (0..8).map(|_| Browser::new(proxy.address)).collect();
    for browser in &mut browsers {
        browser.get("/name").await.expect("an answer");
    }
    let slow = tokio::spawn(get(proxy.address, "/held"));
    proxy.in_flight("first", 1).await;
    // The old generation leaves the path of the control socket, the next takes it, the listener and the saved routes.
    let mut old = proxy.replace().await;
    proxy.listen(1).await;
    let path = proxy.folder.path().join("control");
    let generations = opswright_proxy::generations(&path).expect("listed");
    assert_eq!(generations.len(), 2, "{generations:?}");
    for _ in 0..20 {
        for browser in &mut browsers {
            let answer = browser.get("/name").await.expect("an answer");
            assert_eq!(answer, (StatusCode::OK, "first".to_owned()));
        }
    }
    // A swap is acknowledged by both: the old one has the slow request.
    let next = table(&[("second", 100, &[second.address])]);
    assert!(proxy.swap(1, next.clone()).await.expect("swapped").drained);
    let mut retiring = ProxyClient::connect(&generations[1])
        .await
        .expect("connected");
    let swap = Swap {
        epoch: 1,
        service: SHOP.to_owned(),
        table: next,
        drain_limit_ms: 60_000,
    };
    let (swapped, ()) = tokio::join!(retiring.swap(&swap), async {
        in_force_at(&generations[1], "second").await;
        assert!(!slow.is_finished());
        first.open();
    });
    assert!(swapped.expect("swapped").drained);
    assert_eq!(
        slow.await.expect("joined"),
        (StatusCode::OK, "first".to_owned())
    );
    until("the old one ends", async || {
        old.try_wait().expect("waited").is_some()
    })
    .await;
    assert_eq!(opswright_proxy::generations(&path).expect("listed"), [path]);
    assert!(
        browsers.iter().all(|browser| browser.connections == 2),
        "each was told once to connect anew"
    );
    assert_eq!(get(proxy.address, "/name").await.1, "second");
}

#[tokio::test]
async fn a_retired_proxy_answers_what_it_has_and_ends() {
    let instance = Instance::start("r").await;
    let mut proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let slow = tokio::spawn(get(proxy.address, "/held"));
    proxy.in_flight("r", 1).await;
    let mut control = proxy.control().await;
    let (retired, ()) = tokio::join!(control.retire(1, PATIENCE), async {
        proxy.retiring().await;
        instance.open();
    });
    let drained = retired.expect("retired");
    assert!(drained.drained, "{drained:?}");
    assert_eq!(slow.await.expect("joined").0, StatusCode::OK);
    assert!(proxy.ended().await);
}

#[tokio::test]
async fn a_proxy_retires_after_the_limit_whatever_is_left() {
    let instance = Instance::start("r").await;
    let mut proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let address = proxy.address;
    let slow = tokio::spawn(async move { Browser::new(address).get("/held").await.is_err() });
    proxy.in_flight("r", 1).await;
    let limit = Duration::from_millis(100);
    let drained = proxy
        .control()
        .await
        .retire(1, limit)
        .await
        .expect("retired");
    assert_eq!((drained.drained, drained.left), (false, 1));
    assert!(proxy.ended().await);
    slow.abort();
}

//! While no target answers, requests wait for one.

use http::{Method, StatusCode};

use crate::fixture::{Proxy, SHOP, nobody, table, until};
use crate::instance::{Browser, Instance, get};

#[tokio::test]
async fn requests_wait_for_the_first_table() {
    let proxy = Proxy::start().await;
    let address = proxy.address;
    let waiting = tokio::spawn(async move {
        Browser::new(address)
            .send(Method::POST, "/echo", "a body")
            .await
    });
    holding(&proxy, 1).await;
    let instance = Instance::start("r").await;
    proxy
        .swap(1, table(&[("r", 100, &[instance.address])]))
        .await
        .expect("swapped");
    let answer = waiting.await.expect("joined").expect("an answer");
    assert_eq!(answer, (StatusCode::OK, "a body".to_owned()));
}

#[tokio::test]
async fn requests_wait_for_an_instance_that_is_replaced() {
    let address = nobody();
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let waiting = tokio::spawn(get(proxy.address, "/name"));
    holding(&proxy, 1).await;
    let next = Instance::start("next").await;
    proxy
        .swap(1, table(&[("r", 100, &[next.address])]))
        .await
        .expect("swapped");
    assert_eq!(
        waiting.await.expect("joined"),
        (StatusCode::OK, "next".to_owned())
    );
    assert!(proxy.release("r").await.connect_failures > 0);
}

#[tokio::test]
async fn requests_wait_for_an_instance_that_comes_back_at_its_address() {
    let address = nobody();
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let waiting = tokio::spawn(get(proxy.address, "/name"));
    holding(&proxy, 1).await;
    let _instance = Instance::start_at("back", address).await;
    assert_eq!(
        waiting.await.expect("joined"),
        (StatusCode::OK, "back".to_owned())
    );
}

#[tokio::test]
async fn a_request_that_waits_in_vain_is_answered_503_with_the_reason() {
    let proxy = Proxy::start().await;
    let mut dead = table(&[("r", 100, &[nobody()])]);
    dead.hold_ms = 150;
    proxy.swap(1, dead).await.expect("swapped");
    let (status, reason) = get(proxy.address, "/name").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    let seconds = reason
        .strip_prefix("no instance of shop accepted a connection within ")
        .and_then(|rest| rest.strip_suffix(" s\n"))
        .and_then(|seconds| seconds.parse::<f64>().ok());
    assert!(seconds.is_some_and(|seconds| seconds >= 0.1), "{reason}");
    let stats = proxy.control().await.stats().await.expect("stats");
    let service = &stats.services[0];
    assert_eq!(
        (service.held, service.unanswered, service.holding),
        (1, 1, 0)
    );
}

#[tokio::test]
async fn a_client_that_stops_waiting_is_forgotten() {
    let proxy = Proxy::start().await;
    let waiting = tokio::spawn(get(proxy.address, "/name"));
    holding(&proxy, 1).await;
    waiting.abort();
    holding(&proxy, 0).await;
}

#[tokio::test]
async fn a_removed_service_is_not_waited_for() {
    let instance = Instance::start("r").await;
    let proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let mut browser = Browser::new(proxy.address);
    assert_eq!(
        browser.get("/name").await.expect("an answer").0,
        StatusCode::OK
    );
    proxy
        .control()
        .await
        .remove(1, SHOP)
        .await
        .expect("removed");
    let answer = browser.get("/name").await.expect("an answer");
    assert_eq!(
        answer,
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "shop has been removed\n".to_owned()
        )
    );
    let again = proxy
        .control()
        .await
        .remove(1, SHOP)
        .await
        .expect("removed");
    assert!(again.drained);
}

async fn holding(proxy: &Proxy, count: u64) {
    until("requests are held", async || {
        let stats = proxy.control().await.stats().await.expect("stats");
        stats
            .services
            .first()
            .is_some_and(|service| service.holding == count)
    })
    .await;
}

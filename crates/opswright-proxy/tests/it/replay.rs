//! What was not sent goes elsewhere; what was sent is never sent again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::{Method, StatusCode};
use tokio::io::AsyncWriteExt;

use crate::fixture::{Proxy, nobody};
use crate::instance::{Browser, Instance, get, read_head, scripted};

#[tokio::test]
async fn a_refused_connection_goes_to_the_next_instance() {
    let alive = Instance::start("alive").await;
    let dead = nobody();
    let proxy = Proxy::with(&[("r", 100, &[dead, alive.address])]).await;
    for number in 0..20 {
        let answer = Browser::new(proxy.address)
            .send(Method::POST, "/echo", "a body")
            .await;
        assert_eq!(
            answer.expect("an answer"),
            (StatusCode::OK, "a body".to_owned()),
            "request {number}"
        );
    }
    let stats = proxy.release("r").await;
    assert_eq!((stats.requests, stats.failures), (20, 0));
    assert!(
        (1..20).contains(&stats.connect_failures),
        "it is asked less often: {}",
        stats.connect_failures
    );
}

#[tokio::test]
async fn what_was_sent_is_answered_502_and_not_sent_again() {
    let seen = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&seen);
    let (address, _tasks) = scripted(move |stream| {
        count.fetch_add(1, Ordering::Relaxed);
        async move { drop(stream) }
    })
    .await;
    let other = Instance::start("other").await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    for method in [Method::POST, Method::GET] {
        let (status, text) = Browser::new(proxy.address)
            .send(method, "/buy", "1 apple")
            .await
            .expect("an answer");
        assert_eq!(status, StatusCode::BAD_GATEWAY);
        assert_eq!(
            text,
            "the instance closed the connection before it answered\n"
        );
    }
    assert_eq!(seen.load(Ordering::Relaxed), 2);
    let stats = proxy.release("r").await;
    assert_eq!((stats.requests, stats.failures, stats.in_flight), (2, 2, 0));
    drop(other);
}

#[tokio::test]
async fn a_connection_that_the_instance_closed_meanwhile_costs_nothing() {
    // Answers one request and closes without saying so.
    let (address, _tasks) = scripted(|mut stream| async move {
        let response = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
        stream.write_all(response.as_bytes()).await.expect("sent");
    })
    .await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let mut browser = Browser::new(proxy.address);
    for number in 0..10 {
        let answer = browser.send(Method::POST, "/", "a body").await;
        assert_eq!(
            answer.expect("an answer"),
            (StatusCode::OK, "ok".to_owned()),
            "request {number}"
        );
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    }
    let stats = proxy.release("r").await;
    assert_eq!(
        (stats.requests, stats.failures, stats.connect_failures),
        (10, 0, 0)
    );
}

#[tokio::test]
async fn a_response_that_is_cut_short_is_cut_for_the_client_too() {
    let (address, _tasks) = scripted(|mut stream| async move {
        let response = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this";
        stream.write_all(response.as_bytes()).await.expect("sent");
    })
    .await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let result = Browser::new(proxy.address).get("/").await;
    assert!(result.is_err(), "{result:?}");
    let stats = proxy.release("r").await;
    assert_eq!(
        (
            stats.requests,
            stats.responses[1],
            stats.failures,
            stats.in_flight
        ),
        (1, 1, 1, 0)
    );
}

#[tokio::test]
async fn an_answer_that_is_not_http_is_502() {
    let (address, _tasks) = scripted(|mut stream| async move {
        stream
            .write_all(b"220 mail.example ESMTP\r\n\r\n")
            .await
            .expect("sent");
        read_head(&mut stream).await;
    })
    .await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    assert_eq!(get(proxy.address, "/").await.0, StatusCode::BAD_GATEWAY);
}

//! Heads: what is added, removed, refused and waited for.

use http::StatusCode;

use crate::fixture::Proxy;
use crate::instance::{Instance, get, raw};

async fn started() -> (Instance, Proxy) {
    let instance = Instance::start("r").await;
    let proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    (instance, proxy)
}

fn status(response: &str) -> &str {
    response.lines().next().unwrap_or_default()
}

#[tokio::test]
async fn the_instance_sees_who_asked_for_what() {
    let (_instance, proxy) = started().await;
    let request = "GET /head?a=1 HTTP/1.1\r\nHost: shop.example:8080\r\nX-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Proto: https\r\n\
        X-Forwarded-Host: evil.example\r\nX_Forwarded-For: 6.6.6.6\r\nX_Other: kept\r\nForwarded: for=6.6.6.6\r\nProxy-Authorization: Basic eA==\r\nTE: gzip\r\nKeep-Alive: 5\r\n\
        X-Hop: secret\r\nConnection: close, X-Hop, Host\r\nX-Kept: yes\r\n\r\n";
    let response = raw(proxy.address, request.as_bytes()).await;
    let (_, body) = response.split_once("\r\n\r\n").unwrap_or_default();
    let expected = [
        "GET /head?a=1 HTTP/1.1",
        "host: shop.example:8080",
        "x-forwarded-for: 127.0.0.1",
        "x-forwarded-host: shop.example:8080",
        "x-forwarded-proto: http",
        "x-kept: yes",
        "x_other: kept",
    ];
    assert_eq!(body.lines().collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn other_forms_of_a_request_reach_the_instance_in_one_form() {
    let (_instance, proxy) = started().await;
    let cases = [
        (
            "GET http://other.example/head HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n",
            "other.example".to_owned(),
        ),
        ("GET /head HTTP/1.0\r\n\r\n", proxy.address.to_string()),
        (
            "GET /head HTTP/1.0\r\nHost: old.example\r\n\r\n",
            "old.example".to_owned(),
        ),
    ];
    for (request, host) in cases {
        let response = raw(proxy.address, request.as_bytes()).await;
        assert!(status(&response).ends_with("200 OK"), "{response}");
        assert!(response.contains("GET /head HTTP/1.1"), "{response}");
        assert!(
            response.lines().any(|line| line == format!("host: {host}")),
            "{response}"
        );
    }
}

#[tokio::test]
async fn malformed_requests_are_answered_and_reach_no_instance() {
    let (instance, proxy) = started().await;
    let many = "x-field: 1\r\n".repeat(200);
    let long = "x".repeat(40_000);
    let cases = [
        ("nonsense\r\n\r\n".to_owned(), "400"),
        (
            "GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(),
            "400",
        ),
        (
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".to_owned(),
            "400",
        ),
        ("GET / HTTP/1.1\r\nHost a\r\n\r\n".to_owned(), "400"),
        (
            "GET / HTTP/1.1\r\nHost: a\r\nBad Name: x\r\n\r\n".to_owned(),
            "400",
        ),
        ("GET / HTTP/9.9\r\nHost: a\r\n\r\n".to_owned(), "400"),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n".to_owned(),
            "400",
        ),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
                .to_owned(),
            "400",
        ),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n".to_owned(),
            "400",
        ),
        (
            "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\nConnection: close\r\n\r\n".to_owned(),
            "405",
        ),
        (format!("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n"), "431"),
        (
            format!("GET / HTTP/1.1\r\nHost: a\r\nX-Long: {long}\r\n\r\n"),
            "431",
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: a\r\nX-Long: {long}"),
            "431",
        ),
    ];
    for (request, expected) in cases {
        let request = request.replacen("Host: a\r\n", "Host: a\r\nConnection: close\r\n", 1);
        let response = raw(proxy.address, request.as_bytes()).await;
        let start = request.get(..60).unwrap_or(&request);
        assert!(
            status(&response).starts_with(&format!("HTTP/1.1 {expected}")),
            "{start:?}: {response}"
        );
    }
    assert_eq!(instance.requests(), 0);
    assert_eq!(get(proxy.address, "/name").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_length_beside_chunks_is_not_passed_on() {
    let (_instance, proxy) = started().await;
    let request = "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n\
        5\r\nhello\r\n0\r\n\r\n";
    let response = raw(proxy.address, request.as_bytes()).await;
    assert!(
        status(&response).ends_with("200 OK") && response.ends_with("hello"),
        "{response}"
    );
}

#[tokio::test]
async fn a_client_that_sends_no_head_in_time_is_closed() {
    let instance = Instance::start("r").await;
    let proxy = Proxy::impatient(&[("r", 100, &[instance.address])]).await;
    for start in [
        "",
        "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        "GET /name HTTP/1.1\r\nHost: a\r\n\r\nGET / HT",
    ] {
        let response = raw(proxy.address, start.as_bytes()).await;
        assert_eq!(
            response.contains("200 OK"),
            start.contains("/name"),
            "{response}"
        );
    }
    // Time that a request takes is not the client's.
    assert_eq!(get(proxy.address, "/slow/2000").await.0, StatusCode::OK);
}

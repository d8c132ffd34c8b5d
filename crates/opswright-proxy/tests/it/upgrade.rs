//! Upgraded connections pass, count as in flight and outlive a swap.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::fixture::{IMPATIENCE, Proxy, table};
use crate::instance::{Instance, get, raw, read_head, scripted};

const REQUEST: &str = "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n";

/// Answers 101 and sends everything back.
async fn parrot(mut stream: TcpStream) {
    let head =
        "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("sent");
    let (mut reader, mut writer) = stream.split();
    // Ends when the proxy closes.
    let _ = tokio::io::copy(&mut reader, &mut writer).await;
}

async fn say(stream: &mut TcpStream, word: &str) -> String {
    stream.write_all(word.as_bytes()).await.expect("sent");
    let mut back = vec![0; word.len()];
    stream.read_exact(&mut back).await.expect("an echo");
    String::from_utf8_lossy(&back).into_owned()
}

#[tokio::test]
async fn an_upgraded_connection_outlives_a_swap_and_counts_as_in_flight() {
    let (address, _tasks) = scripted(parrot).await;
    let next = Instance::start("next").await;
    let proxy = Proxy::impatient(&[("old", 100, &[address])]).await;
    let mut stream = TcpStream::connect(proxy.address).await.expect("connected");
    stream.write_all(REQUEST.as_bytes()).await.expect("sent");
    let head = read_head(&mut stream).await;
    assert!(head.starts_with("HTTP/1.1 101"), "{head}");
    assert!(
        head.contains("upgrade: websocket\r\n") && head.contains("connection: upgrade\r\n"),
        "{head}"
    );
    assert_eq!(say(&mut stream, "before").await, "before");

    let swapped = table(&[("new", 100, &[next.address])]);
    let drained = proxy
        .swap_within(1, swapped.clone(), Duration::from_millis(50))
        .await
        .expect("swapped");
    assert_eq!((drained.drained, drained.left), (false, 1));
    assert_eq!(get(proxy.address, "/name").await.1, "next");
    assert_eq!(say(&mut stream, "after").await, "after");
    // It is not taken for a client that sends no head.
    tokio::time::sleep(2 * IMPATIENCE).await;
    assert_eq!(say(&mut stream, "later").await, "later");

    drop(stream);
    let drained = proxy.swap(1, swapped).await.expect("swapped");
    assert!(drained.drained, "{drained:?}");
    let stats = proxy.release("old").await;
    assert_eq!(
        (
            stats.requests,
            stats.responses[0],
            stats.in_flight,
            stats.aborted
        ),
        (1, 1, 0, 0)
    );
}

#[tokio::test]
async fn an_instance_that_declines_answers_as_usual() {
    let instance = Instance::start("r").await;
    let proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let mut stream = TcpStream::connect(proxy.address).await.expect("connected");
    stream
        .write_all(REQUEST.replace("/chat", "/name").as_bytes())
        .await
        .expect("sent");
    let head = read_head(&mut stream).await;
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    proxy.in_flight("r", 0).await;
}

#[tokio::test]
async fn http2_in_clear_text_does_not_pass() {
    let instance = Instance::start("r").await;
    let proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let request = "GET /head HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n";
    let response = raw(proxy.address, request.as_bytes()).await;
    assert!(response.starts_with("HTTP/1.1 200"), "{response}");
    assert!(
        !response.to_lowercase().contains("upgrade") && !response.contains("http2-settings"),
        "{response}"
    );
}

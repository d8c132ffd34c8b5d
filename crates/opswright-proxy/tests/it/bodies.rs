//! Bodies stream both ways, no faster than the other side takes them, and end when the client does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http::{Method, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;

use crate::fixture::{Proxy, until};
use crate::instance::{Browser, Instance, raw, read_head, scripted};

const MANY: u64 = 64 * 1024 * 1024;

#[tokio::test]
async fn a_response_streams_before_it_has_ended() {
    let go = Arc::new(Notify::new());
    let gate = Arc::clone(&go);
    let (address, _tasks) = scripted(move |mut stream| {
        let gate = Arc::clone(&gate);
        async move {
            let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n";
            stream.write_all(head.as_bytes()).await.expect("sent");
            gate.notified().await;
            stream
                .write_all(b"3\r\ntwo\r\n0\r\n\r\n")
                .await
                .expect("sent");
            read_head(&mut stream).await;
        }
    })
    .await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let mut stream = TcpStream::connect(proxy.address).await.expect("connected");
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .expect("sent");
    read_head(&mut stream).await;
    let mut chunk = [0; 8];
    stream
        .read_exact(&mut chunk)
        .await
        .expect("the first chunk");
    assert_eq!(&chunk, b"3\r\none\r\n");
    assert_eq!(
        proxy.release("r").await.in_flight,
        1,
        "in flight until the body has ended"
    );
    go.notify_one();
    let mut rest = [0; 13];
    stream.read_exact(&mut rest).await.expect("the rest");
    assert_eq!(&rest, b"3\r\ntwo\r\n0\r\n\r\n");
    proxy.in_flight("r", 0).await;
}

#[tokio::test]
async fn a_request_body_streams_in_chunks() {
    let instance = Instance::start("r").await;
    let proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let mut stream = TcpStream::connect(proxy.address).await.expect("connected");
    let head = "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("sent");
    assert_eq!(
        read_head(&mut stream).await,
        "HTTP/1.1 100 Continue\r\n\r\n"
    );
    for _ in 0..3 {
        stream.write_all(b"5\r\nhello\r\n").await.expect("sent");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    stream.write_all(b"0\r\n\r\n").await.expect("sent");
    let mut response = String::new();
    stream
        .read_to_string(&mut response)
        .await
        .expect("an answer");
    assert!(response.ends_with("hellohellohello"), "{response}");
}

#[tokio::test]
async fn a_client_that_does_not_read_holds_the_instance_back() {
    let written = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&written);
    let (address, _tasks) = scripted(move |mut stream| {
        let count = Arc::clone(&count);
        async move {
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {MANY}\r\n\r\n");
            stream.write_all(head.as_bytes()).await.expect("sent");
            let chunk = vec![b'x'; 64 * 1024];
            // The client leaves before the end.
            while stream.write_all(&chunk).await.is_ok() {
                count.fetch_add(64 * 1024, Ordering::Relaxed);
            }
        }
    })
    .await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let mut stream = TcpStream::connect(proxy.address).await.expect("connected");
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .expect("sent");
    settled(&written).await;
    assert!(
        written.load(Ordering::Relaxed) < MANY / 2,
        "it lies in buffers"
    );
    drop(stream);
    proxy.in_flight("r", 0).await;
    assert_eq!(proxy.release("r").await.aborted, 1);
}

#[tokio::test]
async fn an_instance_that_does_not_read_holds_the_client_back() {
    let (address, mut tasks) = scripted(|stream| async move {
        std::future::pending::<()>().await;
        drop(stream);
    })
    .await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let mut stream = TcpStream::connect(proxy.address).await.expect("connected");
    let head = format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {MANY}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.expect("sent");
    let written = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&written);
    let writer = tokio::spawn(async move {
        let chunk = vec![b'x'; 64 * 1024];
        while stream.write_all(&chunk).await.is_ok() {
            count.fetch_add(64 * 1024, Ordering::Relaxed);
        }
    });
    settled(&written).await;
    assert!(
        written.load(Ordering::Relaxed) < MANY / 2,
        "it lies in buffers"
    );
    // The end of a client whose bytes nobody reads cannot be seen; the end of the instance can.
    tasks.shutdown().await;
    proxy.in_flight("r", 0).await;
    writer.await.expect("joined");
}

#[tokio::test]
async fn a_client_that_gives_up_is_given_up_on_the_instance_too() {
    let (came, left) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let tell = (Arc::clone(&came), Arc::clone(&left));
    let (address, _tasks) = scripted(move |mut stream| {
        let (came, left) = (Arc::clone(&tell.0), Arc::clone(&tell.1));
        async move {
            came.notify_one();
            // Nothing more comes on this connection but its end.
            assert_eq!(stream.read(&mut [0; 1]).await.unwrap_or(0), 0);
            left.notify_one();
        }
    })
    .await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let mut stream = TcpStream::connect(proxy.address).await.expect("connected");
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .expect("sent");
    came.notified().await;
    drop(stream);
    tokio::time::timeout(crate::fixture::PATIENCE, left.notified())
        .await
        .expect("the instance learns it");
    proxy.in_flight("r", 0).await;
    let stats = proxy.release("r").await;
    assert_eq!((stats.requests, stats.aborted), (1, 1));
}

#[tokio::test]
async fn an_answer_before_the_whole_body_reaches_the_client() {
    let (address, _tasks) = scripted(|mut stream| async move {
        let response =
            "HTTP/1.1 413 Payload Too Large\r\ncontent-length: 4\r\nconnection: close\r\n\r\nbig\n";
        stream.write_all(response.as_bytes()).await.expect("sent");
        // Left open: a reset would throw the answer away.
        std::future::pending::<()>().await;
    })
    .await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let mut stream = TcpStream::connect(proxy.address).await.expect("connected");
    let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nstart";
    stream.write_all(head.as_bytes()).await.expect("sent");
    let head = read_head(&mut stream).await;
    assert!(head.starts_with("HTTP/1.1 413"), "{head}");
}

#[tokio::test]
async fn responses_without_body_keep_their_connections() {
    let instance = Instance::start("r").await;
    let proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let request = "HEAD /name HTTP/1.1\r\nHost: a\r\n\r\nGET /status/204 HTTP/1.1\r\nHost: a\r\n\r\n\
        GET /status/304 HTTP/1.1\r\nHost: a\r\n\r\nGET /name HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let response = raw(proxy.address, request.as_bytes()).await;
    let statuses: Vec<_> = response
        .lines()
        .filter(|line| line.starts_with("HTTP/"))
        .collect();
    let expected = [
        "HTTP/1.1 200 OK",
        "HTTP/1.1 204 No Content",
        "HTTP/1.1 304 Not Modified",
        "HTTP/1.1 200 OK",
    ];
    assert_eq!(statuses, expected, "{response}");
    assert_eq!(instance.connections(), 1);
}

#[tokio::test]
async fn a_head_answer_may_announce_chunks_and_send_none() {
    let (address, _tasks) = scripted(|mut stream| async move {
        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 7\r\n\r\n";
        stream.write_all(head.as_bytes()).await.expect("sent");
        read_head(&mut stream).await;
    })
    .await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let request = b"HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let response = raw(proxy.address, request).await;
    assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
    assert!(
        response.ends_with("\r\n\r\n") && !response.contains("content-length"),
        "{response}"
    );
    assert_eq!(proxy.release("r").await.failures, 0);
}

#[tokio::test]
async fn large_bodies_pass_unchanged() {
    let instance = Instance::start("r").await;
    let proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let text: String = (0..400_000)
        .map(|number| char::from(b'a' + u8::try_from(number % 23).unwrap_or(0)))
        .collect();
    let text: &'static str = text.leak();
    let mut browser = Browser::new(proxy.address);
    for _ in 0..5 {
        let (status, body) = browser
            .send(Method::POST, "/echo", text)
            .await
            .expect("an answer");
        assert_eq!(status, StatusCode::OK);
        assert!(body == text, "{} bytes came back", body.len());
    }
    assert_eq!((browser.connections, instance.connections()), (1, 1));
}

#[tokio::test]
async fn chunked_answers_keep_their_connection() {
    let connections = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&connections);
    let (address, _tasks) = scripted(move |mut stream| {
        count.fetch_add(1, Ordering::Relaxed);
        async move {
            let parts = [
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
                "2\r\nok\r\n",
                "0\r\n\r\n",
            ];
            loop {
                for part in parts {
                    stream.write_all(part.as_bytes()).await.expect("sent");
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                if read_head(&mut stream).await.is_empty() {
                    return;
                }
            }
        }
    })
    .await;
    let proxy = Proxy::with(&[("r", 100, &[address])]).await;
    let mut browser = Browser::new(proxy.address);
    for _ in 0..20 {
        let answer = browser.get("/").await.expect("an answer");
        assert_eq!(answer, (StatusCode::OK, "ok".to_owned()));
    }
    assert_eq!(
        (browser.connections, connections.load(Ordering::Relaxed)),
        (1, 1)
    );
}

/// Waits until the count no longer grows.
async fn settled(count: &AtomicU64) {
    let mut last = 0;
    let mut same = 0;
    until("the buffers are full", async || {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let now = count.load(Ordering::Relaxed);
        same = if now == last && now > 0 { same + 1 } else { 0 };
        last = now;
        same >= 10
    })
    .await;
}

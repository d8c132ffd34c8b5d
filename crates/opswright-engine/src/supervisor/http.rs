//! One synthetic request to a workload.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::Request;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// What one request was answered with: the status, or why there was none.
pub(crate) type Answer = Result<u16, String>;

/// `GET path` to 127.0.0.1:`port`; the body is read to its end.
pub(crate) async fn get(port: u16, path: &str, limit: Duration) -> Answer {
    match tokio::time::timeout(limit, exchange(port, path)).await {
        Ok(answer) => answer,
        Err(_) => Err(format!("no answer within {} ms", limit.as_millis())),
    }
}

async fn exchange(port: u16, path: &str) -> Answer {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let stream = TcpStream::connect(address)
        .await
        .map_err(|error| format!("connect: {error}"))?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| format!("connect: {error}"))?;
    let driver = tokio::spawn(connection);
    let request = Request::get(path)
        .header("host", format!("127.0.0.1:{port}"))
        .header("user-agent", "opswright")
        .body(Empty::<Bytes>::new())
        .map_err(|error| format!("make the request: {error}"))?;
    let answered = async {
        let response = sender
            .send_request(request)
            .await
            .map_err(|error| format!("read the answer: {error}"))?;
        let status = response.status().as_u16();
        response
            .into_body()
            .collect()
            .await
            .map_err(|error| format!("read the body: {error}"))?;
        Ok(status)
    }
    .await;
    driver.abort();
    answered
}

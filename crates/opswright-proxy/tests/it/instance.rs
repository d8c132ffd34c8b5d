//! Instances: small servers in the test's own process, and a client that counts its connections.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Collected, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::SendRequest;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::fixture::PATIENCE;

/// A server that answers with its name, and with what it was asked for.
pub(crate) struct Instance {
    pub(crate) address: SocketAddr,
    pub(crate) requests: Arc<AtomicU64>,
    pub(crate) connections: Arc<AtomicU64>,
    gate: Arc<Semaphore>,
    /// Dropping it closes the listener and all connections at once, like `kill -9`.
    _tasks: JoinSet<()>,
}

impl Instance {
    pub(crate) async fn start(name: &'static str) -> Self {
        Self::start_at(name, (Ipv4Addr::LOCALHOST, 0).into()).await
    }

    pub(crate) async fn start_at(name: &'static str, address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (requests, connections) = (Arc::<AtomicU64>::default(), Arc::<AtomicU64>::default());
        let gate = Arc::new(Semaphore::new(0));
        let mut tasks = JoinSet::new();
        let (count, accepted) = (Arc::clone(&requests), Arc::clone(&connections));
        let held = Arc::clone(&gate);
        tasks.spawn(async move {
            let mut open = JoinSet::new();
            loop {
                let (stream, _) = listener.accept().await.expect("a connection");
                accepted.fetch_add(1, Ordering::Relaxed);
                let (count, held) = (Arc::clone(&count), Arc::clone(&held));
                open.spawn(async move {
                    let service = service_fn(move |request| {
                        count.fetch_add(1, Ordering::Relaxed);
                        answer(name, Arc::clone(&held), request)
                    });
                    let server = hyper::server::conn::http1::Builder::new();
                    // How a connection ends is the proxy's business.
                    let _ = server.serve_connection(TokioIo::new(stream), service).await;
                });
            }
        });
        Self {
            address,
            requests,
            connections,
            gate,
            _tasks: tasks,
        }
    }

    /// Lets requests to `/held` be answered, those that wait and those that come.
    pub(crate) fn open(&self) {
        self.gate.add_permits(1);
    }

    pub(crate) fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    pub(crate) fn connections(&self) -> u64 {
        self.connections.load(Ordering::Relaxed)
    }
}

/// `/name`: the name. `/slow/MS`: the name after that time. `/held`: the name once the test says so. `/head`: the request
/// head. `/status/CODE`: that status. `/echo`: the body, once it has come whole.
async fn answer(
    name: &'static str,
    gate: Arc<Semaphore>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let path = request.uri().path().to_owned();
    let argument = path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut response = Response::new(Full::from(name));
    if path.starts_with("/slow/") {
        let time = argument.parse().expect("milliseconds");
        tokio::time::sleep(Duration::from_millis(time)).await;
    } else if path == "/held" {
        drop(gate.acquire().await.expect("never closed"));
    } else if path.starts_with("/status/") {
        *response.status_mut() = StatusCode::from_bytes(argument.as_bytes()).expect("a status");
    } else if path == "/head" {
        response = Response::new(Full::from(head(&request)));
    } else if path == "/echo" {
        let body = request.into_body().collect().await;
        let bytes = body.map(Collected::to_bytes).unwrap_or_default();
        response = Response::new(Full::from(bytes));
    }
    Ok(response)
}

fn head(request: &Request<Incoming>) -> String {
    let mut lines = vec![format!(
        "{} {} {:?}",
        request.method(),
        request.uri(),
        request.version()
    )];
    for (name, value) in request.headers() {
        lines.push(format!("{name}: {}", value.to_str().unwrap_or_default()));
    }
    lines.sort();
    lines.join("\n")
}

/// A client with one keep-alive connection, which it renews only when the server has closed it.
pub(crate) struct Browser {
    address: SocketAddr,
    sender: Option<SendRequest<Full<Bytes>>>,
    pub(crate) connections: u64,
}

impl Browser {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            address,
            sender: None,
            connections: 0,
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Result<(StatusCode, String), hyper::Error> {
        self.send(Method::GET, path, "").await
    }

    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: &'static str,
    ) -> Result<(StatusCode, String), hyper::Error> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "shop.example")
            .body(Full::from(body))
            .expect("a request");
        let mut sender = match self.sender.take() {
            Some(sender) if !sender.is_closed() => sender,
            _ => self.connect().await,
        };
        sender.ready().await?;
        let response = sender.send_request(request).await?;
        let status = response.status();
        let body = response.into_body().collect().await?.to_bytes();
        self.sender = Some(sender);
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }

    async fn connect(&mut self) -> SendRequest<Full<Bytes>> {
        self.connections += 1;
        let stream = TcpStream::connect(self.address)
            .await
            .expect("the proxy accepts");
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
            .await
            .expect("a connection");
        drop(tokio::spawn(connection));
        sender
    }
}

/// The status and the body of one request on a connection of its own.
pub(crate) async fn get(address: SocketAddr, path: &str) -> (StatusCode, String) {
    Browser::new(address).get(path).await.expect("an answer")
}

/// Sends `bytes` on a connection of its own and returns all that comes until the other side closes.
pub(crate) async fn raw(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address)
        .await
        .expect("the proxy accepts");
    stream.write_all(bytes).await.expect("sent");
    let mut text = Vec::new();
    let read = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut text)).await;
    // A reset after the response is as good as an end.
    assert!(
        read.is_ok(),
        "the connection stays open after {}",
        String::from_utf8_lossy(&text)
    );
    String::from_utf8_lossy(&text).into_owned()
}

/// A server that accepts, reads until the end of a request head and then does as told.
pub(crate) async fn scripted<Script>(
    script: impl Fn(TcpStream) -> Script + Send + 'static,
) -> (SocketAddr, JoinSet<()>)
where
    Script: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("a free port");
    let address = listener.local_addr().expect("an address");
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        let mut open = JoinSet::new();
        loop {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            let head = read_head(&mut stream).await;
            if !head.is_empty() {
                open.spawn(script(stream));
            }
        }
    });
    (address, tasks)
}

/// Reads until an empty line; what has come.
pub(crate) async fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

//! The server behind every proxy: answers 128 bytes, from a thread of this process.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Context as _;
use bytes::Bytes;
use http::Response;
use http_body_util::Full;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

/// Body of every answer.
static BODY: [u8; 128] = [b'x'; 128];

/// The server; it runs until the process ends.
#[derive(Debug)]
pub(crate) struct Backend {
    /// Where it answers.
    pub(crate) address: SocketAddr,
}

impl Backend {
    pub(crate) fn start() -> anyhow::Result<Self> {
        let listener =
            std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("failed to listen")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let thread = std::thread::Builder::new().name("backend".to_owned());
        thread
            .spawn(move || runtime.block_on(serve(listener)))
            .context("failed to start the backend")?;
        Ok(Self { address })
    }
}

async fn serve(listener: std::net::TcpListener) -> std::io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let service = service_fn(|_| async {
            Ok::<_, Infallible>(Response::new(Full::new(Bytes::from_static(&BODY))))
        });
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        drop(tokio::spawn(connection));
    }
}

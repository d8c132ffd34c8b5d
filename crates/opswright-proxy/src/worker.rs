//! A worker: one thread with a runtime of its own that accepts and serves connections.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener as StdListener, TcpStream as StdStream};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use http::HeaderValue;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;

use crate::busy::Client;
use crate::forward;
use crate::proxy::Proxy;
use crate::service::Service;

/// How often connections that nobody uses are looked for.
const SWEEP_TIME: Duration = Duration::from_millis(500);

/// How long a worker stops accepting when the process has run out of descriptors or memory.
const EXHAUSTED_TIME: Duration = Duration::from_millis(50);

/// By how many connections a worker may lead before it gives new ones away.
const LEAD: usize = 4;

/// What a worker is told.
#[derive(Debug)]
pub(crate) enum Order {
    /// Accept on this socket until `stop` closes.
    Accept {
        listener: StdListener,
        service: Arc<Service>,
        stop: watch::Receiver<()>,
    },
    /// Serve a connection that another worker has accepted.
    Serve {
        stream: StdStream,
        peer: SocketAddr,
        service: Arc<Service>,
    },
    /// Drop everything and end.
    Stop,
}

/// The workers of a proxy.
#[derive(Debug)]
pub(crate) struct Workers {
    seats: Arc<[Seat]>,
    threads: Vec<JoinHandle<()>>,
}

/// Where a worker can be reached, and how many connections it serves.
#[derive(Debug)]
struct Seat {
    orders: UnboundedSender<Order>,
    open: AtomicUsize,
}

/// What the tasks of one worker share.
#[derive(Debug)]
struct Worker {
    index: usize,
    proxy: Arc<Proxy>,
    seats: Arc<[Seat]>,
    protocol: http1::Builder,
}

impl Workers {
    /// Starts `count` workers.
    pub(crate) fn start(count: usize, proxy: &Arc<Proxy>) -> io::Result<Self> {
        let (seats, receivers): (Vec<Seat>, Vec<_>) = (0..count)
            .map(|_| {
                let (orders, receiver) = unbounded_channel();
                let open = AtomicUsize::new(0);
                (Seat { orders, open }, receiver)
            })
            .unzip();
        let seats: Arc<[Seat]> = seats.into();
        let mut threads = Vec::new();
        for (index, receiver) in receivers.into_iter().enumerate() {
            let worker = Arc::new(Worker {
                index,
                proxy: Arc::clone(proxy),
                seats: Arc::clone(&seats),
                protocol: protocol(proxy),
            });
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            let thread = std::thread::Builder::new().name(format!("proxy-{index}"));
            threads.push(thread.spawn(move || runtime.block_on(work(worker, receiver)))?);
        }
        Ok(Self { seats, threads })
    }

    pub(crate) fn count(&self) -> usize {
        self.seats.len()
    }

    /// Makes every worker accept on `listener` until the returned sender is dropped.
    pub(crate) fn accept(
        &self,
        listener: &StdListener,
        service: &Arc<Service>,
    ) -> io::Result<watch::Sender<()>> {
        let (sender, stop) = watch::channel(());
        for seat in self.seats.iter() {
            let order = Order::Accept {
                listener: listener.try_clone()?,
                service: Arc::clone(service),
                stop: stop.clone(),
            };
            // A worker ends only with the process.
            let _ = seat.orders.send(order);
        }
        Ok(sender)
    }

    /// Ends all workers; their connections are closed.
    pub(crate) fn stop(&mut self) {
        for seat in self.seats.iter() {
            let _ = seat.orders.send(Order::Stop);
        }
        for thread in self.threads.drain(..) {
            // A worker that panicked has said so.
            let _ = thread.join();
        }
    }
}

fn protocol(proxy: &Proxy) -> http1::Builder {
    let mut protocol = http1::Builder::new();
    protocol
        .max_headers(proxy.limits.headers)
        .max_buf_size(proxy.limits.head_bytes.max(8192))
        // A deadline of our own covers the wait for a request without a timer per request.
        .header_read_timeout(None);
    protocol
}

async fn work(worker: Arc<Worker>, mut orders: UnboundedReceiver<Order>) {
    while let Some(order) = orders.recv().await {
        match order {
            Order::Accept {
                listener,
                service,
                stop,
            } => drop(tokio::spawn(accept(
                Arc::clone(&worker),
                listener,
                service,
                stop,
            ))),
            Order::Serve {
                stream,
                peer,
                service,
            } => {
                if let Ok(stream) = TcpStream::from_std(stream) {
                    worker.spawn(stream, peer, &service);
                } else {
                    worker.seats[worker.index]
                        .open
                        .fetch_sub(1, Ordering::Relaxed);
                }
            }
            Order::Stop => return,
        }
    }
}

async fn accept(
    worker: Arc<Worker>,
    listener: StdListener,
    service: Arc<Service>,
    mut stop: watch::Receiver<()>,
) {
    let Ok(listener) = TcpListener::from_std(listener) else {
        return;
    };
    let mut sweep = tokio::time::interval(SWEEP_TIME);
    loop {
        tokio::select! {
            biased;
            _ = stop.changed() => return,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => worker.place(stream, peer, &service),
                Err(error) if is_of_one_connection(&error) => {}
                Err(_) => tokio::time::sleep(EXHAUSTED_TIME).await,
            },
            _ = sweep.tick() => {
                if let Some(oldest) = Instant::now().checked_sub(worker.proxy.limits.idle_time) {
                    service.close_older(worker.index, oldest);
                }
            }
        }
    }
}

/// Whether an error of `accept` concerns only the connection that was to be accepted.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
    )
}

impl Worker {
    /// Serves a new connection here, or where there are far fewer.
    fn place(self: &Arc<Self>, stream: TcpStream, peer: SocketAddr, service: &Arc<Service>) {
        let count = |seat: &Seat| seat.open.load(Ordering::Relaxed);
        let own = &self.seats[self.index];
        let least = self
            .seats
            .iter()
            .min_by_key(|seat| count(seat))
            .unwrap_or(own);
        if count(own) <= count(least) + LEAD {
            own.open.fetch_add(1, Ordering::Relaxed);
            self.spawn(stream, peer, service);
        } else if let Ok(stream) = stream.into_std() {
            least.open.fetch_add(1, Ordering::Relaxed);
            let service = Arc::clone(service);
            let _ = least.orders.send(Order::Serve {
                stream,
                peer,
                service,
            });
        }
    }

    fn spawn(self: &Arc<Self>, stream: TcpStream, peer: SocketAddr, service: &Arc<Service>) {
        let (worker, service) = (Arc::clone(self), Arc::clone(service));
        drop(tokio::spawn(async move {
            serve(&worker, stream, peer, service).await;
            worker.seats[worker.index]
                .open
                .fetch_sub(1, Ordering::Relaxed);
        }));
    }
}

async fn serve(worker: &Worker, stream: TcpStream, peer: SocketAddr, service: Arc<Service>) {
    let Some(client) = client(worker, &stream, peer, service) else {
        return;
    };
    let limit = worker.proxy.limits.head_time;
    let requests = {
        let client = Arc::clone(&client);
        service_fn(move |request| {
            let client = Arc::clone(&client);
            async move { Ok::<_, Infallible>(forward::forward(client, request).await) }
        })
    };
    let mut connection = pin!(
        worker
            .protocol
            .serve_connection(TokioIo::new(stream), requests)
            .with_upgrades()
    );
    let mut patience = pin!(tokio::time::sleep(limit));
    loop {
        tokio::select! {
            biased;
            // Its errors are the client's, who already knows.
            _ = connection.as_mut() => return,
            () = patience.as_mut() => match client.waiting() {
                Some(waited) if waited >= limit => return,
                waited => {
                    let rest = limit.saturating_sub(waited.unwrap_or_default());
                    patience.as_mut().reset(tokio::time::Instant::now() + rest);
                }
            },
        }
    }
}

fn client(
    worker: &Worker,
    stream: &TcpStream,
    peer: SocketAddr,
    service: Arc<Service>,
) -> Option<Arc<Client>> {
    // Without it small responses could wait for the client's acknowledgement.
    stream.set_nodelay(true).ok()?;
    let local = stream.local_addr().ok()?;
    let forwarded_for = HeaderValue::try_from(peer.ip().to_canonical().to_string()).ok()?;
    let local = HeaderValue::try_from(local.to_string()).ok()?;
    let proxy = Arc::clone(&worker.proxy);
    Some(Arc::new(Client::new(
        proxy,
        service,
        worker.index,
        (forwarded_for, local),
    )))
}

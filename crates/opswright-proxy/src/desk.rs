//! The books of the proxy: which services there are, and every change of them, saved before it is in force.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::sync::watch;

use crate::counters::LATENCY_BOUNDS_US;
use crate::proxy::Proxy;
use crate::service::Service;
use crate::state::{Loaded, StateFile};
use crate::table;
use crate::wire::{ListenerName, Pong, Refusal, Routes, Stats, Swap};
use crate::worker::Workers;

/// Connections that may wait to be accepted, on top of which the kernel has its own limit.
const BACKLOG: i32 = 4096;

/// The books. Only the control socket's thread uses them.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) proxy: Arc<Proxy>,
    workers: Workers,
    file: StateFile,
    routes: Routes,
    fault: Option<String>,
    services: BTreeMap<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    service: Arc<Service>,
    listeners: Vec<Listening>,
}

#[derive(Debug)]
struct Listening {
    socket: TcpListener,
    address: SocketAddr,
    /// Dropping it makes the workers stop accepting.
    _accepting: watch::Sender<()>,
}

impl Desk {
    /// Opens the books with the state of the last process.
    pub(crate) fn open(proxy: Arc<Proxy>, workers: Workers, file: StateFile) -> Self {
        let Loaded { routes, fault } = file.load();
        let mut desk = Self {
            proxy,
            workers,
            file,
            routes: Routes::default(),
            fault,
            services: BTreeMap::new(),
        };
        for (name, table) in &routes.services {
            let workers = desk.workers.count();
            entry(&mut desk.services, name, workers)
                .service
                .swap(table.clone());
        }
        desk.routes = routes;
        desk
    }

    /// Serves `service` on the socket that came with the command.
    pub(crate) fn listen(
        &mut self,
        epoch: u64,
        name: &str,
        mut descriptors: Vec<OwnedFd>,
    ) -> Result<SocketAddr, Refusal> {
        self.check_epoch(epoch)?;
        if self.proxy.is_retiring() {
            return Err(Refusal::Retiring);
        }
        let (Some(descriptor), true) = (descriptors.pop(), descriptors.is_empty()) else {
            let reason = "exactly one descriptor must be attached".to_owned();
            return Err(Refusal::NoListener { reason });
        };
        let (socket, address) =
            listener(descriptor).map_err(|reason| Refusal::NoListener { reason })?;
        self.save(epoch, |_| {})?;
        let entry = entry(&mut self.services, name, self.workers.count());
        if entry.listeners.iter().any(|one| one.address == address) {
            return Ok(address);
        }
        let accepting = self.workers.accept(&socket, &entry.service);
        let accepting = accepting.map_err(|error| Refusal::NoListener {
            reason: error.to_string(),
        })?;
        entry.listeners.push(Listening {
            socket,
            address,
            _accepting: accepting,
        });
        Ok(address)
    }

    /// The listening sockets and their names, in the same order.
    pub(crate) fn listeners(&self) -> (Vec<ListenerName>, Vec<OwnedFd>) {
        let all = self.services.iter();
        let copies = all.flat_map(|(name, entry)| {
            entry.listeners.iter().filter_map(move |listening| {
                let copy = listening.socket.try_clone().ok()?;
                let name = ListenerName {
                    service: name.clone(),
                    address: listening.address,
                };
                Some((name, OwnedFd::from(copy)))
            })
        });
        copies.unzip()
    }

    /// Saves the table, then puts it in force. The caller waits for the drain.
    pub(crate) fn swap(&mut self, swap: &Swap) -> Result<Arc<Service>, Refusal> {
        self.check_epoch(swap.epoch)?;
        table::check(&swap.service, &swap.table)?;
        self.save(swap.epoch, |routes| {
            routes
                .services
                .insert(swap.service.clone(), swap.table.clone());
        })?;
        let entry = entry(&mut self.services, &swap.service, self.workers.count());
        entry.service.swap(swap.table.clone());
        Ok(Arc::clone(&entry.service))
    }

    /// Forgets a service; `None` when there was none.
    pub(crate) fn remove(
        &mut self,
        epoch: u64,
        name: &str,
    ) -> Result<Option<Arc<Service>>, Refusal> {
        self.check_epoch(epoch)?;
        self.save(epoch, |routes| {
            routes.services.remove(name);
        })?;
        let entry = self.services.remove(name);
        if let Some(entry) = &entry {
            entry.service.remove();
        }
        Ok(entry.map(|entry| entry.service))
    }

    /// Stops accepting, for good.
    pub(crate) fn retire(&mut self, epoch: u64) -> Result<(), Refusal> {
        self.check_epoch(epoch)?;
        self.close();
        Ok(())
    }

    /// Stops accepting without a look at the lease: the process was told to end.
    pub(crate) fn close(&mut self) {
        self.proxy.retire();
        for entry in self.services.values_mut() {
            entry.listeners.clear();
        }
    }

    pub(crate) fn routes(&self) -> Routes {
        self.routes.clone()
    }

    pub(crate) fn stats(&self) -> Stats {
        Stats {
            since_ms: self.since_ms(),
            connections: self.proxy.connections.load(Ordering::Relaxed),
            latency_bounds_us: LATENCY_BOUNDS_US.to_vec(),
            services: self
                .services
                .values()
                .map(|entry| entry.service.stats())
                .collect(),
        }
    }

    pub(crate) fn ping(&self) -> Pong {
        let listening = self
            .services
            .iter()
            .filter(|(_, entry)| !entry.listeners.is_empty());
        Pong {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            pid: std::process::id(),
            epoch: self.routes.epoch,
            since_ms: self.since_ms(),
            listening: listening.map(|(name, _)| name.clone()).collect(),
            retiring: self.proxy.is_retiring(),
            state_fault: self.fault.clone(),
        }
    }

    /// Why the state on disk could not be used in full, if so.
    pub(crate) fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Ends the workers.
    pub(crate) fn end(&mut self) {
        self.workers.stop();
    }

    fn since_ms(&self) -> u64 {
        u64::try_from(self.proxy.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn check_epoch(&self, given: u64) -> Result<(), Refusal> {
        let current = self.routes.epoch;
        if given < current {
            return Err(Refusal::StaleEpoch { given, current });
        }
        Ok(())
    }

    /// Saves what `change` and the epoch make of the routes, unless that is what is saved already.
    fn save(&mut self, epoch: u64, change: impl FnOnce(&mut Routes)) -> Result<(), Refusal> {
        let mut routes = self.routes.clone();
        routes.epoch = epoch;
        change(&mut routes);
        if routes == self.routes {
            return Ok(());
        }
        if self.proxy.is_retiring() {
            // The file belongs to the next generation.
            self.routes = routes;
            return Ok(());
        }
        self.file.save(&routes).map_err(|error| Refusal::NotSaved {
            reason: error.to_string(),
        })?;
        self.routes = routes;
        Ok(())
    }
}

fn entry<'a>(
    services: &'a mut BTreeMap<String, Entry>,
    name: &str,
    workers: usize,
) -> &'a mut Entry {
    services.entry(name.to_owned()).or_insert_with(|| Entry {
        service: Arc::new(Service::new(name.to_owned(), workers)),
        listeners: Vec::new(),
    })
}

fn listener(descriptor: OwnedFd) -> Result<(TcpListener, SocketAddr), String> {
    let listens =
        rustix::net::sockopt::socket_acceptconn(&descriptor).map_err(|error| error.to_string())?;
    if !listens {
        return Err("the socket does not listen".to_owned());
    }
    let socket = TcpListener::from(descriptor);
    let text = |error: std::io::Error| error.to_string();
    let address = socket.local_addr().map_err(text)?;
    socket.set_nonblocking(true).map_err(text)?;
    // While no proxy runs, this is what holds the clients.
    rustix::net::listen(&socket, BACKLOG).map_err(|error| error.to_string())?;
    Ok((socket, address))
}

//! Many clients at a fixed rate, on a thread of their own.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::task::JoinSet;

use super::client::{Client, Habit};
use super::mix::Mix;
use super::tally::{Failure, Tally};

/// What load to put on.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Where to.
    pub(crate) address: SocketAddr,
    /// Clients at once.
    pub(crate) clients: usize,
    /// How many of ten clients make a new connection for each request; the others keep theirs.
    pub(crate) leaving: usize,
    /// Requests a second in all; as fast as answers come when it is 0.
    pub(crate) rate: f64,
    /// Most requests.
    pub(crate) requests: u64,
    /// Longest time.
    pub(crate) time: Duration,
    /// Which requests.
    pub(crate) mix: Mix,
}

/// Load that is being put on.
#[derive(Debug)]
pub(crate) struct Load {
    shared: Arc<Shared>,
    thread: JoinHandle<anyhow::Result<Tally>>,
}

/// A look at load that is being put on, from any thread.
#[derive(Debug, Clone)]
pub(crate) struct Gauge(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// Requests given out.
    begun: AtomicU64,
    /// Requests whose time has come.
    sent: AtomicU64,
    /// Requests whose end is known.
    ended: AtomicU64,
    failures: Mutex<BTreeMap<Failure, u64>>,
    stop: AtomicBool,
}

impl Load {
    /// Starts it.
    pub(crate) fn start(plan: Plan) -> anyhow::Result<Self> {
        let shared = Arc::<Shared>::default();
        let thread = {
            let shared = Arc::clone(&shared);
            std::thread::Builder::new()
                .name("load".to_owned())
                .spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build()?;
                    runtime.block_on(run(plan, shared))
                })
        };
        let thread = thread.context("failed to start the load")?;
        Ok(Self { shared, thread })
    }

    /// For a look from another thread.
    pub(crate) fn gauge(&self) -> Gauge {
        Gauge(Arc::clone(&self.shared))
    }

    /// Requests whose end is known by now.
    pub(crate) fn ended(&self) -> u64 {
        self.gauge().ended()
    }

    /// Whether its bounds were reached.
    pub(crate) fn is_over(&self) -> bool {
        self.thread.is_finished()
    }

    /// Sends nothing more, waits for the answers, and returns the counts.
    pub(crate) fn finish(self) -> anyhow::Result<Tally> {
        self.shared.stop.store(true, Ordering::Relaxed);
        self.thread
            .join()
            .map_err(|_| anyhow::anyhow!("the load has panicked"))?
    }

    /// Waits until its bounds are reached, and returns the counts.
    pub(crate) fn wait(self) -> anyhow::Result<Tally> {
        self.thread
            .join()
            .map_err(|_| anyhow::anyhow!("the load has panicked"))?
    }
}

impl Shared {
    fn failures(&self) -> MutexGuard<'_, BTreeMap<Failure, u64>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Gauge {
    /// Requests that have failed by now, by what was wrong.
    pub(crate) fn failures(&self) -> BTreeMap<Failure, u64> {
        self.0.failures().clone()
    }

    /// Requests that were begun by now.
    pub(crate) fn sent(&self) -> u64 {
        self.0.sent.load(Ordering::SeqCst)
    }

    /// Requests whose end is known by now.
    pub(crate) fn ended(&self) -> u64 {
        self.0.ended.load(Ordering::SeqCst)
    }
}

async fn run(plan: Plan, shared: Arc<Shared>) -> anyhow::Result<Tally> {
    let plan = Arc::new(plan);
    let begin = Instant::now();
    let mut clients = JoinSet::new();
    for number in 0..plan.clients {
        let habit = match (number % 10 < plan.leaving, number % 2) {
            (false, _) => Habit::Keep,
            (true, 0) => Habit::Leave,
            (true, _) => Habit::AskToClose,
        };
        let client = Client::new(plan.address, habit);
        clients.spawn(visit(client, Arc::clone(&plan), Arc::clone(&shared), begin));
    }
    let mut sum = Tally::default();
    while let Some(result) = clients.join_next().await {
        sum.add(result.context("a client has panicked")?);
    }
    Ok(sum)
}

async fn visit(mut client: Client, plan: Arc<Plan>, shared: Arc<Shared>, begin: Instant) -> Tally {
    let mut tally = Tally::default();
    loop {
        let place = shared.begun.fetch_add(1, Ordering::Relaxed);
        let due = begin + plan.due(place);
        let over = place >= plan.requests || due >= begin + plan.time;
        if over || shared.stop.load(Ordering::Relaxed) {
            break;
        }
        tokio::time::sleep_until(due.into()).await;
        // Without a rate a request is due when its client is free.
        let due = if plan.rate > 0.0 { due } else { Instant::now() };
        let ask = plan.mix.at(place);
        shared.sent.fetch_add(1, Ordering::SeqCst);
        let result = client.ask(ask).await;
        shared.ended.fetch_add(1, Ordering::SeqCst);
        if let Err(failure) = result {
            *shared.failures().entry(failure).or_default() += 1;
        }
        tally.record(result, due.elapsed().saturating_sub(ask.delay));
        if begin.elapsed() >= plan.time {
            break;
        }
    }
    tally.reconnects = client.reconnects;
    tally
}

impl Plan {
    /// When the request at `place` is due, from the beginning.
    fn due(&self, place: u64) -> Duration {
        if self.rate <= 0.0 {
            return Duration::ZERO;
        }
        #[expect(clippy::cast_precision_loss, reason = "at most a few million requests")]
        let seconds = place as f64 / self.rate;
        Duration::from_secs_f64(seconds)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::{Ipv4Addr, SocketAddr, TcpListener};
    use std::time::Duration;

    use super::{Load, Plan};
    use crate::traffic::{Failure, Mix, Tally};

    /// Puts 100 requests on a server that gives each connection these answers and then closes it.
    fn loaded(leaving: usize, answers: &'static [&'static str]) -> Tally {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                std::thread::spawn(move || {
                    let mut reader = BufReader::new(stream);
                    for answer in answers {
                        while reader.line().len() > 2 {}
                        let sent = reader.get_mut().write_all(answer.as_bytes());
                        if sent.is_err() {
                            break;
                        }
                    }
                });
            }
        });
        put(address, leaving)
    }

    trait Lines {
        /// The next line, empty at the end.
        fn line(&mut self) -> String;
    }

    impl Lines for BufReader<std::net::TcpStream> {
        fn line(&mut self) -> String {
            let mut line = String::new();
            // An error ends the connection as an empty line does.
            let _ = self.read_line(&mut line);
            line
        }
    }

    fn put(address: SocketAddr, leaving: usize) -> Tally {
        let plan = Plan {
            address,
            clients: 4,
            leaving,
            rate: 0.0,
            requests: 100,
            time: Duration::from_mins(1),
            mix: Mix::read(),
        };
        Load::start(plan).expect("started").wait().expect("ended")
    }

    const GOOD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    const LAST: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok";
    const BAD: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";
    const SHORT: &str = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok";

    #[test]
    fn every_request_is_counted_once() {
        let tally = loaded(10, &[GOOD]);
        assert_eq!((tally.sent, tally.failed(), tally.reconnects), (100, 0, 0));
    }

    #[test]
    fn a_connection_that_was_closed_as_announced_is_a_reconnect_and_no_failure() {
        let tally = loaded(0, &[GOOD, LAST]);
        assert_eq!((tally.sent, tally.failed()), (100, 0));
        assert!(
            (46..=50).contains(&tally.reconnects),
            "{}",
            tally.reconnects
        );
    }

    #[test]
    fn each_kind_of_failure_is_counted_as_itself() {
        let cases: &[(&[&str], Failure)] = &[
            (&[BAD], Failure::Status(503)),
            (&[SHORT], Failure::Cut),
            (&[""], Failure::Reset),
        ];
        for (answers, failure) in cases {
            let tally = loaded(10, answers);
            assert_eq!(
                tally.failures.get(failure),
                Some(&100),
                "{:?}",
                tally.failures
            );
        }
    }

    #[test]
    fn a_refused_connection_is_refused() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        drop(listener);
        assert_eq!(put(address, 0).failures.get(&Failure::Refused), Some(&100));
    }
}

//! Accepting connections and answering their requests.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::request::{self, RequestError};
use crate::response::{Framing, Response};
use crate::routes::Shop;

/// How long an idle connection is kept: longer than any proxy keeps its own end, so that the proxy never sends a request
/// into a connection that closes at that moment.
const IDLE: Duration = Duration::from_secs(600);
/// How long one read inside a request may take.
const READ: Duration = Duration::from_secs(30);
/// A handler needs little stack, and there is one a connection.
const STACK: usize = 256 * 1024;
/// Most that is read and thrown away so that a refusal arrives before the connection closes.
const LARGEST_REST: u64 = 4 * 1024 * 1024;

/// Serves for ever.
pub fn serve(listener: &TcpListener, shop: &Arc<Shop>) -> ! {
    loop {
        match listener.accept() {
            Ok((stream, _)) => start(stream, shop),
            Err(error) => {
                // Out of descriptors, most likely: the connection waits in the backlog.
                eprintln!("shop: failed to accept a connection: {error}");
                thread::sleep(Duration::from_millis(10));
            }
        }
    }
}

/// Gives the connection a thread; where none is to be had, it waits: slow is better than refused.
fn start(stream: TcpStream, shop: &Arc<Shop>) {
    let stream = Arc::new(stream);
    loop {
        let (stream, shop) = (Arc::clone(&stream), Arc::clone(shop));
        let started = thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || connection(&stream, &shop));
        match started {
            Ok(_) => return,
            Err(error) => {
                eprintln!("shop: failed to start a thread: {error}");
                thread::sleep(Duration::from_millis(10));
            }
        }
    }
}

/// Answers requests until the client closes; a connection that fails concerns nobody else.
fn connection(stream: &TcpStream, shop: &Shop) {
    if let Err(error) = answer_all(stream, shop) {
        if !is_ordinary(&error) {
            eprintln!("shop: connection failed: {error}");
        }
    }
}

fn is_ordinary(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionReset
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::WouldBlock
            | io::ErrorKind::TimedOut
    )
}

fn answer_all(stream: &TcpStream, shop: &Shop) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    loop {
        if reader.buffer().is_empty() {
            stream.set_read_timeout(Some(IDLE))?;
            if reader.fill_buf()?.is_empty() {
                return Ok(());
            }
            stream.set_read_timeout(Some(READ))?;
        }
        let proceed = || writer.write_all(b"HTTP/1.1 100 Continue\r\n\r\n");
        let request = match request::read(&mut reader, proceed) {
            Ok(request) => request,
            Err(RequestError::Closed) => return Ok(()),
            Err(RequestError::Io(error)) => return Err(error),
            Err(RequestError::Refused(status, message)) => {
                return refuse(stream, &mut reader, &Response::error(status, message));
            }
        };
        let started = Instant::now();
        let answer = shop.answer(&request);
        let framing = Framing {
            keep_alive: request.keep_alive,
            head_only: request.method == "HEAD",
        };
        shop.metrics
            .record(answer.route, answer.response.status, started.elapsed());
        writer.write_all(&answer.response.to_bytes(framing))?;
        if !request.keep_alive {
            return stream.shutdown(Shutdown::Write);
        }
    }
}

/// Answers and closes; what the client is still sending is read first, else its system drops the answer.
fn refuse(stream: &TcpStream, reader: &mut impl Read, response: &Response) -> io::Result<()> {
    let framing = Framing {
        keep_alive: false,
        head_only: false,
    };
    let mut writer = stream;
    writer.write_all(&response.to_bytes(framing))?;
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    io::copy(&mut reader.take(LARGEST_REST), &mut io::sink())?;
    Ok(())
}

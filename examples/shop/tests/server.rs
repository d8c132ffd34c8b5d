//! The built program, spoken to over a socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// A running shop; ended when dropped.
struct Running {
    process: Child,
    address: String,
}

impl Running {
    fn start(broken: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_shop"))
            .env("HOST", "127.0.0.1")
            .env("PORT", "0")
            .env("SHOP_BROKEN", broken)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().rsplit('/').next().unwrap().to_owned();
        Self { process, address }
    }

    fn connect(&self) -> BufReader<TcpStream> {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        BufReader::new(stream)
    }

    fn get(&self, path: &str) -> (u16, String) {
        exchange(
            &mut self.connect(),
            &format!("GET {path} HTTP/1.1\r\nHost: shop\r\n\r\n"),
        )
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a request on an open connection and reads its answer by its length.
fn exchange(connection: &mut BufReader<TcpStream>, request: &str) -> (u16, String) {
    connection.get_mut().write_all(request.as_bytes()).unwrap();
    read_answer(connection)
}

fn read_answer(connection: &mut BufReader<TcpStream>) -> (u16, String) {
    let mut status = String::new();
    connection.read_line(&mut status).unwrap();
    let code = status.split(' ').nth(1).unwrap().parse().unwrap();
    let mut length = 0;
    loop {
        let mut line = String::new();
        connection.read_line(&mut line).unwrap();
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).unwrap();
    (code, String::from_utf8(body).unwrap())
}

#[test]
fn a_connection_serves_many_requests() {
    let shop = Running::start("");
    let mut connection = shop.connect();
    for order in 1..=50 {
        let answer = exchange(
            &mut connection,
            "POST /orders HTTP/1.1\r\nContent-Length: 5\r\n\r\nplane",
        );
        assert_eq!(
            answer,
            (201, format!("{{\"order\":{order},\"bytes\":5}}\n"))
        );
    }
    let (status, metrics) = exchange(&mut connection, "GET /metrics HTTP/1.1\r\n\r\n");
    assert_eq!(status, 200);
    assert!(
        metrics.contains("http_requests_total{route=\"/orders\",status=\"201\"} 50\n"),
        "{metrics}"
    );
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let shop = Running::start("");
    let mut connection = shop.connect();
    let first = exchange(
        &mut connection,
        "GET /nowhere HTTP/1.1\r\n\r\nGET /slow?ms=0 HTTP/1.1\r\n\r\n",
    );
    assert_eq!(first.0, 404);
    assert_eq!(read_answer(&mut connection).1, "{\"slept_ms\":0}\n");
}

#[test]
fn a_refusal_arrives_though_the_client_is_still_sending() {
    let shop = Running::start("");
    let body = "x".repeat(2 * 1024 * 1024);
    let request = format!(
        "POST /orders HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut connection = shop.connect();
    assert_eq!(exchange(&mut connection, &request).0, 413);
    let mut rest = String::new();
    assert_eq!(connection.read_line(&mut rest).unwrap(), 0);
}

#[test]
fn many_connections_at_once_are_all_answered() {
    let shop = Running::start("");
    thread::scope(|scope| {
        for _ in 0..128 {
            scope.spawn(|| {
                let mut connection = shop.connect();
                for request in ["GET /slow?ms=20 HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"] {
                    assert_eq!(exchange(&mut connection, request).0, 200);
                }
            });
        }
    });
}

#[test]
fn each_broken_shop_is_broken_in_its_way() {
    let unhealthy = Running::start("health");
    assert_eq!(unhealthy.get("/health").0, 503);
    assert_eq!(unhealthy.get("/").0, 200);
    let failing = Running::start("errors");
    assert_eq!(failing.get("/health").0, 200);
    assert_eq!(failing.get("/").0, 500);
    let mut crashed = Running::start("crash");
    assert_eq!(crashed.process.wait().unwrap().code(), Some(1));
}

#[test]
fn a_taken_port_ends_the_program_with_a_reason() {
    let shop = Running::start("");
    let (host, port) = shop.address.split_once(':').unwrap();
    let second = Command::new(env!("CARGO_BIN_EXE_shop"))
        .env("HOST", host)
        .env("PORT", port)
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    let reason = String::from_utf8(second.stderr).unwrap();
    assert!(
        reason.contains("failed to listen on 127.0.0.1:"),
        "{reason}"
    );
}

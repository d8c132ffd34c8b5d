//! The control socket: leases, descriptors, saved state, malformed commands.

use std::fs;
use std::net::TcpListener as StdListener;
use std::os::fd::AsFd;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use opswright_proxy::wire::{Refusal, Table};
use opswright_proxy::{ClientError, ProxyClient};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;

use crate::fixture::{Proxy, SHOP, knock_as, nobody, table};
use crate::instance::{Instance, get};

#[tokio::test]
async fn a_lower_epoch_is_refused_also_after_a_restart() {
    let instance = Instance::start("r").await;
    let mut proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    proxy
        .swap(7, table(&[("r", 100, &[instance.address])]))
        .await
        .expect("swapped");
    for round in 0..2 {
        let mut control = proxy.control().await;
        let refusals = [
            proxy.swap(6, Table::default()).await.err(),
            control.listen(6, SHOP, proxy.listener.as_fd()).await.err(),
            control.remove(6, SHOP).await.err(),
            control.retire(6, Duration::ZERO).await.err(),
        ];
        for refusal in refusals {
            let said = refusal.map(|error| error.to_string()).unwrap_or_default();
            let expected = "command the proxy: the lease's epoch 6 is older than 7, which the proxy has already served";
            assert_eq!(said, expected, "round {round}");
        }
        proxy.kill();
        proxy.respawn();
    }
    proxy.listen(7).await;
    assert_eq!(get(proxy.address, "/name").await.1, "r");
}

#[tokio::test]
async fn listeners_come_back_as_the_same_sockets() {
    let instance = Instance::start("r").await;
    let mut proxy = Proxy::with(&[("r", 100, &[instance.address])]).await;
    let second = StdListener::bind("127.0.0.1:0").expect("a free port");
    let mut control = proxy.control().await;
    control
        .listen(1, SHOP, second.as_fd())
        .await
        .expect("listening");
    control
        .listen(
            1,
            "admin",
            StdListener::bind("127.0.0.1:0")
                .expect("a free port")
                .as_fd(),
        )
        .await
        .expect("listening");
    let copies = control.listeners().await.expect("listeners");
    let names: Vec<_> = copies.iter().map(|copy| copy.service.as_str()).collect();
    assert_eq!(names, ["admin", SHOP, SHOP]);
    for copy in &copies {
        assert_eq!(copy.socket.local_addr().expect("an address"), copy.address);
    }
    // The supervisor that bound them is gone, and so is the proxy: the copies alone hold the sockets.
    drop(second);
    proxy.kill();
    let waiting = tokio::spawn(get(copies[2].address, "/name"));
    proxy.respawn();
    let mut control = proxy.control().await;
    control
        .listen(1, SHOP, copies[2].as_fd())
        .await
        .expect("listening");
    assert_eq!(waiting.await.expect("joined").1, "r");
}

#[tokio::test]
async fn listening_twice_is_listening_once() {
    let proxy = Proxy::start().await;
    proxy.listen(1).await;
    proxy.listen(1).await;
    assert_eq!(
        proxy
            .control()
            .await
            .listeners()
            .await
            .expect("listeners")
            .len(),
        1
    );
}

#[tokio::test]
async fn a_descriptor_that_does_not_listen_is_refused() {
    let proxy = Proxy::start().await;
    let file = tempfile::tempfile().expect("a file");
    let socket = std::net::UdpSocket::bind("127.0.0.1:0").expect("a free port");
    for descriptor in [file.as_fd(), socket.as_fd()] {
        let refusal = proxy
            .control()
            .await
            .listen(1, "x", descriptor)
            .await
            .expect_err("refused");
        assert!(
            matches!(refusal, ClientError::Refused(Refusal::NoListener { .. })),
            "{refusal}"
        );
    }
    assert_eq!(
        proxy
            .control()
            .await
            .ping()
            .await
            .expect("a reply")
            .listening,
        [SHOP]
    );
}

#[tokio::test]
async fn routes_survive_a_kill_and_a_broken_state_gives_way_to_the_last_good_one() {
    let (first, second) = (
        Instance::start("first").await,
        Instance::start("second").await,
    );
    let mut proxy = Proxy::with(&[("first", 100, &[first.address])]).await;
    proxy
        .swap(2, table(&[("second", 100, &[second.address])]))
        .await
        .expect("swapped");
    for (damage, expected, fault) in [
        ("", "second", false),
        ("{\"version\": 1, \"rou", "first", true),
    ] {
        proxy.kill();
        if !damage.is_empty() {
            fs::write(proxy.folder.path().join("state.json"), damage).expect("damaged");
        }
        proxy.respawn();
        proxy.listen(2).await;
        let pong = proxy.control().await.ping().await.expect("a reply");
        assert_eq!(pong.state_fault.is_some(), fault, "{pong:?}");
        assert_eq!(get(proxy.address, "/name").await.1, expected);
    }
}

#[tokio::test]
async fn a_state_that_cannot_be_saved_leaves_the_table() {
    let (old, new) = (Instance::start("old").await, Instance::start("new").await);
    let proxy = Proxy::with(&[("old", 100, &[old.address])]).await;
    fs::create_dir(proxy.folder.path().join("state.json.new")).expect("a folder in the way");
    let refusal = proxy
        .swap(1, table(&[("new", 100, &[new.address])]))
        .await
        .expect_err("refused");
    assert!(
        matches!(refusal, ClientError::Refused(Refusal::NotSaved { .. })),
        "{refusal}"
    );
    assert_eq!(get(proxy.address, "/name").await.1, "old");
}

#[tokio::test]
async fn a_wrong_table_is_refused() {
    let proxy = Proxy::start().await;
    let refusal = proxy
        .swap(1, table(&[("r", 90, &[nobody()])]))
        .await
        .expect_err("refused");
    assert_eq!(
        refusal.to_string(),
        "command the proxy: the table of shop is wrong: the weights sum to 90, not to 100"
    );
}

#[tokio::test]
async fn a_line_that_is_no_command_is_refused_and_the_next_is_read() {
    let proxy = Proxy::start().await;
    let path = proxy.folder.path().join("control");
    let mode = fs::metadata(&path).expect("a socket").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let (reader, mut writer) = UnixStream::connect(&path)
        .await
        .expect("connected")
        .into_split();
    let mut replies = BufReader::new(reader).lines();
    for line in [
        "nonsense",
        "{\"command\":\"fly\"}",
        "{\"command\":\"swap\",\"epoch\":1}",
        "\u{0}",
    ] {
        writer
            .write_all(format!("{line}\n").as_bytes())
            .await
            .expect("sent");
        let reply = replies
            .next_line()
            .await
            .expect("a reply")
            .unwrap_or_default();
        assert!(
            reply.starts_with("{\"reply\":\"refused\",\"refused\":\"unreadable\""),
            "{reply}"
        );
    }
    writer
        .write_all(b"{\"command\":\"ping\"}\n")
        .await
        .expect("sent");
    let reply = replies
        .next_line()
        .await
        .expect("a reply")
        .unwrap_or_default();
    assert!(reply.starts_with("{\"reply\":\"pong\""), "{reply}");
}

#[tokio::test]
async fn a_second_proxy_does_not_take_the_control_socket() {
    let mut proxy = Proxy::start().await;
    let id = proxy.control().await.ping().await.expect("a reply").pid;
    let configuration = opswright_proxy::Configuration::new(
        proxy.folder.path().join("control"),
        proxy.folder.path().join("other.json"),
    );
    let second = tokio::task::spawn_blocking(|| opswright_proxy::run(configuration));
    let second = second.await.expect("joined");
    assert!(second.is_err_and(|error| error.to_string().ends_with("another proxy answers there")));
    assert_eq!(proxy.control().await.ping().await.expect("a reply").pid, id);
    proxy.kill();
    let path = proxy.folder.path().join("control");
    assert!(matches!(
        ProxyClient::connect(&path).await,
        Err(ClientError::Connect { .. })
    ));
}

#[tokio::test]
async fn another_user_is_not_heard() {
    if !rustix::process::geteuid().is_root() {
        println!("skipped: only root can become another user");
        return;
    }
    let proxy = Proxy::start().await;
    let path = proxy.folder.path().join("control");
    // The permissions are opened, so that only the look at the peer is left.
    for (path, mode) in [(proxy.folder.path(), 0o755), (path.as_path(), 0o666)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("opened");
    }
    assert_eq!(
        knock_as(65_534, path.clone()).await,
        "",
        "another user was answered"
    );
    let reply = knock_as(0, path).await;
    assert!(reply.starts_with("{\"reply\":\"pong\""), "{reply:?}");
}

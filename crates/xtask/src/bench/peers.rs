//! The proxies to compare, and how each is told to do the same: two threads, keep-alive on both sides, forwarded headers.

/// A proxy. `{folder}`, `{port}` and `{backend}` are filled in.
#[derive(Debug)]
pub(crate) struct Peer {
    /// Name in the table.
    pub(crate) name: &'static str,
    /// Program; empty for the proxy of this repository.
    pub(crate) program: &'static str,
    /// Its arguments.
    pub(crate) arguments: &'static [&'static str],
    /// Its configuration, written to `{folder}/configuration`.
    pub(crate) configuration: &'static str,
}

/// All of them; one that is not installed is left out.
pub(crate) const PEERS: &[Peer] = &[
    Peer {
        name: "opswright",
        program: "",
        arguments: &[],
        configuration: "",
    },
    Peer {
        name: "haproxy",
        program: "haproxy",
        arguments: &["-db", "-f", "{folder}/configuration"],
        configuration: "\
global
  nbthread 2
  maxconn 4096
defaults
  mode http
  option forwardfor
  http-reuse always
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend in
  bind 127.0.0.1:{port}
  http-request set-header X-Forwarded-Proto http
  http-request set-header X-Forwarded-Host %[req.hdr(host)]
  default_backend out
backend out
  server one {backend}
",
    },
    Peer {
        name: "nginx",
        program: "nginx",
        arguments: &["-e", "{folder}/errors", "-c", "{folder}/configuration"],
        configuration: "\
daemon off;
worker_processes 2;
pid {folder}/pid;
error_log {folder}/errors;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  upstream out { server {backend}; keepalive 128; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:{port};
    location / {
      proxy_pass http://out;
      proxy_http_version 1.1;
      proxy_set_header Connection \"\";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto http;
      proxy_set_header X-Forwarded-Host $host;
    }
  }
}
",
    },
];

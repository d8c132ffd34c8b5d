//! Static sites: files behind nginx.

use super::NodeManager;
use super::node::write_site_build;
use crate::command::Command;
use crate::recipe::Recipe;
use crate::text::Page;

/// What a build may read where the files are served as they are.
pub(crate) const ALLOWED: &[&str] = &[
    "nginx.conf",
    "**/*.html",
    "**/*.css",
    "**/*.js",
    "**/*.mjs",
    "**/*.map",
    "**/*.json",
    "**/*.txt",
    "**/*.xml",
    "**/*.svg",
    "**/*.png",
    "**/*.jpg",
    "**/*.jpeg",
    "**/*.gif",
    "**/*.webp",
    "**/*.avif",
    "**/*.ico",
    "**/*.woff2",
    "**/*.webmanifest",
    "**/*.pdf",
];

/// What the container runs; the image's own script would edit the configuration, which is read-only.
pub(crate) fn entry() -> Command {
    Command {
        words: ["nginx", "-g", "daemon off;"].map(str::to_owned).to_vec(),
        ..Command::default()
    }
}

/// Folder of the finished site: inside the build stage, or inside the context.
fn folder<'design>(recipe: &Recipe<'design>) -> &'design str {
    let artifact = recipe.toolchain.workload.artifact.as_deref().unwrap_or(".");
    let artifact = artifact.trim_start_matches("./").trim_end_matches('/');
    if artifact.is_empty() { "." } else { artifact }
}

/// Writes the build stage, if there is something to build.
pub(crate) fn write_build(page: &mut Page, recipe: &Recipe<'_>, builder: Option<NodeManager>) {
    if let Some(manager) = builder {
        write_site_build(page, &recipe.toolchain, manager);
    }
}

/// Writes what the final stage copies.
pub(crate) fn write_copies(page: &mut Page, recipe: &Recipe<'_>, builder: Option<NodeManager>) {
    let inside = &recipe.toolchain.inside;
    let configuration = crate::recipe::joined(inside, "nginx.conf");
    page.line(&format!("COPY {configuration} /etc/nginx/nginx.conf"));
    page.line("WORKDIR /usr/share/nginx/html");
    page.why("The welcome page of the image is no part of the site.");
    page.line("RUN rm -f index.html 50x.html");
    match builder {
        Some(_) => {
            let default = if folder(recipe) == "." {
                "dist"
            } else {
                folder(recipe)
            };
            let path = crate::recipe::joined(inside, default);
            page.line(&format!("COPY --from=build /app/{path} ./"));
        }
        None => {
            page.line(&format!(
                "COPY {} ./",
                crate::recipe::joined(inside, folder(recipe))
            ));
        }
    }
}

/// The web server's configuration: no privileges, nothing written but to /tmp, headers that every site wants.
pub(crate) fn nginx_configuration(recipe: &Recipe<'_>) -> String {
    let mut page = Page::new();
    let port = recipe.port.unwrap_or(0);
    page.why(&format!("Serves {} without privileges: the port is above 1023, and everything that is written goes to /tmp.", recipe.name()));
    page.line("worker_processes auto;");
    page.line("pid /tmp/nginx.pid;");
    page.line("error_log /dev/stderr warn;");
    page.blank();
    page.line("events {}");
    page.blank();
    page.line("http {");
    for line in [
        "include /etc/nginx/mime.types;",
        "default_type application/octet-stream;",
        "access_log /dev/stdout;",
        "server_tokens off;",
        "sendfile on;",
        "gzip on;",
        "gzip_types text/css text/plain application/javascript application/json image/svg+xml;",
        "client_body_temp_path /tmp/client;",
        "proxy_temp_path /tmp/proxy;",
        "fastcgi_temp_path /tmp/fastcgi;",
        "uwsgi_temp_path /tmp/uwsgi;",
        "scgi_temp_path /tmp/scgi;",
    ] {
        page.at(1, line);
    }
    page.blank();
    page.at(1, "server {");
    page.at(2, &format!("listen {port};"));
    page.at(2, "root /usr/share/nginx/html;");
    page.at(2, "add_header X-Content-Type-Options nosniff always;");
    page.at(
        2,
        "add_header Referrer-Policy strict-origin-when-cross-origin always;",
    );
    page.blank();
    page.at(2, "location / {");
    if recipe.toolchain.runtime.is_some() {
        page.why_at(
            3,
            "Paths that no file answers belong to the application in the page.",
        );
        page.at(3, "try_files $uri $uri/index.html /index.html;");
    } else {
        page.at(3, "try_files $uri $uri/index.html $uri.html =404;");
    }
    page.at(2, "}");
    page.at(1, "}");
    page.line("}");
    page.finish()
}

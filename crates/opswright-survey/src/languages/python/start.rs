//! The start command of a Python application and the port that goes with it.

use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::code::Code;
use crate::lexer::Kind;
use crate::place::{Place, base_name};
use crate::scan::port::evaluate;

use super::application::{application, dotted, relative};
use super::dependencies::Project;
use super::framework::{Framework, Interface, imports};

/// Claims start and port of an application of `framework`.
pub(crate) fn claim(
    place: &Place<'_>,
    project: &Project,
    framework: (&Framework, &Evidence),
    all: &[Code<'_>],
    candidate: &mut Candidate,
) {
    let (framework, shown) = framework;
    let stated = configured_port(all).or_else(|| port(all));
    if let Some((port, evidence)) = &stated {
        candidate.port.push(*port, Ground::Code, evidence.clone());
    }
    match framework.interface {
        Interface::Django => django(place, project, all, candidate),
        Interface::Streamlit => {
            if let Some(code) = all.iter().find(|code| {
                imports(code, "streamlit").is_some() && !relative(place, code).contains("pages/")
            }) {
                start(
                    candidate,
                    &format!("streamlit run {}", relative(place, code)),
                    Ground::Code,
                    code.evidence(0),
                );
            }
        }
        Interface::Script => script(place, all, candidate),
        Interface::Asgi | Interface::Wsgi => {
            let number = stated.as_ref().map(|(port, _)| *port);
            served(place, project, framework, (all, number), candidate);
        }
    }
    let listens = matches!(framework.interface, Interface::Django)
        && !place.has("manage.py")
        && candidate.start.is_empty();
    if !listens {
        candidate.raise(Strength::Server);
        candidate
            .kind
            .push("web".to_owned(), Ground::Manifest, shown.clone());
        if candidate.port.is_empty() {
            candidate
                .port
                .push(framework.port, Ground::Convention, shown.clone());
        }
    }
}

fn start(candidate: &mut Candidate, command: &str, ground: Ground, evidence: Evidence) {
    candidate.raise(Strength::Program);
    let command = format!("{}{command}", candidate.runner);
    candidate.start.push(command, ground, evidence);
}

fn django(place: &Place<'_>, project: &Project, all: &[Code<'_>], candidate: &mut Candidate) {
    let module = |name: &str| {
        all.iter()
            .find(|code| base_name(&code.file.path) == name)
            .map(|code| (dotted(place, project, code), code.evidence(0)))
    };
    if let Some((module, evidence)) =
        module("wsgi.py").filter(|_| project.needs("gunicorn").is_some())
    {
        start(
            candidate,
            &format!("gunicorn {module}:application --bind 0.0.0.0:8000"),
            Ground::Code,
            evidence,
        );
    }
    if let Some((module, evidence)) = module("asgi.py") {
        for (server, options) in [
            ("daphne", "-b 0.0.0.0 -p 8000 "),
            ("uvicorn", "--host 0.0.0.0 --port 8000 "),
        ] {
            if project.needs(server).is_some() {
                start(
                    candidate,
                    &format!("{server} {options}{module}:application"),
                    Ground::Code,
                    evidence.clone(),
                );
            }
        }
    }
    // Another server is meant for production; its settings are elsewhere.
    let other_server = ["gunicorn", "uwsgi", "mod-wsgi", "waitress"]
        .iter()
        .any(|name| project.needs(name).is_some());
    if place.has("manage.py") && !other_server {
        start(
            candidate,
            "python manage.py runserver 0.0.0.0:8000",
            Ground::Convention,
            place.evidence("manage.py"),
        );
    }
}

/// An application object behind a server, or the script that runs it.
fn served(
    place: &Place<'_>,
    project: &Project,
    framework: &Framework,
    (all, stated): (&[Code<'_>], Option<u16>),
    candidate: &mut Candidate,
) {
    let application = application(place, project, framework, all);
    let asgi = framework.interface == Interface::Asgi;
    let needs = |name: &str| project.needs(name).is_some();
    let standard = project.needs("fastapi").is_some_and(|dependency| {
        dependency.extras.contains("standard") || dependency.extras.contains("all")
    });
    if let Some(application) = &application {
        let (wsgi, object) = (application.wsgi(), application.asgi());
        let port = stated.unwrap_or(if asgi { framework.port } else { 8000 });
        let command = match asgi {
            true if needs("uvicorn") || standard || needs("fastapi-cli") => {
                Some(format!("uvicorn {object} --host 0.0.0.0 --port {port}"))
            }
            true if needs("hypercorn") => Some(format!("hypercorn {wsgi} --bind 0.0.0.0:{port}")),
            true if needs("granian") => Some(format!(
                "granian --interface asgi --host 0.0.0.0 --port {port} {object}"
            )),
            false if needs("gunicorn") => Some(format!("gunicorn {wsgi} --bind 0.0.0.0:{port}")),
            false if needs("waitress") && !application.factory => {
                Some(format!("waitress-serve --port={port} {object}"))
            }
            _ => None,
        };
        if let Some(command) = command {
            start(
                candidate,
                &command,
                Ground::Code,
                application.evidence.clone(),
            );
            candidate
                .port
                .push(port, Ground::Convention, application.evidence.clone());
        }
    }
    script(place, all, candidate);
    let flask = framework.name == "flask" && candidate.start.is_empty();
    if let Some(application) = application.filter(|_| flask) {
        let command = format!(
            "flask --app {} run --host 0.0.0.0 --port 5000",
            application.module
        );
        start(
            candidate,
            &command,
            Ground::Convention,
            application.evidence,
        );
    }
}

/// A script that runs when it is called: one with a main guard that serves, else `main.py` or `app.py`.
pub(crate) fn script(place: &Place<'_>, all: &[Code<'_>], candidate: &mut Candidate) {
    const SERVERS: &[&str] = &[
        "run",
        "run_app",
        "serve",
        "launch",
        "run_server",
        "listen",
        "serve_forever",
        "run_simple",
        "quickstart",
        "start",
    ];
    let guarded = |code: &&Code<'_>| {
        code.tokens
            .iter()
            .any(|token| token.kind == Kind::Text && token.text == "__main__")
    };
    let serves = |code: &&Code<'_>| {
        code.calls().any(|call| {
            SERVERS.contains(&call.name)
                && call.receiver != "subprocess"
                && call.receiver != "asyncio"
        })
    };
    let named = |code: &&Code<'_>| {
        matches!(
            relative(place, code),
            "main.py" | "app.py" | "server.py" | "run.py" | "src/main.py" | "__main__.py"
        )
    };
    let found = all
        .iter()
        .filter(|code| {
            !base_name(&code.file.path).starts_with("setup")
                && !relative(place, code).starts_with("scripts/")
                && base_name(&code.file.path) != "manage.py"
        })
        .find(|code| guarded(code) && serves(code))
        .or_else(|| all.iter().find(|code| named(code) && serves(code)))
        .or_else(|| {
            all.iter().find(|code| {
                // An application that no call serves ends at once when it is run.
                candidate.framework.is_empty() && named(code)
            })
        });
    if let Some(code) = found {
        start(
            candidate,
            &format!("python {}", relative(place, code)),
            Ground::Code,
            code.evidence(0),
        );
    }
}

/// The port of `bind` in the configuration of gunicorn or hypercorn.
fn configured_port(all: &[Code<'_>]) -> Option<(u16, Evidence)> {
    let configuration = |code: &&Code<'_>| {
        let name = base_name(&code.file.path);
        name.contains("gunicorn") || name.contains("hypercorn")
    };
    all.iter().filter(configuration).find_map(|code| {
        let expression = code.assignments("bind").next()?;
        let number = evaluate(expression, code, all).number?;
        Some((number, code.evidence(expression.first()?.at)))
    })
}

/// The port of the call that serves.
fn port(all: &[Code<'_>]) -> Option<(u16, Evidence)> {
    const CALLS: &[&str] = &[
        "run",
        "run_app",
        "run_server",
        "listen",
        "HTTPServer",
        "ThreadingHTTPServer",
        "TCPServer",
        "serve",
        "run_simple",
        "launch",
        "make_server",
    ];
    for code in all {
        for call in code.calls().filter(|call| CALLS.contains(&call.name)) {
            let named = call.arguments.iter().find(|argument| {
                argument
                    .first()
                    .is_some_and(|name| matches!(name.text, "port" | "server_port" | "bind"))
                    && argument.get(1).is_some_and(|mark| mark.is("="))
            });
            let positional = || {
                let takes = matches!(
                    call.name,
                    "listen"
                        | "HTTPServer"
                        | "ThreadingHTTPServer"
                        | "TCPServer"
                        | "run_simple"
                        | "make_server"
                );
                call.arguments.iter().find(|_| takes)
            };
            let expression = named
                .map(|argument| &argument[2..])
                .or_else(|| positional().copied());
            let number = expression.and_then(|expression| evaluate(expression, code, all).number);
            if let Some(number) = number {
                return Some((number, code.token_evidence(call.index)));
            }
        }
    }
    None
}

//! The frameworks of Python, the most specific first.

use crate::Evidence;
use crate::code::Code;
use crate::lexer::Kind;

use super::dependencies::Project;

/// How an application object is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interface {
    /// Through `wsgi.py` and `manage.py`.
    Django,
    /// An ASGI object.
    Asgi,
    /// A WSGI object.
    Wsgi,
    /// The script serves itself.
    Script,
    /// `streamlit run`.
    Streamlit,
}

/// One framework.
#[derive(Debug)]
pub(crate) struct Framework {
    pub(crate) name: &'static str,
    package: &'static str,
    module: &'static str,
    pub(crate) interface: Interface,
    /// Constructors of the application object.
    pub(crate) constructors: &'static [&'static str],
    /// The port when nothing is said.
    pub(crate) port: u16,
}

const fn framework(
    name: &'static str,
    package: &'static str,
    interface: Interface,
    constructors: &'static [&'static str],
    port: u16,
) -> Framework {
    Framework {
        name,
        package,
        module: name,
        interface,
        constructors,
        port,
    }
}

static FRAMEWORKS: &[Framework] = &[
    framework("django", "django", Interface::Django, &[], 8000),
    framework("streamlit", "streamlit", Interface::Streamlit, &[], 8501),
    framework("chainlit", "chainlit", Interface::Script, &[], 8000),
    Framework {
        name: "fasthtml",
        package: "python-fasthtml",
        module: "fasthtml",
        interface: Interface::Script,
        constructors: &["fast_app", "FastHTML"],
        port: 5001,
    },
    framework("litestar", "litestar", Interface::Asgi, &["Litestar"], 8000),
    framework("fastapi", "fastapi", Interface::Asgi, &["FastAPI"], 8000),
    framework("quart", "quart", Interface::Asgi, &["Quart"], 5000),
    framework("sanic", "sanic", Interface::Script, &["Sanic"], 8000),
    framework("robyn", "robyn", Interface::Script, &["Robyn"], 8080),
    framework(
        "starlette",
        "starlette",
        Interface::Asgi,
        &["Starlette"],
        8000,
    ),
    framework("dash", "dash", Interface::Script, &["Dash"], 8050),
    framework(
        "flask",
        "flask",
        Interface::Wsgi,
        &["Flask", "APIFlask"],
        5000,
    ),
    framework(
        "aiohttp",
        "aiohttp",
        Interface::Script,
        &["Application"],
        8080,
    ),
    framework("falcon", "falcon", Interface::Wsgi, &["App"], 8000),
    framework("bottle", "bottle", Interface::Wsgi, &["Bottle"], 8080),
    framework(
        "pyramid",
        "pyramid",
        Interface::Script,
        &["Configurator"],
        6543,
    ),
    framework(
        "tornado",
        "tornado",
        Interface::Script,
        &["Application"],
        8888,
    ),
    framework("cherrypy", "cherrypy", Interface::Script, &[], 8080),
    framework(
        "gradio",
        "gradio",
        Interface::Script,
        &["Interface", "Blocks"],
        7860,
    ),
];

/// Frameworks that an HTTP client or a task runner brings along, so that only code that constructs them counts.
const CONSTRUCTED: &[&str] = &["aiohttp", "tornado", "starlette", "falcon", "bottle"];

/// The framework that is required and imported; else only required; else only imported.
pub(crate) fn find(project: &Project, all: &[Code<'_>]) -> Option<(&'static Framework, Evidence)> {
    let imported =
        |framework: &Framework| all.iter().find_map(|code| imports(code, framework.module));
    let constructed = |framework: &Framework| {
        !CONSTRUCTED.contains(&framework.name)
            || all.iter().any(|code| {
                imports(code, framework.module).is_some()
                    && code
                        .calls()
                        .any(|call| framework.constructors.contains(&call.name))
            })
    };
    let required = |framework: &Framework| {
        project
            .needs(framework.package)
            .map(|dependency| dependency.evidence.clone())
    };
    let usable = || FRAMEWORKS.iter().filter(|framework| constructed(framework));
    let both =
        usable().find(|framework| required(framework).is_some() && imported(framework).is_some());
    let either = both
        .or_else(|| usable().find(|framework| imported(framework).is_some()))
        .or_else(|| usable().find(|framework| all.is_empty() && required(framework).is_some()))?;
    let evidence = required(either).or_else(|| imported(either))?;
    Some((either, evidence))
}

/// Where `module` is imported.
pub(crate) fn imports(code: &Code<'_>, module: &str) -> Option<Evidence> {
    let tokens = &code.tokens;
    (0..tokens.len()).find_map(|index| {
        let statement =
            tokens[index].opens_line && (tokens[index].is("import") || tokens[index].is("from"));
        let named = tokens
            .get(index + 1)
            .is_some_and(|token| token.kind == Kind::Word && token.text == module);
        (statement && named).then(|| code.token_evidence(index))
    })
}

//! The application object that a server runs, or the factory that makes it.

use crate::Evidence;
use crate::code::Code;
use crate::lexer::Kind;
use crate::place::Place;

use super::dependencies::Project;
use super::framework::{Framework, imports};

/// An application object: `module:name` and where it is made.
pub(super) struct Application {
    pub(super) module: String,
    pub(super) name: String,
    pub(super) evidence: Evidence,
    /// Whether the name is a function that makes it.
    pub(super) factory: bool,
}

impl Application {
    /// `module:name`, called where it is a factory, in quotes that keep the shell from reading the brackets.
    pub(super) fn wsgi(&self) -> String {
        let Self { module, name, .. } = self;
        if self.factory {
            format!("'{module}:{name}()'")
        } else {
            format!("{module}:{name}")
        }
    }

    /// The same for servers that take factories by an option.
    pub(super) fn asgi(&self) -> String {
        let option = if self.factory { "--factory " } else { "" };
        format!("{option}{}:{}", self.module, self.name)
    }
}

/// Names of functions that make an application.
const FACTORIES: &[&str] = &["create_app", "make_app", "create_application", "build_app"];

/// The object that the framework's constructor, or a factory, makes at the top of a module.
pub(super) fn application(
    place: &Place<'_>,
    project: &Project,
    framework: &Framework,
    all: &[Code<'_>],
) -> Option<Application> {
    // The environment of migrations makes an application only to reach its database.
    let all: Vec<&Code<'_>> = all
        .iter()
        .filter(|code| imports(code, "alembic").is_none())
        .collect();
    let made_by = |wanted: &dyn Fn(&str, &str) -> bool| {
        all.iter().find_map(|code| {
            (0..code.tokens.len()).find_map(|index| {
                let tokens = &code.tokens[index..];
                let top = tokens.first()?.opens_line && at_margin(code, tokens[0].at);
                let made = top && tokens[0].kind == Kind::Word && tokens.get(1)?.is("=");
                let last = tokens
                    .get(2..)?
                    .iter()
                    .take_while(|token| token.kind == Kind::Word || token.is("."))
                    .last()?;
                (made && wanted(tokens[0].text, last.text)).then(|| Application {
                    module: dotted(place, project, code),
                    name: tokens[0].text.to_owned(),
                    evidence: code.token_evidence(index),
                    factory: false,
                })
            })
        })
    };
    let object =
        made_by(&|_, constructor| framework.constructors.contains(&constructor)).or_else(|| {
            made_by(&|name, factory| {
                matches!(name, "app" | "application" | "api")
                    && ["create", "make", "get", "build", "init"]
                        .iter()
                        .any(|verb| factory.starts_with(verb))
            })
        });
    object.or_else(|| factory(place, project, framework, &all))
}

/// A function at the top of a module that makes the application and can be called without arguments.
fn factory(
    place: &Place<'_>,
    project: &Project,
    framework: &Framework,
    all: &[&Code<'_>],
) -> Option<Application> {
    let constructs = |code: &Code<'_>| {
        code.calls()
            .any(|call| framework.constructors.contains(&call.name))
    };
    all.iter().filter(|code| constructs(code)).find_map(|code| {
        code.calls().find_map(|call| {
            let at = call.index.checked_sub(1)?;
            let defines = code.tokens[at].is("def") && at_margin(code, code.tokens[at].at);
            let makes = FACTORIES.contains(&call.name);
            let defaulted = call.arguments.iter().all(|parameter| {
                parameter.iter().any(|token| token.is("="))
                    || parameter.first().is_some_and(|token| token.is("*"))
            });
            (defines && makes && defaulted).then(|| Application {
                module: dotted(place, project, code),
                name: call.name.to_owned(),
                evidence: code.token_evidence(call.index),
                factory: true,
            })
        })
    })
}

fn at_margin(code: &Code<'_>, at: usize) -> bool {
    at == 0 || code.file.text.as_bytes().get(at - 1) == Some(&b'\n')
}

/// Path of a source from the place.
pub(super) fn relative<'c>(place: &Place<'_>, code: &Code<'c>) -> &'c str {
    let cut = if place.folder.is_empty() {
        0
    } else {
        place.folder.len() + 1
    };
    code.file.path.get(cut..).unwrap_or("")
}

/// The module's name; a package below `src` is installed without it.
pub(super) fn dotted(place: &Place<'_>, project: &Project, code: &Code<'_>) -> String {
    let path = relative(place, code);
    let installed = project
        .pyproject
        .as_ref()
        .is_some_and(|pyproject| pyproject.has(&["build-system"]));
    let package = path
        .strip_prefix("src/")
        .filter(|rest| installed && rest.contains('/'));
    let stem = package
        .unwrap_or(path)
        .trim_end_matches(".py")
        .trim_end_matches("/__init__");
    stem.replace('/', ".")
}

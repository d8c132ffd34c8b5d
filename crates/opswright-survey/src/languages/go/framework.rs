//! The framework of a Go program, or the standard library.

use super::module::Module;
use crate::Evidence;
use crate::code::Code;
use crate::lexer::Kind;
use crate::place::Place;

/// Modules that serve, and the framework each is; a major version behind does not matter.
const FRAMEWORKS: &[(&str, &str)] = &[
    ("github.com/gin-gonic/gin", "gin"),
    ("github.com/labstack/echo", "echo"),
    ("github.com/gofiber/fiber", "fiber"),
    ("github.com/go-chi/chi", "chi"),
    ("github.com/kataras/iris", "iris"),
    ("github.com/beego/beego", "beego"),
    ("github.com/cloudwego/hertz", "hertz"),
    ("github.com/zeromicro/go-zero", "go-zero"),
    ("github.com/go-kratos/kratos", "kratos"),
    ("github.com/gobuffalo/buffalo", "buffalo"),
    ("github.com/pocketbase/pocketbase", "pocketbase"),
    ("github.com/gorilla/mux", "gorilla/mux"),
    ("github.com/julienschmidt/httprouter", "httprouter"),
    ("github.com/valyala/fasthttp", "fasthttp"),
    ("github.com/codegangsta/martini", "martini"),
    ("github.com/go-martini/martini", "martini"),
];

/// A module that serves, among those that are required and imported; else the standard library.
pub(super) fn framework(
    place: &Place<'_>,
    module: &Module,
    all: &[Code<'_>],
) -> Option<(&'static str, Evidence)> {
    let is = |path: &str, known: &str| {
        path == known
            || path
                .strip_prefix(known)
                .is_some_and(|rest| rest.starts_with("/v"))
    };
    let imported = |known: &str| {
        all.iter().find_map(|code| {
            let token = code
                .tokens
                .iter()
                .find(|token| token.kind == Kind::Text && is(token.text, known))?;
            Some(code.evidence(token.at))
        })
    };
    for (known, name) in FRAMEWORKS {
        let required = module.requires.iter().find(|(path, _)| is(path, known));
        let evidence = required.map(|(_, line)| Evidence {
            path: place.path("go.mod"),
            line: *line,
        });
        if let Some(import) = imported(known) {
            return Some((name, evidence.unwrap_or(import)));
        }
    }
    let serves = all.iter().any(|code| {
        code.calls().any(|call| {
            call.name.starts_with("ListenAndServe")
                || call.receiver == "http" && call.name == "Serve"
        })
    });
    let standard = imported("net/http").filter(|_| serves)?;
    Some(("net/http", standard))
}

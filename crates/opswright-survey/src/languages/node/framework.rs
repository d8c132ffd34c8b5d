//! The frameworks of Node, the most specific first.

use super::package::{Package, Stated};

/// What a framework makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Makes {
    /// A server of its own.
    Server,
    /// A server, unless its configuration says that pages are exported.
    ServerOrPages,
    /// Pages, unless an adapter makes a server.
    PagesOrServer,
    /// Pages.
    Pages,
}

/// One framework.
#[derive(Debug)]
pub(crate) struct Framework {
    pub(crate) name: &'static str,
    /// Packages of which one shows it.
    packages: &'static [&'static str],
    pub(crate) makes: Makes,
    /// The port that it listens on when nothing is said.
    pub(crate) port: Option<u16>,
    /// The command that starts what was built, where the framework alone decides it.
    pub(crate) start: Option<&'static str>,
    /// The folder that holds what was built.
    pub(crate) artifact: Option<&'static str>,
}

const fn server(
    name: &'static str,
    packages: &'static [&'static str],
    port: Option<u16>,
) -> Framework {
    Framework {
        name,
        packages,
        makes: Makes::Server,
        port,
        start: None,
        artifact: None,
    }
}

const fn pages(
    name: &'static str,
    packages: &'static [&'static str],
    artifact: Option<&'static str>,
) -> Framework {
    Framework {
        name,
        packages,
        makes: Makes::Pages,
        port: None,
        start: None,
        artifact,
    }
}

impl Framework {
    /// Whether it is a library that a program calls, so that only code that imports it uses it.
    pub(crate) fn is_library(&self) -> bool {
        SERVERS.iter().any(|server| server.name == self.name)
    }
}

/// Frameworks that own the project: a package of theirs in any section shows them.
static OWNERS: &[Framework] = &[
    server("nest", &["@nestjs/core"], None),
    server("adonis", &["@adonisjs/core"], Some(3333)),
    server("strapi", &["@strapi/strapi"], Some(1337)),
    server("medusa", &["@medusajs/medusa"], Some(9000)),
    server("redwood", &["@redwoodjs/core"], None),
    server("blitz", &["blitz"], Some(3000)),
    server("hydrogen", &["@shopify/hydrogen"], None),
    server("mastra", &["mastra", "@mastra/core"], None),
    server("xmcp", &["xmcp"], None),
    Framework {
        name: "next",
        packages: &["next"],
        makes: Makes::ServerOrPages,
        port: Some(3000),
        start: None,
        artifact: Some(".next"),
    },
    Framework {
        name: "nuxt",
        packages: &["nuxt", "nuxt3"],
        makes: Makes::ServerOrPages,
        port: Some(3000),
        start: Some("node .output/server/index.mjs"),
        artifact: Some(".output"),
    },
    Framework {
        name: "remix",
        packages: &[
            "@remix-run/dev",
            "@remix-run/serve",
            "@remix-run/node",
            "@remix-run/react",
        ],
        makes: Makes::ServerOrPages,
        port: Some(3000),
        start: None,
        artifact: Some("build"),
    },
    Framework {
        name: "react-router",
        packages: &["@react-router/dev"],
        makes: Makes::ServerOrPages,
        port: Some(3000),
        start: None,
        artifact: Some("build"),
    },
    Framework {
        name: "tanstack-start",
        packages: &[
            "@tanstack/react-start",
            "@tanstack/solid-start",
            "@tanstack/start",
        ],
        makes: Makes::ServerOrPages,
        port: Some(3000),
        start: None,
        artifact: Some(".output"),
    },
    Framework {
        name: "solid-start",
        packages: &["@solidjs/start", "solid-start"],
        makes: Makes::ServerOrPages,
        port: Some(3000),
        start: None,
        artifact: Some(".output"),
    },
    Framework {
        name: "sveltekit",
        packages: &["@sveltejs/kit"],
        makes: Makes::PagesOrServer,
        port: Some(3000),
        start: Some("node build"),
        artifact: Some("build"),
    },
    Framework {
        name: "astro",
        packages: &["astro"],
        makes: Makes::PagesOrServer,
        port: Some(4321),
        start: Some("node ./dist/server/entry.mjs"),
        artifact: Some("dist"),
    },
    Framework {
        name: "qwik",
        packages: &[
            "@builder.io/qwik-city",
            "@qwik.dev/router",
            "@builder.io/qwik",
        ],
        makes: Makes::PagesOrServer,
        port: None,
        start: None,
        artifact: Some("dist"),
    },
    pages("gatsby", &["gatsby"], Some("public")),
    pages(
        "docusaurus",
        &["@docusaurus/core", "docusaurus"],
        Some("build"),
    ),
    pages("vitepress", &["vitepress"], None),
    pages("vuepress", &["vuepress"], None),
    pages("eleventy", &["@11ty/eleventy"], Some("_site")),
    pages("hexo", &["hexo"], Some("public")),
    pages("sapper", &["sapper"], None),
    pages("sanity", &["sanity", "@sanity/cli"], Some("dist")),
    pages("umi", &["umi", "@umijs/max"], Some("dist")),
    pages("ember", &["ember-cli", "ember-source"], Some("dist")),
    pages("ionic-angular", &["@ionic/angular"], None),
    pages("ionic-react", &["@ionic/react"], None),
    pages("expo", &["expo"], None),
    pages("angular", &["@angular/core"], None),
];

/// Servers: only a package that is needed to run shows them.
static SERVERS: &[Framework] = &[
    server("fastify", &["fastify"], None),
    server("hapi", &["@hapi/hapi"], None),
    server("elysia", &["elysia"], None),
    server("hono", &["hono"], None),
    server("koa", &["koa"], None),
    server("nitro", &["nitro", "nitropack"], Some(3000)),
    server("h3", &["h3"], None),
    server("polka", &["polka"], None),
    server("restify", &["restify"], None),
    server("feathers", &["@feathersjs/feathers"], None),
    server("express", &["express"], None),
    server("apollo", &["@apollo/server", "apollo-server"], Some(4000)),
    server("micro", &["micro"], Some(3000)),
];

/// Tools that build pages; a development dependency shows them.
static BUILDERS: &[Framework] = &[
    pages("create-react-app", &["react-scripts"], Some("build")),
    pages("vue-cli", &["@vue/cli-service"], Some("dist")),
    pages("preact-cli", &["preact-cli"], Some("build")),
    pages("stencil", &["@stencil/core"], None),
    pages("polymer", &["polymer-cli", "@polymer/polymer"], None),
    pages("brunch", &["brunch"], Some("public")),
    pages("parcel", &["parcel", "parcel-bundler"], Some("dist")),
    pages("vite", &["vite"], Some("dist")),
    pages("webpack", &["html-webpack-plugin"], None),
];

/// Names in the scripts of frameworks that a package may have without stating the dependency.
pub(crate) fn find(package: &Package) -> Option<(&'static Framework, Stated)> {
    let shown = |framework: &'static Framework, only_to_run: bool| {
        framework.packages.iter().find_map(|name| {
            let evidence = if only_to_run {
                package.dependency(name)
            } else {
                package.any_dependency(name)
            }?;
            Some((
                framework,
                Stated {
                    value: (*name).to_owned(),
                    evidence,
                },
            ))
        })
    };
    OWNERS
        .iter()
        .find_map(|framework| shown(framework, false))
        .or_else(|| SERVERS.iter().find_map(|framework| shown(framework, true)))
        .or_else(|| {
            SERVERS
                .iter()
                .filter(|framework| matches!(framework.name, "nitro" | "h3" | "hono"))
                .find_map(|framework| shown(framework, false))
        })
        .or_else(|| {
            BUILDERS
                .iter()
                .find_map(|framework| shown(framework, false))
        })
}

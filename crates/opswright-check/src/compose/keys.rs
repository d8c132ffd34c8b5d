//! The outermost keys of a Compose file and of what services share, as the specification of June 2026 has them.

use super::form::Form;
use super::scalars::{NAMED_TEXTS, TEXT, TEXT_OR_LIST, TEXTS, WHOLE};
use super::service_keys::SERVICE;
use super::shape::{Key, Shape, key, needed};
use Shape::{Any, Either, Flag, List, Map, Names, Pairs, Text};

/// Outermost keys.
pub(super) const TOP: &[Key] = &[
    key("version", Any),
    key("name", Text(Form::ProjectName)),
    key("include", List(&Either(&[TEXT, Map(INCLUDE)]))),
    key("services", Names(&Map(SERVICE))),
    key("models", Names(&Map(MODEL))),
    key("networks", Names(&Map(NETWORK))),
    key("volumes", Names(&Map(VOLUME))),
    key("secrets", Names(&Map(SECRET))),
    key("configs", Names(&Map(CONFIG))),
];

const INCLUDE: &[Key] = &[
    key("path", TEXT_OR_LIST),
    key("env_file", TEXT_OR_LIST),
    key("project_directory", TEXT),
];

const EXTERNAL: Shape = Either(&[Flag, Map(&[key("name", TEXT)])]);

const NETWORK: &[Key] = &[
    key("attachable", Flag),
    key("driver", TEXT),
    key("driver_opts", NAMED_TEXTS),
    key("enable_ipv4", Flag),
    key("enable_ipv6", Flag),
    key("external", EXTERNAL),
    key("internal", Flag),
    key("ipam", Map(IPAM)),
    key("labels", Pairs),
    key("name", TEXT),
];

const IPAM: &[Key] = &[
    key("config", List(&Map(SUBNET))),
    key("driver", TEXT),
    key("options", NAMED_TEXTS),
];

const SUBNET: &[Key] = &[
    key("aux_addresses", NAMED_TEXTS),
    key("gateway", TEXT),
    key("ip_range", Text(Form::Subnet)),
    key("subnet", Text(Form::Subnet)),
];

const VOLUME: &[Key] = &[
    key("driver", TEXT),
    key("driver_opts", NAMED_TEXTS),
    key("external", EXTERNAL),
    key("labels", Pairs),
    key("name", TEXT),
];

const SECRET: &[Key] = &[
    key("driver", TEXT),
    key("driver_opts", NAMED_TEXTS),
    key("environment", TEXT),
    key("external", EXTERNAL),
    key("file", TEXT),
    key("labels", Pairs),
    key("name", TEXT),
    key("template_driver", TEXT),
];

const CONFIG: &[Key] = &[
    key("content", TEXT),
    key("environment", TEXT),
    key("external", EXTERNAL),
    key("file", TEXT),
    key("labels", Pairs),
    key("name", TEXT),
    key("template_driver", TEXT),
];

const MODEL: &[Key] = &[
    needed("model", TEXT),
    key("context_size", WHOLE),
    key("name", TEXT),
    key("runtime_flags", TEXTS),
];

//! The keys of `deploy`: how many, where, with what.

use super::form::Form;
use super::scalars::{NUMBER, TEXT, TEXTS, TIME, WHOLE};
use super::shape::{Key, Shape, key, needed};
use Shape::{Any, List, Map, Pairs, Scalar, Text};

/// Keys of `deploy`.
pub(super) const DEPLOY: &[Key] = &[
    key("endpoint_mode", Text(Form::OneOf(&["vip", "dnsrr"]))),
    key("labels", Pairs),
    key(
        "mode",
        Text(Form::OneOf(&[
            "replicated",
            "global",
            "replicated-job",
            "global-job",
        ])),
    ),
    key("placement", Map(PLACEMENT)),
    key("replicas", WHOLE),
    key(
        "resources",
        Map(&[
            key("limits", Map(LIMITS)),
            key("reservations", Map(RESERVATIONS)),
        ]),
    ),
    key("restart_policy", Map(RESTART_POLICY)),
    key("rollback_config", Map(UPDATE)),
    key("update_config", Map(UPDATE)),
];

const PLACEMENT: &[Key] = &[
    key("constraints", TEXTS),
    key("max_replicas_per_node", WHOLE),
    key("preferences", List(&Map(&[key("spread", TEXT)]))),
];

const LIMITS: &[Key] = &[
    key("cpus", Scalar(Form::Decimal)),
    key("memory", Text(Form::Bytes)),
    key("pids", WHOLE),
];

const RESERVATIONS: &[Key] = &[
    key("cpus", Scalar(Form::Decimal)),
    key("devices", List(&Map(DEVICE_RESERVATION))),
    key("generic_resources", Any),
    key("memory", Text(Form::Bytes)),
];

const DEVICE_RESERVATION: &[Key] = &[
    needed("capabilities", TEXTS),
    key("count", NUMBER),
    key("device_ids", TEXTS),
    key("driver", TEXT),
    key("options", Pairs),
];

const RESTART_POLICY: &[Key] = &[
    key(
        "condition",
        Text(Form::OneOf(&[
            "none",
            "on-failure",
            "any",
            "always",
            "unless-stopped",
        ])),
    ),
    key("delay", TIME),
    key("max_attempts", WHOLE),
    key("window", TIME),
];

const UPDATE: &[Key] = &[
    key("delay", TIME),
    key(
        "failure_action",
        Text(Form::OneOf(&["continue", "pause", "rollback"])),
    ),
    key("max_failure_ratio", Scalar(Form::Decimal)),
    key("monitor", TIME),
    key("order", Text(Form::OneOf(&["start-first", "stop-first"]))),
    key("parallelism", WHOLE),
];

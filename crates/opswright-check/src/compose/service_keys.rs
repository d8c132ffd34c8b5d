//! The keys of a service and of its parts, as the specification of June 2026 has them.

use super::deploy_keys::DEPLOY;
use super::form::Form;
use super::scalars::{BYTES, NAMED_TEXTS, NUMBER, TEXT, TEXT_OR_LIST, TEXTS, TIME, WHOLE};
use super::shape::{Key, Shape, key, needed};
use Shape::{Any, Either, Flag, List, Map, Names, Pairs, Scalar, Text};

/// Keys of a service.
pub(super) const SERVICE: &[Key] = &[
    key("annotations", Pairs),
    key("attach", Flag),
    key("blkio_config", Map(BLOCK_IO)),
    key("build", Either(&[TEXT, Map(BUILD)])),
    key("cap_add", List(&Text(Form::Capability))),
    key("cap_drop", List(&Text(Form::Capability))),
    key("cgroup", Text(Form::OneOf(&["host", "private"]))),
    key("cgroup_parent", TEXT),
    key("command", TEXT_OR_LIST),
    key("configs", List(&Either(&[TEXT, Map(GRANT)]))),
    key("container_name", Text(Form::ContainerName)),
    key("cpu_count", WHOLE),
    key("cpu_percent", NUMBER),
    key("cpu_period", NUMBER),
    key("cpu_quota", NUMBER),
    key("cpu_rt_period", NUMBER),
    key("cpu_rt_runtime", NUMBER),
    key("cpu_shares", NUMBER),
    key("cpus", Scalar(Form::Decimal)),
    key("cpuset", TEXT),
    key("credential_spec", Map(CREDENTIAL_SPEC)),
    key("depends_on", Either(&[TEXTS, Names(&Map(DEPENDENCY))])),
    key("deploy", Map(DEPLOY)),
    key("develop", Map(DEVELOP)),
    key("device_cgroup_rules", TEXTS),
    key("devices", List(&Either(&[TEXT, Map(DEVICE)]))),
    key("dns", TEXT_OR_LIST),
    key("dns_opt", TEXTS),
    key("dns_search", TEXT_OR_LIST),
    key("domainname", TEXT),
    key("entrypoint", TEXT_OR_LIST),
    key(
        "env_file",
        Either(&[TEXT, List(&Either(&[TEXT, Map(ENV_FILE)]))]),
    ),
    key("environment", Pairs),
    key("expose", List(&Scalar(Form::Exposed))),
    key("extends", Either(&[TEXT, Map(EXTENDS)])),
    key("external_links", TEXTS),
    key("extra_hosts", Either(&[TEXTS, Names(&TEXT_OR_LIST)])),
    key(
        "gpus",
        Either(&[Text(Form::OneOf(&["all"])), List(&Map(GPU))]),
    ),
    key("group_add", List(&NUMBER)),
    key("healthcheck", Map(HEALTH_CHECK)),
    key("hostname", TEXT),
    key("image", Text(Form::Image)),
    key("init", Flag),
    key("ipc", TEXT),
    key("isolation", TEXT),
    key("label_file", TEXT_OR_LIST),
    key("labels", Pairs),
    key("links", TEXTS),
    key("logging", Map(LOGGING)),
    key("mac_address", Text(Form::MacAddress)),
    key("mem_limit", BYTES),
    key("mem_reservation", BYTES),
    key("mem_swappiness", WHOLE),
    key("memswap_limit", BYTES),
    key("models", Either(&[TEXTS, Names(&Map(MODEL_USE))])),
    key("network_mode", TEXT),
    key("networks", Either(&[TEXTS, Names(&Map(NETWORK_USE))])),
    key("oom_kill_disable", Flag),
    key("oom_score_adj", WHOLE),
    key("pid", TEXT),
    key("pids_limit", WHOLE),
    key("platform", Text(Form::Platform)),
    key("ports", List(&Either(&[Scalar(Form::Port), Map(PORT)]))),
    key("post_start", List(&Map(HOOK))),
    key("pre_stop", List(&Map(HOOK))),
    key("privileged", Flag),
    key("profiles", TEXTS),
    key("provider", Map(PROVIDER)),
    key("pull_policy", Text(Form::PullPolicy)),
    key("pull_refresh_after", TEXT),
    key("read_only", Flag),
    key("restart", Text(Form::Restart)),
    key("runtime", TEXT),
    key("scale", WHOLE),
    key("secrets", List(&Either(&[TEXT, Map(GRANT)]))),
    key("security_opt", TEXTS),
    key("shm_size", BYTES),
    key("stdin_open", Flag),
    key("stop_grace_period", TIME),
    key("stop_signal", TEXT),
    key("storage_opt", NAMED_TEXTS),
    key("sysctls", Pairs),
    key("tmpfs", TEXT_OR_LIST),
    key("tty", Flag),
    key("ulimits", Names(&Either(&[WHOLE, Map(ULIMIT)]))),
    key("use_api_socket", Flag),
    key("user", TEXT),
    key("userns_mode", TEXT),
    key("uts", TEXT),
    key("volumes", List(&Either(&[Text(Form::Mount), Map(MOUNT)]))),
    key("volumes_from", TEXTS),
    key("working_dir", TEXT),
];

/// Keys of services in older versions, and what is written today.
pub(super) const LEGACY: &[(&str, &str)] = &[
    ("dockerfile", "it is a key of `build` now"),
    ("net", "it is `network_mode` now"),
    ("log_driver", "it is `driver` of `logging` now"),
    ("log_opt", "it is `options` of `logging` now"),
    ("volume_driver", "each volume names its `driver` now"),
    ("cpu_limit", "it is `cpus` now"),
    ("memory", "it is `mem_limit` now"),
    ("env", "it is `environment` now"),
    ("depends", "it is `depends_on` now"),
    ("envfile", "it is `env_file` now"),
];

const BUILD: &[Key] = &[
    key("additional_contexts", Pairs),
    key("args", Pairs),
    key("cache_from", TEXTS),
    key("cache_to", TEXTS),
    key("context", TEXT),
    key("dockerfile", TEXT),
    key("dockerfile_inline", TEXT),
    key("entitlements", TEXTS),
    key("extra_hosts", Either(&[TEXTS, Names(&TEXT_OR_LIST)])),
    key("isolation", TEXT),
    key("labels", Pairs),
    key("network", TEXT),
    key("no_cache", Flag),
    key("no_cache_filter", TEXT_OR_LIST),
    key("platforms", List(&Text(Form::Platform))),
    key("privileged", Flag),
    key("provenance", Any),
    key("pull", Flag),
    key("sbom", Any),
    key("secrets", List(&Either(&[TEXT, Map(GRANT)]))),
    key("shm_size", BYTES),
    key("ssh", Either(&[TEXT, Pairs])),
    key("tags", TEXTS),
    key("target", TEXT),
    key("ulimits", Names(&Either(&[WHOLE, Map(ULIMIT)]))),
];

const BLOCK_IO: &[Key] = &[
    key("device_read_bps", List(&Map(BLOCK_LIMIT))),
    key("device_read_iops", List(&Map(BLOCK_LIMIT))),
    key("device_write_bps", List(&Map(BLOCK_LIMIT))),
    key("device_write_iops", List(&Map(BLOCK_LIMIT))),
    key("weight", WHOLE),
    key("weight_device", List(&Map(BLOCK_LIMIT))),
];

const BLOCK_LIMIT: &[Key] = &[key("path", TEXT), key("rate", NUMBER), key("weight", WHOLE)];

const CREDENTIAL_SPEC: &[Key] = &[
    key("config", TEXT),
    key("file", TEXT),
    key("registry", TEXT),
];

const DEVICE: &[Key] = &[
    needed("source", TEXT),
    key("target", TEXT),
    key("permissions", TEXT),
];

const EXTENDS: &[Key] = &[needed("service", TEXT), key("file", TEXT)];

const ENV_FILE: &[Key] = &[
    needed("path", TEXT),
    key("format", TEXT),
    key("required", Flag),
];

const LOGGING: &[Key] = &[key("driver", TEXT), key("options", NAMED_TEXTS)];

const ULIMIT: &[Key] = &[needed("soft", WHOLE), needed("hard", WHOLE)];

const MODEL_USE: &[Key] = &[key("endpoint_var", TEXT), key("model_var", TEXT)];

const PROVIDER: &[Key] = &[needed("type", TEXT), key("options", Names(&Any))];

const DEPENDENCY: &[Key] = &[
    needed(
        "condition",
        Text(Form::OneOf(&[
            "service_started",
            "service_healthy",
            "service_completed_successfully",
        ])),
    ),
    key("restart", Flag),
    key("required", Flag),
];

const HEALTH_CHECK: &[Key] = &[
    key("disable", Flag),
    key("interval", TIME),
    key("retries", WHOLE),
    key("start_interval", TIME),
    key("start_period", TIME),
    key("test", TEXT_OR_LIST),
    key("timeout", TIME),
];

const HOOK: &[Key] = &[
    needed("command", TEXT_OR_LIST),
    key("user", TEXT),
    key("privileged", Flag),
    key("working_dir", TEXT),
    key("environment", Pairs),
];

const PORT: &[Key] = &[
    key("app_protocol", TEXT),
    key("host_ip", TEXT),
    key("mode", Text(Form::OneOf(&["host", "ingress"]))),
    key("name", TEXT),
    key("protocol", Text(Form::OneOf(&["tcp", "udp", "sctp"]))),
    key("published", Scalar(Form::Published)),
    key("target", Scalar(Form::Published)),
];

const MOUNT: &[Key] = &[
    needed(
        "type",
        Text(Form::OneOf(&[
            "bind", "volume", "tmpfs", "cluster", "npipe", "image",
        ])),
    ),
    key("bind", Map(BIND)),
    key("consistency", TEXT),
    key("image", Map(&[key("subpath", TEXT)])),
    key("read_only", Flag),
    key("source", TEXT),
    key("target", TEXT),
    key("tmpfs", Map(&[key("size", BYTES), key("mode", NUMBER)])),
    key(
        "volume",
        Map(&[
            key("labels", Pairs),
            key("nocopy", Flag),
            key("subpath", TEXT),
        ]),
    ),
];

const BIND: &[Key] = &[
    key("create_host_path", Flag),
    key("propagation", TEXT),
    key(
        "recursive",
        Text(Form::OneOf(&[
            "enabled", "disabled", "writable", "readonly",
        ])),
    ),
    key("selinux", Text(Form::OneOf(&["z", "Z"]))),
];

const NETWORK_USE: &[Key] = &[
    key("aliases", TEXTS),
    key("driver_opts", NAMED_TEXTS),
    key("gw_priority", NUMBER),
    key("interface_name", TEXT),
    key("ipv4_address", Text(Form::Ipv4)),
    key("ipv6_address", Text(Form::Ipv6)),
    key("link_local_ips", TEXTS),
    key("mac_address", Text(Form::MacAddress)),
    key("priority", NUMBER),
];

const GRANT: &[Key] = &[
    key("gid", TEXT),
    key("mode", NUMBER),
    key("source", TEXT),
    key("target", TEXT),
    key("uid", TEXT),
];

const GPU: &[Key] = &[
    key("capabilities", TEXTS),
    key("count", NUMBER),
    key("device_ids", TEXTS),
    key("driver", TEXT),
    key("options", Pairs),
];

const DEVELOP: &[Key] = &[key("watch", List(&Map(WATCH)))];

const WATCH: &[Key] = &[
    needed("path", TEXT),
    needed(
        "action",
        Text(Form::OneOf(&[
            "rebuild",
            "sync",
            "restart",
            "sync+restart",
            "sync+exec",
        ])),
    ),
    key("exec", Map(HOOK)),
    key("ignore", TEXT_OR_LIST),
    key("include", TEXT_OR_LIST),
    key("initial_sync", Flag),
    key("target", TEXT),
];

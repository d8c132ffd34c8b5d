//! The page of settings: the keys that a design accepts as answers.

use std::fmt::Write as _;

use super::Page;

const HEAD: &str = r#"# Settings

What people want is said in `opswright.toml` in the root of the repository; no setting is required. The table `[design]` holds
the keys without a dot, `[workload.NAME]` and `[resource.NAME]` the others:

```toml
[design]
scale = "startup"
compliance = ["soc2"]

[workload.shop]
port = 8080
```

The same keys are answers on the command line: `opswright design --answer scale=startup --answer workload.shop.port=8080`. What is
said now wins over the file, the file over what was said at an earlier `design`. A key or a value that is not in this table is
refused (exit 2); `edition` and the tables `environment`, `check` and `objective` are kept for later and not read yet.

| key | accepts |
|---|---|
"#;

/// The page.
pub(super) fn page() -> anyhow::Result<Page> {
    let mut body = HEAD.to_owned();
    for (key, accepted) in opswright_design::keys() {
        writeln!(body, "| `{key}` | {} |", accepted.join(", "))?;
    }
    Ok(Page::new(
        "settings.md",
        "`crates/opswright-design/src/keys.rs`",
        &body,
    ))
}

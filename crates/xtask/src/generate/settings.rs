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
refused (exit 2); the tables `environment` and `objective` are kept for later and not read yet.

`edition = "2026.1"` above all tables pins the set of rules of `check`: a newer Opswright brings no new findings. The table
`[check]` says more of it:

| key | accepts | meaning |
|---|---|---|
| `profile` | default, strict, style | how much is asked |
| `select` | names of rules | only these |
| `ignore` | names of rules | not these |
| `baseline` | a path | findings that are known already; `.opswright/check-baseline.json` when left out |

The keys of a design:

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

#[cfg(test)]
mod tests {
    use opswright_check::SETTINGS;

    #[test]
    fn check_knows_the_settings_of_a_design() {
        for (key, accepted) in opswright_design::keys() {
            let known = SETTINGS.iter().find(|(pattern, _)| *pattern == key);
            let options: Option<Vec<String>> =
                known.map(|(_, options)| options.iter().map(|one| (*one).to_owned()).collect());
            assert_eq!(options, Some(accepted), "{key}");
        }
    }
}

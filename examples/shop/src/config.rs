//! What the process's variables say.

use std::fmt;

/// Settings of one run.
#[derive(Debug, PartialEq, Eq)]
pub struct Config {
    /// Address to bind; every interface by default, as a container needs it.
    pub host: String,
    /// Port to bind; 0 lets the system choose.
    pub port: u16,
    /// A fault to show on purpose.
    pub fault: Option<Fault>,
}

/// A way to be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// `/health` never succeeds.
    Health,
    /// `/health` succeeds, the shop answers 500.
    Errors,
    /// Like `Errors`, from the hundredth request on: a fault that only traffic brings out.
    Late,
    /// The process exits at once.
    Crash,
}

/// A variable with a value that cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError {
    name: &'static str,
    value: String,
    expected: &'static str,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} is `{}`, expected {}",
            self.name, self.value, self.expected
        )
    }
}

impl Config {
    /// Reads `HOST`, `PORT` and `SHOP_BROKEN` through `variable`.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let host = variable("HOST").unwrap_or_else(|| "0.0.0.0".to_owned());
        let port = match variable("PORT") {
            None => 3000,
            Some(value) => value.parse().map_err(|_| ConfigError {
                name: "PORT",
                value,
                expected: "a number from 0 to 65535",
            })?,
        };
        let fault = match variable("SHOP_BROKEN") {
            None if cfg!(feature = "broken") => Some(Fault::Health),
            None => None,
            Some(value) => parse_fault(value)?,
        };
        Ok(Self { host, port, fault })
    }
}

fn parse_fault(value: String) -> Result<Option<Fault>, ConfigError> {
    match value.as_str() {
        "" => Ok(None),
        "health" => Ok(Some(Fault::Health)),
        "errors" => Ok(Some(Fault::Errors)),
        "late" => Ok(Some(Fault::Late)),
        "crash" => Ok(Some(Fault::Crash)),
        _ => Err(ConfigError {
            name: "SHOP_BROKEN",
            value,
            expected: "`health`, `errors`, `late` or `crash`",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::from_variables(|name| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn defaults_fit_a_container() {
        let config = config(&[("SHOP_BROKEN", "")]).unwrap();
        assert_eq!(config.host, "0.0.0.0");
        assert_eq!(config.port, 3000);
        assert_eq!(config.fault, None);
    }

    #[test]
    fn variables_are_read() {
        let config = config(&[
            ("HOST", "127.0.0.1"),
            ("PORT", "8080"),
            ("SHOP_BROKEN", "errors"),
        ])
        .unwrap();
        assert_eq!(config.host, "127.0.0.1");
        assert_eq!(config.port, 8080);
        assert_eq!(config.fault, Some(Fault::Errors));
    }

    #[test]
    fn the_feature_alone_breaks_the_health() {
        let fault = config(&[]).unwrap().fault;
        assert_eq!(fault, cfg!(feature = "broken").then_some(Fault::Health));
    }

    #[test]
    fn a_wrong_value_is_named() {
        assert_eq!(
            config(&[("PORT", "70000")]).unwrap_err().to_string(),
            "PORT is `70000`, expected a number from 0 to 65535"
        );
        assert_eq!(
            config(&[("SHOP_BROKEN", "much")]).unwrap_err().to_string(),
            "SHOP_BROKEN is `much`, expected `health`, `errors`, `late` or `crash`"
        );
    }
}

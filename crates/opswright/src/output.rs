//! Printing: stdout is data, stderr is talk. The only place that prints.

use std::io::{IsTerminal, Write as _};

use opswright_engine::failure::Failure;

use crate::arguments::{Arguments, Color, Format};

/// How this run prints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    /// Format of results.
    pub(crate) format: Format,
    /// Whether results may be coloured.
    pub(crate) colored: bool,
}

impl Output {
    /// From the arguments, the terminal and `NO_COLOR`.
    pub(crate) fn new(arguments: &Arguments) -> Self {
        let colored = match arguments.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                std::io::stdout().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        };
        Self {
            format: arguments.format,
            colored,
        }
    }

    /// Whether a program reads the result.
    pub(crate) fn json(self) -> bool {
        self.format == Format::Json
    }

    /// Prints a result.
    #[expect(
        clippy::unused_self,
        reason = "printing goes through the one value that says how"
    )]
    pub(crate) fn data(self, text: &str) {
        let mut stdout = std::io::stdout().lock();
        let _ = stdout.write_all(text.as_bytes());
        if !text.ends_with('\n') {
            let _ = stdout.write_all(b"\n");
        }
        let _ = stdout.flush();
    }

    /// Prints a JSON document.
    pub(crate) fn document(self, value: &serde_json::Value) {
        self.data(&serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string()));
    }

    /// Says something that is not a result.
    #[expect(
        clippy::unused_self,
        reason = "printing goes through the one value that says how"
    )]
    pub(crate) fn say(self, text: &str) {
        let mut stderr = std::io::stderr().lock();
        let _ = writeln!(stderr, "{text}");
    }

    /// Shows a failure and returns its exit code.
    pub(crate) fn failure(self, failure: &Failure) -> u8 {
        if self.json() {
            self.document(&serde_json::json!({
                "schema": "opswright/failure@1",
                "exit": failure.exit.code(),
                "reason": failure.reason,
                "evidence": failure.evidence,
                "next": failure.next,
            }));
        } else {
            self.say(&format!("reason    {}", failure.reason));
            for (index, line) in failure.evidence.iter().enumerate() {
                self.say(&format!(
                    "{}  {line}",
                    if index == 0 { "evidence" } else { "        " }
                ));
            }
            if !failure.next.is_empty() {
                self.say(&format!("next      {}", failure.next));
            }
        }
        failure.exit.code()
    }
}

//! From text to instructions and stages.

use opswright_source::Range;

use crate::arguments::{declarations, json_list, pairs, whole, words};
use crate::command::Command;
use crate::heredoc::{Heredoc, announced, read_body};
use crate::instruction::{Body, Directive, Flag, Instruction, Word, commands_of};
use crate::joined::JoinedText;
use crate::logical::Lines;
use crate::stage::{Stage, stages};
use crate::template::mask_template_holes;

/// A place where the text is not a Dockerfile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub range: Range,
    /// What is wrong, a lower-case fragment.
    pub message: String,
}

/// Everything that was read from one Dockerfile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dockerfile {
    /// Directives at the top.
    pub directives: Vec<Directive>,
    /// All instructions in order.
    pub instructions: Vec<Instruction>,
    /// The stages in order.
    pub stages: Vec<Stage>,
    /// The character that continues a line: `\` or `` ` ``.
    pub escape: char,
    /// Whether the text has template holes, so that it is not what the builder will read.
    pub templated: bool,
}

impl Dockerfile {
    /// Instructions of a stage, its FROM first.
    pub fn instructions_of(&self, stage: &Stage) -> &[Instruction] {
        self.instructions.get(stage.from..stage.end).unwrap_or(&[])
    }

    /// The stage that is built when none is asked for.
    pub fn final_stage(&self) -> Option<&Stage> {
        self.stages.last()
    }

    /// The stage that `reference` names: by name, or by number.
    pub fn stage(&self, reference: &str) -> Option<&Stage> {
        self.stages
            .iter()
            .rev()
            .find(|stage| {
                stage
                    .name
                    .as_ref()
                    .is_some_and(|name| name.text.eq_ignore_ascii_case(reference))
            })
            .or_else(|| {
                reference
                    .parse()
                    .ok()
                    .and_then(|index: usize| self.stages.get(index))
            })
    }
}

/// Reads a Dockerfile; what cannot be read is `Body::Unknown` and an error.
pub fn parse(text: &str) -> (Dockerfile, Vec<SyntaxError>) {
    let masked = mask_template_holes(text);
    let readable = masked.as_deref().unwrap_or(text);
    let mut reader = Reader {
        lines: Lines::new(readable),
        errors: Vec::new(),
    };
    let directives = reader.lines.directives();
    let mut instructions = Vec::new();
    while let Some(line) = reader.lines.next_logical() {
        instructions.push(reader.instruction(&line));
    }
    let stages = stages(&instructions);
    let first = readable.chars().next().map_or(0, char::len_utf8);
    reader.check_order(&instructions, first);
    let dockerfile = Dockerfile {
        directives,
        instructions,
        stages,
        escape: reader.lines.escape,
        templated: masked.is_some(),
    };
    (dockerfile, reader.errors)
}

struct Reader<'t> {
    lines: Lines<'t>,
    errors: Vec<SyntaxError>,
}

impl Reader<'_> {
    fn error(&mut self, range: Range, message: impl Into<String>) {
        self.errors.push(SyntaxError {
            range,
            message: message.into(),
        });
    }

    fn instruction(&mut self, line: &JoinedText) -> Instruction {
        let (keyword, flags, rest) = split_line(line);
        let upper = keyword.text.to_ascii_uppercase();
        let heredocs = self.heredocs(&upper, &rest, keyword.range);
        let body = self.body(&upper, &keyword, &rest, &heredocs);
        let line_end = line.source_offset(line.text.trim_end().len().max(1) - 1) + 1;
        let end = heredocs
            .last()
            .map_or(line_end, |document| document.end.max(line_end));
        Instruction {
            range: Range::new(keyword.range.start, end.max(keyword.range.end)),
            keyword,
            flags,
            commands: commands_of(&body, &heredocs),
            body,
            heredocs,
        }
    }

    fn heredocs(&mut self, keyword: &str, rest: &JoinedText, place: Range) -> Vec<Heredoc> {
        if !matches!(keyword, "RUN" | "COPY" | "ADD" | "ONBUILD") {
            return Vec::new();
        }
        let mut found = Vec::new();
        for document in announced(rest) {
            let (document, closed) = read_body(&mut self.lines, document, place.end);
            if !closed {
                self.error(
                    place,
                    format!("the here-document `{}` does not end", document.name),
                );
            }
            found.push(document);
        }
        found
    }

    fn body(
        &mut self,
        upper: &str,
        keyword: &Word,
        rest: &JoinedText,
        heredocs: &[Heredoc],
    ) -> Body {
        if rest.text.trim().is_empty() && is_keyword(upper) {
            self.error(keyword.range, format!("{upper} has no arguments"));
            return Body::Unknown;
        }
        match upper {
            "FROM" => self.from(rest),
            "RUN" => Body::Run(command(rest)),
            "CMD" => Body::Cmd(command(rest)),
            "ENTRYPOINT" => Body::Entrypoint(command(rest)),
            "SHELL" => Body::Shell(command(rest)),
            "HEALTHCHECK" => self.healthcheck(rest),
            "COPY" | "ADD" => copy(upper == "ADD", rest, heredocs),
            "ARG" => Body::Arg(declarations(rest, self.lines.escape)),
            "ENV" => self.environment(rest),
            "LABEL" => Body::Label(pairs(rest, self.lines.escape)),
            "EXPOSE" => Body::Expose(words(rest)),
            "VOLUME" => Body::Volume(json_list(rest).map_or_else(|| words(rest), |(list, _)| list)),
            "USER" => Body::User(whole(rest)),
            "WORKDIR" => Body::Workdir(whole(rest)),
            "STOPSIGNAL" => Body::StopSignal(whole(rest)),
            "MAINTAINER" => Body::Maintainer(whole(rest)),
            "ONBUILD" => self.onbuild(rest),
            _ => {
                self.error(
                    keyword.range,
                    format!("`{}` is no Dockerfile instruction", keyword.text),
                );
                Body::Unknown
            }
        }
    }

    fn from(&mut self, rest: &JoinedText) -> Body {
        let mut found = words(rest).into_iter();
        let (image, keyword, name, extra) =
            (found.next(), found.next(), found.next(), found.next());
        let sound = match (&keyword, &name) {
            (None, None) => true,
            (Some(keyword), Some(_)) => keyword.text.eq_ignore_ascii_case("as") && extra.is_none(),
            _ => false,
        };
        if !sound {
            self.error(whole(rest).range, "FROM takes `image` or `image AS name`");
        }
        match image {
            Some(image) => Body::From {
                image,
                name: name.filter(|_| sound),
            },
            None => Body::Unknown,
        }
    }

    fn environment(&mut self, rest: &JoinedText) -> Body {
        let found = pairs(rest, self.lines.escape);
        for pair in found.iter().filter(|pair| pair.value.is_none()) {
            self.error(
                pair.name.range,
                format!("ENV `{}` has no value", pair.name.text),
            );
        }
        Body::Env(found)
    }

    fn healthcheck(&mut self, rest: &JoinedText) -> Body {
        let first = words(rest).into_iter().next();
        let kind = first.as_ref().map(|word| word.text.to_ascii_uppercase());
        match kind.as_deref() {
            Some("NONE") => Body::Healthcheck(None),
            Some("CMD") => {
                let start = rest
                    .text
                    .to_ascii_uppercase()
                    .find("CMD")
                    .map_or(0, |at| at + 3);
                let after = rest.part(start, rest.text.len());
                Body::Healthcheck(Some(command(&after)))
            }
            _ => {
                self.error(
                    whole(rest).range,
                    "HEALTHCHECK takes `CMD command` or `NONE`",
                );
                Body::Unknown
            }
        }
    }

    fn onbuild(&mut self, rest: &JoinedText) -> Body {
        let first = words(rest).into_iter().next();
        if first.is_some_and(|word| word.text.eq_ignore_ascii_case("ONBUILD")) {
            self.error(whole(rest).range, "ONBUILD cannot hold another ONBUILD");
            return Body::Unknown;
        }
        let (keyword, flags, inner) = split_line(rest);
        let upper = keyword.text.to_ascii_uppercase();
        let body = self.body(&upper, &keyword, &inner, &[]);
        Body::OnBuild(Box::new(Instruction {
            range: whole(rest).range,
            keyword,
            flags,
            commands: commands_of(&body, &[]),
            body,
            heredocs: Vec::new(),
        }))
    }

    /// The first instruction must be FROM, but for ARG; and there must be one. `first` is the length of the first character.
    fn check_order(&mut self, instructions: &[Instruction], first: usize) {
        let early = instructions
            .iter()
            .find(|instruction| !matches!(instruction.body, Body::Arg(_)));
        match early {
            Some(first) if matches!(first.body, Body::From { .. } | Body::Unknown) => {}
            Some(first) => self.error(
                first.keyword.range,
                format!("{} stands before the first FROM", first.keyword.text),
            ),
            None => self.error(Range::new(0, first), "the file has no FROM"),
        }
    }
}

fn is_keyword(upper: &str) -> bool {
    const KEYWORDS: [&str; 18] = [
        "FROM",
        "RUN",
        "CMD",
        "ENTRYPOINT",
        "SHELL",
        "HEALTHCHECK",
        "COPY",
        "ADD",
        "ARG",
        "ENV",
        "LABEL",
        "EXPOSE",
        "VOLUME",
        "USER",
        "WORKDIR",
        "STOPSIGNAL",
        "MAINTAINER",
        "ONBUILD",
    ];
    KEYWORDS.contains(&upper)
}

/// Keyword, flags, and what follows them.
fn split_line(line: &JoinedText) -> (Word, Vec<Flag>, JoinedText) {
    let text = line.text.as_str();
    let start = text.len() - text.trim_start().len();
    let mut at = word_end(text, start);
    let keyword = Word {
        text: text[start..at].to_owned(),
        range: line.source_range(start, at),
    };
    let mut flags = Vec::new();
    loop {
        let begin = at + (text[at..].len() - text[at..].trim_start().len());
        let end = word_end(text, begin);
        let Some(flag) = text[begin..end]
            .strip_prefix("--")
            .filter(|name| !name.is_empty())
        else {
            return (keyword, flags, line.part(begin, text.len()));
        };
        let (name, value_at) = match flag.split_once('=') {
            Some((name, _)) => (name, begin + 2 + name.len() + 1),
            None => (flag, end),
        };
        flags.push(Flag {
            name: name.to_ascii_lowercase(),
            value: Word {
                text: text[value_at..end].to_owned(),
                range: line.source_range(value_at, end),
            },
            range: line.source_range(begin, end),
        });
        at = end;
    }
}

fn word_end(text: &str, start: usize) -> usize {
    text[start..]
        .find(char::is_whitespace)
        .map_or(text.len(), |length| start + length)
}

fn command(text: &JoinedText) -> Command {
    if let Some((words, range)) = json_list(text) {
        return Command::Exec { words, range };
    }
    let start = text.text.len() - text.text.trim_start().len();
    let end = text.text.trim_end().len().max(start);
    Command::Shell(text.part(start, end))
}

fn copy(add: bool, rest: &JoinedText, heredocs: &[Heredoc]) -> Body {
    let mut sources = json_list(rest).map_or_else(|| words(rest), |(list, _)| list);
    let destination = sources.pop();
    if !heredocs.is_empty() {
        sources.retain(|source| !source.text.contains("<<"));
    }
    Body::Copy {
        add,
        sources,
        destination,
    }
}

//! From text to tree, by the events of the parser crate.

use std::borrow::Cow;

use opswright_source::Range;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use crate::build::{Builder, Collection, Marks};
use crate::position::Positions;
use crate::tree::{Style, Yaml};

/// Collections nested deeper than this are not read.
pub const LARGEST_DEPTH: usize = 100;

/// A place where the text is not YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where; at most one line.
    pub range: Range,
    /// What is wrong, a lower-case fragment.
    pub message: String,
}

/// Reads `text`; after a syntax error the tree holds what stands before it.
pub fn parse(text: &str) -> (Yaml, Vec<SyntaxError>) {
    let positions = Positions::new(text);
    let mut builder = Builder::new(text);
    let mut errors = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::StreamEnd, _)) => break,
            Ok((event, span)) => {
                let range = byte_range(&positions, span);
                if let Err(message) = take(&mut builder, event, range) {
                    errors.push(syntax_error(text, range.start, message));
                    break;
                }
            }
            Err(error) => {
                let at = positions.byte(error.marker().index());
                errors.push(syntax_error(text, at, error.info()));
                break;
            }
        }
    }
    errors.extend(builder.take_errors());
    (builder.finish(), errors)
}

fn byte_range(positions: &Positions, span: Span) -> Range {
    Range::new(
        positions.byte(span.start.index()),
        positions.byte(span.end.index()),
    )
}

/// Feeds one event to the builder.
fn take(builder: &mut Builder<'_>, event: Event<'_>, range: Range) -> Result<(), &'static str> {
    match event {
        Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
        Event::DocumentStart(_) => {
            builder.start_document();
            Ok(())
        }
        Event::Alias(anchor) => {
            builder.alias(range, anchor);
            Ok(())
        }
        Event::Scalar(value, style, anchor, tag) => {
            builder.scalar(
                range,
                value.into_owned(),
                own_style(style),
                marks(anchor, tag.as_ref()),
            );
            Ok(())
        }
        Event::SequenceStart(anchor, tag) => {
            builder.open(range, Collection::Sequence, marks(anchor, tag.as_ref()))
        }
        Event::MappingStart(anchor, tag) => {
            builder.open(range, Collection::Mapping, marks(anchor, tag.as_ref()))
        }
        Event::SequenceEnd | Event::MappingEnd => {
            builder.close(range);
            Ok(())
        }
    }
}

fn marks(anchor: usize, tag: Option<&Cow<'_, Tag>>) -> Marks {
    Marks {
        anchor,
        tagged: tag.is_some(),
    }
}

fn own_style(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

/// An error at `at`, widened to the end of its line so that it can be shown.
pub(crate) fn syntax_error(text: &str, at: usize, message: &str) -> SyntaxError {
    let rest = text.get(at..).unwrap_or("");
    let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
    SyntaxError {
        range: Range::new(at.min(text.len()), at.min(text.len()) + length),
        message: message.to_owned(),
    }
}

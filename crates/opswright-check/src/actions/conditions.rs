//! `if`: what it asks, and whether that can ever be answered otherwise.

use opswright_actions::{Expression, Operator, Place, Shape, holes, is_constant};
use opswright_source::Range;
use opswright_yaml::{Kind, Node, Style};

use super::fault::Fault;
use super::text::place_in;
use super::walk::Walk;
use crate::report::replace;

impl<'a> Walk<'a> {
    pub(super) fn condition(&mut self, node: Node<'a>, place: Place) {
        if node.kind() != Kind::Scalar {
            self.wrong(node, "if", "a condition");
            return;
        }
        let Some(text) = node.as_str().filter(|_| node.alias().is_none()) else {
            return;
        };
        if text.trim().is_empty() {
            self.find(Fault::EmptyValue, node.range(), "`if` is empty");
            return;
        }
        let found = holes(text);
        match found.as_slice() {
            [] => self.asked(node, text, 0, place),
            [hole] if hole.closed && hole.range == Range::new(0, text.len()) => {
                self.asked(node, hole.body, hole.start, place);
            }
            _ => {
                self.expressions(node, place);
                self.always_true(node, text);
            }
        }
    }

    fn asked(&mut self, node: Node<'a>, body: &str, start: usize, place: Place) {
        let Some((expression, _)) = self.expression(node, body, start, place) else {
            return;
        };
        if is_constant(&expression) {
            self.find(
                Fault::ConstantCondition,
                node.range(),
                format!("`{}` is the same in every run", body.trim()),
            )
            .advise("take the condition out, or what it never lets run");
        }
        for part in expression.descend() {
            if let Shape::Binary(Operator::Equal, left, right) = &part.shape
                && (names_a_bot(left, right) || names_a_bot(right, left))
            {
                let range = place_in(node, self.text, part.range);
                self.find(
                    Fault::ActorCondition,
                    range,
                    "whoever acts last on a branch of the bot is asked for here, and that is not always its author",
                )
                .advise("ask for `github.event.pull_request.user.login`");
            }
        }
    }

    /// Text around the braces makes a text of the whole, and a text that is not empty is true.
    fn always_true(&mut self, node: Node<'a>, text: &str) {
        let only = match holes(text).as_slice() {
            [hole] if text.trim() == text.get(hole.range.start..hole.range.end).unwrap_or("") => {
                Some(hole.body.trim().to_owned())
            }
            _ => None,
        };
        let range = node.range();
        let block = matches!(node.style(), Some(Style::Literal | Style::Folded));
        let ends_line = self
            .text
            .get(..range.end)
            .is_some_and(|text| text.ends_with('\n'));
        let found = self.find(
            Fault::ConditionAlwaysTrue,
            range,
            "text stands around `${{ }}`, so that this is a text and always true",
        );
        match only {
            Some(body) if !body.contains('\n') => {
                let end = if block && ends_line { "\n" } else { "" };
                found
                    .advise("leave the expression alone")
                    .edit(vec![replace(range, format!("${{{{ {body} }}}}{end}"))]);
            }
            _ => {
                found.advise("write all of it in one pair of braces, or without any");
            }
        }
    }
}

/// `github.actor` against the name of a bot.
fn names_a_bot(asked: &Expression, name: &Expression) -> bool {
    let actor = matches!(
        asked.path().as_deref(),
        Some("github.actor" | "github.triggering_actor" | "github.actor_id")
    );
    let bot =
        matches!(&name.shape, Shape::Text(name) if name.ends_with("[bot]") || is_bot_id(name));
    actor && bot
}

/// Numbers of the accounts of Dependabot, Renovate and the token of workflows.
fn is_bot_id(text: &str) -> bool {
    matches!(text, "49699333" | "29139614" | "41898282" | "27856297")
}

//! `unreachable-route`: a route that no alert ever reaches.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::{LabelMatch, Route, Routing};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unreachable-route",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unreachable_route.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let Some(root) = &routing.root else {
        return;
    };
    let mut open: Vec<(&Route<'_>, Vec<&LabelMatch>)> = vec![(root, Vec::new())];
    while let Some((route, above)) = open.pop() {
        for (index, inner) in route.routes.iter().enumerate() {
            let earlier = route.routes.get(..index).unwrap_or(&[]);
            if let Some(message) = fault(inner, earlier, &above) {
                report.find(place(inner), message);
                continue;
            }
            let mut asked = above.clone();
            asked.extend(&inner.matches);
            open.push((inner, asked));
        }
    }
}

/// Why no alert reaches a route.
fn fault(route: &Route<'_>, earlier: &[Route<'_>], above: &[&LabelMatch]) -> Option<String> {
    for (index, own) in route.matches.iter().enumerate() {
        if let Some(other) = above.iter().find(|other| own.contradicts(other)) {
            return Some(format!(
                "no alert gets here: `{}` is asked for above, and `{}` here",
                words(other),
                words(own)
            ));
        }
        if let Some(other) = route
            .matches
            .get(..index)?
            .iter()
            .find(|other| own.contradicts(other))
        {
            return Some(format!(
                "no alert has both `{}` and `{}`",
                words(other),
                words(own)
            ));
        }
    }
    let shadow = earlier.iter().find(|first| {
        !first.goes_on
            && first
                .matches
                .iter()
                .all(|wanted| route.matches.iter().any(|own| own.implies(wanted)))
    })?;
    Some(format!(
        "no alert gets here: the route in line {} takes all of them and does not `continue`",
        shadow.node.line()
    ))
}

fn words(one: &LabelMatch) -> String {
    format!("{}{}\"{}\"", one.label, one.operator, one.value)
}

fn place(route: &Route<'_>) -> Range {
    ["matchers", "match", "match_re", "receiver"]
        .iter()
        .find_map(|key| route.node.entry(key))
        .map_or(route.node.range(), |entry| entry.key.range())
}

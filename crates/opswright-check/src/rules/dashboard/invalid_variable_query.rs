//! `invalid-variable-query`: a variable whose query Grafana cannot ask.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::{Dashboard, Variable};
use opswright_promql::{Dialect, parse};
use opswright_yaml::Node;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-variable-query",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_variable_query.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let sources = || {
        dashboard
            .variables
            .iter()
            .filter(|variable| variable.kind == "datasource")
    };
    let prometheus =
        sources().all(|variable| variable.node.str_at(&["query"]) == Some("prometheus"));
    if !prometheus || sources().next().is_none() {
        return;
    }
    for variable in dashboard
        .variables
        .iter()
        .filter(|variable| variable.kind == "query")
    {
        let other = variable
            .node
            .str_at(&["datasource", "type"])
            .is_some_and(|kind| kind != "prometheus");
        if let Some((node, message)) = query(variable)
            .filter(|_| !other)
            .and_then(|node| Some((node, fault(node.as_str()?)?)))
        {
            report.find(
                node.range(),
                format!("the variable `{}` {message}", variable.name),
            );
        }
    }
}

/// The query, which newer versions hold in an object.
fn query<'a>(variable: &Variable<'a>) -> Option<Node<'a>> {
    let query = variable.node.get("query")?;
    if query.as_str().is_some() {
        return Some(query);
    }
    query.get("query")
}

fn fault(text: &str) -> Option<String> {
    let text = text.trim();
    let Some((function, rest)) = text.split_once('(') else {
        return Some(format!(
            "asks `{}`, which is none of `label_values(…)`, `label_names()`, `metrics(…)` and `query_result(…)`",
            shortened(text)
        ));
    };
    let function = function.trim();
    let inner = rest.trim_end().strip_suffix(')').unwrap_or(rest);
    let expression = match function {
        "label_names" | "metrics" => return None,
        "query_result" => inner,
        // The last argument is the label.
        "label_values" => match inner.rsplit_once(',') {
            Some((expression, _)) => expression,
            None => return None,
        },
        _ => {
            return Some(format!(
                "calls `{}`, which is no function of variables",
                shortened(function)
            ));
        }
    };
    let error = parse(expression, Dialect::Grafana)
        .errors
        .into_iter()
        .next()?;
    Some(format!(
        "asks for something that is no query: {}",
        error.message
    ))
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

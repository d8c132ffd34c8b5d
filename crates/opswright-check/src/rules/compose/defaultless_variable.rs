//! `defaultless-variable`: a variable that makes the file unreadable where it is not set.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::interpolation::Use;
use opswright_source::Range;
use opswright_yaml::Style;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "defaultless-variable",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("defaultless_variable.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let image = service.image().into_iter();
        let ports = service
            .get("ports")
            .into_iter()
            .flat_map(|ports| ports.items());
        let mounts = service
            .get("volumes")
            .into_iter()
            .flat_map(|mounts| mounts.items());
        for node in image.chain(ports).chain(mounts) {
            for (other, within, used) in &file.variables {
                if let (
                    Use::Variable {
                        name,
                        guarded: false,
                    },
                    true,
                ) = (used, other.range() == node.range())
                {
                    // Every shell has these.
                    if matches!(*name, "HOME" | "USER" | "UID" | "GID" | "PWD") {
                        continue;
                    }
                    let source = node.range().slice(report.text);
                    let quoted = usize::from(node.style() != Some(Style::Plain));
                    let start = node.range().start + quoted;
                    let place = Range::new(start + within.start, start + within.end);
                    let written = place.slice(report.text);
                    let fits = written.starts_with('$') && source.len() <= 200;
                    let edits = if fits {
                        vec![replace(place, format!("${{{name}:?}}"))]
                    } else {
                        Vec::new()
                    };
                    let fix = report.fix(
                        format!("stop where it is missing: `${{{name}:?}}`"),
                        Safety::Unsafe,
                        edits,
                    );
                    report
                        .find(
                            if fits { place } else { node.range() },
                            format!("where `{name}` is not set, this names nothing"),
                        )
                        .fix = Some(fix);
                }
            }
        }
    }
}

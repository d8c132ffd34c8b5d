//! Expressions: what they are, and what is wrong with them.

use opswright_actions::{Place, ProblemKind, Scope, Type, is_constant, judge, parse};

fn scope() -> Scope {
    let outputs = Type::exactly([
        ("outputs", Type::exactly([("version", Type::Text)])),
        ("result", Type::Text),
    ]);
    Scope {
        inputs: Type::exactly([("flag", Type::Bool), ("count", Type::Number)]),
        steps: Type::exactly([("build", outputs.clone())]),
        needs: Type::exactly([("test", outputs)]),
        matrix: Type::exactly([("os", Type::Text), ("list", Type::list_of(Type::Text))]),
        ..Scope::default()
    }
}

fn problems(text: &str, place: Place) -> Vec<ProblemKind> {
    match parse(text, 0) {
        Ok(expression) => judge(&expression, place, &scope())
            .1
            .into_iter()
            .map(|problem| problem.kind)
            .collect(),
        Err(problem) => vec![problem.kind],
    }
}

#[test]
fn what_makes_sense_is_left_alone() {
    for text in [
        "github.sha",
        "GitHub.SHA",
        "github.event.pull_request.head.sha",
        "github.event.commits[0].message",
        "steps.build.outputs.version",
        "steps['build'].outputs['version']",
        "needs.*.result",
        "contains(needs.*.outputs.version, 'x')",
        "contains(matrix.list, matrix.os)",
        "join(matrix.list, ', ')",
        "format('{0} {{1}} {1}', github.sha, 2)",
        "fromJSON('{\"a\": [1, true]}').a[0]",
        "inputs.flag && 'a' || 'b'",
        "!(inputs.count >= 2)",
        "matrix.os == null",
        "secrets.ANY != ''",
        "hashFiles('a', 'b')",
        "-1.5e3 < 0x1f",
        "case(inputs.flag, 1, 2)",
        "'it''s'",
    ] {
        assert_eq!(problems(text, Place::Step), [], "{text}");
    }
}

#[test]
fn each_fault_has_its_kind() {
    for (text, kind) in [
        ("", ProblemKind::Syntax),
        ("a b", ProblemKind::Syntax),
        ("\"a\"", ProblemKind::Syntax),
        ("github.", ProblemKind::Syntax),
        ("(github.sha", ProblemKind::Syntax),
        ("'open", ProblemKind::Syntax),
        ("a & b", ProblemKind::Syntax),
        ("1x", ProblemKind::Syntax),
        ("unknown.name", ProblemKind::UnknownContext),
        ("main", ProblemKind::UnknownContext),
        ("github.shaa", ProblemKind::UnknownProperty),
        ("steps.test.outputs.x", ProblemKind::UnknownStep),
        ("steps.build.outputs.x", ProblemKind::UnknownOutput),
        ("needs.build.result", ProblemKind::UnlistedNeed),
        ("inputs.none", ProblemKind::UndeclaredInput),
        ("matrix.none", ProblemKind::UnknownMatrixName),
        ("matrix.os.name", ProblemKind::Access),
        ("matrix.list['a']", ProblemKind::Access),
        ("nothing()", ProblemKind::UnknownFunction),
        ("startsWith('a')", ProblemKind::Arguments),
        ("startsWith(github, 'a')", ProblemKind::Arguments),
        ("format('{1}', 1, 2)", ProblemKind::Arguments),
        ("format('{0}')", ProblemKind::Arguments),
        ("fromJSON('{')", ProblemKind::Arguments),
        ("matrix.list == 'a'", ProblemKind::Comparison),
        ("inputs.flag < 2", ProblemKind::Comparison),
        ("always()", ProblemKind::UnavailableFunction),
    ] {
        assert_eq!(problems(text, Place::Step), [kind], "{text}");
    }
    assert_eq!(
        problems("secrets.A", Place::StepCondition),
        [ProblemKind::UnavailableContext]
    );
    assert_eq!(
        problems("env.A", Place::Nowhere),
        [ProblemKind::UnavailableContext]
    );
    assert_eq!(
        problems("hashFiles('a')", Place::JobCondition),
        [ProblemKind::UnavailableFunction]
    );
}

#[test]
fn constants_are_known() {
    for (text, constant) in [
        ("true", true),
        ("!false && 1 == 2", true),
        ("contains('ab', 'a')", true),
        ("github.sha == 'a'", false),
        ("always()", false),
        ("fromJSON('1')", false),
    ] {
        assert_eq!(
            parse(text, 0).map(|read| is_constant(&read)),
            Ok(constant),
            "{text}"
        );
    }
}

#[test]
fn types_of_choices_are_narrowed() {
    for (text, expected) in [
        ("'a' && 60 || 20", Type::Number),
        ("('a' || 60) && 20", Type::Number),
        ("github.sha || 20", Type::Text),
        ("fromJSON('[1]')", Type::list_of(Type::Number)),
    ] {
        let read = parse(text, 0).expect("it can be read");
        assert_eq!(judge(&read, Place::Step, &scope()).0, expected, "{text}");
    }
}

//! Modules of Terraform, and the steps of workflows that run it.

use opswright_project::{Content, Declared, Graph, Summary};

fn summaries(files: &[(&str, &str)]) -> Vec<Summary> {
    files
        .iter()
        .map(|(path, text)| crate::summary(path, text))
        .collect()
}

#[test]
fn a_folder_is_a_module_and_tests_are_beside_it() {
    let all = summaries(&[
        (
            "live/main.tf",
            "provider \"aws\" {}\nmodule \"vpc\" {\n  source = \"../vpc\"\n}\n",
        ),
        (
            "vpc/main.tf",
            "provider \"aws\" {}\nvariable \"a\" {}\nlocals {\n  b = var.a\n}\n",
        ),
        (
            "vpc/tests/a.tftest.hcl",
            "run \"x\" {\n  variables {\n    a = 1\n  }\n}\n",
        ),
    ]);
    let graph = Graph::new(&all);
    let folders: Vec<_> = graph
        .modules()
        .iter()
        .map(|module| {
            (
                module.folder,
                module.is_root(),
                module.files.len(),
                module.tests.len(),
            )
        })
        .collect();
    assert_eq!(folders, [("live", true, 1, 0), ("vpc", false, 1, 1)]);
    let vpc = &graph.modules()[1];
    assert_eq!(vpc.declared(Declared::Local).count(), 1);
    assert!(vpc.references().contains("var.a"));
}

#[test]
fn names_that_a_loop_binds_are_no_references() {
    let all = summaries(&[(
        "main.tf",
        "locals {\n  a = [for aws_x in var.l : aws_x.id]\n}\nresource \"aws_sg\" \"s\" {\n  provider = aws.other\n  dynamic \"in_rule\" {\n    for_each = var.r\n    content {\n      port = in_rule.value\n    }\n  }\n  lifecycle {\n    ignore_changes = [site_config.0.x]\n  }\n}\nmoved {\n  from = aws_old.s\n  to   = aws_sg.s\n}\n",
    )]);
    let Content::Terraform(file) = &all[0].content else {
        panic!("no Terraform");
    };
    let names: Vec<&str> = file
        .references
        .iter()
        .map(|one| one.value.as_str())
        .collect();
    assert_eq!(names, ["var.l", "var.r"]);
}

#[test]
fn workflows_say_where_they_run_terraform() {
    let step = |run: &str| {
        format!(
            "on: push\njobs:\n  a:\n    runs-on: x\n    defaults:\n      run:\n        working-directory: infra\n    steps:\n      - run: {run}\n"
        )
    };
    for (run, expected) in [
        ("terraform plan -out p", Some((true, false, Some("infra")))),
        (
            "terraform -chdir=live apply",
            Some((true, true, Some("infra/live"))),
        ),
        (
            "cd prod && TF_X=1 tofu validate",
            Some((true, false, Some("infra/prod"))),
        ),
        ("terragrunt run-all plan", Some((true, false, None))),
        (
            "terraform -chdir=${{ matrix.dir }} plan",
            Some((true, false, None)),
        ),
        ("terraform fmt -check", None),
        ("make terraform-plan", Some((true, false, None))),
        ("make build", None),
    ] {
        let all = summaries(&[(".github/workflows/w.yml", &step(run))]);
        let Content::Workflow(workflow) = &all[0].content else {
            panic!("no workflow");
        };
        let found = workflow
            .terraform
            .first()
            .map(|run| (run.plans, run.applies, run.folder.as_deref()));
        assert_eq!(found, expected, "{run}");
    }
}

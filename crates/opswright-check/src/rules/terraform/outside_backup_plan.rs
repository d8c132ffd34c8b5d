//! `outside-backup-plan`: a store that no backup plan names.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use super::companions::{Companion, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "outside-backup-plan",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("outside_backup_plan.md"),
    run: &[Run::Graph(run)],
};

const COMPANIONS: &[Companion] = &[
    Companion {
        of: "aws_rds_cluster",
        inline: "",
        by: &[("aws_backup_selection", "resources")],
    },
    Companion {
        of: "aws_ebs_volume",
        inline: "",
        by: &[("aws_backup_selection", "resources")],
    },
    Companion {
        of: "aws_efs_file_system",
        inline: "",
        by: &[("aws_backup_selection", "resources")],
    },
    Companion {
        of: "azurerm_virtual_machine",
        inline: "",
        by: &[("azurerm_backup_protected_vm", "source_vm_id")],
    },
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(graph, report, COMPANIONS, "is in no backup plan");
}

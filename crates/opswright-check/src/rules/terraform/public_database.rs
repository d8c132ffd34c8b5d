//! `public-database`: a database that the internet can reach.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_off, none_of, off};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "public-database",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("public_database.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "can be reached from the internet",
    table: TABLE,
};

const TABLE: &[Need] = &[
    kept_off(
        "aws_db_instance aws_dms_replication_instance aws_mq_broker aws_neptune_cluster_instance aws_rds_cluster_instance",
        "publicly_accessible",
    ),
    none_of(
        "aws_msk_cluster",
        "broker_node_group_info.connectivity_info.public_access.type",
        &["SERVICE_PROVIDED_EIPS"],
    ),
    off("aws_redshift_cluster", "publicly_accessible"),
    kept_off("tencentcloud_mysql_instance", "internet_service"),
    kept_off("yandex_mdb_greenplum_cluster", "assign_public_ip"),
    kept_off("yandex_mdb_kafka_cluster", "config.assign_public_ip"),
    kept_off(
        "yandex_mdb_clickhouse_cluster yandex_mdb_elasticsearch_cluster yandex_mdb_mongodb_cluster yandex_mdb_mysql_cluster yandex_mdb_postgresql_cluster yandex_mdb_sqlserver_cluster",
        "host.assign_public_ip",
    ),
];

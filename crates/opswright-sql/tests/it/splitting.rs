//! Where statements begin and end.

use opswright_sql::{Dialect, Section, parse};

fn statements(text: &str, dialect: Dialect) -> Vec<&str> {
    let (sql, errors) = parse(text, dialect);
    assert_eq!(errors, [], "{text}");
    sql.statements
        .iter()
        .map(|statement| statement.range.slice(text))
        .collect()
}

#[test]
fn semicolons_in_other_things_end_nothing() {
    for text in [
        "SELECT 'a;b', \"c;d\"",
        "DO $$ BEGIN a; b; END $$",
        "DO $x$ $$ ; $$ ; $x$",
        "SELECT /* a; /* b; */ c; */ 1",
        "CREATE RULE r AS ON INSERT TO a DO (DELETE FROM b; DELETE FROM c)",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END",
    ] {
        assert_eq!(
            statements(&format!("{text};\nSELECT 1;"), Dialect::PostgreSql),
            [text, "SELECT 1"]
        );
    }
}

#[test]
fn rows_of_copy_are_no_statements() {
    let text = "COPY a (b) FROM stdin;\n1;\t'x\n\\.\nSELECT 1;";
    assert_eq!(
        statements(text, Dialect::PostgreSql),
        ["COPY a (b) FROM stdin", "SELECT 1"]
    );
}

#[test]
fn commands_of_psql_are_lines() {
    let text = "\\connect shop\nSELECT 1 \\gset\n";
    assert_eq!(
        statements(text, Dialect::PostgreSql),
        ["\\connect shop", "SELECT 1", "\\gset"]
    );
}

#[test]
fn routines_of_mysql_hold_statements() {
    let body =
        "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF x THEN SET y = 1; END IF; END";
    assert_eq!(
        statements(&format!("{body}; SELECT 1;"), Dialect::MySql),
        [body, "SELECT 1"]
    );
    let text = format!("DELIMITER //\n{body} //\nDELIMITER ;\nSELECT 1;");
    assert_eq!(statements(&text, Dialect::MySql), [body, "SELECT 1"]);
}

#[test]
fn tools_end_statements_by_comments() {
    let text = "-- +goose Up\n-- +goose StatementBegin\nSELECT 1\n-- +goose StatementEnd\n-- +goose Down\nSELECT 2\n";
    let (sql, errors) = parse(text, Dialect::PostgreSql);
    assert_eq!(errors, []);
    let sections: Vec<Section> = sql
        .statements
        .iter()
        .map(|statement| sql.section(statement.range.start))
        .collect();
    assert_eq!(sections, [Section::Up, Section::Down]);
}

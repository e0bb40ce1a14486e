"""What `marsad_reader` and `marsad_loader` may do, tried as each of them."""

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import InsufficientPrivilege

from builders import NOON, TEMPLATE, describe, make_entry, stage
from marsad.store.bootstrap import ensure_login_roles
from marsad.store.curated import publish_staged
from marsad.store.migrate import migrate
from marsad.store.report import funnel, landed

SCHEMAS = ("raw", "stage", "curated", "trial", "ops")
FORBIDDEN = {
    "marsad_reader": [
        "SELECT * FROM raw.entry",
        "SELECT * FROM raw.page",
        "SELECT * FROM stage.article",
        "SELECT * FROM trial.article",
        "SELECT * FROM ops.quarantine",
        "SELECT * FROM ops.feed_state",
        "INSERT INTO curated.entity_alias (entity_id, alias) VALUES ('x', 'x')",
        "UPDATE curated.article SET title = ''",
        "DELETE FROM curated.mention",
        "TRUNCATE curated.event_quantity",
        "DELETE FROM codes.country",
        "CREATE TABLE curated.mine (id integer)",
        "CREATE TABLE public.mine (id integer)",
    ],
    "marsad_loader": [
        *(f"CREATE TABLE {schema}.mine (id integer)" for schema in (*SCHEMAS, "public")),
        "TRUNCATE curated.event_quantity",
        "ALTER TABLE curated.article ADD COLUMN mine text",
        "DROP TABLE curated.event_quantity",
        "DROP VIEW ops.funnel",
        "DELETE FROM codes.country",
        "CREATE SCHEMA mine",
    ],
}


def relations(connection, schema):
    query = "SELECT format('%%I.%%I', table_schema, table_name) FROM information_schema.tables WHERE table_schema = %s"
    return [name for (name,) in connection.execute(query, [schema])]


def test_the_reader_reads_curated_and_the_funnel(connection):
    readable = [*relations(connection, "curated"), "ops.funnel", "ops.annotation_difference"]
    codes = relations(connection, "codes")
    assert len(readable) >= 12
    connection.execute("SET LOCAL ROLE marsad_reader")
    for name in readable:
        assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,)
    assert len(codes) == 5
    for name in codes:
        assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() > (0,)


@pytest.mark.parametrize(
    ("role", "statement"), [(role, statement) for role, statements in FORBIDDEN.items() for statement in statements]
)
def test_a_role_may_not(connection, role, statement):
    connection.execute(f"SET LOCAL ROLE {role}")
    with pytest.raises(InsufficientPrivilege):
        connection.execute(statement)


def test_the_loader_does_the_whole_work(lasting):
    lasting.execute("SET ROLE marsad_loader")
    article = stage(lasting, make_entry())
    assert publish_staged(lasting, [article.article_id], NOON, describe) == 1
    assert landed(lasting).article_count == 1
    assert [row.difference for row in funnel(lasting)] == [0]


def test_the_loader_may_write_every_table(connection):
    tables = connection.execute(
        "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname = ANY(%s)", [list(SCHEMAS)]
    ).fetchall()
    assert len(tables) >= 20
    for (table,) in tables:
        for privilege in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            query = "SELECT has_table_privilege('marsad_loader', %s, %s)"
            assert connection.execute(query, [table, privilege]).fetchone() == (True,), (table, privilege)


@pytest.mark.parametrize("role", ["marsad_reader", "marsad_loader"])
def test_a_login_has_time_outs_whatever_its_client(postgres, role):
    ensure_login_roles(postgres.dsn("postgres"), {role: postgres.password})
    with psycopg.connect(postgres.dsn(TEMPLATE, role)) as connection:
        shown = [
            connection.execute(f"SHOW {name}_timeout").fetchone()[0]
            for name in ("statement", "lock", "idle_in_transaction_session")
        ]
    assert shown == ["10min", "1min", "15min"]


def test_the_loader_sees_that_the_schema_is_up_to_date(postgres, shared):
    # Every command looks before it works, also where only the owner may migrate.
    ensure_login_roles(postgres.dsn("postgres"), {"marsad_loader": postgres.password})
    dsn = postgres.dsn(conninfo_to_dict(shared)["dbname"], "marsad_loader")
    assert migrate(dsn) == 0

"""The schema itself: every column explained, migrations that go back and forth, constraints that hold."""

import re
from collections import defaultdict

import psycopg
import pytest

from builders import fresh_warehouse
from marsad.resources import data_dir
from marsad.store.migrate import _dbmate, migrate, pending_migrations

SCHEMAS = ("raw", "stage", "curated", "trial", "ops", "codes")
MIGRATIONS = sorted((data_dir("sql") / "migrations").glob("*.sql"))
COLUMNS = """
SELECT n.nspname, c.relname, c.relkind::text, obj_description(c.oid, 'pg_class'), a.attname,
    col_description(c.oid, a.attnum)
FROM pg_class AS c
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'p', 'v')
ORDER BY 1, 2, a.attnum
"""
# Everything that a dump would tell apart, one line each.
SHAPE = """
SELECT format('%%s.%%s.%%s %%s %%s %%s %%s', table_schema, table_name, column_name, data_type, is_nullable,
    column_default, rank() OVER (PARTITION BY table_schema, table_name ORDER BY ordinal_position))
FROM information_schema.columns WHERE table_schema = ANY(%(schemas)s)
UNION ALL
SELECT format('%%s %%s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
WHERE connamespace::regnamespace::text = ANY(%(schemas)s)
UNION ALL
SELECT indexdef FROM pg_indexes WHERE schemaname = ANY(%(schemas)s)
UNION ALL
SELECT format('%%s.%%s %%s', schemaname, viewname, definition) FROM pg_views WHERE schemaname = ANY(%(schemas)s)
UNION ALL
SELECT format('%%s.%%s %%s %%s', table_schema, table_name, grantee, privilege_type)
FROM information_schema.role_table_grants WHERE grantee LIKE 'marsad%%'
UNION ALL
SELECT format('%%s %%s', classoid::regclass, description) FROM pg_description
WHERE classoid::regclass::text IN ('pg_class', 'pg_namespace') AND objoid > 16383
ORDER BY 1
"""


@pytest.fixture
def columns(connection):
    """(schema, table) -> its kind, its comment, and its columns' comments."""
    found = defaultdict(dict)
    kinds, comments = {}, {}
    for schema, table, kind, comment, column, text in connection.execute(COLUMNS, [list(SCHEMAS)]):
        kinds[schema, table], comments[schema, table] = kind, comment
        found[schema, table][column] = text
    return {key: (kinds[key], comments[key], found[key]) for key in found}


def test_every_relation_is_explained(columns):
    assert len(columns) >= 22
    assert [key for key, (_, comment, _) in columns.items() if not comment] == []


def test_every_column_of_a_table_is_explained(columns):
    # Stage and trial tables say once "Columns as curated.<table>": the columns they share are explained there.
    unexplained = []
    for (schema, table), (kind, comment, texts) in columns.items():
        elsewhere = re.search(r"Columns as (\w+)\.(\w+)\.", comment) if schema in ("stage", "trial") else None
        shared = columns[elsewhere[1], elsewhere[2]][2] if elsewhere else {}
        missing = [column for column, text in texts.items() if not (text or shared.get(column))]
        unexplained += [f"{schema}.{table}.{column}" for column in missing if kind != "v"]
    assert unexplained == []


def test_stage_and_trial_have_nothing_that_curated_calls_otherwise(connection):
    query = """
    SELECT s.table_name, s.column_name, s.data_type, c.data_type FROM information_schema.columns AS s
    INNER JOIN information_schema.columns AS c USING (table_name, column_name)
    WHERE s.table_schema IN ('stage', 'trial') AND c.table_schema = 'curated' AND s.data_type <> c.data_type
    """
    assert connection.execute(query).fetchall() == []


def test_bodies_are_packed_with_lz4_where_the_server_can(connection):
    query = """
    SELECT format('%s.%s', attrelid::regclass, attname) FROM pg_attribute
    WHERE attcompression = 'l' AND attrelid::regclass::text ~ '^(raw|stage|curated)[.]' ORDER BY 1
    """
    can = connection.execute("SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'")
    bodies = ["curated.article.body", "curated.article_version.body", "raw.entry.content", "stage.article.body"]
    assert [name for (name,) in connection.execute(query)] == (bodies if can.fetchone() == (True,) else [])


def test_migrations_go_down_and_up_again(postgres):
    with fresh_warehouse(postgres) as warehouse:
        go_down_and_up_again(warehouse)


def go_down_and_up_again(warehouse):
    before = shape(warehouse)
    assert len(before) > 300
    for _ in MIGRATIONS[-2:]:
        _dbmate(warehouse, "down")
    assert pending_migrations(warehouse) == [path.name.split("_")[0] for path in MIGRATIONS[-2:]]
    assert migrate(warehouse) == 2
    assert shape(warehouse) == before
    for _ in MIGRATIONS:
        _dbmate(warehouse, "down")
    assert shape(warehouse) == []
    assert migrate(warehouse) == len(MIGRATIONS)
    assert shape(warehouse) == before
    assert migrate(warehouse) == 0


def test_migrations_run_in_the_order_of_their_names():
    assert all(re.fullmatch(r"\d{14}_[a-z_]+\.sql", path.name) for path in MIGRATIONS)
    for path in MIGRATIONS:
        up, down = path.read_text(encoding="utf-8").split("-- migrate:down")
        assert up.startswith("-- migrate:up\n")
        assert down.strip(), f"{path.name} cannot be taken back"


def shape(dsn):
    with psycopg.connect(dsn) as connection:
        return [line for (line,) in connection.execute(SHAPE, {"schemas": list(SCHEMAS)})]

"""Reference pages made from a migrated database: its tables as COMMENTs describe them, and its dump."""

import os
import re
import subprocess
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row
from reference_code import in_cell

from marsad.export.contract import Column, Contract
from marsad.launch.programs import packaged_bindir
from marsad.settings import load_settings
from marsad.store.connect import connect
from marsad.store.exports import columns_of_relation

NOTE = "This page is written by `scripts/reference.py` from the database's own comments; a test fails when it is stale."
SCHEMAS = ("curated", "codes", "ops", "raw", "stage", "trial")  # what analysts read comes first

RELATIONS = """
SELECT
    n.nspname AS schema, c.relname AS name, c.relkind = 'v' AS is_view, pg_get_partkeydef(c.oid) AS partition_key,
    obj_description(n.oid, 'pg_namespace') AS schema_text, obj_description(c.oid, 'pg_class') AS text,
    a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS is_required,
    col_description(c.oid, a.attnum) AS column_text,
    EXISTS (
        SELECT FROM pg_index AS i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = any(i.indkey)
    ) AS is_key
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname = any(%s) AND c.relkind IN ('r', 'p', 'v')
ORDER BY n.nspname, c.relkind = 'v', c.relname, a.attnum
"""
# What differs between two dumps of the same schema, or says nothing about it. A function may come before one it calls.
NOISE = re.compile(
    r"^(--.*|SET (?!check_function_bodies).*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)\n", re.MULTILINE
)
HEAD = "-- The schema as the migrations leave it, dumped by scripts/reference.py. Do not edit: write a migration.\n\n"


def tables_page(dsn: str) -> str:
    """docs/reference/tables.md."""
    with psycopg.connect(dsn, row_factory=dict_row) as connection:
        columns = connection.execute(RELATIONS, [list(SCHEMAS)]).fetchall()
    curated = {(c["name"], c["column_name"]): c["column_text"] for c in columns if c["schema"] == "curated"}
    schemas = [_schema(schema, list(rows), curated) for schema, rows in groupby(columns, lambda c: c["schema"])]
    return f"# Tables\n\n{NOTE} Columns in bold make up the primary key.\n\n{''.join(schemas)}".rstrip() + "\n"


def schema_sql(dsn: str) -> str:
    """sql/schema.sql: pg_dump's words without owners, versions and session settings."""
    parts = conninfo_to_dict(dsn)
    # Through the environment: the process list shows a command line to every user of the machine.
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    environment = {**os.environ, **{names[key]: str(value) for key, value in parts.items() if key in names}}
    # Which months there are is a matter of what was published.
    left_out = ("public.schema_migrations", "curated_month.*")
    options = ["--schema-only", "--no-owner", *(f"--exclude-table={pattern}" for pattern in left_out)]
    program = packaged_bindir(load_settings({})) / "pg_dump"
    done = subprocess.run([program, *options], env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    dump = re.sub(r"\n{3,}", "\n\n", NOISE.sub("", done.stdout)).strip()
    return HEAD + dump.replace("\n\nCOMMENT ON COLUMN", "\nCOMMENT ON COLUMN") + "\n"


def contract_json(table: str, dsn: str) -> str:
    """sql/exports/<table>.json: what files of the table promise (marsad.export.contract)."""
    with connect(dsn) as connection:
        columns = columns_of_relation(connection, table)
    text = columns[0]["table_text"]
    described = [Column(**{key: value for key, value in row.items() if key != "table_text"}) for row in columns]
    return Contract(table, text, tuple(described)).as_json()


def _schema(schema: str, columns: Sequence[dict[str, Any]], curated: dict[tuple[str, str], str]) -> str:
    tables = "".join(_table(list(rows), curated) for _, rows in groupby(columns, lambda c: c["name"]))
    return f"## {schema}\n\n{columns[0]['schema_text']}\n\n{tables}"


def _table(columns: Sequence[dict[str, Any]], curated: dict[tuple[str, str], str]) -> str:
    head = columns[0]
    rows = "".join(_row(column, curated) for column in columns)
    kind = " (view)" if head["is_view"] else ""
    parts = f" One partition a month: `{head['partition_key']}`." if head["partition_key"] else ""
    title = f"### {head['schema']}.{head['name']}{kind}\n\n{head['text']}{parts}\n\n"
    return f"{title}| column | type | null | meaning |\n| --- | --- | --- | --- |\n{rows}\n"


def _row(column: dict[str, Any], curated: dict[tuple[str, str], str]) -> str:
    name = f"**`{column['column_name']}`**" if column["is_key"] else f"`{column['column_name']}`"
    # Staged tables and those on trial leave the columns they share with curated ones undescribed.
    text = column["column_text"] or curated.get((column["name"], column["column_name"])) or ""
    null = "" if column["is_required"] or column["is_view"] else "yes"
    return f"| {name} | {column['type']} | {null} | {in_cell(text)} |\n"

"""Bulk loading: COPY binary to a temporary table, then one ordered statement that leaves equal rows untouched.

Ordered by key because unordered concurrent upserts deadlock. docs/adr/0004 has the alternatives and their figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from operator import attrgetter
from typing import Any

from psycopg import Connection, Cursor, sql
from psycopg.rows import dict_row

from marsad.resources import sql as statement


def copy_rows(connection: Connection, like: str, rows: Sequence[Any]) -> str:
    """Copy dataclass rows into a fresh temporary table shaped like `like` ("schema.table"); returns its name.

    The temporary table carries the dataclass's columns only and lives until the transaction ends.
    """
    name = f"incoming_{like.replace('.', '_')}"
    names = tuple(field.name for field in fields(rows[0]))
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    source = sql.Identifier(*like.split("."))
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(sql.Identifier(name)))
        cursor.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                sql.Identifier(name), columns, source
            )
        )
        _copy(cursor, name, names, rows)
    return name


def _copy(cursor: Cursor, name: str, names: Sequence[str], rows: Iterable[Any]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    cursor.execute(sql.SQL("SELECT {} FROM {} LIMIT 0").format(columns, sql.Identifier(name)))
    types = [column.type_code for column in cursor.description or ()]
    query = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(sql.Identifier(name), columns)
    with cursor.copy(query) as copy:
        copy.set_types(types)
        values = attrgetter(*names)
        for row in rows:
            copy.write_row([_as_column(value) for value in values(row)])


def _as_column(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value  # a tuple is psycopg's word for a composite


def upsert(connection: Connection, like: str, rows: Sequence[Any], query: str) -> int:
    """Copy `rows` beside `like` and run sql/<query>.sql, which moves them. Returns the number of changed rows."""
    if not rows:
        return 0
    copy_rows(connection, like, rows)
    return connection.execute(statement(query)).rowcount


def execute(connection: Connection, query: str, parameters: Mapping[str, Any] | None = None) -> int:
    """Run sql/<query>.sql; returns the number of rows it touched."""
    return connection.execute(statement(query), parameters).rowcount


def fetch(connection: Connection, query: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Run sql/<query>.sql and return all its rows as dictionaries."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement(query), parameters).fetchall()

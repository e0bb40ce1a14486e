"""Rows on their way out: one snapshot for all tables, COPY TO, and what the catalogue says of a relation."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from psycopg import ClientCursor, Connection, IsolationLevel

from marsad.resources import sql
from marsad.store.load import fetch
from marsad.store.session import session

CSV = "COPY ({query}) TO STDOUT (FORMAT csv, HEADER true)"
# JSON escapes control characters: no line ever holds these two, so each comes out as it is.
JSONL = r"COPY (SELECT to_json(r) FROM ({query}) AS r) TO STDOUT (FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01')"
PROBE = "SELECT * FROM ({query}) AS r LIMIT 0"
Chunks = Iterable[bytes | bytearray | memoryview]


@contextmanager
def snapshot(dsn: str) -> Iterator[Connection]:
    """A connection that sees one state of the warehouse however long it reads, and cannot write."""
    with session(dsn) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        with connection.transaction():
            yield connection


def columns_of_relation(connection: Connection, table: str) -> list[dict[str, Any]]:
    """Columns of `curated.<table>` in their order: name, type, is_required, text, and table_text, the table's own."""
    return fetch(connection, "pg_catalog/pg_attribute/of_curated", {"table": table})


def columns_of_query(connection: Connection, table: str) -> list[tuple[str, str]]:
    """Names and types of what the table's export query yields."""
    with connection.cursor() as cursor:
        cursor.execute(PROBE.format(query=_query(connection, table, (date.min, date.min))).encode())
        found = cursor.description or ()
    types = fetch(connection, "pg_catalog/pg_type/names", {"oids": [column.type_code for column in found]})
    return [(column.name, row["type"]) for column, row in zip(found, types, strict=True)]


def last_migration(connection: Connection) -> str:
    """The version of the newest migration that the warehouse has seen."""
    return str(fetch(connection, "public/schema_migrations/newest")[0]["version"])


def is_by_day(table: str) -> bool:
    """Whether the table's export takes days; the others go out whole."""
    return "%(first)s" in sql(f"exports/{table}")


def copy_out(
    connection: Connection, table: str, days: tuple[date, date], template: str, take: Callable[[Chunks], object]
) -> int:
    """Stream the table's rows of `days`, both included, to `take`; returns how many there were."""
    with connection.cursor() as cursor:
        with cursor.copy(template.format(query=_query(connection, table, days)).encode()) as copy:
            take(copy)
        return cursor.rowcount


def _query(connection: Connection, table: str, days: tuple[date, date]) -> str:
    """COPY takes no parameters: psycopg writes them in, quoted."""
    parameters = {"first": days[0], "last": days[1]}
    return ClientCursor(connection).mogrify(sql(f"exports/{table}"), parameters).rstrip().rstrip(";")

"""Loading mentions: COPY to a temporary table and an ordered upsert, against executemany and UNNEST upserts.

Runs the ways in turn, on a Postgres of its own, and prints how many times as long each takes as ours.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from operator import attrgetter

from psycopg import Connection

from marsad.launch.postgres import running_or_started
from marsad.settings import load_settings
from marsad.store.bootstrap import create_database
from marsad.store.connect import connect
from marsad.store.load import copy_rows
from marsad.store.migrate import migrate
from marsad.store.staging import MentionRow

ARTICLES, MENTIONS_EACH, ROUNDS = 2_000, 30, 5
COLUMNS = ("article_id", "start", "end", "text", "type", "entity_id", "wikidata_id", "link_status", "annotator_version")
TARGET = "INSERT INTO bench (" + ", ".join(f'"{column}"' for column in COLUMNS) + ")"
CONFLICT = """ ON CONFLICT (article_id, start, "end", type) DO UPDATE SET entity_id = excluded.entity_id
WHERE bench.entity_id IS DISTINCT FROM excluded.entity_id"""
Way = Callable[[Connection, list[MentionRow]], None]


def rows() -> list[MentionRow]:
    """ARTICLES x MENTIONS_EACH mentions."""
    return [
        MentionRow(f"{article:032x}", start, start + 6, "العراق", "LOC", "country:IQ", "Q796", "linked", "bench")
        for article in range(ARTICLES)
        for start in range(0, MENTIONS_EACH * 40, 40)
    ]


def ours(connection: Connection, mentions: list[MentionRow]) -> None:
    """The way of marsad.store.load."""
    name = copy_rows(connection, "stage.mention", mentions)
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    order = 'ORDER BY article_id, start, "end", type'
    connection.execute(f"{TARGET} SELECT {columns} FROM {name} {order}{CONFLICT}".encode())


def executemany(connection: Connection, mentions: list[MentionRow]) -> None:
    """One upsert a row, in psycopg's pipeline."""
    values = attrgetter(*COLUMNS)
    marks = ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(f"{TARGET} VALUES ({marks}){CONFLICT}".encode(), [values(row) for row in mentions])


def unnest(connection: Connection, mentions: list[MentionRow]) -> None:
    """One upsert of nine arrays."""
    arrays = [[getattr(row, column) for row in mentions] for column in COLUMNS]
    types = ["text", "integer", "integer", *["text"] * 6]
    marks = ", ".join(f"%s::{type_}[]" for type_ in types)
    connection.execute(f"{TARGET} SELECT * FROM unnest({marks}){CONFLICT}".encode(), arrays)


def seconds(way: Way, connection: Connection, mentions: list[MentionRow]) -> float:
    """How long a way takes into an empty table."""
    with connection.transaction(force_rollback=True):
        connection.execute("CREATE TABLE bench (LIKE stage.mention INCLUDING ALL)")
        started = time.perf_counter()
        way(connection, mentions)
        return time.perf_counter() - started


def main() -> None:
    """Print the medians as ratios to ours."""
    mentions = rows()
    ways: dict[str, Way] = {"COPY + ordered upsert": ours, "UNNEST upsert": unnest, "executemany upsert": executemany}
    with tempfile.TemporaryDirectory() as home, running_or_started(load_settings({"MARSAD_HOME": home})) as server:
        create_database(server.dsn("postgres"), "bench")
        migrate(server.dsn("bench"))
        with connect(server.dsn("bench")) as connection:
            times = {name: [seconds(way, connection, mentions) for _ in range(ROUNDS)] for name, way in ways.items()}
    base = statistics.median(times["COPY + ordered upsert"])
    print(f"load {len(mentions)} mentions, median of {ROUNDS}; 1.0 = {base:.2f} s")
    for name, measured in times.items():
        print(f"  {name:24} {statistics.median(measured) / base:5.2f}")


if __name__ == "__main__":
    main()

"""Loading mentions and articles: COPY to a temporary table and an ordered upsert, against three other ways.

The ways take turns, on a Postgres of their own; times are multiples of a server-side COPY of the same rows from a file,
which is the floor. Then the same rows once more, unchanged, with and without the WHERE that leaves equal rows alone.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from psycopg import Connection

from marsad.launch.postgres import running_or_started
from marsad.model import Article, BodySource
from marsad.sample.articles import load_articles
from marsad.settings import load_settings
from marsad.store.bootstrap import create_database
from marsad.store.connect import connect
from marsad.store.load import copy_rows
from marsad.store.migrate import migrate
from marsad.store.staging import MentionRow

ARTICLES, MENTIONS_EACH, ROUNDS = 2_000, 30, 5


@dataclass(frozen=True, slots=True)
class Load:
    """Rows for a table shaped like `like`, and the SQL all ways share. `changing` stands for all but the key."""

    like: str
    key: Sequence[str]
    changing: str
    rows: Sequence[Any]

    @property
    def columns(self) -> list[str]:
        """As the table has them."""
        return list(self.rows[0].__slots__)

    @property
    def target(self) -> str:
        """INSERT without its rows."""
        return f"INSERT INTO bench ({_names(self.columns)})"

    def conflict(self, *, is_guarded: bool = True) -> str:
        """What happens to a row that is there; guarded: nothing, where it is equal."""
        where = f" WHERE bench.{self.changing} IS DISTINCT FROM excluded.{self.changing}" if is_guarded else ""
        return f" ON CONFLICT ({_names(self.key)}) DO UPDATE SET {self.changing} = excluded.{self.changing}{where}"


Way = Callable[[Connection, Load], None]


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def mentions() -> Load:
    """ARTICLES x MENTIONS_EACH mentions."""
    rows = [
        MentionRow(f"{article:032x}", start, start + 6, "العراق", "LOC", "country:IQ", "Q796", "linked", "bench")
        for article in range(ARTICLES)
        for start in range(0, MENTIONS_EACH * 40, 40)
    ]
    return Load("stage.mention", ("article_id", "start", "end", "type"), "entity_id", rows)


def articles() -> Load:
    """ARTICLES articles with the sample newsroom's texts, two of them to a body."""
    texts = load_articles()
    bodies = [texts[number % len(texts)].text for number in range(ARTICLES + 1)]
    rows = [_article(number, bodies[number], bodies[number + 1]) for number in range(ARTICLES)]
    return Load("stage.article", ("article_id",), "content_hash", rows)


def _article(number: int, *texts: str) -> Article:
    key = f"{number:032x}"
    return Article(
        article_id=key, entry_id=key, revision=1, source_id="bench", day=date(2026, 11, 18), url=key, canonical_url=key,
        title=texts[0][:60], body="\n".join((key, *texts)), body_source=BodySource.PAGE, language="ar", author=None,
        image_url=None, published_at=None, content_hash=key, extractor_version="bench",
    )  # fmt: skip


def ours(connection: Connection, load: Load, *, is_guarded: bool = True) -> None:
    """The way of marsad.store.load."""
    name = copy_rows(connection, load.like, load.rows)
    select = f"SELECT {_names(load.columns)} FROM {name} ORDER BY {_names(load.key)}"
    connection.execute(f"{load.target} {select}{load.conflict(is_guarded=is_guarded)}".encode())


def unguarded(connection: Connection, load: Load) -> None:
    """Ours without the WHERE."""
    ours(connection, load, is_guarded=False)


def executemany(connection: Connection, load: Load) -> None:
    """One upsert a row, in psycopg's pipeline."""
    values = attrgetter(*load.columns)
    marks = ", ".join(["%s"] * len(load.columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"{load.target} VALUES ({marks}){load.conflict()}".encode(), [values(r) for r in load.rows])


def unnest(connection: Connection, load: Load) -> None:
    """One upsert of an array for each column."""
    query = "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = 'bench'::regclass"
    types = dict(connection.execute(query).fetchall())
    marks = ", ".join(f"%s::{types[column]}[]" for column in load.columns)
    arrays = [[getattr(row, column) for row in load.rows] for column in load.columns]
    connection.execute(f"{load.target} SELECT * FROM unnest({marks}){load.conflict()}".encode(), arrays)


def from_file(path: str) -> Way:
    """What the server takes by itself to read such rows from a file of its own: no client, no conflict."""

    def way(connection: Connection, load: Load) -> None:
        connection.execute(f"COPY bench ({_names(load.columns)}) FROM '{path}' (FORMAT BINARY)".encode())

    return way


def write_file(connection: Connection, load: Load, path: str) -> None:
    """The rows of `load`, as the server writes them."""
    with connection.transaction(force_rollback=True):
        name = copy_rows(connection, load.like, load.rows)
        connection.execute(f"COPY {name} TO '{path}' (FORMAT BINARY)".encode())


def cost(connection: Connection, way: Way, load: Load) -> tuple[float, int]:
    """Seconds and bytes of write-ahead log."""
    before = _log_position(connection)
    started = time.perf_counter()
    way(connection, load)
    return time.perf_counter() - started, _log_position(connection) - before


def _log_position(connection: Connection) -> int:
    row = connection.execute("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')").fetchone()
    return int(row[0]) if row else 0


def once(connection: Connection, way: Way, load: Load, *, is_filled: bool = False) -> tuple[float, int]:
    """What a way costs into an empty table, or into one that holds the rows already."""
    with connection.transaction(force_rollback=True):
        connection.execute(f"CREATE TABLE bench (LIKE {load.like} INCLUDING ALL)".encode())
        if is_filled:
            ours(connection, load)
        return cost(connection, way, load)


def medians(connection: Connection, ways: dict[str, Way], load: Load, *, is_filled: bool) -> dict[str, Sequence[float]]:
    """Seconds and bytes of each way; they take turns."""
    rounds = [
        {name: once(connection, way, load, is_filled=is_filled) for name, way in ways.items()} for _ in range(ROUNDS)
    ]
    return {
        name: [statistics.median(values) for values in zip(*(r[name] for r in rounds), strict=True)] for name in ways
    }


def report(title: str, figures: dict[str, Sequence[float]]) -> None:
    """Each way's time as a multiple of the first one's, and its log."""
    base = next(iter(figures.values()))[0]
    print(f"{title}, median of {ROUNDS}; 1.0 = {base:.2f} s")
    for name, (seconds, log) in figures.items():
        print(f"  {name:28} {seconds / base:6.2f}   {log / 1e6:7.1f} MB of log")


def main() -> None:
    """Print the medians as ratios."""
    with tempfile.TemporaryDirectory() as home, running_or_started(load_settings({"MARSAD_HOME": home})) as server:
        create_database(server.dsn("postgres"), "bench")
        migrate(server.dsn("bench"))
        with connect(server.dsn("bench")) as connection:
            for load in (mentions(), articles()):
                path = f"{server.folder}/data/{load.like}.copy"
                write_file(connection, load, path)
                ways: dict[str, Way] = {
                    "server-side COPY from a file": from_file(path),
                    "COPY + ordered upsert": ours,
                    "UNNEST upsert": unnest,
                    "executemany upsert": executemany,
                }
                count = f"{len(load.rows)} rows of {load.like}"
                report(f"load {count}", medians(connection, ways, load, is_filled=False))
                again: dict[str, Way] = {"with the WHERE": ours, "without it": unguarded}
                report(f"load {count} again, unchanged", medians(connection, again, load, is_filled=True))


if __name__ == "__main__":
    main()

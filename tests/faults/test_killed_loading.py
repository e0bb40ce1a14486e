"""Loading that is killed, or loses its server, anywhere: done again, it leaves what an undisturbed run leaves."""

import multiprocessing
import os
import random
import signal
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from builders import DAY, NOON, content_digest, make_entry, make_rule, stage
from cut_wire import Wire, wire
from marsad.errors import RetryableError
from marsad.launch.account import run_as
from marsad.launch.cluster import Cluster, locate
from marsad.launch.postgres import start, stop
from marsad.model import Entry
from marsad.pipeline.publish import publish_articles
from marsad.quality.verdict import Finding, Verdict, judge
from marsad.settings import load_settings
from marsad.store.bootstrap import create_database
from marsad.store.connect import connect
from marsad.store.migrate import migrate
from marsad.store.session import session

SEED = 20261129
KILLS, STOPS = 20, 3
STAGED = "loading"  # the database that every run begins with
CLOCK = ("created_at", "updated_at")
LATER = NOON + timedelta(hours=1)
OTHER_MONTH = date(2026, 12, 3)
PUBLISHED_BEFORE = [make_entry(key) for key in ("edited", "moved", "same")]
# An edit of one, another day for a second; new ones, also of months that have no partitions yet.
# An entry stays with the day it was first seen under, whatever its article says.
LOADED = {
    DAY: [
        (replace(PUBLISHED_BEFORE[0], revision=2, content_hash="edit"), {"title": "عنوان بعد التعديل"}),
        (replace(PUBLISHED_BEFORE[1], revision=2, content_hash="edit"), {"day": OTHER_MONTH}),
        (make_entry("new"), {}),
    ],
    OTHER_MONTH: [(make_entry("december", day=OTHER_MONTH), {})],
    date(2025, 7, 1): [(make_entry(f"july-{number}", day=date(2025, 7, 1)), {}) for number in range(3)],
}
WHOLE = (3, 4, 5, 8)  # articles there are after none, one, two and three of those days
forked = multiprocessing.get_context("fork")  # what a spawned process imports would be most of the test


def passing(dsn: str, day: date) -> Verdict:
    """A gate that is open: what it looks for has tests of its own, and costs four seconds."""
    return judge([Finding(make_rule(), True, 0, frozenset(), {"examples": []})])


def load(dsn: str, now: datetime = NOON) -> None:
    """Stage and publish day after day what is not published yet."""
    for day, entries in LOADED.items():
        with session(dsn) as connection:
            for entry, changes in entries:
                if not is_published(connection, entry):
                    stage(connection, entry, **changes)
        publish_articles(dsn, day, lambda: now, passing)


def is_published(connection: Connection, entry: Entry) -> bool:
    query = "SELECT revision, status FROM raw.entry WHERE entry_id = %s"
    return connection.execute(query, [entry.entry_id]).fetchone() == (entry.revision, "published")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server of our own, which may be stopped the hard way."""
    with tempfile.TemporaryDirectory(prefix="marsad-test-") as home:
        Path(home).chmod(0o755)
        located = locate(load_settings({"MARSAD_HOME": home}))
        server = start(located)
        # No power fails here, only processes: waiting for the disk would be most of the test.
        on_server(located, "ALTER SYSTEM SET fsync = off")
        on_server(located, "SELECT pg_reload_conf()")
        create_database(server.dsn("postgres"), STAGED)
        migrate(server.dsn(STAGED))
        with session(server.dsn(STAGED)) as connection:
            for entry in PUBLISHED_BEFORE:
                stage(connection, entry)
        publish_articles(server.dsn(STAGED), DAY, lambda: NOON, passing)
        try:
            yield located
        finally:
            stop(located)


@pytest.fixture
def dsn(cluster: Cluster) -> Iterator[str]:
    """A warehouse that waits to be loaded."""
    name = f"loading_{uuid.uuid4().hex}"
    on_server(cluster, f"CREATE DATABASE {name} TEMPLATE {STAGED}")
    yield start(cluster).dsn(name)
    on_server(cluster, f"DROP DATABASE {name} WITH (FORCE)")


def on_server(cluster: Cluster, statement: str) -> None:
    with psycopg.connect(start(cluster).dsn("postgres"), autocommit=True) as admin:
        admin.execute(statement)


@pytest.fixture(scope="module")
def undisturbed(cluster: Cluster) -> tuple[int, dict[str, str]]:
    """How many bytes a whole load sends, and what it leaves."""
    on_server(cluster, f"CREATE DATABASE undisturbed TEMPLATE {STAGED}")
    dsn = start(cluster).dsn("undisturbed")
    with wire(port_of(dsn)) as laid:
        load(through(dsn, laid))
    with connect(dsn) as connection:
        assert article_count(connection) == WHOLE[-1]
        moved = connection.execute("SELECT day FROM curated.article WHERE url = %s", [PUBLISHED_BEFORE[1].url])
        assert moved.fetchall() == [(OTHER_MONTH,)]
        return laid.carried, content_digest(connection, *CLOCK)


def port_of(dsn: str) -> int:
    return int(conninfo_to_dict(dsn)["port"] or 0)


def through(dsn: str, laid: Wire) -> str:
    return make_conninfo(dsn, port=laid.port)


def article_count(connection: Connection) -> int:
    row = connection.execute("SELECT count(*) FROM curated.article").fetchone()
    return row[0] if row else 0


def points(count: int, total: int) -> list[int]:
    """One byte of each of `count` equal parts of the work."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    return [int((number + chance.random()) / count * total) for number in range(count)]


def assert_it_comes_to_the_same(dsn: str, expected: dict[str, str]) -> None:
    """Nothing is half done, and a second try ends where an undisturbed one does."""
    with connect(dsn) as connection:
        assert article_count(connection) in WHOLE
        connection.rollback()
        load(dsn, LATER)
        assert content_digest(connection, *CLOCK) == expected


@pytest.mark.parametrize("number", range(KILLS))
def test_a_load_that_is_killed_is_done_again(dsn: str, undisturbed: tuple[int, dict[str, str]], number: int) -> None:
    total, expected = undisturbed
    victims: list[int] = []
    with wire(port_of(dsn), points(KILLS, total)[number], lambda: os.kill(victims[0], signal.SIGKILL)) as laid:
        worker = forked.Process(target=load, args=(through(dsn, laid),))
        worker.start()
        victims.append(worker.pid or 0)
        worker.join(60)
    assert worker.exitcode == -signal.SIGKILL
    assert_it_comes_to_the_same(dsn, expected)


@pytest.mark.parametrize("number", range(STOPS))
def test_a_load_whose_server_crashes_is_done_again(
    cluster: Cluster, dsn: str, undisturbed: tuple[int, dict[str, str]], number: int
) -> None:
    total, expected = undisturbed
    with (
        wire(port_of(dsn), points(STOPS, total)[number], lambda: crash(cluster)) as laid,
        pytest.raises(RetryableError),
    ):
        load(through(dsn, laid))
    server = start(cluster)
    assert_it_comes_to_the_same(make_conninfo(dsn, port=server.port), expected)


def crash(cluster: Cluster) -> None:
    """Stop the server as a power cut would: no checkpoint, no farewell; it recovers when it starts."""
    command = [str(cluster.bindir / "pg_ctl"), "-D", str(cluster.data), "-m", "immediate", "stop"]
    done = run_as(cluster.account, command, cwd=cluster.folder)
    assert done.returncode == 0, done.stderr

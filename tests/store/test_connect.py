"""Connections: their time-outs, and that no message of theirs ever shows a password."""

import socket
import threading
from datetime import timedelta

import psycopg
import pytest

from builders import DAY
from marsad.errors import ConfigError, MarsadError, RetryableError
from marsad.store import connect as connect_module
from marsad.store.bootstrap import create_database, ensure_login_roles
from marsad.store.connect import address, connect
from marsad.store.lock import turn
from marsad.store.migrate import _url, migrate
from marsad.store.session import session

SECRET = "pas%24wOrt"  # noqa: S105 - of no account


@pytest.fixture
def closed_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        # Bound but not listening: nobody else can take it, and nobody answers.
        yield holder.getsockname()[1]


def test_a_connection_has_the_time_outs_that_postgres_leaves_off(connection):
    expected = {
        "statement_timeout": "10min",
        "lock_timeout": "1min",
        "idle_in_transaction_session_timeout": "15min",
        "TimeZone": "UTC",
        "application_name": "marsad",
    }
    for name, value in expected.items():
        assert connection.execute(f"SHOW {name}").fetchone() == (value,), name


def test_the_options_of_the_dsn_are_kept(shared):
    with connect(f"{shared}?options=-c%20work_mem%3D7MB") as connection:
        assert connection.execute("SHOW work_mem").fetchone() == ("7MB",)
        assert connection.execute("SHOW lock_timeout").fetchone() == ("1min",)


def test_nobody_answering_is_worth_a_retry(closed_port):
    with pytest.raises(RetryableError) as caught:
        connect(f"postgresql://marsad:{SECRET}@127.0.0.1:{closed_port}/news")
    assert caught.value.subject == f"127.0.0.1:{closed_port}/news"
    assert SECRET not in str(caught.value)


def test_a_wrong_password_is_told_without_it(postgres):
    with pytest.raises(MarsadError) as caught:
        connect(f"postgresql://postgres:{SECRET}@127.0.0.1:{postgres.port}/postgres")
    assert caught.value.subject == f"127.0.0.1:{postgres.port}/postgres"
    assert "password authentication failed" in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://marsad:hush%zz@db.example/news",
        "postgresql://marsad:hush hush@db.example/news",
        "host=db.example password=hush hush dbname=news",
        "host=db.example password='hush",
        "postgresql://marsad:hush@db.example/news?nonsense=hush",
        "hush",
    ],
)
def test_a_dsn_that_cannot_be_read_is_told_without_its_text(dsn):
    with pytest.raises(ConfigError) as caught:
        connect(dsn)
    assert caught.value.subject == "MARSAD_DSN"
    assert "hush" not in str(caught.value)
    # A log shows what an exception came from, too.
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("dsn", "shown"),
    [
        ("postgresql://u:hush@db.example:6432/news", "db.example:6432/news"),
        ("postgres://u:hush@db.example/news?sslmode=require", "db.example:5432/news"),
        ("host=db.example port=6432 dbname=news password=hush", "db.example:6432/news"),
        ("postgresql:///news?host=/run/pg", "/run/pg:5432/news"),
        ("postgresql://u:hush%zz@db.example/news", "db.example"),
    ],
)
def test_an_address_is_host_port_and_database(dsn, shown):
    assert address(dsn) == shown


@pytest.mark.parametrize(
    ("dsn", "url"),
    [
        ("postgresql://u:p%40ss@db.example:6432/news", "postgres://u:p%40ss@db.example:6432/news?sslmode=prefer"),
        ("host=127.0.0.1 user=u password='p@ss/w?d' dbname=news", "postgres://u:p%40ss%2Fw%3Fd@127.0.0.1:5432/news?sslmode=disable"),
        ("postgresql://u@db.example/n?sslmode=require", "postgres://u:@db.example:5432/n?sslmode=require"),
    ],
)  # fmt: skip
def test_dbmate_gets_a_url_whichever_way_the_dsn_was_written(dsn, url):
    assert _url(dsn) == url


def test_migrations_understand_both_spellings(shared, postgres):
    words = f"host=127.0.0.1 port={postgres.port} user=postgres password={postgres.password} dbname=test_words"
    create_database(postgres.dsn("postgres"), "test_words")
    assert migrate(words) > 0
    assert migrate(postgres.dsn("test_words")) == 0


def test_a_migration_that_fails_names_the_database_and_the_cause(postgres):
    create_database(postgres.dsn("postgres"), "test_taken")
    with psycopg.connect(postgres.dsn("test_taken")) as owner:
        owner.execute("CREATE SCHEMA raw")
    with pytest.raises(ConfigError) as caught:
        migrate(postgres.dsn("test_taken"))
    assert caught.value.subject == f"127.0.0.1:{postgres.port}/test_taken"
    assert 'schema "raw" already exists' in str(caught.value)
    assert postgres.password not in str(caught.value)


def test_a_database_is_created_once(postgres):
    for _ in range(2):
        create_database(postgres.dsn("postgres"), 'test-with "odd" name')
    with psycopg.connect(postgres.dsn("postgres")) as admin:
        found = admin.execute("SELECT count(*) FROM pg_database WHERE datname = 'test-with \"odd\" name'").fetchone()
    assert found == (1,)


def test_login_roles_follow_their_password(postgres):
    for password in ("first", 'it\'s "second"'):
        ensure_login_roles(postgres.dsn("postgres"), {"test_role": password})
    with psycopg.connect(postgres.dsn("postgres"), user="test_role", password='it\'s "second"'):  # noqa: S106
        pass
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(postgres.dsn("postgres"), user="test_role", password="first")  # noqa: S106


def test_a_lost_connection_is_worth_a_retry(shared):
    def work_on_a_killed_connection():
        with session(shared) as connection:
            kill(shared, connection)
            connection.execute("SELECT 1")

    with pytest.raises(RetryableError) as caught:
        work_on_a_killed_connection()
    assert caught.value.subject == address(shared)


def kill(dsn, connection):
    with psycopg.connect(dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])


def test_a_session_is_closed_whatever_happens(shared):
    with pytest.raises(ZeroDivisionError), session(shared) as connection:
        _ = 1 / 0
    assert connection.closed


def test_one_worker_per_stage_and_day(shared, monkeypatch):
    monkeypatch.setattr(connect_module, "TIMEOUTS", "-c lock_timeout=50ms")
    with session(shared) as first, turn(first, "extract", DAY):
        with pytest.raises(RetryableError, match="lock timeout"), session(shared) as late, turn(late, "extract", DAY):
            pytest.fail("two workers at once")
        with session(shared) as other, turn(other, "publish", DAY), turn(other, "extract", DAY + timedelta(days=1)):
            pass
    with session(shared) as next_one, turn(next_one, "extract", DAY):
        pass


def test_who_waits_comes_next(shared):
    order = []

    def second():
        with session(shared) as connection, turn(connection, "extract", DAY):
            order.append("second")

    waiting = threading.Thread(target=second)
    with session(shared) as connection, turn(connection, "extract", DAY):
        waiting.start()
        wait_for_a_waiter(shared)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]


def wait_for_a_waiter(dsn):
    with psycopg.connect(dsn, autocommit=True) as watcher:
        query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while watcher.execute(query).fetchone() == (0,):
            pass


def test_a_turn_ends_with_the_work_that_failed(shared):
    with session(shared) as connection:
        with pytest.raises(psycopg.errors.UndefinedTable), turn(connection, "extract", DAY):
            connection.execute("SELECT * FROM no_such_table")
        with turn(connection, "extract", DAY):
            assert connection.execute("SELECT 1").fetchone() == (1,)

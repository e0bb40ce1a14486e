"""Connections: their time-outs, and that no message of theirs ever shows a password."""

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
from marsad.store.migrate import migrate
from marsad.store.session import session

SECRET = "pas%24wOrt"  # noqa: S105 - of no account


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


def test_a_wrong_password_is_told_without_it(postgres):
    with pytest.raises(MarsadError) as caught:
        connect(f"postgresql://postgres:{SECRET}@127.0.0.1:{postgres.port}/postgres")
    assert caught.value.subject == f"127.0.0.1:{postgres.port}/postgres"
    assert "password authentication failed" in str(caught.value)
    assert SECRET not in str(caught.value)


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


@pytest.mark.parametrize(
    ("role", "statement", "cause"),
    [
        ("marsad_reader", "SELECT * FROM raw.entry", "this login may not do that: permission denied"),
        ("postgres", "SELECT * FROM raw.no_such_table", "run `marsad migrate`"),
    ],
)
def test_a_warehouse_that_is_not_ready_for_us_is_no_matter_of_trying_again(shared, role, statement, cause):
    def work():
        with session(shared) as connection:
            connection.execute(f"SET ROLE {role}")
            connection.execute(statement)

    with pytest.raises(ConfigError, match=cause) as caught:
        work()
    assert caught.value.subject == address(shared)


def test_a_session_is_closed_whatever_happens(shared):
    with pytest.raises(ZeroDivisionError), session(shared) as connection:
        _ = 1 / 0
    assert connection.closed


def test_one_worker_per_stage_and_day(shared, monkeypatch):
    monkeypatch.setattr(connect_module, "TIMEOUTS", "-c lock_timeout=50ms")
    with session(shared) as first, turn(first, "extract", DAY):
        with session(shared) as late, turn(late, "extract", DAY) as is_mine:
            assert not is_mine
            assert late.execute("SELECT 1").fetchone() == (1,)
        with session(shared) as other, turn(other, "publish", DAY), turn(other, "extract", DAY + timedelta(days=1)):
            pass
    with session(shared) as next_one, turn(next_one, "extract", DAY) as is_mine:
        assert is_mine


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

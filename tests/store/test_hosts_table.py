"""`ops.host` and `ops.robots`: one order of starts for all workers, by the server's clock."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from marsad.errors import PostponedError
from marsad.store.connect import connect
from marsad.store.hosts import forget_hosts, keep_robots, recall_robots, reserve, rest

HOUR = 3600.0


def starts(connection, host="a.example"):
    query = "SELECT next_start_at - clock_timestamp(), resting_until - clock_timestamp() FROM ops.host WHERE host = %s"
    return connection.execute(query, [host]).fetchone()


def test_the_first_starts_now_and_the_others_behind_it(connection):
    waits = [reserve(connection, "a.example", 10.0, HOUR) for _ in range(4)]
    assert waits == pytest.approx([0, 10, 20, 30], abs=0.5)
    assert reserve(connection, "b.example", 10.0, HOUR) == pytest.approx(0, abs=0.5)


def test_each_delay_follows_its_own_start(connection):
    waits = [reserve(connection, "a.example", delay, HOUR) for delay in (1.0, 30.0, 0.5, 1.0)]
    assert waits == pytest.approx([0, 1, 31, 31.5], abs=0.5)


def test_a_start_that_passed_unused_is_not_made_up_for(connection):
    reserve(connection, "a.example", 10.0, HOUR)
    connection.execute("UPDATE ops.host SET next_start_at = clock_timestamp() - interval '1 hour'")
    waits = [reserve(connection, "a.example", 10.0, HOUR) for _ in range(2)]
    assert waits == pytest.approx([0, 10], abs=0.5)


def test_who_would_wait_too_long_takes_nothing(connection):
    for _ in range(3):
        reserve(connection, "a.example", 10.0, HOUR)
    with pytest.raises(PostponedError, match=r"a\.example: its next turn is 30 s off") as caught:
        reserve(connection, "a.example", 10.0, 25.0)
    assert caught.value.retry_after == pytest.approx(30, abs=0.5)
    assert reserve(connection, "a.example", 10.0, 31.0) == pytest.approx(30, abs=0.5)


@pytest.mark.parametrize("is_known", [True, False])
def test_a_resting_host_gives_no_start(connection, is_known):
    if is_known:
        reserve(connection, "a.example", 1.0, HOUR)
    rest(connection, "a.example", 120.0)
    rest(connection, "a.example", 1.0)  # does not shorten it
    with pytest.raises(PostponedError, match="asked for a rest, 120 s of it are left") as caught:
        reserve(connection, "a.example", 1.0, HOUR)
    assert caught.value.retry_after == pytest.approx(120, abs=0.5)
    assert reserve(connection, "b.example", 1.0, HOUR) == pytest.approx(0, abs=0.5)


def test_after_its_rest_a_host_is_asked_again(connection):
    rest(connection, "a.example", 120.0)
    connection.execute("UPDATE ops.host SET resting_until = clock_timestamp() - interval '1 second'")
    assert reserve(connection, "a.example", 1.0, HOUR) == pytest.approx(0, abs=0.5)


def test_many_workers_at_once_never_share_a_start(lasting_dsn):
    def worker(_):
        with connect(lasting_dsn) as mine:
            mine.autocommit = True
            return [reserve(mine, "a.example", 100.0, 10**6) for _ in range(10)]

    with ThreadPoolExecutor(6) as workers:
        waits = sorted(wait for waits in workers.map(worker, range(6)) for wait in waits)
    assert waits == pytest.approx([100.0 * n for n in range(60)], abs=5)


def test_a_workers_own_clock_does_not_count(connection):
    """What is asked and what is answered are spans of time: no worker's time of day gets near the database."""
    reserve(connection, "a.example", 5.0, HOUR)
    next_start, _ = starts(connection)
    assert timedelta(seconds=4) < next_start <= timedelta(seconds=5)


def test_robots_are_kept_for_a_day_and_serve_for_a_month(connection):
    assert recall_robots(connection, "https://a.example") is None
    keep_robots(connection, "https://a.example", 200, b"User-agent: *\0\xff")
    keep_robots(connection, "http://a.example", 404, b"")
    assert recall_robots(connection, "https://a.example") == (b"User-agent: *\0\xff", True)
    assert recall_robots(connection, "http://a.example") == (b"", True)
    connection.execute("UPDATE ops.robots SET fetched_at = fetched_at - interval '25 hours'")
    assert recall_robots(connection, "http://a.example") == (b"", False)
    keep_robots(connection, "http://a.example", 200, b"new")
    assert recall_robots(connection, "http://a.example") == (b"new", True)
    connection.execute("UPDATE ops.robots SET fetched_at = clock_timestamp() - interval '31 days'")
    assert recall_robots(connection, "http://a.example") is None


def test_what_nobody_waits_for_is_forgotten(connection):
    for host in ("old", "paced", "resting"):
        reserve(connection, host, 1.0, HOUR)
    rest(connection, "resting", HOUR)
    keep_robots(connection, "https://old", 200, b"")
    keep_robots(connection, "https://new", 200, b"")
    connection.execute(
        "UPDATE ops.host SET next_start_at = clock_timestamp() - interval '2 days' WHERE host <> 'paced'"
    )
    connection.execute(
        "UPDATE ops.robots SET fetched_at = fetched_at - interval '31 days' WHERE origin = 'https://old'"
    )
    forget_hosts(connection)
    assert {row[0] for row in connection.execute("SELECT host FROM ops.host")} == {"paced", "resting"}
    assert {row[0] for row in connection.execute("SELECT origin FROM ops.robots")} == {"https://new"}


JUMPED = timedelta(days=365)  # the server's clock was ahead by so much, and was set back


def test_a_turn_that_a_wrong_clock_gave_away_keeps_nobody_waiting(connection):
    reserve(connection, "a.example", 10.0, HOUR)
    connection.execute("UPDATE ops.host SET next_start_at = next_start_at + %s", [JUMPED])
    waits = [reserve(connection, "a.example", 10.0, HOUR) for _ in range(2)]
    assert waits == pytest.approx([0, 10], abs=0.5)


def test_a_rest_that_a_wrong_clock_gave_ends(connection):
    rest(connection, "a.example", 120.0)
    connection.execute("UPDATE ops.host SET resting_until = resting_until + %s", [JUMPED])
    waits = [reserve(connection, "a.example", 1000.0, 500.0)]
    with pytest.raises(PostponedError, match=r"next turn is \d+ s off"):
        reserve(connection, "a.example", 1000.0, 500.0)
    rest(connection, "a.example", 60.0)
    with pytest.raises(PostponedError, match="asked for a rest") as caught:
        reserve(connection, "a.example", 10.0, HOUR)
    assert [*waits, caught.value.retry_after] == pytest.approx([0, 60], abs=0.5)


def test_the_longest_rest_is_one(connection):
    rest(connection, "a.example", 86_400.0)
    with pytest.raises(PostponedError, match="asked for a rest"):
        reserve(connection, "a.example", 10.0, HOUR)


def test_robots_kept_by_a_wrong_clock_are_asked_for_again(connection):
    keep_robots(connection, "https://a.example", 200, b"rules")
    connection.execute("UPDATE ops.robots SET fetched_at = fetched_at + %s", [JUMPED])
    assert recall_robots(connection, "https://a.example") == (b"rules", False)
    keep_robots(connection, "https://a.example", 200, b"rules")
    assert recall_robots(connection, "https://a.example") == (b"rules", True)

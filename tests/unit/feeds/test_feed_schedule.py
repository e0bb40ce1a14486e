from datetime import UTC, datetime, timedelta

import pytest

from marsad.errors import BlockedError, ForbiddenAddressError, GoneError, RetryableError, UnreadableError
from marsad.feeds.schedule import (
    DAY,
    JITTER,
    MONTH,
    failure_weight,
    is_due,
    jitter,
    needs_proof,
    next_interval,
    next_poll_at,
)
from marsad.model import PollOutcome

NOW = datetime(2026, 5, 10, 1, 30, tzinfo=UTC)
URL = "https://news.example/rss"


@pytest.mark.parametrize(
    ("interval", "seen_share", "expected"),
    [
        (300, 1.0, 450),
        (300, 0.67, 450),
        (300, 0.5, 300),
        (600, 0.32, 400),
        (400, 0.0, 300),
        (20_000, 1.0, 1200),
        (100, 0.5, 300),
    ],
)
def test_polling_adapts_to_what_was_already_seen(interval, seen_share, expected):
    assert next_interval(interval, 300, seen_share) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("outcome", "error", "weight"),
    [
        (PollOutcome.CHANGED, None, 0.0),
        (PollOutcome.EMPTY, None, 0.0),
        (PollOutcome.UNREADABLE, UnreadableError(URL, "a web page"), 1.0),
        (PollOutcome.BLOCKED, BlockedError(URL, "status 403", status=403), 1.0),
        (PollOutcome.BLOCKED, ForbiddenAddressError(URL, "private"), 1.0),
        (PollOutcome.GONE, GoneError(URL, "status 404", status=404), 0.5),
        (PollOutcome.FAILED, RetryableError(URL, "status 429", status=429), 0.5),
        (PollOutcome.FAILED, RetryableError(URL, "status 503", 60.0, status=503), 0.5),
        (PollOutcome.FAILED, RetryableError(URL, "no answer in 30 s"), 0.25),
    ],
)
def test_failures_weigh_by_how_likely_they_pass(outcome, error, weight):
    assert failure_weight(outcome, error) == weight


@pytest.mark.parametrize(
    ("score", "failures", "retry_after", "seconds"),
    [
        (0, 0, None, 600),
        (0.25, 1, None, 600),
        (0.5, 2, None, 600),
        (3, 3, None, 1800),
        (3, 12, None, 1800),
        (1e6, 30, None, DAY),
        (1e6, 31, None, MONTH),
        (200, 31, None, 120_000),
        (0.5, 1, 7200.0, 7200),
        (4, 4, 30.0, 2400),
        (0.5, 1, 1e9, DAY),
        (0, 0, 900.0, 900),
    ],
)
def test_failures_wait_longer_and_servers_are_obeyed(score, failures, retry_after, seconds):
    assert next_poll_at(NOW, 600, score, failures, retry_after) == NOW + timedelta(seconds=seconds)


def test_feeds_of_a_host_that_has_had_enough_come_apart():
    too_many = RetryableError(URL, "status 429", status=429)
    waits = {jitter(f"nahr/{n}", 1, too_many) for n in range(50)}
    assert len(waits) == 50
    assert all(0 <= wait < JITTER for wait in waits)
    assert max(waits) - min(waits) > JITTER / 2
    assert jitter("nahr/1", 1, too_many) != jitter("nahr/1", 2, too_many)
    assert jitter("nahr/1", 1, RetryableError(URL, "status 503", status=503)) == 0
    assert jitter("nahr/1", 1, None) == 0


@pytest.mark.parametrize(
    ("next_poll", "last_polled", "expected"),
    [
        (None, None, True),
        (NOW, NOW - timedelta(minutes=5), True),
        (NOW + timedelta(seconds=1), NOW - timedelta(minutes=5), False),
        (NOW + timedelta(hours=1), None, False),
        # Noted by a worker whose clock ran ahead: a little is nothing, a year must not silence the feed for one.
        (NOW + timedelta(minutes=8), NOW + timedelta(minutes=3), False),
        (NOW + timedelta(days=365, minutes=5), NOW + timedelta(days=365), True),
    ],
)
def test_a_feed_is_due_when_its_time_has_come_or_was_set_by_a_wrong_clock(next_poll, last_polled, expected):
    assert is_due(next_poll, last_polled, NOW) is expected


@pytest.mark.parametrize(
    ("count", "age", "expected"),
    [
        (1, timedelta(minutes=5), False),
        (9, timedelta(hours=5), False),
        (10, timedelta(minutes=50), True),
        (1, timedelta(hours=6), True),
        (1, None, True),
    ],
)
def test_a_304_is_checked_now_and_then(count, age, expected):
    assert needs_proof(count, NOW - age if age else None, NOW) is expected

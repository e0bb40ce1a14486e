"""When to ask a feed again. Pure: the clock is passed in.

The arithmetic is Media Cloud's (rss-fetcher), read in its source in 2026: failures by weight, a delay that grows with
their sum, and a feed that is never given up. ops.feed_state shows what it led to for each feed.
"""

import hashlib
from datetime import datetime, timedelta

from marsad.errors import MarsadError, RetryableError
from marsad.model import PollOutcome

DAY = 86_400.0
MONTH = 30 * DAY
LONG_FAILING = 30  # failures in a row after which a feed may wait longer than a day
SLOWEST = 4.0  # times the source's own interval, at most, between polls of a feed that works
FAILURES = frozenset({PollOutcome.FAILED, PollOutcome.BLOCKED, PollOutcome.GONE, PollOutcome.UNREADABLE})

TEMPORARY, SOFT, HARD = 0.25, 0.5, 1.0  # weights of one failure
JITTER = 3600.0  # seconds at most that a feed waits in addition after 429, so that a host's feeds come apart

PROOF_AFTER = 10  # answers of 304 in a row
PROOF_AGE = timedelta(hours=6)  # since a body came
CLOCK_SKEW = timedelta(minutes=5)


def next_interval(interval: float, floor: float, seen_share: float) -> float:
    """Seconds between polls from now on: Media Cloud's thresholds, never below `floor` (the source's own).

    A feed of which at least 67 % is known is polled more slowly, one of which less than 33 % is, faster. Media Cloud
    slows down until a third of the feed is new, which keeps its archive complete and its news hours old; here a
    quiet feed waits at most SLOWEST times as long, so that its next flash is not missed.
    """
    factor = 1.5 if seen_share >= 0.67 else 1 / 1.5 if seen_share < 0.33 else 1.0
    return max(floor, min(floor * SLOWEST, interval * factor))


def failure_weight(outcome: PollOutcome, error: MarsadError | None) -> float:
    """How much a failure counts, 0 for what is none.

    Hard: no feed there, or not for us. Soft: the server says that it cannot now (404, 429, 5xx). Temporary: no
    answer, which is as often our own line's trouble.
    """
    if outcome not in FAILURES:
        return 0.0
    if outcome is PollOutcome.GONE:
        return SOFT
    if not isinstance(error, RetryableError):
        return HARD
    return SOFT if error.status else TEMPORARY


def next_poll_at(
    now: datetime, interval: float, score: float, failure_count: int, retry_after: float | None = None
) -> datetime:
    """When to poll again. `interval` in seconds; `score` sums the weights of `failure_count` failures in a row.

    A failing feed waits `interval` times its score, at least once: at most a day, after LONG_FAILING failures a
    month. A server's Retry-After, in seconds, is honoured up to a day.
    """
    longest = MONTH if failure_count > LONG_FAILING else DAY
    delay = min(longest, interval * max(1.0, score))
    return now + timedelta(seconds=max(delay, min(DAY, retry_after or 0.0)))


def jitter(feed_id: str, failure_count: int, error: MarsadError | None) -> float:
    """Seconds to wait in addition after a 429, 0 to JITTER: by the feed's name, so that it can be told beforehand."""
    if error is None or error.status != 429:
        return 0.0
    digest = hashlib.sha256(f"{feed_id}\0{failure_count}".encode()).digest()
    return JITTER * int.from_bytes(digest[:4]) / 2**32


def is_due(next_poll: datetime | None, last_polled: datetime | None, now: datetime) -> bool:
    """Whether a feed's time has come; one never polled is due at once.

    A last poll that lies ahead of `now` was noted by a clock that was wrong, and so was what it planned.
    """
    if next_poll is None:
        return True
    return next_poll <= now or (last_polled is not None and last_polled > now + CLOCK_SKEW)


def needs_proof(not_modified_count: int, body_at: datetime | None, now: datetime) -> bool:
    """Whether a 304 is to be checked by asking without validators: some servers say it whatever happened.

    `not_modified_count` counts the 304s in a row, this one included.
    """
    return body_at is None or not_modified_count >= PROOF_AFTER or now - body_at >= PROOF_AGE

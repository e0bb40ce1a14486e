"""`ops.feed_state` and `ops.feed_poll`: how feeds are doing and what each poll brought."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection

from marsad.model import PollOutcome
from marsad.store.load import execute, fetch, upsert


@dataclass(frozen=True, slots=True)
class FeedState:
    """How one feed is doing. The columns' comments say what each means."""

    feed_id: str
    source_id: str
    url: str | None
    next_poll_at: datetime
    interval_seconds: float
    etag: str | None = None
    last_modified: str | None = None
    is_conditional: bool = True
    body_hash: str | None = None
    body_at: datetime | None = None
    shown_entry_ids: Sequence[str] = ()
    not_modified_count: int = 0
    empty_count: int = 0
    failure_count: int = 0
    failure_score: float = 0.0
    last_outcome: PollOutcome | None = None
    last_message: str | None = None
    last_polled_at: datetime | None = None
    last_changed_at: datetime | None = None
    moved_to: str | None = None
    moved_count: int = 0
    adopted_url: str | None = None
    disabled_reason: str | None = None


@dataclass(frozen=True, slots=True)
class FeedPoll:
    """One poll of one feed. Where nothing was stored, `body_hash` and the WARC place are None."""

    feed_id: str
    polled_at: datetime
    outcome: PollOutcome
    http_status: int | None
    entry_count: int
    new_count: int
    changed_count: int
    gone_count: int
    dropped_count: int
    byte_count: int
    duration_ms: int
    message: str | None
    body_hash: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    warc_length: int | None = None


def feed_states(connection: Connection) -> dict[str, FeedState]:
    """The state of every feed that was ever polled or disabled, by feed_id."""
    return {row["feed_id"]: _state(row) for row in fetch(connection, "ops/feed_state/all")}


def _state(row: Mapping[str, Any]) -> FeedState:
    outcome = row["last_outcome"] and PollOutcome(row["last_outcome"])
    return FeedState(**{**row, "last_outcome": outcome, "shown_entry_ids": tuple(row["shown_entry_ids"])})


def lease_feeds(connection: Connection, states: Sequence[FeedState]) -> None:
    """Note when each feed is due again if this worker never comes back: its present state with that time."""
    upsert(connection, "ops.feed_state", states, "ops/feed_state/upsert")


def save_poll(connection: Connection, state: FeedState, poll: FeedPoll) -> None:
    """Note one poll and where it leaves the feed. A feed that was disabled meanwhile stays so."""
    upsert(connection, "ops.feed_state", [state], "ops/feed_state/upsert")
    upsert(connection, "ops.feed_poll", [poll], "ops/feed_poll/insert")


def feeds_polled_before(connection: Connection, feed_ids: Sequence[str], moment: datetime) -> set[str]:
    """Those of the feeds that were being polled already."""
    rows = fetch(connection, "ops/feed_poll/polled_before", {"feed_ids": list(feed_ids), "moment": moment})
    return {row["feed_id"] for row in rows}


def delete_polls(connection: Connection, before: datetime) -> int:
    """Delete the polls before that moment, except those whose body is kept. Returns how many."""
    return execute(connection, "ops/feed_poll/delete_before", {"before": before})


def postpone_feed(connection: Connection, feed_id: str, next_poll_at: datetime) -> None:
    """Ask a feed later, for a reason that is not its own: nothing else of its state changes."""
    execute(connection, "ops/feed_state/postpone", {"feed_id": feed_id, "next_poll_at": next_poll_at})


def publication_times(connection: Connection, feed_id: str, shown: Sequence[str]) -> list[datetime]:
    """When the latest entries that the feed brought or shows were published; never later than they were first seen."""
    parameters = {"feed_id": feed_id, "shown": list(shown)}
    return [row["at"] for row in fetch(connection, "ops/feed_state/publication_times", parameters)]


def disable_feed(connection: Connection, feed_id: str, source_id: str, reason: str, now: datetime) -> None:
    """Poll the feed no more, until it is enabled."""
    parameters = {"feed_id": feed_id, "source_id": source_id, "reason": reason, "now": now}
    execute(connection, "ops/feed_state/disable", parameters)


def enable_feed(connection: Connection, feed_id: str, now: datetime) -> int:
    """Poll the feed again, at once, as if nothing were known of its server; returns 0 where it has no state."""
    return execute(connection, "ops/feed_state/enable", {"feed_id": feed_id, "now": now})


def retry_feed(connection: Connection, feed_id: str, now: datetime) -> int:
    """Forget the feed's failures and poll it at once; returns 0 where it has no state or is disabled."""
    return execute(connection, "ops/feed_state/retry", {"feed_id": feed_id, "now": now})


@contextmanager
def claimed(connection: Connection, feed_ids: Sequence[str]) -> Iterator[set[str]]:
    """Those of the feeds that no other worker is polling; nobody else gets them until they are released, or the
    block ends."""
    rows = fetch(connection, "ops/feed_state/claim", {"feed_ids": list(feed_ids)})
    mine = {row["feed_id"] for row in rows if row["is_mine"]}
    connection.commit()
    try:
        yield mine
    finally:
        connection.rollback()
        release(connection, mine, list(mine))


def release(connection: Connection, mine: set[str], feed_ids: Sequence[str]) -> None:
    """Give feeds back that `claimed` has yielded, and commit."""
    fetch(connection, "ops/feed_state/release", {"feed_ids": list(feed_ids)})
    connection.commit()
    mine.difference_update(feed_ids)

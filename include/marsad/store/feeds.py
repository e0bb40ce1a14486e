"""`ops.feed_state` and `ops.feed_poll`: how feeds are doing and what each poll brought."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection

from marsad.model import PollOutcome
from marsad.store.load import fetch, upsert


@dataclass(frozen=True, slots=True)
class FeedState:
    """How one feed is doing. Absent for a feed that was never polled."""

    feed_id: str
    source_id: str
    etag: str | None
    last_modified: str | None
    next_poll_at: datetime
    interval_seconds: float
    failure_count: int
    last_outcome: PollOutcome
    last_message: str | None
    last_polled_at: datetime
    last_changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class FeedPoll:
    """One poll of one feed."""

    feed_id: str
    polled_at: datetime
    outcome: PollOutcome
    http_status: int | None
    entry_count: int
    new_count: int
    changed_count: int
    dropped_count: int
    byte_count: int
    duration_ms: int
    message: str | None


def feed_states(connection: Connection) -> dict[str, FeedState]:
    """Every polled feed's state, by feed_id."""
    rows = fetch(connection, "ops/feed_state/all")
    return {row["feed_id"]: FeedState(**{**row, "last_outcome": PollOutcome(row["last_outcome"])}) for row in rows}


def save_poll(connection: Connection, state: FeedState, poll: FeedPoll) -> None:
    """Note one poll and where it leaves the feed."""
    upsert(connection, "ops.feed_state", [state], "ops/feed_state/upsert")
    upsert(connection, "ops.feed_poll", [poll], "ops/feed_poll/insert")

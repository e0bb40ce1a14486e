"""What a person does to feeds by hand."""

from collections.abc import Sequence
from datetime import datetime

from psycopg import Connection

from marsad.model import Feed
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.feed_state import OF_A_POLLED_FEED
from marsad.store.feeds import disable_feed, enable_feed, retry_feed
from marsad.store.issues import close_issue
from marsad.store.session import session

ISSUES = ("feed_gone", *OF_A_POLLED_FEED)


def disable(dsn: str, feeds: Sequence[Feed], reason: str, clock: Clock = utc_now) -> None:
    """Poll these feeds no more. `reason` is what people are told."""
    with session(dsn) as connection, connection.transaction():
        for feed in feeds:
            disable_feed(connection, feed.feed_id, feed.source_id, reason, clock())
            _close_issues(connection, feed, clock())


def enable(dsn: str, feeds: Sequence[Feed], clock: Clock = utc_now) -> None:
    """Poll these feeds again, at the next round, as if nothing were known of their servers."""
    with session(dsn) as connection, connection.transaction():
        for feed in feeds:
            enable_feed(connection, feed.feed_id, clock())
            _close_issues(connection, feed, clock())


def retry(dsn: str, feeds: Sequence[Feed], clock: Clock = utc_now) -> None:
    """Poll these feeds at the next round, whatever their failures; disabled ones stay disabled."""
    with session(dsn) as connection, connection.transaction():
        for feed in feeds:
            retry_feed(connection, feed.feed_id, clock())


def _close_issues(connection: Connection, feed: Feed, now: datetime) -> None:
    for kind in ISSUES:
        close_issue(connection, kind, feed.feed_id, now)

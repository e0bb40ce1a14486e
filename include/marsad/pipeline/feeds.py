"""What a person does to feeds by hand."""

from collections.abc import Sequence

from marsad.model import Feed
from marsad.pipeline.clock import Clock, utc_now
from marsad.store.feeds import disable_feed, enable_feed, retry_feed
from marsad.store.issues import close_issue
from marsad.store.session import session

OF_A_GIVEN_UP_FEED = ("feed_gone", "feed_lies", "feed_moved")


def disable(dsn: str, feeds: Sequence[Feed], reason: str, clock: Clock = utc_now) -> None:
    """Poll these feeds no more. `reason` is what people are told."""
    with session(dsn) as connection, connection.transaction():
        for feed in feeds:
            disable_feed(connection, feed.feed_id, feed.source_id, reason, clock())


def enable(dsn: str, feeds: Sequence[Feed], clock: Clock = utc_now) -> None:
    """Poll these feeds again, at the next round, as if nothing were known of their servers."""
    with session(dsn) as connection, connection.transaction():
        for feed in feeds:
            enable_feed(connection, feed.feed_id, clock())
            for kind in OF_A_GIVEN_UP_FEED:
                close_issue(connection, kind, feed.feed_id, clock())


def retry(dsn: str, feeds: Sequence[Feed], clock: Clock = utc_now) -> None:
    """Poll these feeds at the next round, whatever their failures; disabled ones stay disabled."""
    with session(dsn) as connection, connection.transaction():
        for feed in feeds:
            retry_feed(connection, feed.feed_id, clock())

"""What a hub's message does to the warehouse: one short transaction each, which never waits long for a lock."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from psycopg import Connection

from marsad.feeds.websub import ISSUE, Intent, agreed
from marsad.model import Subscription, SubscriptionState
from marsad.store.issues import close_issue
from marsad.store.session import session
from marsad.store.subscriptions import hurry, lock_subscriptions, record_ping, record_rejection, save_subscription

log = logging.getLogger(__name__)


def find_subscription(dsn: str, token: str) -> Subscription | None:
    """The subscription of this callback, also one that has ended. Raises RetryableError when Postgres is away."""
    with _hurried(dsn) as connection:
        return _find(connection, token)


def answer_intent(dsn: str, token: str, intent: Intent, now: datetime) -> bool:
    """Keep what follows from a hub's GET; False when it is not about a request of ours. Raises RetryableError."""
    with _hurried(dsn) as connection:
        subscription = _find(connection, token)
        after = agreed(subscription, intent, now) if subscription else None
        if after is None:
            return False
        save_subscription(connection, after)
        if after.state is SubscriptionState.VERIFIED:
            close_issue(connection, ISSUE, after.feed_id, now)
        return True


def count_ping(dsn: str, subscription: Subscription, is_signed: bool, now: datetime) -> None:
    """Wake the feed of a ping whose signature is good; only count any other. Raises RetryableError."""
    with _hurried(dsn) as connection:
        if is_signed:
            record_ping(connection, subscription.callback_token, now)
        else:
            log.warning("%s: a ping without the signature of %s", subscription.feed_id, subscription.hub_url)
            record_rejection(connection, subscription.callback_token)


@contextmanager
def _hurried(dsn: str) -> Iterator[Connection]:
    with session(dsn) as connection, connection.transaction():
        hurry(connection)
        yield connection


def _find(connection: Connection, token: str) -> Subscription | None:
    return next(iter(lock_subscriptions(connection, [token])), None)

"""`ops.subscription`: hubs that tell us when a feed changed. Holds secrets, which are shown nowhere else."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from psycopg import Connection

from marsad.model import HubLink, Subscription, SubscriptionState
from marsad.store.load import copy_rows, execute, fetch

# Between two polls of a feed at least, however often it is pinged: a hub must not drive us against the outlet.
WAKE_FLOOR = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class _Declaration:
    """What a feed was read to declare, with what a subscription would be made of. hub_url None: it declares none."""

    feed_id: str
    hub_url: str | None
    topic_url: str | None
    # 32 random bytes each; a hub takes secrets of less than 200 bytes (W3C WebSub, section 5.1).
    callback_token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)


def declare_hubs(
    connection: Connection, links: Mapping[str, HubLink | None], now: datetime, settling: timedelta
) -> None:
    """Note by feed_id what feeds were read to declare: new subscriptions begin, others become undeclared.

    A hub is due at once, but after `settling` where the feed has a live subscription that differs.
    """
    if not links:
        return
    rows = [
        _Declaration(feed_id, link.hub_url if link else None, link.topic_url if link else None)
        for feed_id, link in links.items()
    ]
    copy_rows(connection, "ops.subscription", rows)
    execute(connection, "ops/subscription/declare", {"now": now, "settled_at": now + settling})
    execute(connection, "ops/subscription/undeclare", {"now": now})


def live_subscriptions(connection: Connection) -> list[Subscription]:
    """All that have not ended, the longest due first."""
    return [_subscription(row) for row in fetch(connection, "ops/subscription/live")]


def lock_subscriptions(connection: Connection, tokens: Sequence[str]) -> list[Subscription]:
    """Those with these callback tokens, nobody else's to change until the transaction ends."""
    return [_subscription(row) for row in fetch(connection, "ops/subscription/lock", {"tokens": list(tokens)})]


def save_subscription(connection: Connection, subscription: Subscription) -> None:
    """Write what a decision made of a subscription that the caller has locked."""
    execute(connection, "ops/subscription/update", asdict(subscription))


def forget_ended(connection: Connection, before: datetime) -> int:
    """Delete what ended before then, and what ended before its hub was ever asked; returns how many."""
    return execute(connection, "ops/subscription/forget", {"before": before})


def record_ping(connection: Connection, token: str, now: datetime) -> None:
    """Count a ping whose signature is good, and wake its feed."""
    execute(connection, "ops/subscription/ping", {"token": token, "now": now})
    wake_pinged(connection)


def record_rejection(connection: Connection, token: str) -> None:
    """Count a ping whose signature is missing or wrong."""
    execute(connection, "ops/subscription/reject", {"token": token})


def wake_pinged(connection: Connection) -> int:
    """Make feeds due that were pinged since they were last asked; returns how many became due sooner.

    For the poller too, at the start of a round: a poll that was under way when the ping came has meanwhile noted its
    own next time over the ping's.
    """
    return execute(connection, "ops/subscription/wake", {"floor": WAKE_FLOOR})


def hurry(connection: Connection) -> None:
    """Give up waiting for locks soon, until the transaction ends: a hub is better told to come again."""
    execute(connection, "ops/subscription/hurry")


def _subscription(row: Mapping[str, object]) -> Subscription:
    return Subscription(**{**row, "state": SubscriptionState(row["state"])})  # type: ignore[arg-type]  # as the columns are

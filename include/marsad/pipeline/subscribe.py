"""Ask hubs to tell us when feeds change: what feeds declare -> ops.subscription -> requests to hubs.

A request is noted and committed before it is sent: hubs verify while they are being asked, some before they answer.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg import Connection

from marsad.errors import MarsadError, RetryableError
from marsad.feeds.hub_link import hub_addresses
from marsad.feeds.websub import (
    ATTEMPTS_BEFORE_ISSUE,
    ISSUE,
    SETTLING,
    Step,
    ended,
    next_step,
    refused,
    request_form,
    requested,
)
from marsad.model import HubLink, Subscription, SubscriptionState
from marsad.pipeline.clock import Clock, utc_now
from marsad.settings import Settings
from marsad.store.feeds import feed_states
from marsad.store.issues import close_issue, open_issue
from marsad.store.session import session
from marsad.store.subscriptions import (
    declare_hubs,
    forget_ended,
    live_subscriptions,
    lock_subscriptions,
    save_subscription,
)
from marsad.web.retrieve import Retriever

log = logging.getLogger(__name__)

BATCH = 20  # hubs asked in one round, so that a first start with many feeds is no volley at one hub
DEADLINE = 10.0  # seconds for a hub's answer; it verifies when it likes
ROUND = 20.0  # seconds for a round: a host is sent two requests at a time, and a dead hub may have many feeds
FORGET_AFTER = timedelta(days=60)  # twice the longest lease: until then a hub that still pings is told 410


@dataclass(frozen=True, slots=True)
class SubscriptionReport:
    """What a round did: how many hubs were asked to begin or go on, how many to stop, and how many took neither."""

    asked: int = 0
    stopped: int = 0
    failed: int = 0

    def __str__(self) -> str:
        return f"hubs: {self.asked} asked to ping, {self.stopped} to stop, {self.failed} requests failed"


def note_hubs(connection: Connection, links: Mapping[str, HubLink | None], now: datetime) -> None:
    """Note, by feed_id, the hubs of the feeds that were just read (`feeds.hub_link.hub_of`); None: it declares none.

    Only for feeds whose body came: a 304 or a failure says nothing. Nobody is asked here. One transaction.
    """
    with connection.transaction():
        declare_hubs(connection, links, now, SETTLING)


def renew_subscriptions(
    dsn: str, followed: Collection[str], settings: Settings, clock: Clock = utc_now
) -> SubscriptionReport:
    """Ask the hubs that are due, and note what came of it. `followed` are the ids of all feeds of enabled sources.

    What is subscribed for another feed, for one that was disabled since, or under another MARSAD_PUBLIC_URL than
    today's, is unsubscribed. A hub that
    fails stops nobody; requests in a row that it does not verify open an issue, which its verification closes.
    """
    with session(dsn) as connection:
        polled = set(followed) - {key for key, state in feed_states(connection).items() if state.disabled_reason}
        due = _take_due(connection, polled, settings.public_url, clock())
        connection.commit()
        errors = asyncio.run(_send_all(due, settings)) if due else []
        for subscription, error in errors:
            log.warning("%s: %s", subscription.feed_id, error)
            with connection.transaction():
                _note_failure(connection, subscription, error, clock())
    stopped = sum(s.state is SubscriptionState.ENDED for s in due)
    return SubscriptionReport(len(due) - stopped, stopped, len(errors))


def _take_due(connection: Connection, polled: Set[str], public_url: str | None, now: datetime) -> list[Subscription]:
    """What is to be sent, already noted as sent. Decided again once locked: another worker may have been faster."""

    def step_of(subscription: Subscription) -> Step:
        is_polled = subscription.feed_id in polled
        return next_step(subscription, is_polled=is_polled, public_url=public_url, now=now)

    waiting = [s.callback_token for s in live_subscriptions(connection) if step_of(s) is not Step.WAIT][:BATCH]
    if not waiting:
        return []
    with connection.transaction():
        locked = [(s, step_of(s)) for s in lock_subscriptions(connection, waiting)]
        taken = [_begin(connection, s, public_url, now) for s, step in locked if public_url and step is Step.SUBSCRIBE]
        leaving = [s for s, step in locked if step is Step.UNSUBSCRIBE]
        taken += [_end(connection, s, now) for s in leaving]
        # Told under an address that is no longer ours, but still declared: to be asked anew, under today's.
        declared = {s.feed_id: HubLink(s.hub_url, s.topic_url) for s in leaving if s.undeclared_at is None}
        declare_hubs(connection, {key: link for key, link in declared.items() if key in polled}, now, SETTLING)
        forget_ended(connection, now - FORGET_AFTER)
    return taken


def _begin(connection: Connection, subscription: Subscription, public_url: str, now: datetime) -> Subscription:
    if subscription.attempt_count >= ATTEMPTS_BEFORE_ISSUE:
        counted = f"{subscription.attempt_count} requests in a row were not verified"
        message = f"{subscription.hub_url}: {counted}: {subscription.message}"
        open_issue(connection, ISSUE, subscription.feed_id, message, now)
    after = requested(subscription, public_url, now)
    save_subscription(connection, after)
    return after


def _end(connection: Connection, subscription: Subscription, now: datetime) -> Subscription:
    after = ended(subscription, now)
    save_subscription(connection, after)
    close_issue(connection, ISSUE, subscription.feed_id, now)
    return after


async def _send_all(
    subscriptions: Sequence[Subscription], settings: Settings
) -> list[tuple[Subscription, MarsadError]]:
    """Tell the hubs, all at once; returns those that failed. One that never was asked need not be told to stop."""
    told = [subscription for subscription in subscriptions if subscription.requested_at]
    async with Retriever(settings, deadline=DEADLINE) as retriever:
        errors = await asyncio.gather(*(_send(retriever, subscription) for subscription in told))
    return [(subscription, error) for subscription, error in zip(told, errors, strict=True) if error]


async def _send(retriever: Retriever, subscription: Subscription) -> MarsadError | None:
    mode = "unsubscribe" if subscription.state is SubscriptionState.ENDED else "subscribe"
    form = request_form(subscription, mode)
    try:
        async with asyncio.timeout(ROUND):
            return await _post(retriever, hub_addresses(subscription.hub_url), form)
    except TimeoutError:
        return RetryableError(subscription.hub_url, f"had no turn or no answer in {ROUND:g} s")


async def _post(retriever: Retriever, urls: Sequence[str], form: Mapping[str, str]) -> MarsadError | None:
    """Send to the first address where somebody answers; None when it was taken."""
    error: MarsadError | None = None
    for url in urls:
        try:
            await retriever.post_form(url, form)
        except MarsadError as caught:
            error = caught
            if not isinstance(error, RetryableError) or error.status is not None:  # it did answer
                break
        else:
            return None
    return error


def _note_failure(connection: Connection, sent: Subscription, error: MarsadError, now: datetime) -> None:
    retry_after = error.retry_after if isinstance(error, RetryableError) else None
    for current in lock_subscriptions(connection, [sent.callback_token]):
        save_subscription(connection, refused(current, sent.requested_at, str(error), retry_after, now))

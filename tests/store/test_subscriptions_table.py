"""`ops.subscription`: what feeds declare becomes one live row each, its secrets seen by the loader only."""

from dataclasses import replace
from datetime import timedelta

import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege

from builders import NOON
from marsad.model import HubLink, PollOutcome, SubscriptionState
from marsad.store.feeds import FeedPoll, FeedState, disable_feed, save_poll
from marsad.store.subscriptions import (
    WAKE_FLOOR,
    declare_hubs,
    forget_ended,
    hurry,
    live_subscriptions,
    lock_subscriptions,
    record_ping,
    record_rejection,
    save_subscription,
    wake_pinged,
)

FEED = "nahr/all"
LINK = HubLink("https://hub.example/", "https://nahr.example/rss")
OTHER = replace(LINK, hub_url="https://other.example/")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def declare(connection, link, now=NOON, feed=FEED):
    declare_hubs(connection, {feed: link}, now, DAY)
    return {(s.feed_id, s.hub_url): s for s in live_subscriptions(connection)}


def end(connection, subscription, now=NOON):
    save_subscription(connection, replace(subscription, state=SubscriptionState.ENDED, ended_at=now))


def poll(connection, polled_at=NOON, next_poll_at=NOON + 20 * MINUTE, feed=FEED, **changes):
    state = FeedState(
        feed_id=feed,
        source_id="nahr",
        url="https://nahr.example/rss",
        next_poll_at=next_poll_at,
        interval_seconds=300.0,
        last_outcome=PollOutcome.UNCHANGED,
        last_polled_at=polled_at,
    )
    row = FeedPoll(feed, polled_at, PollOutcome.UNCHANGED, 200, 1, 0, 0, 0, 0, 10, 5, None)
    save_poll(connection, replace(state, **changes), row)


def due(connection, feed=FEED):
    return connection.execute("SELECT next_poll_at FROM ops.feed_state WHERE feed_id = %s", [feed]).fetchone()[0]


def counts(connection):
    return connection.execute("SELECT pinged_at, ping_count, rejected_count FROM ops.subscription").fetchone()


def test_a_declared_hub_is_a_row_with_secrets_of_its_own(connection):
    links = {"nahr/all": LINK, "nahr/sport": LINK, "nahr/none": None}
    declare_hubs(connection, links, NOON, DAY)
    rows = live_subscriptions(connection)
    assert sorted(s.feed_id for s in rows) == ["nahr/all", "nahr/sport"]
    assert {(s.state, s.next_request_at, s.requested_at) for s in rows} == {(SubscriptionState.DECLARED, NOON, None)}
    secrets = {s.callback_token for s in rows} | {s.secret for s in rows}
    assert len(secrets) == 4
    assert {len(secret) for secret in secrets} == {43}


def test_declared_again_it_is_the_same_row_untouched(connection):
    before = declare(connection, LINK)
    connection.execute(
        "CREATE TEMPORARY TABLE was ON COMMIT DROP AS SELECT xmin::text AS version FROM ops.subscription"
    )
    assert declare(connection, LINK, NOON + MINUTE) == before
    assert connection.execute("SELECT version FROM was EXCEPT SELECT xmin::text FROM ops.subscription").fetchall() == []


def test_another_hub_is_declared_beside_the_old_one_and_has_to_wait(connection):
    declare(connection, LINK)
    rows = declare(connection, OTHER, NOON + MINUTE)
    old, new = rows[FEED, LINK.hub_url], rows[FEED, OTHER.hub_url]
    assert (old.undeclared_at, old.next_request_at) == (NOON + MINUTE, NOON)
    assert (new.undeclared_at, new.next_request_at) == (None, NOON + MINUTE + DAY)


def test_what_is_left_out_is_undeclared_since_the_first_time_and_taken_back_when_it_returns(connection):
    declare(connection, LINK)
    declare(connection, None, NOON + MINUTE)
    assert declare(connection, None, NOON + 2 * MINUTE)[FEED, LINK.hub_url].undeclared_at == NOON + MINUTE
    declare(connection, LINK, NOON, feed="nahr/sport")
    rows = declare(connection, LINK, NOON + 3 * MINUTE)
    assert {s.undeclared_at for s in rows.values()} == {None}
    assert len(rows) == 2


def test_after_its_end_a_declared_hub_is_another_subscription(connection):
    first = declare(connection, LINK)[FEED, LINK.hub_url]
    end(connection, first)
    second = declare(connection, LINK, NOON + MINUTE)[FEED, LINK.hub_url]
    assert second.next_request_at == NOON + MINUTE
    assert first.callback_token != second.callback_token
    assert first.secret != second.secret
    assert [s.state for s in lock_subscriptions(connection, [first.callback_token])] == [SubscriptionState.ENDED]


def test_a_subscription_is_kept_as_it_was_given(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    changed = replace(
        subscription,
        state=SubscriptionState.VERIFIED,
        next_request_at=NOON + DAY,
        public_url="https://marsad.example",
        requested_at=NOON,
        attempt_count=2,
        verified_at=NOON + MINUTE,
        lease_expires_at=NOON + 10 * DAY,
        message="نص",
    )
    save_subscription(connection, changed)
    assert lock_subscriptions(connection, [subscription.callback_token, "unknown"]) == [changed]


@pytest.mark.parametrize("state", SubscriptionState)
def test_every_state_can_be_kept(connection, state):
    subscription = replace(declare(connection, LINK)[FEED, LINK.hub_url], state=state)
    save_subscription(connection, subscription)
    assert lock_subscriptions(connection, [subscription.callback_token]) == [subscription]


def test_a_state_that_does_not_exist_is_refused(connection):
    declare(connection, LINK)
    with pytest.raises(CheckViolation):
        connection.execute("UPDATE ops.subscription SET state = 'shrugged'")


def test_a_ping_makes_its_feed_due_and_no_other(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    poll(connection)
    poll(connection, feed="nahr/sport")
    record_ping(connection, subscription.callback_token, NOON + MINUTE)
    assert counts(connection) == (NOON + MINUTE, 1, 0)
    assert due(connection) == NOON + MINUTE
    assert due(connection, "nahr/sport") == NOON + 20 * MINUTE


def test_a_second_ping_before_the_poll_is_counted_and_changes_nothing_else(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    poll(connection)
    for seconds in (60, 61, 62):
        record_ping(connection, subscription.callback_token, NOON + timedelta(seconds=seconds))
    assert counts(connection)[1] == 3
    assert due(connection) == NOON + MINUTE


def test_pings_in_a_row_never_poll_faster_than_the_floor(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    poll(connection)
    record_ping(connection, subscription.callback_token, NOON + timedelta(seconds=1))
    assert due(connection) == NOON + WAKE_FLOOR


def test_a_ping_never_puts_a_poll_off(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    poll(connection, next_poll_at=NOON + timedelta(seconds=5))
    record_ping(connection, subscription.callback_token, NOON + timedelta(seconds=1))
    assert due(connection) == NOON + timedelta(seconds=5)


def test_a_ping_during_a_poll_is_not_lost(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    poll(connection)
    record_ping(connection, subscription.callback_token, NOON + MINUTE)
    # The poll that was under way had asked before the ping came.
    poll(connection, polled_at=NOON + timedelta(seconds=59), next_poll_at=NOON + 30 * MINUTE)
    assert wake_pinged(connection) == 1
    assert due(connection) == NOON + timedelta(seconds=69)
    poll(connection, polled_at=NOON + timedelta(seconds=69), next_poll_at=NOON + 30 * MINUTE)
    assert wake_pinged(connection) == 0


def test_a_feed_that_fails_waits_as_its_server_wants_it(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    poll(connection, failure_count=1)
    record_ping(connection, subscription.callback_token, NOON + MINUTE)
    assert due(connection) == NOON + 20 * MINUTE


def test_a_disabled_feed_is_not_woken(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    poll(connection)
    disable_feed(connection, FEED, "nahr", "by hand", NOON)
    record_ping(connection, subscription.callback_token, NOON + MINUTE)
    assert due(connection) == NOON + 20 * MINUTE


def test_a_feed_that_was_never_asked_is_left_to_the_poller(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    record_ping(connection, subscription.callback_token, NOON + MINUTE)
    assert counts(connection)[1] == 1


def test_a_ping_of_an_ended_subscription_does_nothing(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    poll(connection)
    end(connection, subscription)
    record_ping(connection, subscription.callback_token, NOON + MINUTE)
    assert counts(connection) == (None, 0, 0)
    assert due(connection) == NOON + 20 * MINUTE


def test_a_rejected_ping_is_counted_and_wakes_nobody(connection):
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    poll(connection)
    record_rejection(connection, subscription.callback_token)
    assert counts(connection) == (None, 0, 1)
    assert due(connection) == NOON + 20 * MINUTE


def test_what_ended_is_kept_for_a_while_unless_nobody_was_asked(connection):
    asked = replace(declare(connection, LINK)[FEED, LINK.hub_url], requested_at=NOON)
    unasked = declare(connection, LINK, feed="nahr/sport")["nahr/sport", LINK.hub_url]
    live = declare(connection, LINK, feed="nahr/live")["nahr/live", LINK.hub_url]
    end(connection, asked, NOON)
    end(connection, unasked, NOON)
    assert forget_ended(connection, NOON) == 1
    assert forget_ended(connection, NOON + MINUTE) == 1
    assert live_subscriptions(connection) == [live]


def test_a_hub_waits_for_locks_only_briefly(connection):
    hurry(connection)
    assert connection.execute("SHOW lock_timeout").fetchone() == ("3s",)


def test_the_reader_sees_nothing_of_it(connection):
    declare(connection, LINK)
    connection.execute("SET LOCAL ROLE marsad_reader")
    for columns in ("secret", "callback_token", "feed_id", "count(*)"):
        with pytest.raises(InsufficientPrivilege), connection.transaction():
            connection.execute(f"SELECT {columns} FROM ops.subscription")


def test_the_loader_does_all_of_it(connection):
    connection.execute("SET LOCAL ROLE marsad_loader")
    subscription = declare(connection, LINK)[FEED, LINK.hub_url]
    poll(connection)
    record_ping(connection, subscription.callback_token, NOON + MINUTE)
    end(connection, replace(subscription, requested_at=NOON))
    assert forget_ended(connection, NOON + DAY) == 1

"""`ops.feed_state` and `ops.feed_poll`, and what the gate's answers look like when they are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from psycopg.errors import CheckViolation
from psycopg.types.json import Jsonb

from builders import DAY, NOON, columns_of
from marsad.model import PollOutcome
from marsad.store.checks import CheckResult, save_results
from marsad.store.feeds import (
    FeedPoll,
    FeedState,
    feed_states,
    lease_feeds,
    postpone_feed,
    save_poll,
)

STATE = FeedState(
    feed_id="nahr/all",
    source_id="nahr",
    url="https://nahr.example/rss",
    shown_entry_ids=("a", "ب"),
    failure_score=0.75,
    moved_to="https://nahr.example/new",
    moved_count=2,
    etag='W/"ذ"',
    last_modified="Wed, 18 Nov 2026 12:00:00 GMT",
    next_poll_at=NOON + timedelta(minutes=5),
    interval_seconds=300.5,
    failure_count=2,
    last_outcome=PollOutcome.FAILED,
    last_message="nahr: no answer",
    last_polled_at=NOON,
    last_changed_at=None,
)
POLL = FeedPoll("nahr/all", NOON, PollOutcome.CHANGED, 200, 20, 3, 1, 0, 2, 60_000, 850, None)
RESULT = CheckResult(
    "run-1",
    DAY,
    "mojibake",
    "article",
    "quarantine",
    False,
    2,
    Jsonb({"examples": ["Ø§"]}),
    NOON,
    "nahr",
    "at most 3",
    "5",
)


def test_a_feed_that_was_never_polled_has_no_state(connection):
    assert feed_states(connection) == {}


def test_the_last_poll_leaves_the_state(connection):
    save_poll(connection, STATE, POLL)
    assert feed_states(connection) == {"nahr/all": STATE}
    changed = replace(
        STATE,
        etag=None,
        last_modified=None,
        next_poll_at=NOON,
        interval_seconds=450.0,
        failure_count=0,
        last_outcome=PollOutcome.CHANGED,
        last_message=None,
        last_polled_at=NOON + timedelta(minutes=5),
        last_changed_at=NOON,
    )
    save_poll(connection, changed, replace(POLL, polled_at=NOON + timedelta(minutes=5)))
    assert feed_states(connection) == {"nahr/all": changed}


def test_a_lease_is_the_state_with_another_time_and_a_postponement_changes_nothing_else(connection):
    lease = replace(STATE, next_poll_at=NOON + timedelta(minutes=10))
    lease_feeds(connection, [lease])
    assert feed_states(connection) == {"nahr/all": lease}
    postpone_feed(connection, "nahr/all", NOON + timedelta(hours=1))
    assert feed_states(connection) == {"nahr/all": replace(STATE, next_poll_at=NOON + timedelta(hours=1))}


@pytest.mark.parametrize("outcome", PollOutcome)
def test_every_poll_is_kept_whatever_its_outcome(connection, outcome):
    poll = replace(POLL, outcome=outcome, http_status=None, message="why")
    save_poll(connection, STATE, poll)
    kept = connection.execute(f"SELECT {', '.join(columns_of(FeedPoll))} FROM ops.feed_poll").fetchall()
    assert [FeedPoll(*row) for row in kept] == [poll]


def test_a_check_result_is_kept_as_it_was_given(connection):
    save_results(connection, [RESULT, replace(RESULT, expectation_name="body_empty", is_success=True)])
    kept = connection.execute(f"SELECT {', '.join(columns_of(CheckResult))} FROM ops.check_result").fetchall()
    values = {row[2]: row for row in kept}
    assert set(values) == {"mojibake", "body_empty"}
    assert values["mojibake"] == (
        "run-1",
        DAY,
        "mojibake",
        "article",
        "quarantine",
        False,
        2,
        {"examples": ["Ø§"]},
        NOON,
        "nahr",
        "at most 3",
        "5",
    )


def test_a_severity_that_no_rule_has_is_refused(connection):
    with pytest.raises(CheckViolation):
        save_results(connection, [replace(RESULT, severity="shrug")])

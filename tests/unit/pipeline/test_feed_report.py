"""What a person reads of a feed."""

from dataclasses import astuple
from datetime import timedelta

from builders import NOON
from marsad.model import PollOutcome
from marsad.pipeline.feed_report import feed_lines
from marsad.store.feeds import FeedState


def feed_state(name="all", **changes):
    given = {
        "feed_id": f"nahr/{name}",
        "source_id": "nahr",
        "url": f"https://nahr.example/{name}",
        "next_poll_at": NOON + timedelta(minutes=12),
        "interval_seconds": 300,
        "last_outcome": PollOutcome.UNCHANGED,
        "last_polled_at": NOON - timedelta(seconds=90),
        "last_changed_at": NOON - timedelta(hours=5),
    }
    return FeedState(**{**given, **changes})


def feed_row(state, issues=()):
    states = {state.feed_id: state} if state else {}
    return list(astuple(feed_lines(["nahr/all"], states, dict(issues), NOON)[-1]))


def test_a_feed_tells_how_it_is_why_and_what_comes_next():
    assert feed_row(feed_state()) == ["nahr/all", "unchanged", "90 s ago", "5 h ago", "in 12 min", ""]
    failing = feed_state(
        failure_count=3,
        last_outcome=PollOutcome.FAILED,
        last_message="https://nahr.example/rss: status 503",
        last_changed_at=None,
        next_poll_at=NOON + timedelta(days=3),
    )
    assert feed_row(failing) == [
        *("nahr/all", "failed, 3 in a row", "90 s ago", "never", "in 3 days"),
        "https://nahr.example/rss: status 503",
    ]


def test_a_feed_that_was_never_polled_or_is_due_is_asked_now():
    assert feed_row(None) == ["nahr/all", "never polled", "", "", "now", ""]
    assert feed_row(feed_state(next_poll_at=NOON))[4] == "now"


def test_a_disabled_feed_says_why_and_a_quiet_one_what_people_were_told():
    assert feed_row(feed_state(disabled_reason="status 410"))[1::3] == ["disabled", "never"]
    assert feed_row(feed_state(disabled_reason="status 410"))[-1] == "status 410"
    assert feed_row(feed_state(), {"nahr/all": "nothing new for 90 hours"})[-1] == "nothing new for 90 hours"


def test_a_feed_that_left_the_catalogue_is_shown_last():
    assert feed_row(feed_state("old"))[4:] == ["never", "no enabled source has it"]

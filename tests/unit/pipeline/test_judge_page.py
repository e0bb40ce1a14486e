"""Where an entry goes after its page was asked for: every kind of error, with and without a text of the feed's."""

import pytest

from builders import BODY, make_entry
from marsad.errors import (
    BlockedError,
    ForbiddenAddressError,
    GoneError,
    RetryableError,
    UnexpectedInputError,
    UnreadableError,
)
from marsad.model import EntryStatus, Response
from marsad.pipeline.retrieve import MAX_ATTEMPTS, Fetched, judge

TEASER = "موجز الخبر"
BARE, TOLD = make_entry("bare", summary=TEASER), make_entry("told", summary=BODY * 2)
LAST = MAX_ATTEMPTS - 1
# error, earlier failures -> (status, reason) of an entry of which the feed gave a teaser, and of one with the full text
EXPECTED = [
    (GoneError, 0, ("gone", "robots"), ("gone", "robots")),
    (BlockedError, 0, ("blocked", "blocked"), ("retrieved", "blocked, text from the feed")),
    (ForbiddenAddressError, 0, ("quarantined", "forbidden_address"), None),
    (UnreadableError, 0, ("quarantined", "unreadable_page"), None),
    (UnexpectedInputError, 0, ("quarantined", "unreadable_page"), None),
    (RetryableError, 0, ("discovered", "unreachable"), ("discovered", "unreachable")),
    (RetryableError, LAST - 1, ("discovered", "unreachable"), ("discovered", "unreachable")),
    (RetryableError, LAST, ("quarantined", "unreachable"), None),
    (RetryableError, LAST + 5, ("quarantined", "unreachable"), None),
]


def test_a_page_that_came_goes_on():
    page = Response("u", "u", 200, {}, b"", BARE.first_seen_at)
    outcome = judge(Fetched(BARE, page, None), LAST)
    assert (outcome.entry_id, outcome.revision) == (BARE.entry_id, BARE.revision)
    assert (outcome.status, outcome.reason, outcome.detail) == (EntryStatus.RETRIEVED, None, None)


@pytest.mark.parametrize(("error", "attempts", "bare", "told"), EXPECTED)
def test_an_error_decides_with_what_the_feed_gave(error, attempts, bare, told):
    for entry, expected in ((BARE, bare), (TOLD, told or ("retrieved", f"{bare[1]}, text from the feed"))):
        outcome = judge(Fetched(entry, None, error(entry.url, "no")), attempts)
        assert (outcome.status, outcome.reason) == expected
        assert outcome.detail == f"{entry.url}: no"


@pytest.mark.parametrize(("field", "text"), [("summary", "ن" * 200), ("content", "نص")])
def test_a_full_text_field_or_a_long_summary_serves(field, text):
    entry = make_entry(**{field: text})
    assert judge(Fetched(entry, None, BlockedError(entry.url, "403")), 0).status is EntryStatus.RETRIEVED


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_says_how(status):
    outcome = judge(Fetched(TOLD, None, GoneError(TOLD.url, "no", status=status)), 0)
    assert (outcome.status, outcome.reason) == (EntryStatus.GONE, f"status_{status}")


def test_a_title_and_a_teaser_are_no_text():
    assert judge(Fetched(BARE, None, BlockedError(BARE.url, "403")), 0).status is EntryStatus.BLOCKED
    assert BARE.title
    assert BARE.summary

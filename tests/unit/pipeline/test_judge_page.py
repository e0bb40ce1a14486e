"""Where an entry goes after its page was asked for: every kind of error, with and without a text of the feed's."""

import pytest

from builders import make_entry
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

BARE, TOLD = make_entry("bare"), make_entry("told", summary="موجز")
LAST = MAX_ATTEMPTS - 1
# error, earlier failures -> (status, reason) of an entry without a text of the feed's, and of one with it
EXPECTED = [
    (GoneError, 0, ("gone", "gone"), ("gone", "gone")),
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


@pytest.mark.parametrize("field", ["summary", "content"])
def test_either_text_of_the_feed_serves(field):
    entry = make_entry(**{field: "نص"})
    assert judge(Fetched(entry, None, BlockedError(entry.url, "403")), 0).status is EntryStatus.RETRIEVED


def test_a_title_alone_is_no_text():
    assert judge(Fetched(BARE, None, BlockedError(BARE.url, "403")), 0).status is EntryStatus.BLOCKED
    assert BARE.title

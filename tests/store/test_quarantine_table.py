"""`ops.quarantine`: what is parked, with which reason, and where it goes when it is sent through again."""

from dataclasses import astuple, replace
from datetime import timedelta

import pytest

from builders import DAY, NOON, make_entry, make_page, status_of
from marsad.model import EntryStatus
from marsad.store.entries import StatusChange, reset_entries, save_entries, set_statuses
from marsad.store.pages import save_pages
from marsad.store.quarantine import Quarantined, park, parked, release


def park_one(connection, entry, status=EntryStatus.QUARANTINED, reason="unreadable_page", at=NOON):
    set_statuses(connection, [StatusChange(entry.entry_id, entry.revision, status, reason)])
    park(connection, [Quarantined(entry.entry_id, entry.revision, "extract", reason, f"{entry.url}: torn", at)])


def test_what_is_parked_is_shown_oldest_first(connection):
    old, new = make_entry("old"), make_entry("new", day=DAY + timedelta(days=1))
    save_entries(connection, [old, new])
    park_one(connection, new, at=NOON + timedelta(minutes=1))
    park_one(connection, old)
    first, second = parked(connection)
    assert astuple(first) == (
        old.entry_id, "nahr", DAY, old.url, "extract", "unreadable_page", f"{old.url}: torn", NOON,
    )  # fmt: skip
    assert second.entry_id == new.entry_id


def test_parked_again_the_newer_reason_counts(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    park_one(connection, entry)
    release(connection, [entry.entry_id], NOON)
    park_one(connection, entry, reason="mojibake")
    assert [one.reason for one in parked(connection)] == ["mojibake"]


@pytest.mark.parametrize("status", ["quarantined", "empty", "not_arabic", "blocked"])
def test_released_entries_go_back_to_where_their_body_is_read(connection, status):
    with_page, without = make_entry("with"), make_entry("without", day=DAY - timedelta(days=1))
    save_entries(connection, [with_page, without])
    save_pages(connection, [make_page(with_page)])
    for entry in (with_page, without):
        park_one(connection, entry, EntryStatus(status))
    assert release(connection, [with_page.entry_id, without.entry_id], NOON) == [DAY - timedelta(days=1), DAY]
    assert (status_of(connection, with_page), status_of(connection, without)) == ("retrieved", "discovered")
    assert parked(connection) == []


def test_only_the_named_are_released(connection):
    kept, sent = make_entry("kept"), make_entry("sent")
    save_entries(connection, [kept, sent])
    park_one(connection, kept)
    park_one(connection, sent)
    release(connection, [sent.entry_id], NOON)
    assert [one.entry_id for one in parked(connection)] == [kept.entry_id]
    assert status_of(connection, kept) == "quarantined"


def test_an_entry_is_released_once(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    park_one(connection, entry)
    assert release(connection, [entry.entry_id], NOON) == [DAY]
    set_statuses(connection, [StatusChange(entry.entry_id, 1, EntryStatus.PUBLISHED)])
    assert release(connection, [entry.entry_id], NOON) == []
    assert status_of(connection, entry) == "published"


def test_an_entry_that_was_edited_since_is_parked_no_more(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    park_one(connection, entry)
    save_entries(connection, [replace(entry, title="آخر", content_hash="edited")])
    assert parked(connection) == []


@pytest.mark.parametrize("mode", ["failed", "refetch"])
def test_an_entry_that_a_backfill_sent_through_again_is_parked_no_more(connection, mode):
    entry = make_entry()
    save_entries(connection, [entry])
    park_one(connection, entry)
    reset_entries(connection, DAY, ["nahr"], mode)
    assert parked(connection) == []

"""`ops.quarantine`: what is parked, with which reason, and where it goes when it is sent through again."""

from dataclasses import astuple, replace
from datetime import timedelta

import pytest

from builders import DAY, NOON, make_entry, make_page, status_of
from marsad.model import EntryStatus
from marsad.store.entries import RESETS, StatusChange, reset_entries, save_entries, set_statuses
from marsad.store.pages import save_pages
from marsad.store.quarantine import Quarantined, drop, dropped, known_of, park, parked, release
from marsad.store.report import funnel


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
        old.entry_id, "nahr", DAY, old.url, "quarantined", "extract", "unreadable_page", f"{old.url}: torn", NOON,
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


def test_what_is_dropped_is_listed_apart_and_can_be_taken_back(connection):
    bad, sent = make_entry("bad"), make_entry("sent")
    save_entries(connection, [bad, sent])
    save_pages(connection, [make_page(bad)])
    park_one(connection, bad)
    assert drop(connection, [bad.entry_id, sent.entry_id], NOON) == 1  # only what is parked
    assert (status_of(connection, bad), status_of(connection, sent)) == ("dropped", "discovered")
    assert parked(connection) == []
    assert [(one.entry_id, one.status, one.reason) for one in dropped(connection)] == [
        (bad.entry_id, "dropped", "unreadable_page")
    ]
    assert [row.difference for row in funnel(connection)] == [0]
    assert release(connection, [bad.entry_id], NOON) == [DAY]
    assert status_of(connection, bad) == "retrieved"
    assert dropped(connection) == []


def test_no_backfill_brings_back_what_was_dropped(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    park_one(connection, entry)
    drop(connection, [entry.entry_id], NOON)
    assert [reset_entries(connection, DAY, ["nahr"], mode) for mode in RESETS] == [0, 0, 0]


def test_what_is_known_of_an_entry_without_page_and_article(connection):
    entry = make_entry(summary="موجز")
    save_entries(connection, [entry])
    known = known_of(connection, entry.entry_id)
    assert (known["summary"], known["final_url"], known["article_id"], known["event_count"]) == ("موجز", None, None, 0)

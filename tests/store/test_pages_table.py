"""`raw.page`: one row per entry and revision; an old revision's page is not the entry's page."""

from dataclasses import replace

from builders import DAY, NOON, make_entry, make_page, status_of
from marsad.model import EntryStatus
from marsad.store.entries import reset_entries, save_entries
from marsad.store.pages import pages_of, save_pages
from marsad.store.quarantine import Quarantined, park, release
from marsad.store.raw_files import forget_files


def test_a_page_comes_back_as_it_was_saved(connection):
    entry, bare = make_entry("one"), make_entry("two")
    save_entries(connection, [entry, bare])
    page = make_page(entry, content_type=None, byte_count=10_000_000, warc_offset=2**40, warc_length=2**33)
    assert save_pages(connection, [page]) == 1
    assert pages_of(connection, [entry.entry_id, bare.entry_id]) == {entry.entry_id: page}


def test_a_second_retrieval_of_a_revision_replaces_the_first(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    save_pages(connection, [make_page(entry)])
    again = make_page(entry, http_status=203, warc_file="nahr/2026/11/18/b.warc.gz", warc_offset=9, final_url="x")
    save_pages(connection, [again])
    assert pages_of(connection, [entry.entry_id]) == {entry.entry_id: again}


def test_an_edited_entry_has_no_page_until_it_is_retrieved_again(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    save_pages(connection, [make_page(entry)])
    save_entries(connection, [make_entry(title="عنوان آخر")])
    assert pages_of(connection, [entry.entry_id]) == {}
    page = make_page(replace(entry, revision=2))
    save_pages(connection, [page])
    assert pages_of(connection, [entry.entry_id]) == {entry.entry_id: page}


def test_no_page_is_no_row(connection):
    assert save_pages(connection, []) == 0
    assert pages_of(connection, []) == {}


def test_a_day_whose_pages_are_kept_no_more_is_not_reprocessed_from_the_feeds_text(connection):
    kept, bare, pageless = (
        make_entry(key, summary="نص", status=EntryStatus.PUBLISHED) for key in ("kept", "bare", "pageless")
    )
    save_entries(connection, [kept, bare, pageless])
    save_pages(connection, [make_page(kept), make_page(bare, warc_file="nahr/old")])
    forget_files(connection, ["nahr/old"])
    assert reset_entries(connection, DAY, ["nahr"], "reprocess") == 2
    statuses = [status_of(connection, entry) for entry in (kept, bare, pageless)]
    assert statuses == ["retrieved", "published", "retrieved"]


def test_a_parked_entry_whose_page_is_kept_no_more_is_retrieved_again(connection):
    kept, bare = (make_entry(key, status=EntryStatus.QUARANTINED) for key in ("kept", "bare"))
    save_entries(connection, [kept, bare])
    save_pages(connection, [make_page(kept), make_page(bare, warc_file="nahr/old")])
    forget_files(connection, ["nahr/old"])
    park(connection, [Quarantined(e.entry_id, 1, "extract", "unreadable_page", "torn", NOON) for e in (kept, bare)])
    assert release(connection, [kept.entry_id, bare.entry_id], NOON) == [DAY]
    assert (status_of(connection, kept), status_of(connection, bare)) == ("retrieved", "discovered")

"""What rows say of WARC files, and how they let go of them."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from builders import NOON, digest, make_entry, make_page
from marsad.model import IN_FLIGHT, EntryStatus
from marsad.store.connect import connect
from marsad.store.entries import save_entries
from marsad.store.feeds import delete_polls
from marsad.store.pages import pages_of, save_pages
from marsad.store.raw_files import (
    FileUse,
    Move,
    Record,
    file_uses,
    forget_files,
    forget_lost,
    move_records,
    records_in,
    retire,
    retired_files,
    unneeded_files,
    unretire,
)

A, B = "nahr/2026/11/18/a.warc.gz", "nahr/2026/11/18/b.warc.gz"
LATER = NOON + timedelta(hours=1)


def keep(connection, *pages, status=EntryStatus.PUBLISHED):
    entries = {page.entry_id: make_entry(page.url.rpartition("/")[2], status=status) for page in pages}
    save_entries(connection, list(entries.values()))
    save_pages(connection, pages)


def page(key, file=A, offset=0, **changes):
    return make_page(make_entry(key), warc_file=file, warc_offset=offset, warc_length=100, **changes)


def poll(connection, feed_id="nahr/all", at=NOON, file=None, offset=None):
    length = 50 if file else None
    connection.execute(
        "INSERT INTO ops.feed_poll (feed_id, polled_at, outcome, entry_count, new_count, changed_count, dropped_count,"
        " byte_count, duration_ms, body_hash, warc_file, warc_offset, warc_length)"
        " VALUES (%s, %s, 'changed', 0, 0, 0, 0, 0, 0, %s, %s, %s, %s)",
        [feed_id, at, digest(feed_id) if file else None, file, offset, length],
    )


def places(connection):
    return connection.execute(
        "SELECT warc_file, warc_offset, warc_length FROM raw.page"
        " UNION ALL SELECT warc_file, warc_offset, warc_length FROM ops.feed_poll ORDER BY 1 NULLS LAST, 2"
    ).fetchall()


def test_pages_and_feeds_use_files(connection):
    keep(connection, page("one"), page("two", offset=100, fetched_at=LATER), page("three", B))
    poll(connection, at=LATER, file=B, offset=100)
    poll(connection)
    assert file_uses(connection) == {A: FileUse(200, LATER), B: FileUse(150, LATER)}
    assert records_in(connection, [B, "nahr/none"]) == [
        Record("page", make_entry("three").entry_id, B, 0, 100, page("three").body_hash),
        Record("feed", "nahr/all", B, 100, 50, digest("nahr/all")),
    ]


def test_a_place_is_whole_or_not_there(connection):
    keep(connection, page("one"))
    with pytest.raises(psycopg.errors.CheckViolation, match="page_warc_whole"):
        connection.execute("UPDATE raw.page SET warc_offset = NULL")
    connection.rollback()
    with pytest.raises(psycopg.errors.CheckViolation, match="feed_poll_warc_whole"):
        poll(connection, file=A)


def test_a_forgotten_file_leaves_the_facts(connection):
    keep(connection, page("one"), page("two", B))
    poll(connection, file=A, offset=100)
    assert forget_files(connection, [A]) == 2
    assert places(connection) == [(B, 0, 100), (None, None, None), (None, None, None)]
    assert file_uses(connection).keys() == {B}
    assert connection.execute("SELECT count(*) FROM raw.page WHERE http_status = 200").fetchone() == (2,)
    # For extraction it is as if there were no page.
    assert pages_of(connection, [make_entry("one").entry_id]) == {}
    assert forget_files(connection, [A]) == 0


@pytest.mark.parametrize("status", EntryStatus)
def test_a_file_is_needed_while_an_entry_is_on_its_way(connection, status):
    keep(connection, page("one"), status=status)
    keep(connection, page("two", B))
    assert unneeded_files(connection, [A, B, "nahr/none"]) == [
        *([A] if status not in IN_FLIGHT else []),
        B,
        "nahr/none",
    ]


def until_waiting(connection):
    """Until someone waits for a lock that this connection holds."""
    waiting = "SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))"
    for _ in range(500):
        if connection.execute(waiting).fetchone() != (0,):
            return
        time.sleep(0.01)
    pytest.fail("nobody waits")


def test_a_file_that_is_sent_back_to_be_read_meanwhile_is_needed(lasting, lasting_dsn):
    keep(lasting, page("one"))
    lasting.commit()
    lasting.execute("SELECT FROM raw.page FOR SHARE")  # whoever sees that it is there
    lasting.execute("UPDATE raw.entry SET status = 'retrieved'")

    def ask():
        with connect(lasting_dsn) as other:
            return unneeded_files(other, [A])

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask)
        until_waiting(lasting)
        lasting.commit()
        assert asked.result() == []


def test_lost_pages_are_locked_in_the_order_in_which_pages_are_saved(lasting, lasting_dsn):
    """Saved in two batches, so that they lie in the table in the other order."""
    first, second = sorted((page("one"), page("two", B)), key=lambda one: one.entry_id)
    for one in (second, first):
        keep(lasting, one)
    lasting.commit()
    records = [record for one in (second, first) for record in records_in(lasting, [one.warc_file])]
    lock = "SELECT FROM raw.page WHERE entry_id = %s FOR UPDATE NOWAIT"
    lasting.execute(lock, [first.entry_id])

    def forget():
        with connect(lasting_dsn) as other:
            return forget_lost(other, records)

    with ThreadPoolExecutor(1) as pool:
        forgotten = pool.submit(forget)
        try:
            until_waiting(lasting)
            lasting.execute(lock, [second.entry_id])
        finally:
            lasting.rollback()
        assert forgotten.result() == 2


def test_records_move_by_the_extent_they_lie_in(connection):
    keep(connection, page("one"), page("two", offset=100), page("three", offset=200), page("four", B))
    poll(connection, file=B, offset=100)
    moved = [Move(A, 0, 100, "new", 0), Move(A, 200, 300, "new", -100), Move(B, 0, 150, "new", 200)]
    assert move_records(connection, moved) == 4
    assert places(connection) == [
        (A, 100, 100),
        ("new", 0, 100),
        ("new", 100, 100),
        ("new", 200, 100),
        ("new", 300, 50),
    ]
    assert move_records(connection, moved) == 0


def test_nothing_moves_nowhere(connection):
    assert move_records(connection, []) == 0


@pytest.mark.parametrize(
    ("status", "again"),
    [
        *(
            (status, 1)
            for status in ("retrieved", "extracted", "annotated", "published", "empty", "not_arabic", "quarantined")
        ),
        *((status, 0) for status in ("discovered", "duplicate", "gone", "blocked")),
    ],
)
def test_the_entry_of_a_lost_page_is_fetched_again_where_it_needs_to_be(connection, status, again):
    keep(connection, page("one"), status=EntryStatus(status))
    assert forget_lost(connection, records_in(connection, [A])) == again
    ((now,),) = connection.execute("SELECT status FROM raw.entry").fetchall()
    assert now == ("discovered" if again else status)
    assert places(connection) == [(None, None, None)]


def test_of_an_older_revision_and_of_a_feed_nothing_is_fetched(connection):
    keep(connection, page("one"))
    save_entries(connection, [make_entry("one", title="عنوان آخر")])
    save_pages(connection, [replace(page("one", B), revision=2)])
    poll(connection, file=A, offset=100)
    connection.execute("UPDATE raw.entry SET status = 'published'")
    assert forget_lost(connection, records_in(connection, [A])) == 0
    assert places(connection) == [(B, 0, 100), (None, None, None), (None, None, None)]
    assert connection.execute("SELECT status FROM raw.entry").fetchall() == [("published",)]


def test_a_page_that_was_retrieved_again_meanwhile_is_not_lost(connection):
    keep(connection, page("one"))
    lost = records_in(connection, [A])
    save_pages(connection, [page("one", B)])
    assert forget_lost(connection, lost) == 0
    assert places(connection) == [(B, 0, 100)]


def test_files_retire_once_and_may_come_back(connection):
    retire(connection, [A, B], "merged", NOON)
    retire(connection, [A], "mended", LATER)
    assert retired_files(connection) == {A: NOON, B: NOON}
    unretire(connection, [A])
    assert retired_files(connection) == {B: NOON}


def test_old_polls_go_unless_they_find_a_body(connection):
    poll(connection, "nahr/old")
    poll(connection, "nahr/kept", file=A, offset=0)
    poll(connection, "nahr/new", at=LATER)
    assert delete_polls(connection, LATER) == 1
    rows = connection.execute("SELECT feed_id FROM ops.feed_poll ORDER BY feed_id").fetchall()
    assert rows == [("nahr/kept",), ("nahr/new",)]

"""A warehouse that was lost comes back out of its own raw store, without a request."""

from datetime import timedelta
from pathlib import Path

import pytest

from builders import DAY, NOON, empty_warehouse, item, make_source, rss
from loopback import Reply
from marsad.pipeline.ingest import ingest_day
from marsad.pipeline.poll import poll_feeds
from marsad.pipeline.retrieve import retrieve_pages
from marsad.store.issues import open_issues


@pytest.fixture
def source(site):
    return make_source(base=site.base)


def entries(connection):
    return connection.execute("SELECT title, status, feed_id, day FROM raw.entry ORDER BY title").fetchall()


def pages(connection):
    return connection.execute("SELECT body_hash, warc_file, warc_offset FROM raw.page ORDER BY body_hash").fetchall()


@pytest.fixture
def lost(dsn, site, source, settings, connection):
    """A day polled and retrieved, then every row gone; what the rows said."""
    linked = rss(item("a", "أول"), item("b", "ثان"), item("old", "قديم", day=10)).replace(
        b"https://nahr.example", site.base.encode()
    )
    site.replies["/rss"] = Reply(linked)
    for key in ("a", "b"):
        site.replies[f"/{key}"] = Reply(f"<html><p>{key}</p></html>".encode(), headers={"Content-Type": "text/html"})
    poll_feeds(dsn, [source], settings, clock=lambda: NOON)
    retrieve_pages(dsn, DAY, {"nahr": source}, settings)
    before = entries(connection)[:2], pages(connection)
    empty_warehouse(dsn)
    site.requests.clear()
    return before


@pytest.fixture
def ingest(dsn, source, settings):
    return lambda mode="missing": ingest_day(dsn, DAY, [source], settings, mode, lambda: NOON + timedelta(days=2))


def test_entries_and_their_pages_come_back_and_nobody_is_asked(lost, ingest, site, connection):
    report = ingest()
    assert (report.new, report.elsewhere) == (2, 1)
    assert (entries(connection), pages(connection)) == lost
    assert site.requests == []
    assert ingest().new == 0


def test_a_page_whose_feed_is_lost_too_makes_an_entry_of_its_own(lost, ingest, source, settings, site, connection):
    held = {file for _, file, _ in lost[1]}
    for path in Path(settings.raw_uri).rglob("*.warc.gz"):
        if str(path.relative_to(settings.raw_uri)) not in held:
            path.unlink()
    assert ingest().new == 2
    assert entries(connection) == [("", "retrieved", None, DAY)] * 2
    assert pages(connection) == lost[1]


def test_a_damaged_record_is_told_and_the_others_come_back(lost, ingest, settings, connection):
    (file,) = {file for _, file, _ in lost[1]}
    offset = min(offset for _, _, offset in lost[1])
    path = Path(settings.raw_uri) / file
    content = bytearray(path.read_bytes())
    content[offset + 40] ^= 0xFF
    path.write_bytes(content)
    report = ingest()
    assert report.new == 2
    assert f"{file}: 1 damaged records" in report.unavailable["nahr"]
    assert [status for _, status, *_ in entries(connection)].count("retrieved") == 1
    assert [issue["kind"] for issue in open_issues(connection)] == ["raw_store_failing"]


def test_a_refetch_does_not_take_an_old_page_for_a_new_one(lost, ingest, connection):
    ingest("refetch")
    assert (entries(connection), pages(connection)) == ([], [])


def test_files_that_rows_point_into_are_not_read(dsn, lost, ingest, settings, connection):
    ingest()
    (file,) = {file for _, file, _ in lost[1]}
    (Path(settings.raw_uri) / file).write_bytes(b"no longer a WARC file")
    connection.execute("DELETE FROM ops.coverage")
    assert "damaged" not in str(ingest())
    empty_warehouse(dsn)
    assert f"{file}: 1 damaged records" in str(ingest())

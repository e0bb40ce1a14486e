"""A dry run says what a day would take, sends nothing and writes nothing."""

from datetime import timedelta

import pytest

from builders import DAY, NOON, make_entry, make_page, make_source
from loopback import Reply
from marsad.model import Archive, EntryStatus, HistoryWay
from marsad.pipeline.estimate import estimate, estimate_day
from marsad.pipeline.ingest import ingest_day
from marsad.store.coverage import Outlook
from marsad.store.entries import save_entries
from marsad.store.pages import save_pages

SETTLED = NOON + timedelta(days=2)
NOTHING = Outlook("nahr", None, None, 0, 0, 0, 0, 0, 0.0)
LISTED = Outlook("nahr", 10, SETTLED, 8, 2, 1, 5, 40, 2.5)


def make(**changes):
    return make_source(sitemap="https://nahr.example/{day}.xml", crawl_delay=1.0, **changes)


@pytest.mark.parametrize(
    ("known", "mode", "lists", "pages", "again"),
    [
        (NOTHING, "missing", 2, 0, 0),  # a UTC day lies in two days of Baghdad
        (LISTED, "missing", 0, 2, 0),  # told in full: only what waits
        (LISTED, "failed", 2, 5, 1),  # two wait, two are new to us, one failed
        (LISTED, "refetch", 2, 9, 5),
        (LISTED, "reprocess", 0, 0, 5),
    ],
)
def test_what_a_day_takes_follows_from_what_is_known_of_it(known, mode, lists, pages, again):
    told = estimate(make(), DAY, mode, known)
    assert (told.list_count, told.page_count, told.again_count) == (lists, pages, again)
    assert told.seconds == (lists + pages) * max(1.0, known.seconds_per_page)


def test_an_unknown_day_is_taken_for_a_usual_one():
    usual = Outlook("nahr", None, None, 3, 0, 0, 3, 40, 0.0)
    told = estimate(make(archive=Archive("https://nahr.example/a/{day}", "/news/")), DAY, "missing", usual)
    assert (told.list_count, told.page_count) == (4, 37)
    assert told.ways == (HistoryWay.RAW_STORE, HistoryWay.SITEMAP, HistoryWay.ARCHIVE)


def test_nothing_is_sent_and_nothing_written(dsn, site, settings, connection):
    site.replies["/sitemap/2026-11-18.xml"] = Reply(status=500)
    source = make_source(base=site.base, sitemap=f"{site.base}/sitemap/{{day}}.xml")
    entries = [make_entry(str(n), day=DAY - timedelta(days=1), status=EntryStatus.PUBLISHED) for n in range(3)]
    pages = [make_page(e, fetched_at=NOON + timedelta(seconds=4 * n)) for n, e in enumerate(entries)]
    with connection.transaction():
        save_entries(connection, entries)
        save_pages(connection, pages)
        connection.execute("UPDATE raw.page SET fetched_at = fetched_at + (now() - '2026-11-18 13:00+00'::timestamptz)")
    told = estimate_day(dsn, DAY, [source, make_source("bare", base=site.base)], settings, "missing")
    assert told.request_count == 5
    assert told.minutes == pytest.approx(5 * 4 / 60)
    assert str(told).splitlines()[0] == "2026-11-18 dry run (missing): about 5 requests, 0.3 minutes"
    assert site.requests == []
    counts = "SELECT (SELECT count(*) FROM ops.coverage), (SELECT count(*) FROM curated.source)"
    assert connection.execute(counts).fetchone() == (0, 0)


def test_the_estimate_of_a_list_that_was_read_is_what_the_run_then_asks(dsn, site, settings, connection):
    rows = "".join(f"<url><loc>{site.base}/{n}</loc><lastmod>2026-11-18</lastmod></url>" for n in range(3))
    site.replies["/sitemap/2026-11-18.xml"] = Reply(f"<urlset>{rows}</urlset>".encode())
    source = make_source(base=site.base, sitemap=f"{site.base}/sitemap/{{day}}.xml")
    ingest_day(dsn, DAY, [source], settings, clock=lambda: SETTLED)
    assert estimate_day(dsn, DAY, [source], settings, "missing").request_count == 3

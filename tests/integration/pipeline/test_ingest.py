"""A past day out of sitemaps: what is new, what cannot be told, and what people hear of it."""

from datetime import timedelta

import pytest

from builders import DAY, NOON, make_entry, make_source, status_of
from loopback import Reply
from marsad.model import EntryStatus
from marsad.pipeline.ingest import ingest_day
from marsad.pipeline.poll import poll_feeds
from marsad.store.entries import save_entries
from marsad.store.issues import open_issues

NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
XML = {"Content-Type": "application/xml"}


def sitemap(*rows):
    return Reply(f"<urlset {NEWS}>{''.join(rows)}</urlset>".encode(), headers=XML)


def row(url, day="2026-11-18", title="خبر"):
    news = f"<news:news><news:publication_date>{day}T08:00:00Z</news:publication_date>"
    return f"<url><loc>{url}</loc>{news}<news:title>{title}</news:title></news:news></url>"


@pytest.fixture
def source(site):
    return make_source(base=site.base, sitemap=f"{site.base}/sitemap/{{day}}.xml")


@pytest.fixture
def ingest(dsn, source, settings):
    def once(*sources, mode="missing", day=DAY):
        return ingest_day(dsn, day, sources or (source,), settings, mode, lambda: NOON + timedelta(days=2))

    return once


def entries(connection):
    return connection.execute("SELECT url, title, day, status, feed_id FROM raw.entry ORDER BY url").fetchall()


def test_a_day_gains_what_its_sitemap_lists_and_no_other_day(ingest, site, connection):
    one, two, other = (f"{site.base}/{key}" for key in ("one", "two", "yesterday"))
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(row(one), row(two, title="آخر"), row(other, "2026-11-17"))
    report = ingest()
    assert (report.new, report.again, report.unavailable) == (2, 0, {})
    assert entries(connection) == [
        (one, "خبر", DAY, "discovered", None),
        (two, "آخر", DAY, "discovered", None),
    ]
    assert ingest().new == 0


def test_an_article_that_a_feed_showed_is_known(ingest, site, connection):
    known = make_entry("guid-of-its-own", url=f"{site.base}/one")
    with connection.transaction():
        save_entries(connection, [known])
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(row(f"{site.base}/one?utm_source=sitemap"))
    assert ingest().new == 0
    assert len(entries(connection)) == 1


def test_a_feed_that_shows_a_sitemaps_article_later_adds_its_text(ingest, dsn, site, source, settings, connection):
    url = f"{site.base}/one"
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(row(url, title=""))
    ingest()
    item = f"<item><title>عنوان</title><link>{url}</link><guid>{url}</guid><description>نص</description></item>"
    site.replies["/rss"] = Reply(f'<rss version="2.0"><channel>{item}</channel></rss>'.encode())
    report = poll_feeds(dsn, [source], settings, clock=lambda: NOON + timedelta(days=2))
    assert report.days == (DAY,)
    assert connection.execute("SELECT title, summary, feed_id, revision FROM raw.entry").fetchall() == [
        ("عنوان", "نص", "nahr/all", 1)
    ]


def test_no_sitemap_for_a_day_means_that_nothing_was_published(ingest, connection):
    report = ingest()
    assert (report.new, report.unavailable) == (0, {})
    assert open_issues(connection) == []


@pytest.mark.parametrize("reply", [Reply(status=500), Reply(status=403), Reply(b"<html></html>"), Reply(b"garbage")])
def test_a_sitemap_that_cannot_be_read_is_told_and_closes_when_it_can(ingest, site, connection, reply):
    site.replies["/sitemap/2026-11-18.xml"] = reply
    report = ingest()
    assert list(report.unavailable) == ["nahr"]
    assert f"{site.base}/sitemap/2026-11-18.xml" in report.unavailable["nahr"]
    (issue,) = open_issues(connection)
    assert (issue["kind"], issue["subject"], issue["message"]) == (
        "sitemap_failing", "nahr", report.unavailable["nahr"],
    )  # fmt: skip
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(row(f"{site.base}/one"))
    assert ingest().new == 1
    assert open_issues(connection) == []


def test_a_source_without_a_sitemap_says_so_and_the_others_go_on(ingest, site, source):
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(row(f"{site.base}/one"))
    report = ingest(source, make_source("bare", base=site.base))
    assert (report.new, report.unavailable) == (1, {"bare": "has no sitemap"})


def test_one_address_listed_twice_is_one_entry(ingest, site, connection):
    url = f"{site.base}/one"
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(row(url), row(f"{url}?utm_source=x"))
    assert ingest().new == 1


@pytest.mark.parametrize("mode", ["failed", "refetch", "reprocess"])
def test_finished_entries_go_through_again_even_where_the_sitemap_fails(ingest, site, connection, mode):
    entry = make_entry(summary="نص", status=EntryStatus.QUARANTINED)
    with connection.transaction():
        save_entries(connection, [entry])
    site.replies["/sitemap/2026-11-18.xml"] = Reply(status=500)
    report = ingest(mode=mode)
    assert report.again == 1
    assert status_of(connection, entry) == ("retrieved" if mode == "reprocess" else "discovered")
    # Reprocessing works on what is stored: it asks nobody and misses nothing.
    assert bool(site.requests) == bool(report.unavailable) == (mode != "reprocess")

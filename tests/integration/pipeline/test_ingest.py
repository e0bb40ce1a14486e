"""A past day out of sitemaps and archives: what is new, what cannot be told, and what people hear of it."""

import gzip
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import DAY, NOON, item, make_entry, make_source, rss, status_of
from loopback import Reply
from marsad.model import Archive, Assertions, EntryStatus
from marsad.pipeline.ingest import ingest_day
from marsad.pipeline.poll import poll_feeds
from marsad.pipeline.ways.sitemap import MOST_SITEMAPS
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
    assert (report.new, report.unavailable) == (1, {"bare": "has no sitemap and no archive"})


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


def index(*urls, changed=None):
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    rows = "".join(f"<sitemap><loc>{url}</loc>{lastmod}</sitemap>" for url in urls)
    return Reply(f"<sitemapindex {NEWS}>{rows}</sitemapindex>".encode(), headers=XML)


def asked(site):
    return [path for path, _ in site.requests if path != "/robots.txt"]


def issues(connection):
    return {(issue["kind"], issue["subject"]) for issue in open_issues(connection)}


def test_the_outlets_calendar_files_a_utc_day_under_two_of_its_own(ingest, site, connection):
    """23:00 UTC of the 18th is the 19th in Baghdad."""
    late = row(f"{site.base}/late").replace("08:00:00Z", "23:00:00Z")
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(row(f"{site.base}/early"))
    site.replies["/sitemap/2026-11-19.xml"] = sitemap(late, row(f"{site.base}/next", "2026-11-19"))
    report = ingest()
    assert (report.new, report.elsewhere) == (2, 1)
    assert [url.rpartition("/")[2] for url, *_ in entries(connection)] == ["early", "late"]


def test_a_date_without_a_time_is_the_day_that_it_names(ingest, site, connection):
    """Midnight in Baghdad is 21:00 of the day before in UTC."""
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(row(f"{site.base}/one").replace("T08:00:00Z", ""))
    assert ingest(day=DAY - timedelta(days=1)).new == 0
    assert ingest().new == 1
    assert [day for _, _, day, *_ in entries(connection)] == [DAY]


def test_rows_without_a_date_and_of_other_days_are_counted_not_guessed(ingest, site, connection):
    undated = f"<url><loc>{site.base}/undated</loc></url>"
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(row(f"{site.base}/one"), undated, row("/x", "2026-11-01"))
    report = ingest()
    assert (report.new, report.undated, report.elsewhere) == (1, 1, 1)
    assert "left out 1 undated, 1 of other days" in str(report)
    # Not even on the day that they would be filed under for want of a better one.
    site.replies["/sitemap/2026-11-20.xml"] = sitemap(undated)
    assert ingest(day=DAY + timedelta(days=2)).new == 0


def test_an_index_is_followed_to_the_days_own_sitemaps(ingest, site, source, connection):
    site.replies["/index.xml"] = index(
        f"{site.base}/news-2026-11-17.xml",
        f"{site.base}/news-2026-11-18.xml.gz",
        f"{site.base}/months/2026/11.xml",
        f"{site.base}/news-2026-10.xml",
        f"{site.base}/category-sitemap.xml",
    )
    packed = gzip.compress(sitemap(row(f"{site.base}/one")).body)
    site.replies["/news-2026-11-18.xml.gz"] = Reply(packed, headers={"Content-Type": "application/gzip"})
    site.replies["/months/2026/11.xml"] = sitemap(row(f"{site.base}/one"), row(f"{site.base}/two"))
    report = ingest(replace(source, sitemap=f"{site.base}/index.xml"))
    assert (report.new, report.unavailable) == (2, {})
    assert asked(site) == ["/index.xml", "/news-2026-11-18.xml.gz", "/months/2026/11.xml"]


def test_an_index_of_pages_is_asked_for_what_changed_since_the_day(ingest, site, source):
    old, new = index(f"{site.base}/old.xml", changed="2026-11-02"), index(f"{site.base}/p2.xml", changed="2026-11-19")
    merged = old.body.replace(b"</sitemapindex>", b"") + new.body.partition(b'0.9">')[2]
    site.replies["/index.xml"] = Reply(merged)
    site.replies["/p2.xml"] = sitemap(row(f"{site.base}/one"))
    report = ingest(replace(source, sitemap=f"{site.base}/index.xml"))
    assert (report.new, asked(site)) == (1, ["/index.xml", "/p2.xml"])


def test_an_index_that_names_more_than_a_day_may_cost_is_bounded_and_says_so(ingest, site, source):
    children = [f"{site.base}/{number}.xml" for number in range(60)]
    site.replies["/index.xml"] = index(f"{site.base}/index.xml", *children)
    site.replies |= {f"/{number}.xml": sitemap(row(f"{site.base}/a{number}")) for number in range(60)}
    report = ingest(replace(source, sitemap=f"{site.base}/index.xml"))
    assert report.new == MOST_SITEMAPS - 1
    assert len(asked(site)) == MOST_SITEMAPS
    assert report.unavailable == {"nahr": "11 of its 61 sitemaps were not asked"}


def test_one_broken_sitemap_of_an_index_does_not_hide_the_others(ingest, site, source, connection):
    site.replies["/index.xml"] = index(f"{site.base}/gone.xml", f"{site.base}/good.xml")
    site.replies["/good.xml"] = sitemap(row(f"{site.base}/one"))
    report = ingest(replace(source, sitemap=f"{site.base}/index.xml"))
    assert report.new == 1
    assert f"{site.base}/gone.xml" in report.unavailable["nahr"]
    assert issues(connection) == {("sitemap_failing", "nahr")}


def test_a_day_before_an_index_begins_is_unavailable_and_nobodys_work(ingest, site, source, connection):
    site.replies["/index.xml"] = index(f"{site.base}/2026-11-20.xml", f"{site.base}/2026-11-21.xml")
    report = ingest(replace(source, sitemap=f"{site.base}/index.xml"))
    assert report.unavailable == {"nahr": f"{site.base}/index.xml: its sitemaps begin after that day"}
    assert issues(connection) == set()


def test_a_sitemap_that_is_of_no_day_must_be_there(ingest, site, source, connection):
    report = ingest(replace(source, sitemap=f"{site.base}/sitemap.xml"))
    assert report.unavailable == {"nahr": f"{site.base}/sitemap.xml: status 404"}
    assert issues(connection) == {("sitemap_failing", "nahr")}


ARCHIVE = """<html><head><base href="/ar/"></head><body><nav><a href="/ar/about">من نحن</a></nav>
<a href="news/1"><img src="1.jpg"></a> <a href="news/1">افتتاح جسر جديد &amp; طريق</a>
<a href="/ar/news/%D8%AE%D8%A8%D8%B1/2?utm_source=x#top">خبر ثان</a> <a href="mailto:news/3">راسلنا</a></body></html>"""


def test_an_archive_page_names_the_days_articles(ingest, site, source, connection):
    archived = replace(source, sitemap=None, archive=Archive(f"{site.base}/a/{{yyyy}}/{{mm}}/{{dd}}", "/news/"))
    site.replies["/a/2026/11/18"] = Reply(
        ARCHIVE.encode("cp1256"), headers={"Content-Type": "text/html; charset=windows-1256"}
    )
    report = ingest(archived)
    assert (report.new, report.unavailable) == (2, {})
    assert [(url, title, day) for url, title, day, *_ in entries(connection)] == [
        (f"{site.base}/ar/news/%D8%AE%D8%A8%D8%B1/2?utm_source=x", "خبر ثان", DAY),
        (f"{site.base}/ar/news/1", "افتتاح جسر جديد & طريق", DAY),
    ]
    assert ingest(archived).new == 0


@pytest.mark.parametrize(
    ("listed", "asked_next"),
    [
        (sitemap(row("{base}/ar/news/1")), False),  # told in full
        (sitemap(), True),  # may not reach back so far
        (Reply(status=404), True),
        (Reply(status=500), True),
    ],
)
def test_the_next_way_is_asked_where_the_one_before_did_not_tell_the_day(
    ingest, site, source, connection, listed, asked_next
):
    both = replace(source, archive=Archive(f"{site.base}/a/{{day}}", "/news/"))
    site.replies["/sitemap/2026-11-18.xml"] = replace(listed, body=listed.body.replace(b"{base}", site.base.encode()))
    site.replies["/a/2026-11-18"] = Reply(ARCHIVE.encode())
    assert ingest(both).new == (2 if asked_next else 1)
    assert bool(site.asked("/a/2026-11-18")) == asked_next
    (ways,) = connection.execute("SELECT asked_ways FROM curated.coverage").fetchone()
    assert ways == ["raw_store", "sitemap", *(["archive"] if asked_next else [])]


@pytest.mark.parametrize(
    ("replies", "cause"),
    [
        ({"/a/2026-11-18": Reply(b"<html><a href='/about'>x</a></html>")}, "no link on it matches '/news/'"),
        ({"/a/2026-11-18": Reply(status=500)}, "status 500"),
        ({"/a/2026-11-18": Reply(b"nothing of HTML")}, "not a web page"),
        ({"/robots.txt": Reply(b"User-agent: *\nDisallow: /a/")}, "robots.txt forbids"),
    ],
)
def test_an_archive_that_cannot_be_read_is_told(ingest, site, source, connection, replies, cause):
    site.replies |= replies
    report = ingest(replace(source, sitemap=None, archive=Archive(f"{site.base}/a/{{day}}", "/news/")))
    assert cause in report.unavailable["nahr"]
    assert issues(connection) == {("archive_failing", "nahr")}


def test_no_archive_page_of_a_day_means_that_nothing_was_published(ingest, site, source, connection):
    report = ingest(replace(source, sitemap=None, archive=Archive(f"{site.base}/a/{{day}}", "/news/")))
    assert (report.new, report.unavailable, issues(connection)) == (0, {}, set())


def test_a_full_past_day_is_held_against_the_sources_assertions(ingest, site, source, connection):
    bound = replace(source, assertions=Assertions(min_articles=2, max_articles=3))
    subject = f"nahr {DAY}"
    rows = [row(f"{site.base}/{number}") for number in range(4)]

    def brought(count):
        site.replies["/sitemap/2026-11-18.xml"] = sitemap(*rows[:count])
        report = ingest(bound, mode="failed")  # a day once told in full is not asked again for what is missing
        return report.breaches, issues(connection)

    few = {"nahr": "1 articles, the catalogue asserts at least 2"}
    assert brought(1) == (few, {("day_below_minimum", subject)})
    assert brought(2) == ({}, set())
    many = {"nahr": "4 articles, the catalogue asserts at most 3"}
    assert brought(4) == (many, {("day_above_maximum", subject)})
    assert many["nahr"] in str(ingest(bound))
    # A duplicate is no article of its own.
    connection.execute("UPDATE raw.entry SET status = 'duplicate' WHERE url LIKE '%/3'")
    assert brought(4) == ({}, set())


def test_a_day_that_is_not_over_is_not_judged(ingest, source, connection):
    bound = replace(source, assertions=Assertions(min_articles=2))
    assert ingest(bound, day=DAY + timedelta(days=2)).breaches == {}
    assert ingest(bound, day=DAY + timedelta(days=1)).breaches != {}


def test_a_day_that_could_not_be_asked_for_is_not_judged(ingest, site, source, connection):
    site.replies["/sitemap/2026-11-18.xml"] = Reply(status=500)
    assert ingest(replace(source, assertions=Assertions(min_articles=2))).breaches == {}
    assert issues(connection) == {("sitemap_failing", "nahr")}


def test_without_history_only_days_on_which_feeds_were_watched_are_judged(ingest, dsn, site, source, settings):
    bound = replace(source, sitemap=None, assertions=Assertions(min_articles=2))
    site.replies["/rss"] = Reply(rss(item("one", day=18)))
    poll_feeds(dsn, [bound], settings, clock=lambda: NOON)
    assert ingest(bound, day=DAY).breaches == {}, "the first poll was at noon of that day"
    assert ingest(bound, day=DAY + timedelta(days=1)).breaches == {
        "nahr": "0 articles, the catalogue asserts at least 2"
    }


def test_no_transaction_is_open_while_the_web_is_asked(dsn, site, source, settings, connection, monkeypatch):
    busy = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'"""
    seen = []

    class Watching(dict):
        def get(self, path, default=None):
            seen.append(connection.execute(busy).fetchone()[0])
            return super().get(path, default)

    site.replies = Watching({"/sitemap/2026-11-18.xml": sitemap(row(f"{site.base}/one"))})
    ingest_day(dsn, DAY, [source], settings, clock=lambda: NOON + timedelta(days=2))
    assert seen == [0, 0]

"""Past days out of the Wayback Machine, which a server on loopback stands in for."""

import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from builders import DAY, NOON, make_settings, make_source
from loopback import Reply
from marsad.model import Wayback
from marsad.pipeline.ingest import ingest_day
from marsad.pipeline.retrieve import retrieve_pages
from marsad.store.coverage import coverage_between

ORIGINAL = "https://nahr.example/news/1?utm_source=x"


@pytest.fixture
def source():
    return make_source(wayback=Wayback("/news/"))


@pytest.fixture
def archive(site, tmp_path):
    """Settings with the archive at the test's site, and what to call to say what it lists."""
    settings = make_settings(tmp_path, site.address, MARSAD_WAYBACK_URL=site.base)

    def lists(*rows, host="nahr.example"):
        found = json.dumps([["timestamp", "original"], *rows] if rows else []).encode()
        site.replies[question(host)] = Reply(found, headers={"Content-Type": "application/json"})

    lists()
    return settings, lists


def question(host):
    filters = "filter=statuscode:200&filter=mimetype:text/html"
    return (
        f"/cdx/search/cdx?url={host}&matchType=host&from=20261118&to=20261118&{filters}"
        "&collapse=urlkey&fl=timestamp,original&output=json&limit=10000"
    )


def ingest(dsn, source, settings):
    return ingest_day(dsn, DAY, [source], settings, clock=lambda: NOON)


def test_captured_articles_become_entries_whose_pages_come_from_the_archive(dsn, site, source, archive, connection):
    settings, lists = archive
    lists(["20261118070000", ORIGINAL], ["20261118080000", "https://nahr.example/about"])
    report = ingest(dsn, source, settings)
    assert report.new == 1
    copy = f"{site.base}/web/20261118070000id_/{ORIGINAL}"
    rows = connection.execute("SELECT url, canonical_url, guid, day FROM raw.entry").fetchall()
    assert rows == [(copy, "https://nahr.example/news/1", ORIGINAL, DAY)]
    site.replies[f"/web/20261118070000id_/{ORIGINAL}"] = Reply(b"<html>x</html>", headers={"Content-Type": "text/html"})
    retrieve_pages(dsn, DAY, {"nahr": source}, settings)
    assert connection.execute("SELECT url, http_status FROM raw.page").fetchall() == [(copy, 200)]
    assert ingest(dsn, source, settings).new == 0


def test_captures_say_how_many_to_expect_but_not_that_it_is_all(dsn, source, archive, connection):
    settings, lists = archive
    lists(["20261118070000", ORIGINAL])
    ingest(dsn, source, settings)
    (row,) = coverage_between(connection, DAY, DAY, ["nahr"])
    assert (row.expected_count, row.completed_at, row.asked_ways) == (1, None, ["raw_store", "wayback"])
    assert row.unavailable_reason == "has no sitemap and no archive; wayback may not hold all of it"


def test_an_address_with_a_date_is_of_that_date(dsn, source, archive, connection):
    settings, lists = archive
    days = ("2026/11/18", "2026/11/02", "2026-11")
    lists(*(["20261118070000", f"https://nahr.example/news/{day}/{n}"] for n, day in enumerate(days)))
    assert ingest(dsn, source, settings).new == 2


def test_it_is_asked_only_where_the_source_says_so_and_its_own_list_did_not_tell(dsn, site, source, archive):
    settings, _ = archive
    ingest(dsn, replace(source, wayback=None), settings)
    assert site.requests == []
    rows = f"<url><loc>{site.base}/one</loc><lastmod>2026-11-18</lastmod></url>"
    site.replies["/s/2026-11-18.xml"] = Reply(f"<urlset>{rows}</urlset>".encode())
    ingest(dsn, replace(source, sitemap=f"{site.base}/s/{{day}}.xml"), settings)
    assert not any(path.startswith("/cdx") for path, _ in site.requests)


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (Reply(status=503), "status 503"),
        (Reply(b"<html>"), "not the index's JSON"),
        (Reply(b'[["urlkey"]]'), "no head of timestamp and original"),
    ],
)
def test_an_index_that_cannot_be_read_is_told(dsn, site, source, archive, reply, cause):
    settings, _ = archive
    site.replies[question("nahr.example")] = reply
    assert cause in ingest(dsn, source, settings).unavailable["nahr"]


def test_each_host_of_a_source_is_asked_for_once(dsn, site, source, archive):
    settings, lists = archive
    lists(["20261118070000", ORIGINAL])
    lists(["20261118070000", "https://media.nahr.example/news/2"], host="media.nahr.example")
    feeds = (replace(source.feeds[0], url="https://www.nahr.example/rss"),
             replace(source.feeds[0], feed_id="nahr/media", url="https://media.nahr.example/rss"))  # fmt: skip
    assert ingest(dsn, replace(source, feeds=feeds), settings).new == 2
    asked = [parse_qs(urlsplit(path).query)["url"] for path, _ in site.requests if path.startswith("/cdx")]
    assert asked == [["nahr.example"], ["media.nahr.example"]]

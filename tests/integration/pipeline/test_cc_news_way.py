"""Past days out of Common Crawl's WARC files: pages come along, and nobody is asked for them."""

import gzip
import io
from datetime import timedelta

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from builders import DAY, NOON, make_entry, make_settings, make_source, status_of
from loopback import Reply
from marsad.pipeline.ingest import ingest_day
from marsad.pipeline.ways import cc_news
from marsad.pipeline.ways.cc_news import files_for
from marsad.store.entries import save_entries

PAGE = """<html lang="ar"><head><title>خبر</title>{}</head><body><article><h1>خبر</h1>
<p>أعلنت دائرة الموارد المائية في المحافظة افتتاح محطة ضخ جديدة يوم الأربعاء.</p></article></body></html>"""
DATED = '<meta property="article:published_time" content="{}T09:00:00Z">'


def crawl(*pages):
    """A file as Common Crawl writes it: (address, date it says, body's encoding) -> request and response records."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    writer.write_record(writer.create_warcinfo_record("CC-NEWS-x.warc.gz", {"isPartOf": "CC-NEWS"}))
    for url, day, encoding in pages:
        body = PAGE.format(DATED.format(day) if day else "").encode()
        headers = [("Content-Type", "text/html; charset=utf-8")]
        if encoding:
            body, headers = gzip.compress(body), [*headers, ("Content-Encoding", "gzip")]
        head = StatusAndHeaders("200 OK", [*headers, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True)
        dated = {"WARC-Date": "2026-11-18T23:30:00Z"}
        for kind, http in (("request", asked), ("response", head)):
            payload = io.BytesIO(body if kind == "response" else b"")
            writer.write_record(
                writer.create_warc_record(url, kind, payload=payload, http_headers=http, warc_headers_dict=dated)
            )
    return stream.getvalue()


PAGES = [
    ("https://www.nahr.example/dated", "2026-11-18", True),
    ("https://nahr.example/undated", None, False),  # captured on the day
    ("https://nahr.example/older", "2026-11-16", False),
    ("https://elsewhere.example/x", "2026-11-18", False),
]


@pytest.fixture
def ingest(dsn, site, tmp_path):
    def from_files(*names):
        settings = make_settings(tmp_path, site.address, MARSAD_CC_NEWS=" ".join(names))
        return ingest_day(dsn, DAY, [make_source()], settings, clock=lambda: NOON + timedelta(days=2))

    return from_files


def entries(connection):
    query = (
        "SELECT e.canonical_url, e.status, p.byte_count > 100 FROM raw.entry e LEFT JOIN raw.page p USING (entry_id)"
    )
    return connection.execute(f"{query} ORDER BY 1").fetchall()


def test_entries_and_pages_come_out_of_the_file(ingest, tmp_path, site, connection):
    (tmp_path / "CC-NEWS-20261118-1.warc.gz").write_bytes(crawl(*PAGES))
    report = ingest(f"{tmp_path}/CC-NEWS-{{yyyy}}{{mm}}{{dd}}*.warc.gz")
    assert report.new == 2
    assert entries(connection) == [
        ("https://nahr.example/undated", "retrieved", True),
        ("https://www.nahr.example/dated", "retrieved", True),
    ]
    assert report.unavailable == {"nahr": "has no sitemap and no archive; cc_news may not hold all of it"}
    assert site.requests == []


def test_a_page_serves_an_entry_that_waits_for_it(ingest, tmp_path, connection):
    waiting = make_entry(url="https://nahr.example/undated")
    with connection.transaction():
        save_entries(connection, [waiting])
    (tmp_path / "a.warc.gz").write_bytes(crawl(*PAGES))
    assert ingest(str(tmp_path / "a.warc.gz")).new == 1
    assert status_of(connection, waiting) == "retrieved"


def test_a_broken_record_and_a_missing_file_are_told_and_the_rest_comes(ingest, tmp_path, connection):
    one, two = crawl(PAGES[0]), bytearray(crawl(PAGES[2])[:-40])
    (tmp_path / "a.warc.gz").write_bytes(one + b"\x1f\x8b\x08 not a record" + bytes(two))
    report = ingest(str(tmp_path / "a.warc.gz"), str(tmp_path / "none.warc.gz"))
    assert report.new == 1
    assert "none.warc.gz: cannot be read" in report.unavailable["nahr"]
    assert "damaged records" in report.unavailable["nahr"]


def test_a_file_on_the_web_comes_in_pieces(ingest, site, connection, monkeypatch):
    content = crawl(*PAGES)
    monkeypatch.setattr(cc_news, "PIECE", 1_000)

    def piece(headers):
        start, end = (int(number) for number in headers["range"].removeprefix("bytes=").split("-"))
        part = content[start : end + 1]
        return Reply(part, status=206 if part else 416)

    site.replies["/CC-NEWS-20261118.warc.gz"] = piece
    report = ingest(f"{site.base}/CC-NEWS-{{yyyy}}{{mm}}{{dd}}.warc.gz")
    assert report.new == 2
    assert len(site.asked("/CC-NEWS-20261118.warc.gz")) == len(content) // 1_000 + 2
    assert "CC-NEWS-20261119.warc.gz: status 404" in report.unavailable["nahr"]


def test_a_server_that_gives_no_pieces_is_told(ingest, site):
    site.replies["/whole.warc.gz"] = Reply(crawl(*PAGES))
    assert "status 200 to a question for a piece" in ingest(f"{site.base}/whole.warc.gz").unavailable["nahr"]


def test_names_are_filled_with_the_day_and_the_next_and_patterns_resolved(tmp_path):
    for name in ("n-20261118-b.gz", "n-20261118-a.gz", "n-20261120.gz"):
        (tmp_path / name).touch()
    names = [f"{tmp_path}/n-{{yyyy}}{{mm}}{{dd}}*.gz", "https://c.example/{day}.gz", f"{tmp_path}/plain.gz"]
    assert files_for(names, DAY) == [
        *(f"{tmp_path}/n-20261118-{part}.gz" for part in "ab"),
        *("https://c.example/2026-11-18.gz", "https://c.example/2026-11-19.gz"),
        f"{tmp_path}/plain.gz",
    ]

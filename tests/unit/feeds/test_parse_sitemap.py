import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from marsad.errors import UnreadableError
from marsad.feeds.compressed import MAX_BYTES
from marsad.feeds.sitemap import parse_sitemap

NEWS = (Path(__file__).parents[2] / "data" / "sitemaps" / "news.xml").read_bytes()
URL = "https://news.example/sitemap.xml"


@pytest.mark.parametrize("body", [NEWS, gzip.compress(NEWS)], ids=["plain", "gzipped"])
def test_a_news_sitemap_becomes_entries(body):
    first, second, third = parse_sitemap(body, URL).entries
    assert first.url == first.entry_id == "https://news.example/ar/%D9%85%D8%AC%D8%AA%D9%80%D9%85%D8%B9/1?a=1&b=2"
    assert first.title == 'البرلمان يصوت على "قانون الموازنة"'
    assert first.published_at == datetime(2026, 1, 2, 20, 30, tzinfo=UTC)
    assert first.updated_at == datetime(2026, 1, 3, tzinfo=UTC)
    assert (second.url, second.title) == ("https://news.example/ar/2", "")
    assert second.published_at == datetime(2026, 1, 2, 10, tzinfo=UTC)
    assert (third.url, third.published_at) == ("https://news.example/ar/3", None)


def test_an_index_names_sitemaps():
    body = b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>https://x.example/b.xml</loc></sitemap></sitemapindex>"
    assert parse_sitemap(body, URL).sitemaps == ("https://news.example/a.xml", "https://x.example/b.xml")
    assert parse_sitemap(body, URL).entries == ()


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"{}", b"<html><body>404</body></html>", b"<rss/>", b"\x1f\x8bbroken", b"\0\0"]
)
def test_what_is_no_sitemap_is_unreadable(body):
    with pytest.raises(UnreadableError) as caught:
        parse_sitemap(body, URL)
    assert caught.value.subject == URL


def test_a_prefix_that_was_never_declared_is_understood():
    body = NEWS.replace(b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', b"")
    assert parse_sitemap(body, URL).entries == parse_sitemap(NEWS, URL).entries


@pytest.mark.parametrize("fault", [b"\0", b"\xff", b"&", b"&nbsp;", b"<br>", b"&#xD800;"])
def test_a_fault_in_one_title_costs_no_entry(fault):
    entries = parse_sitemap(NEWS.replace("البرلمان".encode(), fault + "البرلمان".encode()), URL).entries
    assert [e.url for e in entries] == [e.url for e in parse_sitemap(NEWS, URL).entries]


def test_a_cut_sitemap_keeps_what_came():
    assert len(parse_sitemap(NEWS[: NEWS.index(b"/ar/3")], URL).entries) >= 2


def test_a_gzip_bomb_is_given_up():
    with pytest.raises(UnreadableError, match="exceeds"):
        parse_sitemap(gzip.compress(bytes(MAX_BYTES + 1)), URL)


def test_external_entities_are_not_opened(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("TOPSECRET")
    body = f'<!DOCTYPE urlset [<!ENTITY e SYSTEM "{secret.as_uri()}">]><urlset><url><loc>https://x.example/&e;</loc></url></urlset>'
    assert "TOPSECRET" not in repr(parse_sitemap(body.encode(), URL))

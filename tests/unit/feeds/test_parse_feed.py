import json
from dataclasses import asdict
from pathlib import Path

import pytest

from marsad.errors import UnreadableError
from marsad.feeds.parse import parse_feed

FEEDS = Path(__file__).parents[2] / "data" / "feeds"
PAIRS = sorted(f for f in FEEDS.iterdir() if not f.name.endswith(".expected.json"))
URL = "https://news.example/feeds/all.xml"


def as_json(entry):
    fields = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in asdict(entry).items()}
    return {name: value for name, value in fields.items() if value not in ("", None)}


@pytest.mark.parametrize("file", PAIRS, ids=lambda f: f.name)
def test_a_feed_reads_as_written_beside_it(file):
    feed = parse_feed(file.read_bytes(), URL)
    found = {"title": feed.title, "dropped": feed.dropped, "entries": [as_json(e) for e in feed.entries]}
    assert found == json.loads(file.with_suffix(".expected.json").read_text(encoding="utf-8"))


def item(inner):
    return (
        f'<rss version="2.0"><channel><item><link>https://news.example/1</link>{inner}</item></channel></rss>'.encode()
    )


def only(body, **kwargs):
    (entry,) = parse_feed(body, URL, **kwargs).entries
    return entry


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "an empty answer"),
        (b"  \n", "an empty answer"),
        (b"<!doctype html><html><body>404</body></html>", "a web page"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a feed"),
        (b"/etc/hostname", "not a feed"),
        (b'{"items": []}', "no JSON Feed"),
        (b'{"items": [', "broken JSON"),
        (b'{"a":' * 100_000, "broken JSON"),
    ],
)
def test_what_is_no_feed_is_unreadable_and_says_why(body, why):
    with pytest.raises(UnreadableError, match=why) as caught:
        parse_feed(body, URL)
    assert caught.value.subject == URL


def test_a_feed_without_items_is_an_empty_feed():
    feed = parse_feed(b'<rss version="2.0"><channel><title>x</title></channel></rss>', URL)
    assert feed.entries == ()
    assert feed.dropped == {}


@pytest.mark.parametrize("content_type", ["text/xml", "application/rss+xml; charset=iso-8859-1", "text/html", None])
def test_utf8_bytes_are_utf8_whatever_the_server_says(content_type):
    assert only(item("<title>بغداد</title>"), content_type=content_type).title == "بغداد"


def test_the_servers_charset_is_believed_where_the_bytes_allow_it():
    body = item("<title>بغداد</title>").decode().encode("cp1256")
    assert only(body, content_type="text/xml; charset=windows-1256").title == "بغداد"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_tells_the_encoding(encoding):
    body = ('<?xml version="1.0"?>' + item("<title>بغداد</title>").decode()).encode(encoding)
    assert only(body).title == "بغداد"


@pytest.mark.parametrize(
    "date",
    ["Thu, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "1969-12-31", "قبل قليل", "Thu, 32 Foo 2026"],
)
def test_absurd_dates_are_no_dates(date):
    assert only(item(f"<pubDate>{date}</pubDate>")).published_at is None


@pytest.mark.parametrize(
    "character", ["\0", "&#0;", "&#x00;", "&#xD800;", "&#xdfff;", "&#55296;", "&#57343;", "&#056000;", "&amp;#xD800;"]
)
def test_nul_and_surrogates_never_come_out_and_cost_nothing_else(character):
    title = only(item(f"<title>بغ{character}داد</title>")).title
    assert "\0" not in title
    assert title.encode("utf-8")
    assert title.startswith("بغ")
    assert title.endswith("داد")


@pytest.mark.parametrize("reference", ["&#55295;", "&#57344;", "&#xD7FF;", "&#xE000;"])
def test_their_neighbours_are_characters(reference):
    assert len(only(item(f"<title>{reference}</title>")).title) == 1


def test_json_feeds_may_be_broken_utf8_and_hold_surrogates():
    body = (FEEDS / "feed.json").read_bytes().replace(b"&amp;", b"\xff\\ud800")
    assert parse_feed(body, URL).entries[0].title.startswith("افتتاح جسر")


def test_the_longest_full_text_is_the_content():
    xml = "<content:encoded>قصير</content:encoded><content:encoded>نص أطول بكثير</content:encoded>"
    body = item(xml).replace(b"<rss ", b'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    assert only(body).content == "نص أطول بكثير"


def test_an_item_without_url_is_counted_and_kept_aside():
    feed = parse_feed(b'<rss version="2.0"><channel><item><title>x</title></item></channel></rss>', URL)
    assert feed.entries == ()
    assert feed.dropped == {"no_url": 1}
    assert [e.title for e in feed.unaddressed] == ["x"]
    assert len(feed.unaddressed[0].entry_id) == 64


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://[", "ftp://news.example/x"])
def test_links_that_are_no_web_address_do_not_count_as_url(link):
    body = item("").replace(b"https://news.example/1", link.encode())
    assert parse_feed(body, URL).entries == ()


def test_a_body_that_names_a_file_does_not_open_it():
    with pytest.raises(UnreadableError):
        parse_feed(str(FEEDS / "atom.xml").encode(), URL)


def test_external_entities_are_not_opened(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("TOPSECRET")
    body = item("<title>&e;</title>")
    body = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode() + body
    assert "TOPSECRET" not in repr(parse_feed(body, URL))


def test_entities_that_multiply_do_not_explode():
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    body = f'<!DOCTYPE rss [<!ENTITY e0 "boom">{levels}]>'.encode() + item("<title>&e9;</title>")
    assert len(only(body).title) < 100_000

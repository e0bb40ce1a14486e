import gzip
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

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


CHANNELS = {
    "RSS": """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>م</title><link>/ar</link>
        <language>ar-IQ</language><atom:link rel="hub" href="https://hub.example/"/>
        <atom:link rel="self" href="/feeds/all.xml"/></channel></rss>""",
    "RSS that is left to feedparser": """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><x/>
        <title>م</title><link>/ar</link><language>ar-IQ</language><atom:link rel="hub" href="https://hub.example/"/>
        <atom:link rel="self" href="/feeds/all.xml"/></channel></rss>""",
    "Atom": """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar-IQ"><title>م</title><link href="/ar"/>
        <link rel="hub" href="https://hub.example/"/><link rel="self" href="/feeds/all.xml"/></feed>""",
    "RDF": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>م</title>
        <link>https://news.example/ar</link><dc:language>ar-IQ</dc:language><atom:link rel="hub" href="https://hub.example/"/>
        <atom:link rel="self" href="/feeds/all.xml"/></channel></rdf:RDF>""",
    "JSON Feed": """{"version": "https://jsonfeed.org/version/1.1", "title": "م", "home_page_url": "/ar", "items": [],
        "language": "ar-IQ", "feed_url": "/feeds/all.xml", "hubs": [{"type": "WebSub", "url": "https://hub.example/"}]}""",
}


@pytest.mark.parametrize("document", CHANNELS.values(), ids=CHANNELS)
def test_a_feed_says_what_it_is_and_who_announces_it(document):
    feed = parse_feed(document.encode(), URL)
    assert (feed.title, feed.language, feed.homepage) == ("م", "ar-IQ", "https://news.example/ar")
    assert (feed.hub, feed.topic) == ("https://hub.example/", URL)


@pytest.mark.parametrize("hub", ["", "/hub", "ftp://hub.example/"])
def test_a_hub_that_is_no_web_address_is_none(hub):
    document = CHANNELS["RSS"].replace("https://hub.example/", hub)
    assert parse_feed(document.encode(), "").hub is None


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
        (b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>", "an index of sitemaps"),
        (b"\x1f\x8bbroken", "broken compression"),
        (b"<html>" + b"<p>x</p>" * 1000, "a web page"),
        (b"<opml><body/></opml>", "not a feed"),
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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_characters_tell_their_encoding_by_the_prologue(encoding):
    name = encoding.rpartition("-")[0]
    body = f'<?xml version="1.0" encoding="{name}"?>' + item("<title>بغداد</title>").decode()
    assert only(body.encode(encoding)).title == "بغداد"


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("label", ["", "utf-8", "iso-8859-1", "us-ascii", "no-such-charset", "unicode_escape", "hex"])
def test_labels_that_lie_are_not_believed(encoding, label):
    declaration = f'<?xml version="1.0" encoding="{label}"?>' if label else ""
    body = declaration + item("<title>الرئيس العراقي يزور البصرة والموصل</title>").decode()
    assert only(body.encode(encoding)).title == "الرئيس العراقي يزور البصرة والموصل"


def test_a_damaged_byte_costs_one_letter():
    title = "الرئيس العراقي يستقبل وفد البصرة والموصل في بغداد"
    body = item(f"<title>{title}</title>").replace("ئ".encode(), b"\xd8")
    assert only(body).title == title.replace("ئ", "\N{REPLACEMENT CHARACTER}")


@pytest.mark.parametrize(
    "title",
    [
        *("&lt;b&gt;عاجل&lt;/b&gt;: بغداد", "<![CDATA[<b>عاجل</b>: بغداد]]>", "<b>عاجل</b>: بغداد"),
        "&amp;#1593;&amp;#1575;&amp;#1580;&amp;#1604;: &amp;#1576;&amp;#1594;&amp;#1583;&amp;#1575;&amp;#1583;",
        "&#1593;&#1575;&#1580;&#1604;: &#x628;&#x63A;&#x62F;&#x627;&#x62F;",
        "\n عاجل: \t بغداد\N{NO-BREAK SPACE}",
        "عاجل\x08: بغداد&#7;",
    ],
)
def test_titles_are_plain_text_on_one_line(title):
    assert only(item(f"<title>{title}</title>")).title == "عاجل: بغداد"


ZONED = ["<pubDate>Fri, 16 Jan 2026 14:42:34</pubDate>", "<pubDate>2026-01-16 14:42:34</pubDate>"]


@pytest.mark.parametrize("date", [*ZONED, *(f"<x/>{date}" for date in ZONED)])
def test_dates_without_an_offset_are_in_the_sources_zone(date):
    moment = datetime(2026, 1, 16, 11, 42, 34, tzinfo=UTC)
    assert only(item(date), zone=ZoneInfo("Asia/Baghdad")).published_at == moment
    assert only(item(date)).published_at == moment.replace(hour=14)


def test_the_zone_holds_for_json_feeds_and_sitemaps_too():
    zone = ZoneInfo("Asia/Baghdad")
    json_feed = b'{"version": "1.1", "items": [{"id": "/1", "url": "/1", "date_published": "2026-01-16 14:42"}]}'
    sitemap = b"<urlset><url><loc>/1</loc><lastmod>2026-01-16 14:42</lastmod></url></urlset>"
    moments = {parse_feed(body, URL, zone=zone).entries[0].published_at for body in (json_feed, sitemap)}
    assert moments == {datetime(2026, 1, 16, 11, 42, tzinfo=UTC)}


@pytest.mark.parametrize(
    "date",
    [
        "Thu, 01 Jan 0001 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "1969-12-31",
        "قبل قليل",
        "Thu, 32 Foo 2026",
        "16-01-2026",
    ],
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


SIGNED_IN = "https://reader:geheim@news.example"


@pytest.mark.parametrize(
    "body",
    [
        item(f"<guid>{SIGNED_IN}/1</guid>").replace(b"https://news.example", SIGNED_IN.encode()),
        item(f"<x/><guid>{SIGNED_IN}/1</guid>").replace(b"https://news.example", SIGNED_IN.encode()),
        json.dumps(
            {"version": "1.1", "home_page_url": SIGNED_IN, "items": [{"id": f"{SIGNED_IN}/1", "url": "/1"}]}
        ).encode(),
        f"<urlset><url><loc>{SIGNED_IN}/1</loc></url></urlset>".encode(),
    ],
)
def test_credentials_in_addresses_do_not_leave_the_parser(body):
    feed = parse_feed(body, f"{SIGNED_IN}/feed")
    assert feed.entries[0].url == feed.entries[0].entry_id == "https://news.example/1"
    assert "geheim" not in repr(feed)


@pytest.mark.parametrize("link", ["/ar/@writer/1", "/ar?to=a@b.example", "/ar#a@b"])
def test_an_at_sign_elsewhere_stays(link):
    assert only(item("").replace(b"https://news.example/1", link.encode())).url == f"https://news.example{link}"


def test_a_feed_that_is_a_compressed_file_is_unpacked():
    assert only(gzip.compress(item("<title>بغداد</title>"))).title == "بغداد"


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


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ("<link></link><guid isPermaLink='true'>http://news.example/9</guid>", "http://news.example/9"),
        ("<link/><guid>http://news.example/9</guid>", "http://news.example/9"),
        ("<guid>http://news.example/9</guid><link></link>", "http://news.example/9"),
        ("<guid isPermaLink='false'>http://news.example/9</guid>", ""),
        ("<link>http://news.example/1</link><guid>http://news.example/9</guid>", "http://news.example/1"),
    ],
)
def test_an_empty_link_leaves_the_guid_to_say_where_the_page_is(links, url):
    feed = parse_feed(f"<rss version='2.0'><channel><item><title>t</title>{links}</item></channel></rss>".encode(), "")
    assert [item.url for item in feed.items] == [url]

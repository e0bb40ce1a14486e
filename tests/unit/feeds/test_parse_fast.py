"""The two readers held together, on feeds that nobody wrote: what the fast one answers, feedparser answers too."""

from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.feeds.fast import read_fast
from marsad.feeds.thorough import read_thoroughly

URL = "https://news.example/feeds/all.xml"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
)
LINK = "<link>https://news.example/1</link>"


def rss(*items, channel="<title>مرصد</title><link>https://news.example</link>"):
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {NAMESPACES}><channel>{channel}{inner}</channel></rss>'.encode()


def atom(*entries):
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>مرصد</title>{inner}</feed>'.encode()


TEXTS = st.sampled_from(
    [
        *(
            "",
            " ",
            "بغداد",
            " البصرة \n الموصل",
            "a &amp; b",
            "&amp;amp;",
            "&amp;lt;b&amp;gt;x",
            "&lt;b&gt;عاجل&lt;/b&gt;",
        ),
        *("<![CDATA[<p>خبر</p><p>ثان</p>]]>", "<![CDATA[a & b]]> ذيل", "&#1576;&#1594;", "&amp;#1576;&amp;#1594;"),
        *("Ã©tÃ©", "caf\xe9", "\N{NEXT LINE}", "&#146;", "\N{LINE SEPARATOR}x", "x<!-- y -->z", "5 &lt; 6", "&#xA0;"),
        *("\N{RIGHT-TO-LEFT MARK}خبر", "مجتـمع", "\ue0001\ue001"),
    ]
)
DATES = st.sampled_from(
    [
        *("", "Fri, 16 Jan 2026 11:42:34 GMT", "Fri, 16 Jan 2026 14:42:34 +0300", "16 Jan 26 11:42 UT", "أمس"),
        *("2026-01-16T11:42:34Z", "2026-01-16T14:42:34.5+03:00", "2026-01-16", "31 Feb 2026 00:00:00 GMT", "2026-1-6"),
        *("Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 16 Jan 2026 24:00:00 GMT", "Fri, 16 Jan 2026 2:42 pm", "1768563754"),
    ]
)
ADDRESSES = st.sampled_from(
    [
        *("https://news.example/1", "/ar/1", " https://news.example/ar/مجتمع ", "https://u:p@news.example/1", "urn:1"),
        *("https://news.example/?a=1&amp;amp;b=2", "https://مرصد.example/1", "https:///news.example/1", "javascript:x"),
        *("", "http://[", "//news.example/1", "?id=7", "12"),
    ]
)


def element(name, values):
    return values.map(lambda value: f"<{name}>{value}</{name.split()[0]}>")


def shuffled(*parts):
    """Some of the parts, in any order, now and then one of them twice."""
    return st.lists(st.one_of(*parts), max_size=7).map("".join)


RSS_ITEM = shuffled(
    *(element(name, TEXTS) for name in ("title", "description", "content:encoded", "author", "dc:creator", "category")),
    *(element(name, ADDRESSES) for name in ("link", "link", "guid", 'guid isPermaLink="false"', "comments")),
    *(element(name, DATES) for name in ("pubDate", "pubDate", "dc:date", "updated")),
    st.sampled_from(['<enclosure url="/a.webp" type="image/webp" length="0"/>', '<media:content url="/b.webp"/>']),
    st.sampled_from(["<x/>", "<title xml:base='https://x.example/'>y</title>", "<atom:link href='/2'/>"]),
)
ATOM_ENTRY = shuffled(
    *(element(name, TEXTS) for name in ("title", 'title type="html"', "summary", 'content type="html"', "content")),
    *(element(name, ADDRESSES) for name in ("id", "id")),
    *(element(name, DATES) for name in ("published", "updated", "issued")),
    ADDRESSES.map(lambda href: f'<link href="{href}"/>'),
    ADDRESSES.map(lambda href: f'<link rel="alternate" type="text/html" href="{href}"/>'),
    st.sampled_from(['<link rel="replies" href="/r"/>', '<link rel="alternate" type="text/plain" href="/t"/>']),
    st.sampled_from(["<author><name>سلمى</name></author>", "<author><email>a@b.example</email></author>"]),
    st.just('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">خبر <b>عاجل</b></div></content>'),
)


def agree(document):
    fast = read_fast(document, URL, UTC)
    return fast is None or fast == read_thoroughly(document, URL, UTC, "utf-8")


@settings(max_examples=300, deadline=None)
@given(st.lists(RSS_ITEM.map(lambda inner: LINK + inner) | RSS_ITEM, min_size=1, max_size=3))
def test_rss_of_any_shape_reads_alike(items):
    assert agree(rss(*items))


@settings(max_examples=300, deadline=None)
@given(st.lists(ATOM_ENTRY, min_size=1, max_size=3))
def test_atom_of_any_shape_reads_alike(entries):
    assert agree(atom(*entries))


PLAIN = {
    "rss": rss(f"<title>a</title>{LINK}<guid>7</guid><pubDate>Fri, 16 Jan 2026 11:42:34 GMT</pubDate>"),
    "wordpress": rss(f"<title>a</title>{LINK}<dc:creator><![CDATA[x]]></dc:creator><description>b</description>"
                     "<content:encoded><![CDATA[<p>c</p>]]></content:encoded>"),
    "undated, with a guid that looks like a date": rss(f"{LINK}<guid>2026-01-16</guid>"),
    "atom": atom('<id>urn:1</id><title type="html">a</title><link href="/1"/><updated>2026-01-16T11:42:34Z</updated>'),
}  # fmt: skip


@pytest.mark.parametrize("document", PLAIN.values(), ids=PLAIN)
def test_plain_feeds_are_answered_fast_and_alike(document):
    assert read_fast(document, URL, UTC) == read_thoroughly(document, URL, UTC, "utf-8")


ODD = {
    "two titles": rss(f"{LINK}<title>a</title><title>b</title>"),
    "no link": rss("<title>a</title><guid>https://news.example/1</guid>"),
    "a link of attributes": rss('<link uri="at://x">https://news.example/1</link>'),
    "markup in the title": rss(f"{LINK}<title>a <b>b</b></title>"),
    "a comment in the title": rss(f"{LINK}<title>a<!-- b -->c</title>"),
    "xml:base": rss('<link xml:base="https://x.example/">1</link>'),
    "an unknown element": rss(f"{LINK}<x/>"),
    "a prefix that is not the usual one": rss(f'{LINK}<y:title xmlns:y="urn:y">a</y:title>'),
    "dc:date": rss(f"{LINK}<dc:date>2026-01-16</dc:date>"),
    "a date that cannot be": rss(f"{LINK}<pubDate>31 Feb 2026 00:00:00 GMT</pubDate>"),
    "an empty summary": rss(f"{LINK}<description/><content:encoded>a</content:encoded>"),
    "a document type": b"<!DOCTYPE rss>" + rss(LINK),
    "an unclosed end": rss(LINK)[:-8],
    "xhtml": atom('<link href="/1"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"/></content>'),
    "base64": atom('<link href="/1"/><content mode="base64">YQ==</content>'),
    "content elsewhere": atom('<link href="/1"/><content src="/2"/>'),
    "no alternate": atom('<link rel="self" href="/1"/>'),
    "RDF": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    "text read as the wrong charset": rss(f"{LINK}<title>Ø¨Øº</title>".replace("º", "\u009a")),
}  # fmt: skip


@pytest.mark.parametrize("document", ODD.values(), ids=ODD)
def test_what_reads_differently_is_left_to_feedparser(document):
    assert read_fast(document, URL, UTC) is None

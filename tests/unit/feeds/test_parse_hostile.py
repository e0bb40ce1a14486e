"""Feeds that nobody means well with, or that broke on the way: an answer within seconds, or UnreadableError."""

import random
import time
from pathlib import Path

import pytest

from marsad.errors import UnreadableError
from marsad.feeds.parse import parse_feed
from marsad.feeds.thorough import MOST_ATTRIBUTES

FEEDS = Path(__file__).parents[2] / "data" / "feeds"
URL = "https://news.example/feed"
PATIENCE = 30  # seconds; what these take on an idle machine is a tenth of it


def item(number, description="نص", extra=""):
    return (
        f"<item><title>خبر {number}</title><link>https://news.example/{number}</link>"
        f"<pubDate>Fri, 16 Jan 2026 11:42:34 GMT</pubDate><description>{description}</description>{extra}</item>"
    )


def rss(inner, prologue=""):
    return f'{prologue}<rss version="2.0"><channel><title>مرصد</title>{inner}</channel></rss>'.encode()


def read(body):
    started = time.monotonic()
    feed = parse_feed(body, URL)
    assert time.monotonic() - started < PATIENCE
    return feed.items


@pytest.mark.parametrize("extra", ["", "<x/>", "<b>"], ids=["plain", "odd", "ill-formed"])
def test_ten_thousand_entries_take_seconds(extra):
    assert len(read(rss("".join(item(number, extra=extra) for number in range(10_000))))) == 10_000


SIZE = 10_000_000
GIANTS = {
    "text": ("خبر " * (SIZE // 7), SIZE // 7 * 4 - 1),
    "references": ("&#1588;" * (SIZE // 7), SIZE // 7),
    "markup": (f"<![CDATA[{'<p>خ</p>' * (SIZE // 9)}]]>", SIZE // 9 * 2 - 1),
    "escaped angles": ("&lt;" * (SIZE // 4), SIZE // 4),
}


@pytest.mark.parametrize(("description", "length"), GIANTS.values(), ids=GIANTS)
def test_ten_megabytes_in_one_element_take_seconds(description, length):
    (entry,) = read(rss(item(1, description)))
    assert len(entry.summary) == length


NESTED = {
    "open": "<a>" * 100_000,
    "closed": "<a>" * 100_000 + "</a>" * 100_000,
    "comments": "<!--" * 100_000,
    "instructions": "<?a b?>" * 100_000,
    "an open section": f"<![CDATA[{'x' * 1_000_000}",
}


@pytest.mark.parametrize("tail", NESTED.values(), ids=NESTED)
def test_what_comes_before_a_heap_of_markup_is_kept(tail):
    assert read(rss(item(1) + tail))[0].title == "خبر 1"


@pytest.mark.parametrize("kind", ['a{}="1"', 'xmlns:a{}="urn:{}"'])
def test_an_element_of_countless_attributes_is_refused(kind):
    attributes = " ".join(kind.format(number, number) for number in range(100_000))
    with pytest.raises(UnreadableError, match=f"more than {MOST_ATTRIBUTES} attributes"):
        read(rss(item(1, extra=f"<x {attributes}/>")))


def test_many_references_to_one_large_entity_are_not_expanded():
    prologue = f'<!DOCTYPE rss [<!ENTITY e "{"x" * 100_000}">]>'
    (entry,) = read(rss(item(1, "&e;" * 100_000), prologue))
    assert len(entry.summary) < 1_000_000


@pytest.mark.parametrize("page", [b"<!doctype html><html><body>" + b"<p>x</p>" * 1_000_000, b"<!a " * 100_000])
def test_a_large_page_is_told_from_a_feed_at_once(page):
    with pytest.raises(UnreadableError):
        read(page)


WHOLE = [file for file in sorted(FEEDS.iterdir()) if file.suffix in {".xml", ".cdf"}]


LINK_AND_DATE = '<link href="/1"/><updated>2026-01-16T11:42:34Z</updated>'
ENTRIES = "".join(f"<entry><id>{n}</id><title>خبر {n}</title>{LINK_AND_DATE}</entry>" for n in range(40))
ITEMS = "".join(item(number) for number in range(40))
CUT = {
    "rss": rss(ITEMS),
    "windows-1256": rss(ITEMS, '<?xml version="1.0" encoding="windows-1256"?>').decode().encode("cp1256"),
    "atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>مرصد</title>{ENTRIES}</feed>'.encode(),
}


@pytest.mark.parametrize("part", range(1, 20))
@pytest.mark.parametrize("body", CUT.values(), ids=CUT)
def test_a_cut_feed_keeps_the_entries_that_came(body, part):
    cut = body[: len(body) * part // 20]
    whole = cut.count(b"</item>") + cut.count(b"</entry>")
    items = read(cut)
    assert [entry.title for entry in items[:whole]] == [f"خبر {number}" for number in range(whole)]
    assert all(entry.published_at for entry in items[:whole])


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.name)
def test_no_damage_makes_it_fail_otherwise_than_as_unreadable(file):
    dice = random.Random(file.name)  # noqa: S311  # the same damage with every run
    shards = [
        b"<",
        b">",
        b"&",
        b"\0",
        b"\xff",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"&#xD800;",
        b"&#99999999999;",
        b"<item>",
    ]
    shards += [
        b"<link href='http://['/>",
        b' xml:base="http://["',
        b"<content mode='base64'>\xd9</content>",
        b"<!DOCTYPE",
    ]
    for _ in range(60):
        body = bytearray(file.read_bytes())
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(body))
            body[at : at + dice.choice((0, 0, 1, 30))] = dice.choice(shards)
        try:
            items = parse_feed(bytes(body), URL).items
        except UnreadableError:
            continue
        assert all("\0" not in repr(entry) and repr(entry).encode() for entry in items)

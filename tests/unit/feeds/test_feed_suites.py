"""Conformance with the peers' suites. Every disagreement is named here, with the reason why it stays.

Run with `-s` for the figures.
"""

import json
from datetime import UTC, datetime

import pytest

from feed_suites import (
    FEEDS,
    as_feedparser_has_it,
    differing,
    files,
    items,
    read_by_feedparser,
    reason,
    squashed,
)
from marsad.errors import UnreadableError
from marsad.feeds.fast import read_fast
from marsad.feeds.thorough import read_thoroughly
from marsad.text.charset import known_charset, label_in_document
from marsad.text.markup import one_line, plain_text

BLOGS = ("ar_abarrak", "ar_abotyim", "ar_dztech", "fa_mohebifar")
PARSERS = ("feedparser_tests", "gofeed_testdata", "rome_tests", "miniflux", "node_feedparser", "feed_rs_fixture")

ABOUT = "RSS 1.0 puts the item's own URL into rdf:about, and there is no link beside it"
FROM_FEEDPARSER = {
    ("*/wellformed/rdf/rdf_item_*", "url"): ABOUT,
    ("*/illformed/rdf_channel_empty_textinput.xml", "url"): ABOUT,
    ("*/rss/rdf_item_*", "url"): ABOUT,
    ("*/rss/feed_item_*_-_rdf_item_*", "url"): ABOUT,
    ("*/atom10_feed_entry_link_href_invalid_space_prefix.xml", "url"): "a URL does not begin with a blank",
    ("*/rss_channel_item_uri_at_protocol.xml", "url"): "at:// is no address that a page can be retrieved from",
    ("*/dublin-core-date.xml", "published_at"): "the first day of 1970 is a clock that was never set",
    ("*/dublin-core-date.xml", "updated_at"): "the first day of 1970 is a clock that was never set",
    ("*/yweather.xml", "published_at"): "8:19 pm CEST is 18:19 UTC; feedparser overlooks pm and the zone",
    ("*/rss_2.0_nbcny.xml", "published_at"): "02:02:33 PM is 14:02:33; feedparser overlooks PM",
    ("*/rss_2.0_ilmessaggero.xml", "published_at"): "feedparser does not read a date after an Italian day's name",
}
FROM_GOFEED = {
    ("*/rss_channel_item_guid_naked_markup.xml", "entry_id"): "a guid that is an element is none",
    ("*/rss_channel_item_uri_at_protocol.xml", "url"): "feedparser reads the attribute uri as the address",
    ("*/issue_275_extensions_and_source.xml", "content"): "a markup of tags alone has no plain text",
}


@pytest.mark.parametrize("suite", [*PARSERS, *BLOGS])
def test_entries_read_as_feedparser_reads_them(suite):
    count, deviating, unexplained = 0, 0, []
    for name, body in files(suite):
        theirs, ours = read_by_feedparser(body).entries, items(body)
        if not theirs and ours:  # a sitemap, a file compressed twice
            continue
        assert len(ours) == len(theirs), name
        count += len(theirs)
        for item, entry in zip(ours, theirs, strict=True):
            found = differing(item, as_feedparser_has_it(entry))
            deviating += bool(found)
            unexplained += [
                (name, field, *pair) for field, pair in found.items() if not reason(FROM_FEEDPARSER, name, field)
            ]
    print(f"{suite}: {count - deviating} of {count} entries as feedparser, {deviating} on purpose")
    assert unexplained == []
    assert count > 0
    assert deviating <= max(3, 0.06 * count)


def test_no_deviation_is_named_in_vain():
    seen = set()
    for suite in PARSERS:
        for name, body in files(suite):
            theirs, ours = read_by_feedparser(body).entries, items(body)
            for item, entry in zip(ours, theirs, strict=False):
                seen |= {reason(FROM_FEEDPARSER, name, field) for field in differing(item, as_feedparser_has_it(entry))}
    assert set(FROM_FEEDPARSER) <= seen


def test_items_read_as_gofeed_expects_them():
    bodies = dict(files("gofeed_testdata", (".xml", ".json")))
    count, agreeing, unexplained = 0, 0, []
    for name, expectation in bodies.items():
        body = bodies.get(_input_of(name))
        if not name.endswith(".json") or body is None:
            continue
        expected = json.loads(expectation)
        wanted, found = expected.get("items") or expected.get("entries") or [], items(body)
        assert len(found) == len(wanted) or not wanted, name
        count += len(wanted)
        for item, expects in zip(found, wanted, strict=False):
            differences = differing(item, _as_gofeed_has_it(expects))
            agreeing += not differences
            unexplained += [
                (_input_of(name), field, *pair)
                for field, pair in differences.items()
                if not reason(FROM_GOFEED, _input_of(name), field)
            ]
    print(f"gofeed: {agreeing} of {count} items as expected")
    assert unexplained == []
    assert count >= 250
    assert agreeing >= 0.985 * count


def _input_of(name):
    stem = name.removesuffix(".json")
    return f"{stem.removesuffix('_expected')}.json" if stem.endswith("_expected") else f"{stem}.xml"


def _as_gofeed_has_it(item):
    """The fields gofeed expects, its names for RSS, Atom, JSON Feed and the translated feed brought to ours."""
    link = next((one["href"] for one in item.get("links", ()) if isinstance(one, dict) and one.get("href")), "")
    found = {
        "entry_id": _first(item, "guid", "id"),
        "url": _first(item, "link", "url") or link,
        "title": squashed(one_line(_first(item, "title"))),
        "summary": squashed(plain_text(_first(item, "description", "summary"))),
        "content": squashed(plain_text(_first(item, "content", "content_html", "content_text"))),
        "published_at": _moment(_first(item, "publishedParsed", "pubDateParsed", "date_published")),
        "updated_at": _moment(_first(item, "updatedParsed", "date_modified")),
    }
    return {name: value for name, value in found.items() if value}


def _first(item, *names):
    value = next((item[name] for name in names if item.get(name)), "")
    return value.get("value", "") if isinstance(value, dict) else value


def _moment(text):
    return datetime.fromisoformat(text).replace(microsecond=0) if text else None


@pytest.mark.parametrize("suite", PARSERS)
def test_no_file_of_a_peers_suite_fails_otherwise_than_as_unreadable(suite):
    for _, body in files(suite, (*FEEDS, ".html", ".json", ".txt", ".gz")):
        items(body, "http://127.0.0.1:8097/feed")


@pytest.mark.parametrize("suite", [*PARSERS, *BLOGS])
def test_the_fast_reader_answers_as_the_thorough_one_or_not_at_all(suite):
    answered, count = 0, 0
    for name, body in files(suite):
        charset = known_charset(body, label_in_document(body))
        if not charset:
            continue
        document = body.decode(charset, "replace").encode()
        try:
            thorough = read_thoroughly(document, "http://127.0.0.1:8097/feed", UTC, "utf-8")
        except UnreadableError:
            continue
        fast = read_fast(document, "http://127.0.0.1:8097/feed", UTC)
        count += 1
        answered += fast is not None
        assert fast in {None, thorough}, name
    print(f"{suite}: the fast reader answers {answered} of {count} feeds")
    assert answered == count or suite not in BLOGS

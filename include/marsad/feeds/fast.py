"""Plain RSS and Atom through fastfeedparser: the road that nearly every feed takes.

The survey vouches for the shape and tells ids, links and dates; what still could read differently (an address that
feedparser rewrites, a text that it mends) sends the feed to feedparser, whose answers this reader gives or none.
"""

import re
from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

import fastfeedparser

from marsad.feeds.parsed import ParsedFeed, entry_key, parsed_feed, web_address
from marsad.feeds.survey import SurveyedItem, surveyed
from marsad.model import FeedEntry
from marsad.text.loose_instant import loose_instant
from marsad.text.markup import one_line, plain_text

_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*\?>")
# C1 controls, which feedparser takes for windows-1252, and the line separators that fastfeedparser makes breaks.
_MENDED = re.compile(
    rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|&#(?:0*(?:1[2-5]\d|823[23])|[xX]0*(?:[89][0-9a-fA-F]|202[89]));"
)
# fastfeedparser writes a summary of its own where the given one is empty.
_EMPTY_SUMMARY = re.compile(rb"<(?:description|summary)\b[^<>]*(?:/>|>(?:<!\[CDATA\[\]\]>)*</)")


class _OddError(Exception):
    """Something in an entry that feedparser reads in its own way."""


def read_fast(document: bytes, url: str, zone: tzinfo) -> ParsedFeed | None:
    """Read a feed of UTF-8 bytes; None when it is none of plain shape, which says nothing about what it is."""
    declaration = _DECLARATION.match(document)
    document = document[declaration.end() :] if declaration else document
    survey = surveyed(document)
    if survey is None or _MENDED.search(document):
        return None
    if any(item.has_content and item.has_summary for item in survey.items) and _EMPTY_SUMMARY.search(document):
        return None
    entries = _entries(document)
    if entries is None or len(entries) != len(survey.items):
        return None
    try:
        items = [_entry(entry, seen, url, zone) for entry, seen in zip(entries, survey.items, strict=True)]
    except _OddError:
        return None
    return parsed_feed(survey.channel, items, url)


def _entries(document: bytes) -> list[dict[str, Any]] | None:
    try:
        feed = fastfeedparser.parse(document, include_tags=False, include_media=False, include_enclosures=False)
    except Exception:  # noqa: BLE001  # it promises ValueError, and feedparser is there to answer whatever it fails on
        return None
    entries: list[dict[str, Any]] = feed["entries"]
    return entries


def _entry(entry: dict[str, Any], seen: SurveyedItem, base: str, zone: tzinfo) -> FeedEntry:
    title = one_line(_sound(entry["title"]))
    url = web_address(base, _plain_address(seen.link))
    if not url or ";" in seen.link:  # the id may lead to the page; feedparser mends references in a link
        raise _OddError
    content = _sound(entry["content"][0]["value"] or "") if seen.has_content else ""
    summary = _sound(entry["description"]) if seen.has_summary else content
    published, updated = _moment(seen.published, zone), _moment(seen.updated, zone)
    content_text = plain_text(content)
    return FeedEntry(
        entry_id=entry_key(_plain_address(seen.guid), url, title, seen.published or seen.updated),
        url=url,
        title=title,
        summary=plain_text(summary) if seen.has_summary else content_text,
        content=content_text,
        published_at=published or updated,
        updated_at=updated,
        author=one_line(_sound(entry.get("author") or "")) or None,
    )


def _moment(text: str, zone: tzinfo) -> datetime | None:
    moment = loose_instant(text, zone)
    if text and moment is None:
        raise _OddError
    return moment


def _plain_address(address: str) -> str:
    """`address`, unless feedparser would mend it: extra slashes before the host, a host in another script."""
    if "///" in address or not _host(address).isascii():
        raise _OddError
    return _sound(address)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError as error:
        raise _OddError from error


def _sound(text: str) -> str:
    """`text`, unless it is UTF-8 that was read as ISO 8859-1, which feedparser turns back."""
    if text.isascii():
        return text
    try:
        text.encode("iso-8859-1").decode("utf-8")
    except UnicodeError:
        return text
    raise _OddError

"""Every kind of XML feed through feedparser: RSS 0.9x to 2.0, RDF, Atom, CDF, and what is broken among them."""

import calendar
import io
import re
from datetime import UTC, datetime, tzinfo
from time import struct_time
from typing import Any
from xml.parsers import expat

import feedparser

from marsad.errors import UnreadableError
from marsad.feeds.parsed import Channel, ParsedFeed, entry_key, is_absolute, parsed_feed, web_address
from marsad.model import FeedEntry
from marsad.text.instant import plausible
from marsad.text.loose_instant import loose_instant
from marsad.text.markup import one_line, plain_text

MOST_ATTRIBUTES = 500  # of one element; feedparser's time grows with their square
_FEED_TAG = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def read_thoroughly(body: bytes, url: str, zone: tzinfo, charset: str | None) -> ParsedFeed:
    """Read a feed. `charset` is what `body` is known to be in; None leaves that to feedparser.

    Raises UnreadableError when `body` is no feed.
    """
    if charset and not _FEED_TAG.search(body):  # feedparser would look through all of a long web page first
        raise UnreadableError(url or "feed", _why_unreadable(body, None))
    document = _document(body, url, charset)
    if not document.get("version") and not document["entries"]:
        raise UnreadableError(url or "feed", _why_unreadable(body, document.get("bozo_exception")))
    items = [_entry(item, url, zone) for item in document["entries"]]
    return parsed_feed(_channel(document["feed"]), items, url)


def _document(body: bytes, url: str, charset: str | None) -> dict[str, Any]:
    """feedparser's answer; `bozo` is ignored, since ill-formed feeds are read as far as they go."""
    if _is_crowded(body):
        raise UnreadableError(url or "feed", f"an element of more than {MOST_ATTRIBUTES} attributes")
    try:
        # A stream, because feedparser opens bytes that happen to be a file's name.
        parsed: dict[str, Any] = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": f"application/xml; charset={charset}"} if charset else {},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # hostile input makes feedparser's handlers leak any builtin error
        raise UnreadableError(url or "feed", f"feedparser failed: {error!r}") from error
    return parsed


class _CrowdedError(Exception):
    """An element has too many attributes."""


def _is_crowded(body: bytes) -> bool:
    def start(_: str, attributes: dict[str, str]) -> None:
        if len(attributes) > MOST_ATTRIBUTES:
            raise _CrowdedError

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(body, True)
    except _CrowdedError:
        return True
    except (expat.ExpatError, ValueError, LookupError):  # ill-formed, or in an encoding that expat does not know
        return False
    return False


def _channel(feed: dict[str, Any]) -> Channel:
    links: dict[str, str] = {}
    for link in feed.get("links", ()):
        links.setdefault(link.get("rel", ""), link.get("href", ""))
    return Channel(
        title=feed.get("title") or "",
        language=feed.get("language") or "",
        homepage=feed.get("link") or "",
        hub=links.get("hub", ""),
        topic=links.get("self", ""),
    )


def _entry(item: dict[str, Any], base: str, zone: tzinfo) -> FeedEntry:
    guid, title = item.get("id"), one_line(item.get("title") or "")
    url = web_address(base, item.get("link")) or (web_address(base, guid) if _is_link(item) else "")
    contents = [plain_text(part.get("value") or "") for part in item.get("content", ())]
    published = _moment(item, "published", zone) or _moment(item, "created", zone)
    updated = _moment(item, "updated", zone)
    return FeedEntry(
        entry_id=entry_key(guid, url, title, dict.get(item, "published", "") or dict.get(item, "updated", "")),
        url=url,
        title=title,
        summary=plain_text(item.get("summary") or ""),
        content=max(contents, key=len, default=""),
        # dc:date, the only date of RDF feeds, arrives as "updated".
        published_at=published or updated,
        updated_at=updated,
        author=one_line(item.get("author") or "") or None,
    )


def _is_link(item: dict[str, Any]) -> bool:
    """Whether the guid stands for the page: a URL that the publisher did not declare a mere key.

    feedparser takes an empty <link> for a link, and the guid beside it for no more than a key.
    """
    is_key = item.get("guidislink") is False and "link" not in item
    return is_absolute(item.get("id")) and not is_key


def _moment(item: dict[str, Any], key: str, zone: tzinfo) -> datetime | None:
    """Our own reading, which knows the source's zone and more slips; else feedparser's, which knows more formats.

    feedparser takes «16-01-2026» for 2016 and a count of seconds for a year: its year must be one that is written.
    """
    # dict.get, because feedparser's own answers a missing date with another one.
    text: str = dict.get(item, key) or ""
    moment = loose_instant(text, zone) or _from_struct(dict.get(item, f"{key}_parsed"))
    years = _YEAR.findall(text)
    is_stated = moment and (not years or any(abs(int(year) - moment.year) <= 1 for year in years))
    return moment if is_stated else None


def _from_struct(value: struct_time | None) -> datetime | None:
    try:
        return plausible(datetime.fromtimestamp(calendar.timegm(value), UTC)) if value else None
    except (ValueError, OverflowError, OSError):
        return None


def _why_unreadable(body: bytes, cause: object) -> str:
    if not body.strip():
        return "an empty answer, not a feed"
    if b"<html" in body[:2000].lower():
        return "a web page, not a feed"
    return f"not a feed ({cause or 'no format recognised'})"

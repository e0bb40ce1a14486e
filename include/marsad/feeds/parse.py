"""Feed bytes to entries: RSS 0.9x to 2.0, RDF and Atom through feedparser, JSON Feed through our own reader."""

import calendar
import io
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser

from marsad.errors import UnreadableError
from marsad.feeds.json_feed import is_json, parse_json_feed
from marsad.feeds.parsed import ParsedFeed, entry_key, is_absolute, parsed_feed, web_address
from marsad.model import FeedEntry
from marsad.text.charset import charset_of, label_in_document, label_in_header
from marsad.text.instant import plausible
from marsad.text.markup import one_line, plain_text, without_impossible

__all__ = ["ParsedFeed", "parse_feed"]


def parse_feed(body: bytes, url: str, content_type: str | None = None) -> ParsedFeed:
    """Read a feed. `url` is what relative links are resolved against, "" for a file on disk.

    A feed without items is an empty ParsedFeed. Raises UnreadableError when `body` is no feed at all.
    """
    if is_json(body):
        return parse_json_feed(body, url)
    document = _read(body, url, content_type)
    if not document.get("version") and not document["entries"]:
        raise UnreadableError(url or "feed", _why_unreadable(body, document))
    title = one_line(document["feed"].get("title") or "")
    return parsed_feed(title, [_entry(item, url) for item in document["entries"]])


def _read(body: bytes, url: str, content_type: str | None) -> dict[str, Any]:
    """feedparser's answer; `bozo` is ignored, since ill-formed feeds are read as far as they go."""
    # One reference to a surrogate costs feedparser the whole feed.
    body, headers = _told(without_impossible(body), content_type)
    try:
        # A stream, because feedparser opens bytes that happen to be a file's name.
        parsed: dict[str, Any] = feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # hostile input makes feedparser's handlers leak any builtin error
        raise UnreadableError(url or "feed", f"feedparser failed: {error!r}") from error
    return parsed


def _told(body: bytes, content_type: str | None) -> tuple[bytes, dict[str, str]]:
    """The body and a header that tells feedparser its charset, where there is something to tell.

    feedparser drops the mark of UTF-16 and then takes it for UTF-8, so that one is rewritten.
    """
    charset = charset_of(body, label_in_header(content_type), label_in_document(body))
    if charset in {"utf-16", "utf-32"}:
        body, charset = body.decode(charset, "replace").encode(), "utf-8"
    elif body.isascii() or b"\0" in body[:4]:  # wide characters without a mark: feedparser knows their prologues
        return body, {}
    return body, {"content-type": f"application/xml; charset={charset}"}


def _entry(item: dict[str, Any], base: str) -> FeedEntry:
    guid, title = item.get("id"), one_line(item.get("title") or "")
    url = web_address(base, item.get("link")) or (web_address(base, guid) if _is_link(item) else "")
    contents = [plain_text(part.get("value") or "") for part in item.get("content", ())]
    published = _moment(item, "published_parsed") or _moment(item, "created_parsed")
    updated = _moment(item, "updated_parsed")
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
    """Whether the guid stands for the page: a URL that the publisher did not declare a mere key."""
    return is_absolute(item.get("id")) and item.get("guidislink") is not False


def _moment(item: dict[str, Any], key: str) -> datetime | None:
    # dict.get, because feedparser's own answers a missing date with another one.
    value: struct_time | None = dict.get(item, key)
    try:
        return plausible(datetime.fromtimestamp(calendar.timegm(value), UTC)) if value else None
    except (ValueError, OverflowError, OSError):
        return None


def _why_unreadable(body: bytes, document: dict[str, Any]) -> str:
    if not body.strip():
        return "an empty answer, not a feed"
    if b"<html" in body[:2000].lower():
        return "a web page, not a feed"
    return f"not a feed ({document.get('bozo_exception') or 'no format recognised'})"

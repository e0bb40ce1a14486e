"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), which feedparser does not read."""

import json
import re
from datetime import UTC, tzinfo
from typing import Any

from marsad.errors import UnreadableError
from marsad.feeds.parsed import Channel, ParsedFeed, entry_key, is_absolute, parsed_feed, web_address
from marsad.model import FeedEntry
from marsad.text.charset import decode
from marsad.text.loose_instant import loose_instant
from marsad.text.markup import one_line, plain_text, storable, tidy

_VERSION = re.compile(r"jsonfeed\.org|^1(\.\d)?$")  # the specification asks for the address, some write the number


def is_json(body: bytes) -> bool:
    """Whether the first character opens a JSON object."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def parse_json_feed(body: bytes, url: str, zone: tzinfo = UTC) -> ParsedFeed:
    """Read a JSON Feed; items that are no objects are ignored. Raises UnreadableError for any other JSON."""
    try:
        document = json.loads(decode(body), strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(url or "feed", f"broken JSON: {error}") from error
    items = document.get("items")
    if not _VERSION.search(_text(document, "version")) or not isinstance(items, list):
        raise UnreadableError(url or "feed", "JSON that is no JSON Feed")
    entries = [_entry(item, url, zone) for item in items if isinstance(item, dict)]
    return parsed_feed(_channel(document), entries, url)


def _channel(document: dict[str, Any]) -> Channel:
    hubs = document.get("hubs")
    return Channel(
        title=_text(document, "title"),
        language=_text(document, "language"),
        homepage=_text(document, "home_page_url"),
        hub=next((_text(h, "url") for h in hubs if isinstance(h, dict)), "") if isinstance(hubs, list) else "",
        topic=_text(document, "feed_url"),
    )


def _entry(item: dict[str, Any], base: str, zone: tzinfo) -> FeedEntry:
    guid, title = _text(item, "id"), one_line(_text(item, "title"))
    link = _text(item, "url") or _text(item, "external_url") or (guid if is_absolute(guid) else "")
    url = web_address(base, link)
    updated = loose_instant(_text(item, "date_modified"), zone)
    return FeedEntry(
        entry_id=entry_key(guid, url, title, _text(item, "date_published")),
        url=url,
        title=title,
        summary=plain_text(_text(item, "summary")),
        content=plain_text(_text(item, "content_html")) or tidy(_text(item, "content_text")),
        published_at=loose_instant(_text(item, "date_published"), zone) or updated,
        updated_at=updated,
        author=_author(item),
    )


def _author(item: dict[str, Any]) -> str | None:
    """`authors` of 1.1, else `author` of 1.0."""
    authors = item.get("authors") or [item.get("author")]
    names = [_text(a, "name") for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    return ", ".join(filter(None, map(one_line, names))) or None


def _text(item: dict[str, Any], key: str) -> str:
    """A text field; ids are allowed to be numbers. Anything else reads as absent."""
    value = item.get(key)
    is_text = isinstance(value, str | int | float) and not isinstance(value, bool)
    return storable(str(value)) if is_text else ""

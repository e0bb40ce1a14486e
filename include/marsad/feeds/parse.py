"""Feed bytes to entries, whatever they are: RSS, RDF, Atom, CDF, JSON Feed or a sitemap, in any encoding."""

import codecs
import re
from datetime import UTC, tzinfo

from marsad.errors import UnreadableError
from marsad.feeds.compressed import inflated
from marsad.feeds.fast import read_fast
from marsad.feeds.json_feed import is_json, parse_json_feed
from marsad.feeds.parsed import Channel, ParsedFeed, parsed_feed
from marsad.feeds.sitemap import parse_sitemap
from marsad.feeds.thorough import read_thoroughly
from marsad.text.charset import known_charset, label_in_document, label_in_header
from marsad.text.markup import without_impossible

__all__ = ["ParsedFeed", "parse_feed"]

_SITEMAP = re.compile(rb"\s*(?:<[?!][^>]*>\s*)*<(?:[\w.-]+:)?(urlset|sitemapindex)\b")


def parse_feed(body: bytes, url: str, content_type: str | None = None, zone: tzinfo = UTC) -> ParsedFeed:
    """Read a feed. `url` is what relative links are resolved against, "" for a file on disk.

    Dates without an offset are in `zone`. A feed without items is an empty ParsedFeed. Raises UnreadableError, and
    nothing else, when `body` is no feed at all.
    """
    body = inflated(body, url)
    if is_json(body):
        return parse_json_feed(body, url, zone)
    charset = _charset(body, content_type)
    if charset and not (charset == "utf-8" and _is_sound(body)):
        body = body.decode(charset, "replace").encode()
    body = without_impossible(body)  # one reference to a surrogate costs feedparser the whole feed
    if found := _SITEMAP.match(body[:4096]):
        return _listed(body, url, zone, is_index=found[1] == b"sitemapindex")
    feed = read_fast(body, url, zone) if charset else None
    return feed or read_thoroughly(body, url, zone, "utf-8" if charset else None)


def _charset(body: bytes, content_type: str | None) -> str | None:
    """What the bytes are in; None where nothing tells, which is feedparser's to guess.

    It also knows the prologues of wide characters without a mark, and ASCII may be a label's ISO-2022-JP.
    """
    label = label_in_document(body)
    if b"\0" in body[:4] and not body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return None
    if body.isascii() and label and label.lower().startswith(("iso-2022", "iso2022", "hz", "utf-7", "utf7")):
        return None
    return known_charset(body, label_in_header(content_type), label)


def _is_sound(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _listed(body: bytes, url: str, zone: tzinfo, *, is_index: bool) -> ParsedFeed:
    if is_index:
        raise UnreadableError(url or "feed", "an index of sitemaps, which holds no entries itself")
    return parsed_feed(Channel(), list(parse_sitemap(body, url, zone).entries), url)

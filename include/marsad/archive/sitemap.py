"""Sitemaps (https://www.sitemaps.org/protocol.html) with Google's News extension, as entries."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urljoin

from lxml import etree

from marsad.errors import UnreadableError
from marsad.model import FeedEntry, Source
from marsad.text.charset import decode, label_in_document
from marsad.text.instant import instant
from marsad.text.markup import one_line, storable, without_impossible

MAX_BYTES = 50_000_000  # the protocol's own limit, inflated
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,10};)")  # in URLs; the parser would drop the parameter


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`entries` of a urlset, or the URLs of the `sitemaps` an index names."""

    entries: tuple[FeedEntry, ...] = ()
    sitemaps: tuple[str, ...] = ()


def sitemap_url(source: Source, day: date) -> str | None:
    """Where `source` lists its articles of `day`; None when the catalogue knows no sitemap."""
    return source.sitemap.replace("{day}", day.isoformat()) if source.sitemap else None


def parse_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap, gzipped or not. Choosing the entries of a day is the caller's part.

    Raises UnreadableError when it is neither a urlset nor an index.
    """
    root = _root(_inflated(body, url), url)
    if _name(root) == "sitemapindex":
        return Sitemap(sitemaps=tuple(address for e in _all(root, "sitemap") if (address := _address(e, url))))
    if _name(root) != "urlset":
        raise UnreadableError(url, f"<{_name(root)}> is no sitemap")
    return Sitemap(entries=tuple(entry for e in _all(root, "url") if (entry := _entry(e, url))))


def _inflated(body: bytes, url: str) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        inflated = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise UnreadableError(url, f"broken compression: {error}") from error
    if len(inflated) > MAX_BYTES:
        raise UnreadableError(url, f"exceeds {MAX_BYTES} bytes")
    return inflated


def _root(body: bytes, url: str) -> etree._Element:
    parser = etree.XMLParser(encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True)
    text = storable(decode(without_impossible(body), label_in_document(body))).strip()
    try:
        root = etree.fromstring(_BARE_AMPERSAND.sub("&amp;", text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(url, f"not XML: {error}") from error
    if root is None:
        raise UnreadableError(url, "not XML")
    return root


def _entry(element: etree._Element, base: str) -> FeedEntry | None:
    address = _address(element, base)
    if not address:
        return None
    modified = _moment(element, "lastmod")
    return FeedEntry(
        entry_id=address,
        url=address,
        title=one_line(_text(element, "title")),
        published_at=_moment(element, "publication_date") or modified,
        updated_at=modified,
    )


def _address(element: etree._Element, base: str) -> str:
    location = _text(element, "loc")
    try:
        address = urljoin(base, location)
    except ValueError:
        return ""
    return address if location and address.startswith(("http://", "https://")) else ""


def _moment(element: etree._Element, name: str) -> datetime | None:
    return instant(_text(element, name))


def _text(element: etree._Element, name: str) -> str:
    """The text of the first child called `name`, or child of a <news>, whatever its namespace: many get these wrong.

    Images and videos carry <loc> and <title> of their own, which are not the page's.
    """
    for child in element.iter():
        parent = child.getparent()
        if _name(child) == name and (parent is element or (parent is not None and _name(parent) == "news")):
            return storable("".join(str(part) for part in child.itertext())).strip()
    return ""


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Anywhere: an unclosed tag in one title makes the next <url> its child."""
    return (element for element in root.iter() if _name(element) == name)


def _name(element: etree._Element) -> str:
    """The local name, also where the prefix was never declared and stayed in the tag."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]

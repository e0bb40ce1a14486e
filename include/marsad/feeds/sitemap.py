"""Sitemaps (https://www.sitemaps.org/protocol.html) with Google's News extension, as entries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from lxml import etree

from marsad.errors import UnreadableError
from marsad.feeds.compressed import inflated
from marsad.feeds.parsed import is_absolute, web_address
from marsad.model import FeedEntry
from marsad.text.charset import decode, label_in_document
from marsad.text.loose_instant import loose_instant
from marsad.text.markup import one_line, storable, without_impossible

_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,10};)")  # in URLs; the parser would drop the parameter


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`entries` of a urlset, or the URLs of the `sitemaps` an index names and when it says they last `changed`."""

    entries: tuple[FeedEntry, ...] = ()
    sitemaps: tuple[str, ...] = ()
    changed: dict[str, datetime] = field(default_factory=dict)


def parse_sitemap(body: bytes, url: str, zone: tzinfo = UTC) -> Sitemap:
    """Read a sitemap, gzipped or not; dates without an offset are in `zone`. Choosing the entries of a day is the
    caller's part.

    Raises UnreadableError when it is neither a urlset nor an index.
    """
    root = _root(inflated(body, url), url)
    if _name(root) == "sitemapindex":
        return _index(root, url, zone)
    if _name(root) != "urlset":
        raise UnreadableError(url or "sitemap", f"<{_name(root)}> is no sitemap")
    return Sitemap(entries=tuple(entry for e in _all(root, "url") if (entry := _entry(e, url, zone))))


def _index(root: etree._Element, url: str, zone: tzinfo) -> Sitemap:
    named = [(address, e) for e in _all(root, "sitemap") if (address := _address(e, url))]
    changed = {address: moment for address, e in named if (moment := _moment(e, "lastmod", zone))}
    return Sitemap(sitemaps=tuple(dict.fromkeys(address for address, _ in named)), changed=changed)


def _root(body: bytes, url: str) -> etree._Element:
    parser = etree.XMLParser(encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True)
    text = storable(decode(without_impossible(body), label_in_document(body))).strip()
    try:
        root = etree.fromstring(_BARE_AMPERSAND.sub("&amp;", text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(url or "sitemap", f"not XML: {error}") from error
    if root is None:
        raise UnreadableError(url or "sitemap", "not XML")
    return root


def _entry(element: etree._Element, base: str, zone: tzinfo) -> FeedEntry | None:
    address = _address(element, base)
    if not address:
        return None
    modified = _moment(element, "lastmod", zone)
    return FeedEntry(
        entry_id=address,
        url=address,
        title=one_line(_text(element, "title")),
        published_at=_moment(element, "publication_date", zone) or modified,
        updated_at=modified,
    )


def _address(element: etree._Element, base: str) -> str:
    address = web_address(base, _text(element, "loc"))
    return address if is_absolute(address) else ""


def _moment(element: etree._Element, name: str, zone: tzinfo) -> datetime | None:
    return loose_instant(_text(element, name), zone)


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

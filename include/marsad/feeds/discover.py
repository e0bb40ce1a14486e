"""What an outlet's front page says of itself and of its feeds. Pure.

trafilatura's `determine_feed` was tried and does not serve: it takes no <base>, no rel="ALTERNATE" and no address
written in Arabic, looks at anchors only where no <link> is, and its URL cleaner drops parameters such as `?cid=1`,
which are all that tells one section's feed from another's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from marsad.feeds.parsed import is_absolute, web_address
from marsad.feeds.web_page import base_of, page_links, page_root, text_of
from marsad.text.urls import canonical_url

# As found on pages: registered types and what templates write for them. application/json is WordPress's API.
_FEED_TYPE = re.compile(r"(?:application|text)/(?:x[.-])?(?:(?:rss|atom|rdf|feed)(?:\+(?:xml|json))?|xml)$")
_FEED_ADDRESS = re.compile(
    r"(?<![a-z])(?:rss|atom|rdf|feeds?)\d?(?![a-z])|rss_?feeds?|[a-z]rss(?=$|[/.?])|\.(?:rss|rdf|atom)$", re.IGNORECASE
)
_NO_FEED = re.compile(r"(?<![a-z])comments?(?![a-z])|oembed|wp-json|xmlrpc|تعليق", re.IGNORECASE)
_COUNTRY = re.compile(r"[a-zA-Z]{2,3}[-_](?:[a-zA-Z]{4}[-_])?([a-zA-Z]{2})$")
USUAL_PATHS = ("rss", "feed", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "?feed=rss2")


@dataclass(frozen=True, slots=True)
class FeedLink:
    """Where a page says a feed is, and what it calls it ("" where it does not)."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Empty where the page does not say."""

    title: str
    site_name: str
    locales: tuple[str, ...]  # as written: "ar", "ar-IQ", "ar_IQ"
    feeds: tuple[FeedLink, ...]  # declared ones first, one per address


def read_front_page(body: bytes, url: str, content_type: str | None = None) -> FrontPage:
    """Read the page retrieved from `url`. Raises UnreadableError when it is none."""
    root = page_root(body, url, content_type)
    metas = {_name(meta): meta.get("content", "").strip() for meta in root.iter("meta")}
    site_name = metas.get("og:site_name") or metas.get("application-name", "")
    declared = (root.get("lang"), metas.get("og:locale"), metas.get("dc.language"), metas.get("content-language"))
    feeds: dict[str, FeedLink] = {}
    for link in (*_declared(root, url), *_anchored(root, url)):
        feeds.setdefault(canonical_url(link.url), link)
    return FrontPage(
        title=next((text_of(title) for title in root.iter("title")), ""),
        site_name=" ".join(site_name.split()),
        locales=tuple(locale.strip() for locale in declared if locale and locale.strip()),
        feeds=tuple(feeds.values()),
    )


def usual_addresses(url: str) -> tuple[str, ...]:
    """Where a site's feed often is: beside the page at `url` (/ar/ has its own), then at the root."""
    beside = url.partition("?")[0].partition("#")[0].rstrip("/") + "/"
    folders = dict.fromkeys((beside, urljoin(url, "/")))
    return tuple(urljoin(folder, path) for folder in folders for path in USUAL_PATHS)


def is_same_site(url: str, other: str) -> bool:
    """Whether two addresses are of one outlet: www.x.com, x.com and feeds.x.com are."""
    first, second = ((urlsplit(address).hostname or "").removeprefix("www.") for address in (url, other))
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def country_in(locale: str) -> str | None:
    """IQ of "ar-IQ" and "ar_iq"; None where there is none. ar_AR is Facebook's name for Arabic, not Argentina's."""
    found = _COUNTRY.match(locale)
    return found[1].upper() if found and locale.replace("_", "-").lower() != "ar-ar" else None


def _declared(root: etree._Element, url: str) -> Iterator[FeedLink]:
    base = base_of(root, url)
    for link in root.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        address = web_address(base, link.get("href"))
        is_alternate = "alternate" in (link.get("rel") or "").lower().split()
        if is_alternate and (_FEED_TYPE.match(kind) or (not link.get("hreflang") and _is_feed_like(address))):
            yield from _link(address, link.get("title") or "")


def _anchored(root: etree._Element, url: str) -> Iterator[FeedLink]:
    """Links of the site's own that look like feeds: readers' subscribe buttons lead elsewhere."""
    for link in page_links(root, url):
        if _is_feed_like(link.url) and is_same_site(url, link.url):
            yield from _link(link.url, link.text)


def _link(address: str, title: str) -> Iterator[FeedLink]:
    title = " ".join(title.split())
    if is_absolute(address) and not _NO_FEED.search(f"{unquote(address)} {title}"):
        yield FeedLink(address, title)


def _is_feed_like(address: str) -> bool:
    parts = urlsplit(address)
    return bool(_FEED_ADDRESS.search(unquote(f"{parts.path}?{parts.query}".rstrip("?/"))))


def _name(meta: etree._Element) -> str:
    return (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").lower()

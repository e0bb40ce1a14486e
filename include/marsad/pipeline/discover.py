"""Look at an outlet over the network: its front page, its feeds, its robots.txt and the sitemaps that names."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from protego import Protego

from marsad.errors import MarsadError, UnreadableError
from marsad.feeds.discover import FeedLink, FrontPage, is_same_site, read_front_page, usual_addresses
from marsad.feeds.parse import parse_feed
from marsad.feeds.parsed import ParsedFeed
from marsad.feeds.sitemap import Sitemap, parse_sitemap
from marsad.feeds.sitemap_index import day_template
from marsad.model import Response
from marsad.settings import Settings
from marsad.text.urls import canonical_url
from marsad.web.retrieve import Retriever
from marsad.web.robots import MAX_BYTES, NAME, parse_robots

MOST_CANDIDATES = 40  # addresses asked because a page links to them
MOST_FEEDS = 20  # that one source gets
MOST_SITEMAPS = 5  # of those in robots.txt that are looked at
DELAY = 1.0  # seconds between requests to a host whose robots.txt asks for no other
LONGEST_DELAY = 10.0  # somebody sits and waits; a robots.txt may ask for a day


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that answered with entries. `url` is where to poll it: a permanent move was followed."""

    url: str
    title: str  # as the page that links to it calls it
    answer: Response
    parsed: ParsedFeed


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found at `url`, and remarks about what was not taken."""

    url: str
    homepage: str
    page: FrontPage | None  # None where the front page could not be read
    feeds: tuple[FoundFeed, ...]
    sitemap: str | None  # for the catalogue: a template, an index, or a list of articles
    crawl_delay: float | None  # as robots.txt asks
    retrieved_at: datetime
    remarks: tuple[str, ...]


class _Site:
    """One outlet being looked at: a retriever that keeps to its robots.txt's pace."""

    def __init__(self, retriever: Retriever, rules: Protego, delay: float) -> None:
        asked = rules.crawl_delay(NAME)
        self.crawl_delay = float(asked) if asked else None
        self.rules = rules
        self.remarks: list[str] = []
        self._retriever = retriever
        self._delay = min(self.crawl_delay or delay, LONGEST_DELAY)

    async def get(self, url: str) -> Response:
        return await self._retriever.get(url, crawl_delay=self._delay)


def discover(url: str, settings: Settings, *, delay: float = DELAY) -> Discovery:
    """Look at the feed or the home page at `url`. `delay` is in seconds between requests to one host.

    `feeds` is empty where none of the addresses tried, some sixty at most, is one. Raises MarsadError when `url` itself
    cannot be had.
    """
    return asyncio.run(_discover(url, settings, delay))


async def _discover(url: str, settings: Settings, delay: float) -> Discovery:
    async with Retriever(settings) as retriever:
        first = await retriever.get(url)
        site = _Site(retriever, await _rules(retriever, first.final_url), delay)
        feed = _feed_in(first, FeedLink(url, ""))
        homepage = _homepage_of(feed) if feed else first.final_url
        front = first if feed is None else await _tried(site, homepage)
        page = _page_in(front) if front else None
        feeds = [feed] if feed else await _feeds_of(site, page, homepage)
        _note_forbidden(site, feeds)
        sitemap = await _sitemap_of(site, homepage)
    kept = feeds[:MOST_FEEDS]
    left_out = [f"{len(feeds) - len(kept)} more feeds answered and were left out"] if feeds[MOST_FEEDS:] else []
    return Discovery(
        url=url,
        homepage=homepage,
        page=page,
        feeds=tuple(kept),
        sitemap=sitemap,
        crawl_delay=site.crawl_delay,
        retrieved_at=first.fetched_at,
        remarks=(*site.remarks, *left_out),
    )


async def _feeds_of(site: _Site, page: FrontPage | None, homepage: str) -> list[FoundFeed]:
    """Those the page leads to, over one page of feeds at most; else the first at a usual address; else a sitemap."""
    links = page.feeds[:MOST_CANDIDATES] if page else ()
    feeds, directories = await _asked(site, links)
    known = {canonical_url(link.url) for link in links}
    listed = {canonical_url(link.url): link for directory in directories for link in directory.feeds}
    unknown = [link for key, link in listed.items() if key not in known]
    feeds += (await _asked(site, unknown[: MOST_CANDIDATES - len(links)]))[0]
    sitemaps = [urljoin(homepage, line) for line in site.rules.sitemaps][:MOST_SITEMAPS]
    return _distinct(feeds or await _first_of(site, [*usual_addresses(homepage), *sitemaps]))


async def _asked(site: _Site, links: Sequence[FeedLink]) -> tuple[list[FoundFeed], list[FrontPage]]:
    """The feeds behind the links, and the pages that were there instead."""
    answers = await asyncio.gather(*(_tried(site, link.url, is_remarked=True) for link in links))
    feeds, pages = [], []
    for link, answer in zip(links, answers, strict=True):
        if answer and (feed := _feed_in(answer, link)):
            feeds.append(feed)
        elif answer and (page := _page_in(answer)):
            pages.append(page)
    return feeds, pages


async def _first_of(site: _Site, addresses: Iterable[str]) -> list[FoundFeed]:
    for address in addresses:
        answer = await _tried(site, address)
        if answer and (feed := _feed_in(answer, FeedLink(address, ""))):
            return [feed]
    return []


async def _tried(site: _Site, url: str, *, is_remarked: bool = False) -> Response | None:
    try:
        return await site.get(url)
    except MarsadError as error:
        if is_remarked:
            site.remarks.append(f"the page links to a feed that does not answer: {error}")
        return None


def _feed_in(answer: Response, link: FeedLink) -> FoundFeed | None:
    """The feed in `answer`, if it is one with entries."""
    with suppress(UnreadableError):
        parsed = parse_feed(answer.body, answer.final_url, answer.headers.get("content-type"))
        if parsed.entries:
            return FoundFeed(answer.moved_to or link.url, link.title, answer, parsed)
    return None


def _page_in(answer: Response) -> FrontPage | None:
    with suppress(UnreadableError):
        return read_front_page(answer.body, answer.final_url, answer.headers.get("content-type"))
    return None


def _distinct(feeds: Iterable[FoundFeed]) -> list[FoundFeed]:
    """One feed per set of articles, the one that says most: RSS and Atom of one section are one feed."""
    best: dict[frozenset[str], FoundFeed] = {}
    for feed in feeds:
        articles = frozenset(canonical_url(entry.url) for entry in feed.parsed.entries)
        if articles not in best or _length(feed) > _length(best[articles]):
            best[articles] = feed
    return list(best.values())


def _length(feed: FoundFeed) -> int:
    return sum(max(len(entry.content), len(entry.summary)) for entry in feed.parsed.entries)


def _homepage_of(feed: FoundFeed) -> str:
    """What the feed calls its site, unless that is another's: a template's localhost, a platform, a sister outlet."""
    declared = feed.parsed.homepage
    article = feed.parsed.entries[0].url
    if declared and (is_same_site(declared, feed.url) or is_same_site(declared, article)):
        return declared
    return urljoin(feed.url, "/")


async def _rules(retriever: Retriever, url: str) -> Protego:
    try:
        answer = await retriever.get(urljoin(url, "/robots.txt"), max_bytes=MAX_BYTES, is_cut=True)
    except MarsadError:  # none, or none to be had: whether pages may be retrieved is asked again when they are
        return parse_robots(b"")
    return parse_robots(answer.body)


def _note_forbidden(site: _Site, feeds: Sequence[FoundFeed]) -> None:
    article = feeds[0].parsed.entries[0].url if feeds else ""
    if article and not site.rules.can_fetch(article, NAME):
        site.remarks.append(f"robots.txt keeps us from pages such as {article}: only the feeds' text would be had")


async def _sitemap_of(site: _Site, homepage: str) -> str | None:
    """The best of those in robots.txt: a template of days, else an index, else a list with dates."""
    ranked: dict[int, str] = {}
    for line in list(site.rules.sitemaps)[:MOST_SITEMAPS]:
        url = urljoin(homepage, line)
        answer = await _tried(site, url) if urlsplit(url).scheme in {"http", "https"} else None
        if answer:
            with suppress(UnreadableError):
                rank, address = _rated(parse_sitemap(answer.body, answer.final_url), url)
                ranked.setdefault(rank, address)
    ranked.pop(0, None)
    return ranked[max(ranked)] if ranked else None


def _rated(sitemap: Sitemap, url: str) -> tuple[int, str]:
    """How well a sitemap tells what a day brought, 0 for not at all, and the address to keep for it."""
    if template := day_template(sitemap):
        return 3, template
    if sitemap.sitemaps:
        return 2, url
    return int(any(entry.published_at for entry in sitemap.entries)), url

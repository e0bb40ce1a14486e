"""Ask a source what it published on a past day, through its sitemaps and its archive page."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from marsad.catalog.templates import fill_day
from marsad.errors import GoneError, MarsadError, PostponedError
from marsad.feeds.archive_page import parse_archive
from marsad.feeds.compressed import MAX_BYTES
from marsad.feeds.sitemap import Sitemap, parse_sitemap
from marsad.feeds.sitemap_index import begins_after, local_days, sitemaps_for
from marsad.model import Archive, FeedEntry, Source
from marsad.web.retrieve import Retriever
from marsad.web.robots import Robots

MOST_SITEMAPS = 50  # requests for one day of one source: an index may name thousands


@dataclass(frozen=True, slots=True)
class History:
    """What one way of asking brought: rows as listed, of whatever day, and why some could not be had."""

    way: str  # sitemap | archive
    rows: tuple[FeedEntry, ...] = ()
    failures: tuple[str, ...] = ()  # somebody should look: each names its address and the cause
    limits: tuple[str, ...] = ()  # nobody's fault: the source, or we, stop there


async def ask_history(retriever: Retriever, source: Source, day: date) -> list[History]:
    """One `History` per way that the catalogue knows; sitemaps first."""
    asked = []
    if source.sitemap:
        asked.append(await _ask_sitemaps(retriever, source, source.sitemap, day))
    if source.archive:
        asked.append(await _ask_archive(retriever, source, source.archive, day))
    return asked


async def _ask_sitemaps(retriever: Retriever, source: Source, template: str, day: date) -> History:
    """One after the other, indexes followed to what they name; one bad sitemap does not hide the others."""
    days = local_days(day, ZoneInfo(source.timezone))
    queue = deque(dict.fromkeys(fill_day(template, local) for local in days))
    optional = set(queue) - {template}  # a day without a sitemap of its own is an answer: nothing was published
    seen = set(queue)
    told = History("sitemap")
    for url in _first(queue, MOST_SITEMAPS):
        try:
            sitemap = await _sitemap(retriever, source, url)
        except MarsadError as error:
            if not (isinstance(error, GoneError) and url in optional):
                told = _without(told, error)
            continue
        told = _with(told, rows=sitemap.entries, limits=_limits(sitemap, url, days))
        named = [child for child in sitemaps_for(sitemap, days) if child not in seen]
        queue.extend(named)
        seen.update(named)
    return _with(told, limits=[f"{len(queue)} of its {len(seen)} sitemaps were not asked"]) if queue else told


async def _sitemap(retriever: Retriever, source: Source, url: str) -> Sitemap:
    answer = await retriever.get(url, crawl_delay=source.crawl_delay, max_bytes=MAX_BYTES)
    return parse_sitemap(answer.body, answer.final_url, ZoneInfo(source.timezone))


def _first(queue: deque[str], count: int) -> Iterator[str]:
    """Take from a queue that grows meanwhile, until it is empty or `count` were taken."""
    while queue and count:
        count -= 1
        yield queue.popleft()


async def _ask_archive(retriever: Retriever, source: Source, archive: Archive, day: date) -> History:
    url = fill_day(archive.template, day)
    try:
        delay = await Robots(retriever).check(url)
    except MarsadError as error:
        return _without(History("archive"), error)
    try:
        answer = await retriever.get(url, crawl_delay=max(source.crawl_delay, delay or 0.0))
        rows = parse_archive(answer.body, answer.final_url, archive.links, answer.headers.get("content-type"))
    except GoneError:  # as with sitemaps: no page for the day, no news on it
        return History("archive")
    except MarsadError as error:
        return _without(History("archive"), error)
    # A page without a single article is more often a new layout than a day without news.
    failures = () if rows else (f"{url}: no link on it matches {archive.links!r}",)
    return History("archive", rows, failures)


def _without(told: History, error: MarsadError) -> History:
    """What there is beside the address that `error` kept back; one that waits for its turn is nobody's fault."""
    if isinstance(error, PostponedError):
        return _with(told, limits=[str(error)])
    return _with(told, failures=[str(error)])


def _limits(sitemap: Sitemap, url: str, days: Collection[date]) -> list[str]:
    return [f"{url}: its sitemaps begin after that day"] if begins_after(sitemap, days) else []


def _with(
    told: History, rows: Iterable[FeedEntry] = (), failures: Iterable[str] = (), limits: Iterable[str] = ()
) -> History:
    return replace(
        told,
        rows=(*told.rows, *rows),
        failures=(*told.failures, *failures),
        limits=(*told.limits, *limits),
    )

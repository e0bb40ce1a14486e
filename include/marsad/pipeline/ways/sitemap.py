"""What a source's sitemaps list for a day."""

from collections import deque
from collections.abc import AsyncIterator, Collection, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from marsad.catalog.templates import fill_day
from marsad.errors import GoneError, MarsadError
from marsad.feeds.compressed import MAX_BYTES
from marsad.feeds.sitemap import Sitemap, parse_sitemap
from marsad.feeds.sitemap_index import begins_after, local_days, sitemaps_for
from marsad.model import HistoryWay, Source
from marsad.pipeline.ways.base import History, Inquiry, more, without

MOST_SITEMAPS = 50  # requests for one day of one source: an index may name thousands


async def ask_sitemaps(inquiry: Inquiry, source: Source, day: date) -> AsyncIterator[History]:
    """One after the other, indexes followed to what they name; one bad sitemap does not hide the others."""
    template = source.sitemap or ""
    days = local_days(day, ZoneInfo(source.timezone))
    queue = deque(first_sitemaps(source, day))
    optional = set(queue) - {template}  # a day without a sitemap of its own is an answer: nothing was published
    seen = set(queue)
    told = History(HistoryWay.SITEMAP)
    for url in _first(queue, MOST_SITEMAPS):
        try:
            sitemap = await _sitemap(inquiry, source, url)
        except MarsadError as error:
            if not (isinstance(error, GoneError) and url in optional):
                told = without(told, error)
            continue
        told = more(told, rows=sitemap.entries, limits=_limits(sitemap, url, days))
        named = [child for child in sitemaps_for(sitemap, days) if child not in seen]
        queue.extend(named)
        seen.update(named)
    yield more(told, limits=[f"{len(queue)} of its {len(seen)} sitemaps were not asked"]) if queue else told


def first_sitemaps(source: Source, day: date) -> list[str]:
    """Where asking begins: the template filled for each of the outlet's own days that the UTC day lies in."""
    days = local_days(day, ZoneInfo(source.timezone))
    return list(dict.fromkeys(fill_day(source.sitemap or "", local) for local in days))


async def _sitemap(inquiry: Inquiry, source: Source, url: str) -> Sitemap:
    answer = await inquiry.retriever.get(url, crawl_delay=source.crawl_delay, max_bytes=MAX_BYTES)
    return parse_sitemap(answer.body, answer.final_url, ZoneInfo(source.timezone))


def _first(queue: deque[str], count: int) -> Iterator[str]:
    """Take from a queue that grows meanwhile, until it is empty or `count` were taken."""
    while queue and count:
        count -= 1
        yield queue.popleft()


def _limits(sitemap: Sitemap, url: str, days: Collection[date]) -> list[str]:
    return [f"{url}: its sitemaps begin after that day"] if begins_after(sitemap, days) else []

"""What the outlet's own page for a day links to."""

from collections.abc import AsyncIterator
from datetime import date

from marsad.catalog.templates import fill_day
from marsad.errors import GoneError, MarsadError
from marsad.feeds.archive_page import parse_archive
from marsad.model import Archive, FeedEntry, HistoryWay, Source
from marsad.pipeline.ways.base import History, Inquiry, more, without
from marsad.web.robots import Robots


async def ask_archive(inquiry: Inquiry, source: Source, day: date) -> AsyncIterator[History]:
    """All links that match are of the day: the page tells no times."""
    told = History(HistoryWay.ARCHIVE, is_of_day=True)
    if source.archive is None:
        return
    url = fill_day(source.archive.template, day)
    try:
        rows = await _rows(inquiry, source, source.archive, url)
    except MarsadError as error:
        yield without(told, error)
        return
    # A page without a single article is more often a new layout than a day without news.
    failures = [f"{url}: no link on it matches {source.archive.links!r}"] if rows == () else []
    yield more(told, rows=rows or (), failures=failures)


async def _rows(inquiry: Inquiry, source: Source, archive: Archive, url: str) -> tuple[FeedEntry, ...] | None:
    """None where there is no page for the day: as with sitemaps, that means no news on it."""
    delay = await Robots(inquiry.retriever).check(url)
    try:
        answer = await inquiry.retriever.get(url, crawl_delay=max(source.crawl_delay, delay or 0.0))
    except GoneError:
        return None
    return parse_archive(answer.body, answer.final_url, archive.links, answer.headers.get("content-type"))

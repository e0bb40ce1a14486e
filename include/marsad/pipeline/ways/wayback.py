"""What the Wayback Machine captured of a source on a day, for sources whose file asks for it.

It tells when a page was captured, not when it was published. An address with a date in it is of that date; any other
is taken for the day of its capture. Pages are then retrieved from the archive, under the original's canonical address.
"""

import re
from collections.abc import AsyncIterator
from datetime import date
from urllib.parse import unquote

from marsad.errors import MarsadError
from marsad.feeds.cdx import MOST_CAPTURES, Capture, captures_url, copy_url, parse_captures
from marsad.feeds.sitemap_index import dates_in_address
from marsad.model import FeedEntry, HistoryWay, Source, Wayback
from marsad.pipeline.ways.base import Found, History, Inquiry, hosts_of, without
from marsad.web.robots import Robots

_WAY = HistoryWay.WAYBACK


async def ask_wayback(inquiry: Inquiry, source: Source, day: date) -> AsyncIterator[History]:
    """One question for each host of the source; only addresses that `links` matches are articles."""
    if source.wayback is None:
        return
    base = inquiry.settings.wayback_url
    for host in hosts_of(source):
        url = captures_url(base, host, day)
        try:
            captures = await _captures(inquiry, source, url)
        except MarsadError as error:
            yield without(History(_WAY), error)
            continue
        rows = (Found(_item(capture), copy_url=copy_url(base, capture)) for capture in captures)
        limits = (f"{url}: more than {MOST_CAPTURES} captures",) if len(captures) >= MOST_CAPTURES else ()
        yield History(
            _WAY, tuple(r for r in rows if _is_article(r.item, source.wayback, day)), (), limits, is_of_day=True
        )


async def _captures(inquiry: Inquiry, source: Source, url: str) -> list[Capture]:
    delay = await Robots(inquiry.retriever).check(url)
    answer = await inquiry.retriever.get(url, crawl_delay=max(source.crawl_delay, delay or 0.0))
    return parse_captures(answer.body, url)


def _item(capture: Capture) -> FeedEntry:
    return FeedEntry(entry_id=capture.url, url=capture.url, title="")


def _is_article(item: FeedEntry, wayback: Wayback, day: date) -> bool:
    dates = dates_in_address(item.url)
    is_of_day = dates is None or dates[0] <= day <= dates[1]
    return is_of_day and re.search(wayback.links, unquote(item.url)) is not None

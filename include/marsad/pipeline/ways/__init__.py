"""The ways to ask for a past day, one module each. Which a source has: `marsad.catalog.capabilities`."""

from collections.abc import Mapping

from marsad.model import HistoryWay
from marsad.pipeline.ways.archive import ask_archive
from marsad.pipeline.ways.base import Found, History, Inquiry, Way
from marsad.pipeline.ways.cc_news import ask_cc_news
from marsad.pipeline.ways.raw_store import ask_raw_store
from marsad.pipeline.ways.sitemap import ask_sitemaps
from marsad.pipeline.ways.wayback import ask_wayback

__all__ = ["HELD", "LISTS", "WAYS", "Found", "History", "Inquiry", "Way"]

WAYS: Mapping[HistoryWay, Way] = {
    HistoryWay.RAW_STORE: ask_raw_store,
    HistoryWay.SITEMAP: ask_sitemaps,
    HistoryWay.ARCHIVE: ask_archive,
    HistoryWay.CC_NEWS: ask_cc_news,
    HistoryWay.WAYBACK: ask_wayback,
}
# Those that tell what the outlet published, so that one can say when a day is whole. The others hold what they hold.
LISTS = frozenset({HistoryWay.SITEMAP, HistoryWay.ARCHIVE})
# Those that bring pages along, which are as old as they are.
HELD = frozenset({HistoryWay.RAW_STORE, HistoryWay.CC_NEWS})

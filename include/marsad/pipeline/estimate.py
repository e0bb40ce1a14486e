"""A dry run: what bringing a day in would ask for, from what the warehouse knows. Sends nothing, writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marsad.catalog.capabilities import ways_of
from marsad.errors import ConfigError
from marsad.model import HistoryWay, Source
from marsad.pipeline.ingest import MODES, is_settled
from marsad.pipeline.ways.base import hosts_of
from marsad.pipeline.ways.sitemap import first_sitemaps
from marsad.settings import Settings
from marsad.store.coverage import Outlook, outlook
from marsad.store.session import session


@dataclass(frozen=True, slots=True)
class SourceEstimate:
    """One source's part. An index of sitemaps may name more of them than `list_count`."""

    source_id: str
    ways: tuple[HistoryWay, ...]  # that may be asked, in this order
    list_count: int  # requests for lists
    page_count: int  # requests for pages
    again_count: int  # finished entries that go through again
    seconds: float  # of requests, one after the other

    def __str__(self) -> str:
        asked = f"asks {', '.join(self.ways)}" if self.ways else "asks nobody"
        return (
            f"{self.source_id}: {asked}, {self.list_count} requests for lists, about {self.page_count} for pages,"
            f" {self.again_count} entries again, {self.seconds / 60:.1f} minutes"
        )


@dataclass(frozen=True, slots=True)
class DayEstimate:
    """All sources' parts of one day."""

    day: date
    mode: str
    sources: tuple[SourceEstimate, ...]

    @property
    def request_count(self) -> int:
        """Requests of all sources."""
        return sum(source.list_count + source.page_count for source in self.sources)

    @property
    def minutes(self) -> float:
        """How long the requests take: sources are asked side by side, each at its own pace."""
        return max((source.seconds for source in self.sources), default=0.0) / 60

    def __str__(self) -> str:
        parts = "".join(f"\n  {source}" for source in self.sources)
        return (
            f"{self.day} dry run ({self.mode}): about {self.request_count} requests, {self.minutes:.1f} minutes{parts}"
        )


def estimate_day(dsn: str, day: date, sources: Sequence[Source], settings: Settings, mode: str) -> DayEstimate:
    """What `ingest_day` and the stages after it would ask for. Raises ConfigError for an unknown mode."""
    if mode not in MODES:
        raise ConfigError("mode", f"{mode!r} is none of {', '.join(MODES)}")
    with session(dsn) as connection:
        known = {one.source_id: one for one in outlook(connection, day, [source.source_id for source in sources])}
    has_cc_news = bool(settings.cc_news)
    told = (estimate(one, day, mode, known[one.source_id], has_cc_news=has_cc_news) for one in sources)
    return DayEstimate(day, mode, tuple(told))


def estimate(source: Source, day: date, mode: str, known: Outlook, *, has_cc_news: bool = False) -> SourceEstimate:
    """One source's part. Pure.

    How many articles the day has is told by its list where that was read, else by a usual day of the source.
    """
    is_told = mode == "missing" and is_settled(day, known.completed_at)
    ways = () if is_told or mode == "reprocess" else ways_of(source, has_cc_news=has_cc_news)
    new = max(0, (known.usual_count if known.expected_count is None else known.expected_count) - known.known_count)
    again = {"failed": known.failed_count, "refetch": known.ended_count, "reprocess": known.ended_count}.get(mode, 0)
    pages = 0 if mode == "reprocess" else known.waiting_count + again + (new if ways else 0)
    lists = sum(_requests(way, source, day) for way in ways)
    pace = max(source.crawl_delay, known.seconds_per_page)
    return SourceEstimate(source.source_id, ways, lists, pages, again, (lists + pages) * pace)


def _requests(way: HistoryWay, source: Source, day: date) -> int:
    match way:
        case HistoryWay.RAW_STORE:
            return 0
        case HistoryWay.SITEMAP:
            return len(first_sitemaps(source, day))
        case HistoryWay.ARCHIVE:
            return 2  # robots.txt goes before the page
        case HistoryWay.CC_NEWS:
            return 0  # none to the outlet
        case HistoryWay.WAYBACK:
            return 1 + len(hosts_of(source))

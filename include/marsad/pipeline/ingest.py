"""Bring one past day in: the sources' history for it -> raw.entry, and what is asked to go through again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from psycopg import Connection

from marsad.archive.sitemap import parse_sitemap, sitemap_url
from marsad.errors import ConfigError, GoneError, MarsadError, UnexpectedInputError
from marsad.feeds.decide import entry_of
from marsad.model import Entry, FeedEntry, Source
from marsad.pipeline.clock import Clock, utc_now
from marsad.settings import Settings
from marsad.store.curated import save_sources
from marsad.store.entries import RESETS, known_urls, reset_entries, save_entries
from marsad.store.issues import close_issue, open_issue
from marsad.store.session import session
from marsad.web.retrieve import Retriever

MODES = ("missing", *RESETS)
SITEMAP_FAILING = "sitemap_failing"


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one past day gained. `unavailable` says why a source could not tell."""

    day: date
    mode: str
    new: int
    again: int  # finished entries that go through once more
    unavailable: dict[str, str]

    def __str__(self) -> str:
        gaps = "".join(f"; {source_id}: {cause}" for source_id, cause in sorted(self.unavailable.items()))
        return f"{self.day} ingest ({self.mode}): {self.new} new entries, {self.again} again{gaps}"


def ingest_day(
    dsn: str, day: date, sources: Sequence[Source], settings: Settings, mode: str = "missing", clock: Clock = utc_now
) -> IngestReport:
    """Ask the sources' sitemaps for the day and send finished entries through again as `mode` says.

    missing: only entries never seen. failed: also those that ended without an article. refetch: also every page
    again. reprocess: extract and annotate stored pages again, without a request. Raises ConfigError for another mode.
    """
    if mode not in MODES:
        raise ConfigError("mode", f"{mode!r} is none of {', '.join(MODES)}")
    asked = [] if mode == "reprocess" else [source for source in sources if source.sitemap]
    unavailable = {s.source_id: "has no sitemap" for s in sources if not s.sitemap} if mode != "reprocess" else {}
    answers = asyncio.run(_ask(asked, day, settings))
    with session(dsn) as connection, connection.transaction():
        save_sources(connection, sources)
        again = reset_entries(connection, day, [s.source_id for s in sources], mode) if mode in RESETS else 0
        new = 0
        for source, answer in zip(asked, answers, strict=True):
            if isinstance(answer, MarsadError):
                unavailable[source.source_id] = str(answer)
            new += _keep(connection, source, day, answer, clock)
    return IngestReport(day, mode, new, again, unavailable)


async def _ask(sources: Sequence[Source], day: date, settings: Settings) -> list[tuple[FeedEntry, ...] | MarsadError]:
    async with Retriever(settings) as retriever:
        return await asyncio.gather(*(_ask_one(retriever, source, day) for source in sources))


async def _ask_one(retriever: Retriever, source: Source, day: date) -> tuple[FeedEntry, ...] | MarsadError:
    url = sitemap_url(source, day) or ""
    try:
        answer = await retriever.get(url, crawl_delay=source.crawl_delay)
        sitemap = parse_sitemap(answer.body, answer.final_url)
    except GoneError:  # no sitemap for that day is an answer: nothing was published
        return ()
    except MarsadError as error:
        return error
    if sitemap.sitemaps:
        return UnexpectedInputError(url, f"an index of {len(sitemap.sitemaps)} sitemaps; name one that lists articles")
    return sitemap.entries


def _keep(
    connection: Connection, source: Source, day: date, answer: tuple[FeedEntry, ...] | MarsadError, clock: Clock
) -> int:
    """Keep the day's entries that no feed showed; returns how many."""
    if isinstance(answer, MarsadError):
        open_issue(connection, SITEMAP_FAILING, source.source_id, str(answer), clock())
        return 0
    close_issue(connection, SITEMAP_FAILING, source.source_id, clock())
    entries = [entry_of(item, source, None, clock()) for item in answer]
    return save_entries(connection, _unknown(connection, source, [e for e in entries if e.day == day]))


def _unknown(connection: Connection, source: Source, entries: list[Entry]) -> list[Entry]:
    known = known_urls(connection, source.source_id, [entry.canonical_url for entry in entries])
    return list({e.canonical_url: e for e in entries if e.canonical_url not in known}.values())

"""Bring one past day in: the sources' history of it -> raw.entry, and what is asked to go through again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from psycopg import Connection

from marsad.archive.warc import WarcStore
from marsad.errors import ConfigError
from marsad.model import Source
from marsad.pipeline.ask_day import Told, ask_day
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.day_assertions import judge_day
from marsad.pipeline.found import Kept, keep_found
from marsad.pipeline.manners import polite_retriever
from marsad.pipeline.ways import History, Inquiry
from marsad.settings import Settings
from marsad.store.coverage import CoverageRow, completed_since, save_coverage
from marsad.store.curated import save_sources
from marsad.store.entries import RESETS, reset_entries
from marsad.store.issues import close_issue, open_issue
from marsad.store.raw_files import unaccounted_files
from marsad.store.session import session

MODES = ("missing", *RESETS)
SETTLED = timedelta(days=2)  # after a day began, its list stands still: late articles and late time zones are in


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one past day gained. `unavailable` says why a source could not tell, or not all."""

    day: date
    mode: str
    new: int
    again: int  # finished entries that go through once more
    unavailable: dict[str, str]
    undated: int = 0  # rows of sitemaps that say no time: of which day they are cannot be known
    elsewhere: int = 0  # rows that belong to other days
    breaches: dict[str, str] = field(default_factory=dict)  # source_id -> how its day breaks its assertions

    def __str__(self) -> str:
        dropped = f"; left out {self.undated} undated, {self.elsewhere} of other days"
        told = [*sorted(self.unavailable.items()), *sorted(self.breaches.items())]
        return (
            f"{self.day} ingest ({self.mode}): {self.new} new entries, {self.again} again"
            f"{dropped if self.undated or self.elsewhere else ''}"
            f"{''.join(f'; {source_id}: {text}' for source_id, text in told)}"
        )


def ingest_day(
    dsn: str, day: date, sources: Sequence[Source], settings: Settings, mode: str = "missing", clock: Clock = utc_now
) -> IngestReport:
    """Ask the sources for the day, each in its ways, and send finished entries through again as `mode` says.

    missing: only entries never seen; a source that has told the day in full since it was over is not asked again.
    failed: also those that ended without an article. refetch: also every page again. reprocess: extract and annotate
    stored pages again, without a request. What was found is kept piece by piece, so that a worker that dies loses
    little. Then the day is held against the sources' assertions. Raises ConfigError for another mode.
    """
    if mode not in MODES:
        raise ConfigError("mode", f"{mode!r} is none of {', '.join(MODES)}")
    ids = [source.source_id for source in sources]
    with session(dsn) as connection:
        with connection.transaction():
            save_sources(connection, sources)
            again = reset_entries(connection, day, ids, mode) if mode in RESETS else 0
            settled = completed_since(connection, day, ids, settled_at(day)) if mode == "missing" else set()
        asked = [] if mode == "reprocess" else [source for source in sources if source.source_id not in settled]
        told = asyncio.run(_ask_all(dsn, connection, day, asked, settings, clock, is_fresh=mode == "refetch"))
        with connection.transaction():
            full = settled | {one.source_id for one in told if one.is_complete}
            breaches = judge_day(connection, day, [] if mode == "reprocess" else sources, full, clock())
    kept = sum((one.kept for one in told), Kept())
    unavailable = {one.source_id: one.unavailable for one in told if one.unavailable}
    return IngestReport(day, mode, kept.new, again, unavailable, kept.undated, kept.elsewhere, breaches)


def settled_at(day: date) -> datetime:
    """From when on a source's list of the day, read in full, need not be read again."""
    return datetime.combine(day, time.min, UTC) + SETTLED


def is_settled(day: date, completed_at: datetime | None) -> bool:
    """Whether the day's list was read in full (`completed_at`) when it stood still."""
    return completed_at is not None and completed_at >= settled_at(day)


async def _ask_all(
    dsn: str,
    connection: Connection,
    day: date,
    sources: Sequence[Source],
    settings: Settings,
    clock: Clock,
    *,
    is_fresh: bool,
) -> list[Told]:
    """All sources at once; between two pieces no transaction is open, since the web may take its time."""
    store = WarcStore(settings.raw_uri)

    async def ask(source: Source) -> Told:
        def keep(history: History) -> Kept:
            return keep_found(connection, store, source, day, history, clock())

        told = await ask_day(inquiry, source, day, keep, is_fresh=is_fresh)
        with connection.transaction():
            _write_down(connection, day, told, clock())
        return told

    def unaccounted(files: Sequence[str]) -> list[str]:
        with connection.transaction():
            return unaccounted_files(connection, files)

    async with polite_retriever(settings, dsn) as retriever:
        inquiry = Inquiry(retriever, settings, store, unaccounted)
        return await asyncio.gather(*map(ask, sources))


def _write_down(connection: Connection, day: date, told: Told, now: datetime) -> None:
    """What is covered, and an issue for each way that failed; it ends when that way is read in full."""
    row = CoverageRow(
        day=day,
        source_id=told.source_id,
        expected_count=told.expected_count,
        unavailable_reason=told.unavailable,
        asked_ways=tuple(way.value for way in told.ways),
        completed_at=now if told.is_complete else None,
        checked_at=now,
    )
    save_coverage(connection, [row])
    for way, asked in told.ways.items():
        if asked.failures:
            open_issue(connection, f"{way}_failing", told.source_id, "; ".join(asked.failures), now)
        elif asked.is_read:  # what was not asked proves nothing
            close_issue(connection, f"{way}_failing", told.source_id, now)

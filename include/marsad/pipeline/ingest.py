"""Bring one past day in: the sources' history of it -> raw.entry, and what is asked to go through again."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from psycopg import Connection

from marsad.errors import ConfigError
from marsad.feeds.decide import entry_of
from marsad.model import Entry, Source
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.day_assertions import judge_day
from marsad.pipeline.history import History, ask_history
from marsad.pipeline.manners import polite_retriever
from marsad.settings import Settings
from marsad.store.curated import save_sources
from marsad.store.entries import RESETS, known_urls, reset_entries, save_entries
from marsad.store.issues import close_issue, open_issue
from marsad.store.session import session

MODES = ("missing", *RESETS)
NO_HISTORY = "has no sitemap and no archive"


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
    """Ask the sources' sitemaps and archives for the day and send finished entries through again as `mode` says.

    missing: only entries never seen. failed: also those that ended without an article. refetch: also every page
    again. reprocess: extract and annotate stored pages again, without a request. Then the day is held against the
    sources' assertions. Raises ConfigError for another mode.
    """
    if mode not in MODES:
        raise ConfigError("mode", f"{mode!r} is none of {', '.join(MODES)}")
    asked = [] if mode == "reprocess" else list(sources)
    # Before the session: no transaction waits for the web.
    answers = asyncio.run(_ask(asked, day, settings, dsn))
    with session(dsn) as connection, connection.transaction():
        save_sources(connection, sources)
        again = reset_entries(connection, day, [s.source_id for s in sources], mode) if mode in RESETS else 0
        kept = sum(
            (_keep(connection, source, day, answer, clock()) for source, answer in zip(asked, answers, strict=True)),
            Counter(),
        )
        unavailable = dict(_unavailable(asked, answers))
        told = {source.source_id for source in asked} - set(unavailable)
        breaches = judge_day(connection, day, asked, told, clock())
    return IngestReport(day, mode, kept["new"], again, unavailable, kept["undated"], kept["elsewhere"], breaches)


async def _ask(sources: Sequence[Source], day: date, settings: Settings, dsn: str) -> list[list[History]]:
    async with polite_retriever(settings, dsn) as retriever:
        return await asyncio.gather(*(ask_history(retriever, source, day) for source in sources))


def _keep(connection: Connection, source: Source, day: date, answer: Sequence[History], now: datetime) -> Counter[str]:
    """Keep the day's entries that no feed showed; counts new entries and dropped rows."""
    kept: Counter[str] = Counter()
    for history in answer:
        _tell_people(connection, source, history, now)
        entries = list(_entries(history, source, day, now, kept))
        kept["new"] += save_entries(connection, _unknown(connection, source, entries))
    return kept


def _entries(history: History, source: Source, day: date, now: datetime, dropped: Counter[str]) -> Iterator[Entry]:
    zone = ZoneInfo(source.timezone)
    for row in history.rows:
        entry = entry_of(row, source, None, now)
        own_day = day if history.way == "archive" else _day_of(entry, zone)  # an archive's page tells day, not time
        if own_day is None:
            dropped["undated"] += 1
        elif own_day != day:
            dropped["elsewhere"] += 1
        else:
            yield replace(entry, day=day)


def _day_of(entry: Entry, zone: ZoneInfo) -> date | None:
    """The entry's day; None when it is undated.

    A date without a time was read as its midnight in `zone`, which east of Greenwich lies in the UTC day before. The
    article is of the day that the outlet names.
    """
    if entry.published_at is None:
        return None
    local = entry.published_at.astimezone(zone)
    return local.date() if local.time() == time.min else entry.day


def _unknown(connection: Connection, source: Source, entries: list[Entry]) -> list[Entry]:
    known = known_urls(connection, source.source_id, [entry.canonical_url for entry in entries])
    return list({e.canonical_url: e for e in entries if e.canonical_url not in known}.values())


def _tell_people(connection: Connection, source: Source, history: History, now: datetime) -> None:
    kind = f"{history.way}_failing"
    if history.failures:
        open_issue(connection, kind, source.source_id, "; ".join(history.failures), now)
    elif not history.limits:  # read in full: what was not asked proves nothing
        close_issue(connection, kind, source.source_id, now)


def _unavailable(sources: Sequence[Source], answers: Sequence[Sequence[History]]) -> Iterator[tuple[str, str]]:
    for source, answer in zip(sources, answers, strict=True):
        causes = [cause for history in answer for cause in (*history.failures, *history.limits)]
        if causes or not answer:
            yield source.source_id, "; ".join(causes) or NO_HISTORY

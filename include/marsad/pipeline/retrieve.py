"""Fetch the pages behind a day's entries: raw.entry -> raw.page and WARC records."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from psycopg import Connection

from marsad.archive.warc import WarcStore
from marsad.errors import (
    BlockedError,
    ConfigError,
    ForbiddenAddressError,
    GoneError,
    MarsadError,
    PostponedError,
    RetryableError,
    UnreadableError,
)
from marsad.extract.choose import is_full_text
from marsad.model import Entry, EntryStatus, Response, Source
from marsad.pipeline.batches import batches_until_done, revision_of
from marsad.pipeline.bodies import store_bodies
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.manners import shared_manners
from marsad.pipeline.outcome import Outcome, StageReport, outcome_of, record, report
from marsad.settings import Settings
from marsad.store.entries import attempt_counts, work_list
from marsad.store.issues import close_issue, open_issue
from marsad.store.lock import turn
from marsad.store.pages import save_pages
from marsad.store.session import session
from marsad.text.urls import without_credentials
from marsad.web.location import shown
from marsad.web.retrieve import Retriever
from marsad.web.robots import Robots

STAGE = "retrieve"
BATCH = 50  # pages in memory at once, 10 MB each at most
# Seconds between requests to one host. A batch at this pace takes 25 minutes: with what some robots.txt ask for it
# would never end, and keep the pages of every other source waiting.
SLOWEST_CRAWL = 30.0
# Seconds that a batch is given: redirects wait for turns of their own, and what came is kept only when it ends. Two
# batches and their storing fit into a task's hour.
BATCH_TIME = 1_680.0
MAX_ATTEMPTS = 3  # passing failures before an entry is given up


@dataclass(frozen=True, slots=True)
class Fetched:
    """What asking for one entry's page brought."""

    entry: Entry
    response: Response | None
    error: MarsadError | None


def retrieve_pages(
    dsn: str, day: date, sources: Mapping[str, Source], settings: Settings, clock: Clock = utc_now
) -> StageReport:
    """Retrieve every page of the day that is not stored. A failing page never stops the others."""
    outcomes: list[Outcome] = []
    with session(dsn) as connection, turn(connection, STAGE, day) as is_mine:
        if is_mine:
            for batch in batches_until_done(partial(_waiting, connection, day), revision_of, BATCH):
                fetched = asyncio.run(_fetch_all(dsn, batch, sources, settings))
                outcomes += _keep(connection, day, fetched, WarcStore(settings.raw_uri), clock)
                connection.commit()
    return report(STAGE, day, outcomes)


def _waiting(connection: Connection, day: date) -> list[Entry]:
    entries = work_list(connection, day, EntryStatus.DISCOVERED)
    connection.commit()
    return entries


async def _fetch_all(
    dsn: str, entries: Sequence[Entry], sources: Mapping[str, Source], settings: Settings
) -> list[Fetched]:
    end = asyncio.get_running_loop().time() + BATCH_TIME
    async with shared_manners(dsn) as manners, Retriever(settings, pacer=manners) as retriever:
        robots = Robots(retriever, manners)
        return await asyncio.gather(*(_fetch(retriever, robots, e, sources.get(e.source_id), end) for e in entries))


async def _fetch(retriever: Retriever, robots: Robots, entry: Entry, source: Source | None, end: float) -> Fetched:
    """`end` is by the loop's clock."""
    try:
        async with asyncio.timeout_at(end):
            return Fetched(entry, await _page_of(retriever, robots, entry, source), None)
    except ConfigError:  # nobody's page could be had
        raise
    except MarsadError as error:
        return Fetched(entry, None, error)
    except TimeoutError:
        url = without_credentials(entry.url)
        return Fetched(entry, None, PostponedError(url, "its batch's time was over before it came"))
    except Exception as error:  # noqa: BLE001 - an answer that nobody thought of must not stop its day
        cause = shown(f"{type(error).__name__}: {error}")
        return Fetched(entry, None, UnreadableError(without_credentials(entry.url), cause))


async def _page_of(retriever: Retriever, robots: Robots, entry: Entry, source: Source | None) -> Response:
    """Asks robots.txt before every hop: a redirect may lead to where we are not wanted."""
    delay = source.crawl_delay if source else 1.0

    async def pace(url: str) -> float:
        asked = await robots.check(url, delay)
        return max(delay, min(asked or 0.0, SLOWEST_CRAWL))

    return await retriever.get(entry.url, crawl_delay=await pace(entry.url), ask_first=pace)


def _keep(
    connection: Connection, day: date, fetched: Sequence[Fetched], warc: WarcStore, clock: Clock
) -> list[Outcome]:
    attempts = attempt_counts(connection, [one.entry.entry_id for one in fetched])
    answered = [(one.entry, one.response) for one in fetched if one.response is not None]
    save_pages(connection, store_bodies(warc, day, answered))
    outcomes = [judge(one, attempts[one.entry.entry_id]) for one in fetched]
    # What was not asked for waits as it was: an attempt is one that was made.
    pairs = zip(fetched, outcomes, strict=True)
    record(connection, STAGE, [o for one, o in pairs if not isinstance(one.error, PostponedError)], clock())
    _tell_people(connection, fetched, outcomes, clock)
    return outcomes


def _tell_people(connection: Connection, fetched: Sequence[Fetched], outcomes: Sequence[Outcome], clock: Clock) -> None:
    """An issue per source whose pages are gone or blocked; it ends with the first batch that has none of that kind."""
    unwell = {
        (f"page_{outcome.status}", one.entry.source_id): outcome.detail or ""
        for one, outcome in zip(fetched, outcomes, strict=True)
        if outcome.status in (EntryStatus.GONE, EntryStatus.BLOCKED)
    }
    for source_id in sorted({one.entry.source_id for one in fetched if one.response}):
        for kind in ("page_gone", "page_blocked"):
            if (kind, source_id) not in unwell:
                close_issue(connection, kind, source_id, clock())
    for (kind, source_id), detail in unwell.items():
        open_issue(connection, kind, source_id, detail, clock())


def judge(fetched: Fetched, attempts: int) -> Outcome:
    """Where the entry goes. `attempts` is how often it failed before for a passing reason. Pure.

    Where the page cannot be had but the feed gave the full text, the entry goes on with that.
    """
    entry, error = fetched.entry, fetched.error
    if error is None:
        return outcome_of(entry, EntryStatus.RETRIEVED)
    if isinstance(error, PostponedError):
        return outcome_of(entry, EntryStatus.DISCOVERED, "postponed", str(error))
    if isinstance(error, RetryableError) and attempts + 1 < MAX_ATTEMPTS:
        return outcome_of(entry, EntryStatus.DISCOVERED, "unreachable", str(error))
    status, reason = _failure(error)
    if status is not EntryStatus.GONE and is_full_text(entry.content, entry.summary):
        return outcome_of(entry, EntryStatus.RETRIEVED, f"{reason}, text from the feed", str(error))
    return outcome_of(entry, status, reason, str(error))


def _failure(error: MarsadError) -> tuple[EntryStatus, str]:
    if isinstance(error, GoneError):
        return EntryStatus.GONE, f"status_{error.status}" if error.status else "robots"
    if isinstance(error, BlockedError):
        return EntryStatus.BLOCKED, "blocked"
    if isinstance(error, ForbiddenAddressError):
        return EntryStatus.QUARANTINED, "forbidden_address"
    if isinstance(error, RetryableError):
        return EntryStatus.QUARANTINED, "unreachable"
    return EntryStatus.QUARANTINED, "unreadable_page"

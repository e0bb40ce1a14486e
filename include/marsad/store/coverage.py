"""`ops.coverage` and `curated.coverage`: which past days were asked for, and what is there of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg import Connection

from marsad.store.load import fetch, upsert


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A row of `ops.coverage`: how asking for one day of one source ended."""

    day: date
    source_id: str
    expected_count: int | None
    unavailable_reason: str | None
    asked_ways: tuple[str, ...]
    completed_at: datetime | None
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class DayCoverage:
    """A row of `curated.coverage`, or an empty one of a day that nobody asked for and nothing is known of."""

    day: date
    source_id: str
    expected_count: int | None
    known_count: int
    published_count: int
    pending_count: int
    duplicate_count: int
    not_arabic_count: int
    failed_count: int
    unavailable_reason: str | None
    asked_ways: list[str] | None
    completed_at: datetime | None
    checked_at: datetime | None


def save_coverage(connection: Connection, rows: Sequence[CoverageRow]) -> int:
    """Write down how asking ended; what was told in full before stays so."""
    return upsert(connection, "ops.coverage", rows, "ops/coverage/upsert")


def completed_since(connection: Connection, day: date, source_ids: Sequence[str], since: datetime) -> set[str]:
    """Those sources that told the day in full at `since` or later."""
    parameters = {"day": day, "source_ids": list(source_ids), "since": since}
    return {row["source_id"] for row in fetch(connection, "ops/coverage/completed_since", parameters)}


def coverage_between(connection: Connection, first: date, last: date, source_ids: Sequence[str]) -> list[DayCoverage]:
    """One row for every day from `first` to `last` and every source, by day."""
    parameters = {"first": first, "last": last, "source_ids": list(source_ids)}
    return [DayCoverage(**row) for row in fetch(connection, "curated/coverage/between", parameters)]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a day of one source holds and may bring, as far as the warehouse can tell."""

    source_id: str
    expected_count: int | None
    completed_at: datetime | None
    known_count: int
    waiting_count: int  # for their page
    failed_count: int
    ended_count: int  # in whatever way, but as a duplicate
    usual_count: int  # entries of a day of this source, the median; 0 where nothing is known of it
    seconds_per_page: float  # median of the last thirty days; 0 where none came


def outlook(connection: Connection, day: date, source_ids: Sequence[str]) -> list[Outlook]:
    """One row for every source."""
    rows = fetch(connection, "ops/coverage/outlook", {"day": day, "source_ids": list(source_ids)})
    return [Outlook(**row) for row in rows]

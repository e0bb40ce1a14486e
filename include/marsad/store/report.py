"""Counts for people: what landed, and the funnel of every day."""

from dataclasses import dataclass
from datetime import date

from psycopg import Connection

from marsad.store.load import fetch


@dataclass(frozen=True, slots=True)
class Landed:
    """Rows per stage."""

    entry_count: int
    page_count: int
    staged_count: int
    article_count: int
    version_count: int
    mention_count: int
    event_count: int
    passed_check_count: int
    warned_check_count: int
    failed_check_count: int
    pending_count: int  # entries that have not reached a terminal status


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """A row of `ops.funnel`: what became of one source's entries of one day. `difference` must be 0."""

    day: date
    source_id: str
    entry_count: int
    pending_count: int
    published_count: int
    duplicate_count: int
    gone_count: int
    blocked_count: int
    empty_count: int
    not_arabic_count: int
    quarantined_count: int
    dropped_count: int
    article_count: int
    difference: int


def landed(connection: Connection) -> Landed:
    """How many rows each stage holds now."""
    return Landed(**fetch(connection, "curated/landed/counts")[0])


def funnel(connection: Connection) -> list[FunnelRow]:
    """The funnel of every day and source, oldest first."""
    return [FunnelRow(**row) for row in fetch(connection, "ops/funnel/by_day")]

"""`ops.quarantine`: entries parked with a reason, which can be sent through again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg import Connection

from marsad.store.load import execute, fetch, upsert


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Why one entry was parked, by which stage."""

    entry_id: str
    revision: int
    stage: str
    reason: str
    detail: str
    quarantined_at: datetime


@dataclass(frozen=True, slots=True)
class Parked:
    """A quarantined entry as a person sees it."""

    entry_id: str
    source_id: str
    day: date
    url: str
    stage: str
    reason: str
    detail: str
    quarantined_at: datetime


def park(connection: Connection, records: Sequence[Quarantined]) -> None:
    """Park entries; one that is parked again takes the newer reason. Their status is the caller's."""
    upsert(connection, "ops.quarantine", records, "ops/quarantine/upsert")


def parked(connection: Connection) -> list[Parked]:
    """Everything parked and not yet replayed, oldest first."""
    return [Parked(**row) for row in fetch(connection, "ops/quarantine/parked")]


def release(connection: Connection, entry_ids: Sequence[str], now: datetime) -> list[date]:
    """Send parked entries through again; returns the days that have work now."""
    rows = fetch(connection, "ops/quarantine/release", {"entry_ids": list(entry_ids)})
    execute(connection, "ops/quarantine/mark_replayed", {"entry_ids": list(entry_ids), "now": now})
    return sorted({row["day"] for row in rows})

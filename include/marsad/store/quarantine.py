"""`ops.quarantine`: entries parked with a reason, which can be sent through again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from psycopg import Connection

from marsad.model import PARKED, EntryStatus
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
    status: str
    stage: str
    reason: str
    detail: str
    quarantined_at: datetime


def park(connection: Connection, records: Sequence[Quarantined]) -> None:
    """Park entries; one that is parked again takes the newer reason. Their status is the caller's."""
    upsert(connection, "ops.quarantine", records, "ops/quarantine/upsert")


def parked(connection: Connection) -> list[Parked]:
    """Everything parked that nobody replayed or dropped yet, oldest first."""
    return _with_status(connection, PARKED)


def dropped(connection: Connection) -> list[Parked]:
    """Everything that was parked and then dropped, oldest first."""
    return _with_status(connection, (EntryStatus.DROPPED,))


def _with_status(connection: Connection, statuses: Iterable[EntryStatus]) -> list[Parked]:
    parameters = {"statuses": [status.value for status in statuses]}
    return [Parked(**row) for row in fetch(connection, "ops/quarantine/parked", parameters)]


def known_of(connection: Connection, entry_id: str) -> dict[str, Any]:
    """What the warehouse keeps of one entry at its present revision: entry, page and staged article, null where not."""
    return fetch(connection, "ops/quarantine/known", {"entry_id": entry_id})[0]


def drop(connection: Connection, entry_ids: Sequence[str], now: datetime) -> int:
    """End parked entries for good, as far as anything is: `release` still takes them. Returns how many."""
    return execute(connection, "ops/quarantine/drop", {"entry_ids": list(entry_ids), "now": now})


def release(connection: Connection, entry_ids: Sequence[str], now: datetime) -> list[date]:
    """Send parked or dropped entries through again; returns the days that have work now."""
    rows = fetch(connection, "ops/quarantine/release", {"entry_ids": list(entry_ids)})
    execute(connection, "ops/quarantine/mark_replayed", {"entry_ids": list(entry_ids), "now": now})
    return sorted({row["day"] for row in rows})

"""How a stage leaves its entries, and how that is written down."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from psycopg import Connection

from marsad.model import PARKED, Entry, EntryStatus
from marsad.store.entries import StatusChange, set_statuses
from marsad.store.quarantine import Quarantined, park


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where one entry goes from here. `reason` is a short word to group by, `detail` subject and cause."""

    entry_id: str
    revision: int
    status: EntryStatus
    reason: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class StageReport:
    """What one stage did with one day: entries by the status they were left in."""

    stage: str
    day: date
    counts: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        what = ", ".join(f"{count} {status}" for status, count in sorted(self.counts.items()))
        return f"{self.day} {self.stage}: {what or 'nothing to do'}"


def outcome_of(entry: Entry, status: EntryStatus, reason: str | None = None, detail: str | None = None) -> Outcome:
    """The outcome of an entry as the worker saw it."""
    return Outcome(entry.entry_id, entry.revision, status, reason, detail)


def record(connection: Connection, stage: str, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Move the entries on and park those that need a person. The caller holds the transaction."""
    set_statuses(connection, [StatusChange(o.entry_id, o.revision, o.status, o.reason) for o in outcomes])
    park(
        connection,
        [
            Quarantined(o.entry_id, o.revision, stage, o.reason or o.status, o.detail or "", now)
            for o in outcomes
            if o.status in PARKED
        ],
    )


def report(stage: str, day: date, outcomes: Sequence[Outcome]) -> StageReport:
    """Count outcomes by status."""
    return StageReport(stage, day, Counter(outcome.status.value for outcome in outcomes))

"""How two versions of the annotator differ on a day, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marsad.pipeline.compare.counts import Counted

KINDS = ("kept", "added", "removed", "changed")


@dataclass(frozen=True, slots=True)
class DiffReport:
    """How two versions differ on a day, counted. Of the `same_count` other articles both are one version."""

    day: date
    from_version: str
    to_version: str
    counts: Mapping[Counted, int]
    same_count: int = 0

    def __str__(self) -> str:
        unread = " and ".join(str(self.total("article", "unread", side)) for side in ("from", "to"))
        told = (
            f"{record}s: " + ", ".join(f"{self.total(record, kind)} {kind}" for kind in KINDS)
            for record in ("mention", "event")
        )
        head = f"{self.day} {self.from_version} -> {self.to_version}"
        return f"{head}: {self.total('article', 'compared')} articles compared, {unread} unread; {'; '.join(told)}"

    def total(self, record: str, change: str, field: str = "") -> int:
        """How many records of all types."""
        wanted = record, change, field
        return sum(n for key, n in self.counts.items() if (key.record, key.change, key.field) == wanted)

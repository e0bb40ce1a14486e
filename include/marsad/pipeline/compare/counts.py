"""Changes of a day, counted: what people look at before they look at examples."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from marsad.pipeline.compare.changes import Change

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """What is counted together. An empty field counts whole records, the others those in which that field changed."""

    record: str  # article | mention | event
    change: str
    type: str = ""  # of the mention or event, before it changed
    field: str = ""


def counts_of(record: str, changes: Iterable[Change[T]], type_of: Callable[[T], str]) -> Counter[Counted]:
    """How many records were kept, added, removed or changed, by type; of the changed ones also by field."""
    counts: Counter[Counted] = Counter()
    for change in changes:
        kind = type_of(change.present)
        counts[Counted(record, change.kind, kind)] += 1
        counts.update(Counted(record, change.kind, kind, field.name) for field in change.fields)
    return counts

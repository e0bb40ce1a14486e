"""What is told of one thing by two annotations, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from marsad.pipeline.compare.pairs import Extent, overlap, pairs

T = TypeVar("T")
Value = str | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that is told otherwise, as a person reads it."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """A mention or event on one side, the other or both; on both, with the fields that differ, none where it stayed."""

    before: T | None
    after: T | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def kind(self) -> str:
        """kept, added, removed or changed."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "changed" if self.fields else "kept"

    @property
    def present(self) -> T:
        """The record as it was, or as it is where it was not."""
        return cast("T", self.after if self.before is None else self.before)


def side_by_side(
    before: Sequence[T], after: Sequence[T], extent: Extent[T], differing: Callable[[T, T], tuple[FieldChange, ...]]
) -> list[Change[T]]:
    """Records of both sides as changes, in the order of the text.

    Matched are those that overlap: same boundaries first, then one type, then the wider share, then the fewest fields
    that differ.
    """

    def distance(one: T, other: T) -> tuple[bool, bool, int, int]:
        fields = differing(one, other)
        is_retyped = any(field.name == "type" for field in fields)
        return extent(one) != extent(other), is_retyped, -overlap(extent(one), extent(other)), len(fields)

    matched = pairs(before, after, extent, distance)
    changes = [Change(b, a, differing(b, a) if b is not None and a is not None else ()) for b, a in matched]
    return sorted(changes, key=lambda change: extent(change.present))

"""Which span of one annotation is which of another."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
Extent = Callable[[T], tuple[int, int]]  # [start, end) of an item


def pairs(
    before: Sequence[T], after: Sequence[T], extent: Extent[T], distance: Callable[[T, T], Any]
) -> list[tuple[T | None, T | None]]:
    """Every item once, beside the one of the other side that it overlaps with, or beside None.

    Where several overlap, the pair with the least `distance` is joined first, of equals the one that comes first on
    either side: the same two sides always give the same pairs. Both must be in one order; time grows with the number
    of overlaps.
    """
    ranked = sorted(
        (distance(before[i], after[j]), i, j) for i, j in _overlaps(list(map(extent, before)), list(map(extent, after)))
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    joined: list[tuple[T | None, T | None]] = [
        (item, after[partner[i]] if i in partner else None) for i, item in enumerate(before)
    ]
    return joined + [(None, item) for j, item in enumerate(after) if j not in taken]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many code points two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _overlaps(before: Sequence[tuple[int, int]], after: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Indices of all overlapping spans, found by their starts: none of `after` is longer than the longest."""
    by_start = sorted(range(len(after)), key=lambda j: after[j])
    starts = [after[j][0] for j in by_start]
    longest = max((end - start for start, end in after), default=0)
    for i, span in enumerate(before):
        for j in by_start[bisect_left(starts, span[0] - longest) : bisect_left(starts, span[1])]:
            if overlap(span, after[j]):
                yield i, j

"""A possible mention, before overlaps are settled."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """[start, end) in the source. `entity_ids` are the authority's owners of the name, none for a pattern's find."""

    start: int
    end: int
    type: str  # PER | ORG | LOC
    entity_ids: tuple[str, ...] = ()


class Ground:
    """The letters of a text that names stand on."""

    def __init__(self, length: int, names: Iterable[Candidate] = ()) -> None:
        """`length` is the text's, in code points."""
        self._taken = bytearray(length)
        for name in names:
            self.take(name)

    def take(self, name: Candidate) -> None:
        """The name stands here from now on."""
        self._taken[name.start : name.end] = b"\1" * (name.end - name.start)

    def is_free(self, name: Candidate) -> bool:
        """Whether no name stands on any letter of this one."""
        return self._taken.find(1, name.start, name.end) < 0


def settle(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The longest names win, without nesting (GUIDE 1); of two of one length, the one the authority knows."""
    settled: list[Candidate] = []
    ground = Ground(max((c.end for c in candidates), default=0))
    for c in sorted(candidates, key=lambda c: (c.start - c.end, not c.entity_ids, c.start, c.type)):
        if ground.is_free(c):
            ground.take(c)
            settled.append(c)
    return sorted(settled, key=lambda c: c.start)


def touching(name: Candidate, settled: Sequence[Candidate]) -> Sequence[Candidate]:
    """Those of `settled`, which lie apart and in order, that share a letter with the name."""
    first = bisect_right(settled, name.start, key=lambda c: c.end)
    return settled[first : bisect_left(settled, name.end, lo=first, key=lambda c: c.start)]

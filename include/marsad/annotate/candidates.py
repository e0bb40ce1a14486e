"""A possible mention, before overlaps are settled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """[start, end) in the source. `entity_ids` are the authority's owners of the name, none for a pattern's find."""

    start: int
    end: int
    type: str  # PER | ORG | LOC
    entity_ids: tuple[str, ...] = ()


def settle(candidates: list[Candidate]) -> list[Candidate]:
    """The longest names win, without nesting (GUIDE 1); of two of one length, the one the authority knows."""
    taken: list[Candidate] = []
    occupied: set[int] = set()
    for c in sorted(candidates, key=lambda c: (c.start - c.end, not c.entity_ids, c.start, c.type)):
        offsets = range(c.start, c.end)
        if occupied.isdisjoint(offsets):
            occupied.update(offsets)
            taken.append(c)
    return sorted(taken, key=lambda c: c.start)

"""Work in batches: a transaction holds hundreds of records, never one and never a whole archive."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from marsad.model import Article, Entry

T = TypeVar("T")


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Consecutive slices of at most `size` items."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def pieces(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """The same of what is not there yet: no more than `size` items are held at a time."""
    source = iter(items)
    while piece := tuple(islice(source, size)):
        yield piece


def batches_until_done(
    waiting: Callable[[], Sequence[T]], key: Callable[[T], Hashable], size: int
) -> Iterator[Sequence[T]]:
    """Batches of what waits, asked for again and again until nothing waits that was not yielded before.

    What came while its day was being worked on is so taken along: whoever brought it may leave it to this worker.
    """
    yielded: set[Hashable] = set()
    while fresh := [item for item in waiting() if key(item) not in yielded]:
        yielded.update(map(key, fresh))
        yield from batches(fresh, size)


def revision_of(work: Entry | Article) -> tuple[str, int]:
    """What a worker is done with once it has tried it; an edit that comes meanwhile is other work."""
    return work.entry_id, work.revision

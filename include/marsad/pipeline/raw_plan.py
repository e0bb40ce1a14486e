"""What the maintenance of the raw store is to do. Pure: listings and rows in, files out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from marsad.archive.layout import FINISHED, StoredFile, partition_of
from marsad.archive.warc import Piece
from marsad.store.raw_files import FileUse, Move

# Longer than a transaction, a task or a read lasts: what is older is waited for by nobody.
GRACE = timedelta(days=1)
JOINED_AFTER = timedelta(days=2)  # by then a day's news are in, but for what a backfill brings
JOINED_BYTES = 2**30  # the size at which archives of the web begin another file
READ_AT_ONCE = timedelta(days=3)
READ_EVERY = 30  # days


def partitioned(names: Iterable[str]) -> dict[tuple[str, date], list[str]]:
    """Our files by source and day, both in order; what else lies in the store is left out."""
    found: dict[tuple[str, date], list[str]] = {}
    for name in sorted(names):
        partition = partition_of(name)
        if partition:
            found.setdefault(partition, []).append(name)
    return dict(sorted(found.items()))


def expired(files: Iterable[StoredFile], uses: Mapping[str, FileUse], days: int, now: datetime) -> list[str]:
    """Finished files past their retention: of an older day, and with no record fetched since.

    A page that a backfill fetched yesterday is kept, however old its day.
    """
    oldest = now - timedelta(days=days)
    return [
        file.name
        for file in files
        if (partition := partition_of(file.name))
        and file.name.endswith(FINISHED)
        and partition[1] < oldest.date()
        and _fetched_before(file, uses.get(file.name), oldest, now)
    ]


def _fetched_before(file: StoredFile, use: FileUse | None, oldest: datetime, now: datetime) -> bool:
    # Rows follow their file: one without any may be of a transaction that has not ended.
    return use.newest_at < oldest if use else file.modified_at < now - GRACE


def to_join(files: Iterable[StoredFile], uses: Mapping[str, FileUse], now: datetime) -> Iterator[list[StoredFile]]:
    """Groups of files of one source and day that are to become one file.

    Only files that rows point into: the others are left from something that did not come about.
    """
    settled = {file.name: file for file in files if file.name in uses and file.modified_at < now - GRACE}
    for (_, day), names in partitioned(settled).items():
        if day < (now - JOINED_AFTER).date():
            yield from (group for group in _packed([settled[name] for name in names]) if len(group) > 1)


def _packed(files: Sequence[StoredFile]) -> Iterator[list[StoredFile]]:
    group: list[StoredFile] = []
    for file in files:
        if group and sum(one.size for one in group) + file.size > JOINED_BYTES:
            yield group
            group = []
        group.append(file)
    yield group


def moves(pieces: Sequence[Piece], new_file: str) -> list[Move]:
    """Where the records of the pieces lie, after the pieces were put together in this order."""
    start, found = 0, []
    for piece in pieces:
        found.append(Move(piece.file, piece.start, piece.stop, new_file, start - piece.start))
        start += piece.stop - piece.start
    return found


def is_read_back(day: date, today: date) -> bool:
    """Whether today is a day's turn to be read back: the newest days daily, each other day once in READ_EVERY."""
    return day >= today - READ_AT_ONCE or (today - day).days % READ_EVERY == 0

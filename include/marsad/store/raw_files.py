"""What the rows of `raw.page` and `ops.feed_poll` say of the WARC files their bytes lie in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection

from marsad.store.load import execute, fetch


@dataclass(frozen=True, slots=True)
class FileUse:
    """A file that rows point into."""

    stop: int  # where the last of their records ends
    newest_at: datetime  # when the newest of them was fetched


@dataclass(frozen=True, slots=True)
class Record:
    """A record that a row points to."""

    kind: str  # page | feed
    record_id: str  # entry_id or feed_id
    warc_file: str
    warc_offset: int
    warc_length: int
    body_hash: str | None  # sha256 of the inflated body


@dataclass(frozen=True, slots=True)
class Move:
    """The records of `warc_file` in [start, stop) lie in `new_file` now, `shift` bytes further on."""

    warc_file: str
    start: int
    stop: int
    new_file: str
    shift: int


def file_uses(connection: Connection) -> dict[str, FileUse]:
    """Every file that some row points into, by its name."""
    rows = fetch(connection, "raw/file/uses")
    return {row["warc_file"]: FileUse(row["stop"], row["newest_at"]) for row in rows}


def records_in(connection: Connection, files: Sequence[str]) -> list[Record]:
    """The records that rows point to in these files, by file and offset."""
    return [Record(**row) for row in fetch(connection, "raw/file/records", {"files": list(files)})]


def unaccounted_files(connection: Connection, files: Sequence[str]) -> list[str]:
    """Those of the files that the warehouse knows nothing of: no row points into them, and nobody retired them."""
    known = {row["warc_file"] for row in fetch(connection, "raw/file/accounted", {"files": list(files)})}
    return [name for name in files if name not in known]


def unneeded_files(connection: Connection, files: Sequence[str]) -> list[str]:
    """Those of the files that hold no page which an entry on its way is to be read from; locks their pages.

    An entry that retrieval may yet send on with the feed's text counts too: extraction prefers the page it has.
    """
    parameters = {"files": list(files)}
    execute(connection, "raw/page/lock_files", parameters)
    # A statement of its own, which sees what whoever held the locks has committed.
    needed = {row["warc_file"] for row in fetch(connection, "raw/file/needed", parameters)}
    return [name for name in files if name not in needed]


def forget_files(connection: Connection, files: Sequence[str]) -> int:
    """Let no row point into these files any more; their other facts stay. Returns how many did."""
    parameters = {"files": list(files)}
    return execute(connection, "raw/page/forget_files", parameters) + execute(
        connection, "ops/feed_poll/forget_files", parameters
    )


def move_records(connection: Connection, moves: Sequence[Move]) -> int:
    """Let rows point to where their records were copied. Returns how many did move."""
    parameters = {
        "files": [move.warc_file for move in moves],
        "starts": [move.start for move in moves],
        "stops": [move.stop for move in moves],
        "new_files": [move.new_file for move in moves],
        "shifts": [move.shift for move in moves],
    }
    return execute(connection, "raw/page/move", parameters) + execute(connection, "ops/feed_poll/move", parameters)


def forget_lost(connection: Connection, records: Sequence[Record]) -> int:
    """Let no row point to these records, and send the entries whose page one held back to retrieval.

    Returns how many entries; the others are finished with, or have a newer revision, or the record was a feed's.
    """
    parameters = {"files": [r.warc_file for r in records], "offsets": [r.warc_offset for r in records]}
    execute(connection, "ops/feed_poll/forget_records", parameters)
    pages = fetch(connection, "raw/page/forget_records", parameters)
    lost = {"entry_ids": [page["entry_id"] for page in pages], "revisions": [page["revision"] for page in pages]}
    return execute(connection, "raw/entry/reset_lost", lost)


def retire(connection: Connection, files: Sequence[str], reason: str, now: datetime) -> None:
    """Mark files that no row points into any more: `reason` is merged, mended or expired."""
    execute(connection, "raw/retired_file/insert", {"files": list(files), "reason": reason, "now": now})


def retired_files(connection: Connection) -> dict[str, datetime]:
    """When each retired file that may still be there was retired."""
    return {row["warc_file"]: row["retired_at"] for row in fetch(connection, "raw/retired_file/all")}


def unretire(connection: Connection, files: Sequence[str]) -> None:
    """Forget that these files were retired: they are gone, or in use after all."""
    execute(connection, "raw/retired_file/delete", {"files": list(files)})

"""What keeps the warehouse in order over the years: the raw store's retention, compaction and check, old polls, trials.

Every step may be cut short and is taken up by the next run: rows change first and files go last, so that a crash
leaves a file too many, never a row without its record.
"""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from psycopg import Connection

from marsad.archive.warc import Piece, WarcStore
from marsad.errors import RetryableError, UnreadableError
from marsad.pipeline.batches import batches
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.raw_check import CheckReport, check_raw_store
from marsad.pipeline.raw_plan import GRACE, expired, is_read_back, moves, partitioned, to_join
from marsad.pipeline.raw_repair import prune, refuse_where_many_are_missing, repair
from marsad.settings import Settings
from marsad.store.feeds import delete_polls
from marsad.store.issues import close_issue, open_issue, open_issues
from marsad.store.lock import turn
from marsad.store.raw_files import (
    file_uses,
    forget_files,
    move_records,
    retire,
    retired_files,
    unneeded_files,
    unretire,
)
from marsad.store.session import session
from marsad.store.trials import drop_trial, trials_before

log = logging.getLogger(__name__)

DAMAGED = "raw_store_damaged"
POLLS_KEPT = timedelta(days=400)  # a feed is compared with itself a year ago; at 288 polls a day, 115,000 rows a feed
TRIALS_KEPT = timedelta(days=90)  # as many rows a day as curated has, of versions that nobody has published since
FILES_AT_ONCE = 500  # that one transaction takes out of use


@dataclass(frozen=True, slots=True)
class MaintenanceReport:
    """What one run did to the raw store, the history of polls and old trials, and what its check found."""

    expired_count: int  # files past their retention, taken out of use
    joined_count: int  # files whose records were copied to another
    unjoined_count: int  # files that should have been, and could not be read
    swept_count: int  # files taken out of use on an earlier day, deleted
    poll_count: int  # rows deleted
    trial_count: int  # articles on trial, deleted with what was found in them
    check: CheckReport

    def __str__(self) -> str:
        return (
            f"raw store: {self.expired_count} files expired, {self.joined_count} joined, "
            f"{self.unjoined_count} not joined, {self.swept_count} swept; {self.poll_count} polls and "
            f"{self.trial_count} articles on trial deleted; {self.check}"
        )


def maintain_warehouse(dsn: str, settings: Settings, clock: Clock = utc_now) -> MaintenanceReport:
    """One daily run. Reads back the newest days, a thirtieth of the others, and where damage was met or known."""
    now, store = clock(), WarcStore(settings.raw_uri)
    with _alone(dsn) as connection:
        swept_count = _sweep(connection, store, now)
        expired_count = _expire(connection, store, settings.raw_retention_days, now)
        joined_count, unjoined = _join(connection, store, now)
        poll_count = delete_polls(connection, now - POLLS_KEPT)
        trial_count = sum(drop_trial(connection, *old) for old in trials_before(connection, now - TRIALS_KEPT))
        unwell, suspect = _unwell(connection), partitioned(unjoined)
        check = check_raw_store(
            connection,
            store,
            now,
            lambda source_id, day: source_id in unwell or (source_id, day) in suspect or is_read_back(day, now.date()),
        )
        _tell_people(connection, check, now)
    return MaintenanceReport(expired_count, joined_count, len(unjoined), swept_count, poll_count, trial_count, check)


def check_all(
    dsn: str,
    settings: Settings,
    *,
    is_repairing: bool = False,
    is_pruning: bool = False,
    may_many_be_missing: bool = False,
    clock: Clock = utc_now,
) -> CheckReport:
    """Read the whole store back; mend what is broken and delete what nobody needs, where asked to.

    Raises ConfigError instead of mending where many files are missing, unless they may be.
    """
    now, store = clock(), WarcStore(settings.raw_uri)
    with _alone(dsn) as connection:
        check = check_raw_store(connection, store, now, lambda _source_id, _day: True)
        if is_repairing:
            if not may_many_be_missing:
                refuse_where_many_are_missing(check, settings.raw_uri)
            check = repair(connection, store, check, now)
        if is_pruning:
            check = prune(connection, store, check)
        _tell_people(connection, check, now)
    return check


@contextmanager
def _alone(dsn: str) -> Iterator[Connection]:
    """A connection in autocommit, for the only worker that takes files out of use."""
    with session(dsn) as connection, turn(connection, "maintain", date.min) as is_mine:
        if not is_mine:
            raise RetryableError("raw store", "another worker is maintaining it")
        connection.autocommit = True
        yield connection


def _sweep(connection: Connection, store: WarcStore, now: datetime) -> int:
    """Delete files that were taken out of use so long ago that nobody reads them any more."""
    retired, uses = retired_files(connection), file_uses(connection)
    back = [name for name in retired if name in uses]
    if back:
        log.warning("rows point into retired files again: %s", ", ".join(back))
    due = [name for name, at in retired.items() if name not in uses and at < now - GRACE]
    gone = [name for name in due if _is_deleted(store, name)]
    unretire(connection, [*gone, *back])
    return len(gone)


def _is_deleted(store: WarcStore, name: str) -> bool:
    try:
        store.delete(name)
    except RetryableError as error:  # left to the next run
        log.warning("%s", error)
        return False
    return True


def _expire(connection: Connection, store: WarcStore, days: int | None, now: datetime) -> int:
    """Take files past their retention out of use. They stay for a day, for whoever has read a row."""
    if days is None:
        return 0
    uses, retired = file_uses(connection), retired_files(connection)
    due = expired((file for file in store.list() if file.name not in retired), uses, days, now)
    expired_count = 0
    for batch in batches(due, FILES_AT_ONCE):
        with connection.transaction():
            unneeded = unneeded_files(connection, batch)
            forget_files(connection, unneeded)
            retire(connection, unneeded, "expired", now)
        expired_count += len(unneeded)
    return expired_count


def _join(connection: Connection, store: WarcStore, now: datetime) -> tuple[int, list[str]]:
    """Make one file of the many that a quiet day has. The old ones stay for a day, for whoever has read a row.

    Returns how many were joined, and the names of those that could not be.
    """
    uses = file_uses(connection)
    joined_count = 0
    unjoined: list[str] = []
    for group in to_join(store.list(), uses, now):
        pieces = [Piece(file.name, 0, file.size) for file in group]
        try:
            joined = store.compose(group[0].name.rpartition("/")[0], pieces)
        except (UnreadableError, RetryableError) as error:  # for the check to find and for a person to mend
            if _is_full(error):
                raise
            log.warning("%s", error)
            unjoined += [file.name for file in group]
            continue
        with connection.transaction():
            move_records(connection, moves(pieces, joined))
            retire(connection, [file.name for file in group], "merged", now)
        joined_count += len(group)
    return joined_count, unjoined


def _is_full(error: BaseException) -> bool:
    """Whether there is no room to write, which says nothing of what was read."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in (errno.ENOSPC, errno.EDQUOT)


def _unwell(connection: Connection) -> set[str]:
    return {issue["subject"] for issue in open_issues(connection) if issue["kind"] == DAMAGED}


def _tell_people(connection: Connection, check: CheckReport, now: datetime) -> None:
    """An issue per source with damage; it ends with the first check that read the source and found none."""
    damage: dict[str, list[str]] = {}
    for finding in check.damage:
        damage.setdefault(finding.source_id, []).append(f"{finding.day} {finding.kind}: {finding.what}")
    for source_id, messages in damage.items():
        open_issue(connection, DAMAGED, source_id, f"{len(messages)} findings, {messages[0]}", now)
    for source_id in _unwell(connection) - damage.keys():
        close_issue(connection, DAMAGED, source_id, now)

"""One worker per stage and day: a live run and a backfill of the same day take turns.

A stage whose days overlap, as stories do, has one worker for all days.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import psycopg
from psycopg import Connection


@contextmanager
def turn(connection: Connection, stage: str, day: date | None) -> Iterator[bool]:
    """Hold the advisory lock of (stage, day), or of the stage on all days where none is given.

    Yields False where another worker keeps it beyond lock_timeout.

    A worker looks for more before it gives the lock back, so what the other has come for is in good hands.
    """
    key = f"{stage}:{day.isoformat() if day else 'all'}"
    is_mine = _acquired(connection, key)
    try:
        yield is_mine
    finally:
        connection.rollback()
        if is_mine:
            connection.execute("SELECT pg_advisory_unlock(hashtext('marsad'), hashtext(%s))", [key])
            connection.commit()


def _acquired(connection: Connection, key: str) -> bool:
    try:
        connection.execute("SELECT pg_advisory_lock(hashtext('marsad'), hashtext(%s))", [key])
    except psycopg.errors.LockNotAvailable:
        connection.rollback()
        return False
    connection.commit()
    return True

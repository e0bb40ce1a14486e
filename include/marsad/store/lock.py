"""One worker per stage and day: a live run and a backfill of the same day take turns."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from psycopg import Connection


@contextmanager
def turn(connection: Connection, stage: str, day: date) -> Iterator[None]:
    """Hold the advisory lock of (stage, day); waits at most lock_timeout for whoever holds it."""
    key = f"{stage}:{day.isoformat()}"
    connection.execute("SELECT pg_advisory_lock(hashtext('marsad'), hashtext(%s))", [key])
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute("SELECT pg_advisory_unlock(hashtext('marsad'), hashtext(%s))", [key])
        connection.commit()

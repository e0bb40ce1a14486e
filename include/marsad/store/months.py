"""The monthly partitions of `curated`: made by the owner's own functions, which the loader may call."""

from collections.abc import Sequence
from datetime import date

from psycopg import Connection

from marsad.store.load import execute, fetch


def make_months(connection: Connection, first_days: Sequence[date]) -> int:
    """Make the partitions of these months unless they are there; returns how many months were made.

    Waits for whoever is publishing, and is best alone in its transaction.
    """
    rows = fetch(connection, "curated/article_day/make_named_months", {"first_days": list(first_days)})
    return sum(row["is_made"] for row in rows)


def gather_statistics(connection: Connection) -> None:
    """Tell the planner how the partitioned tables look as wholes: autovacuum sees to their partitions only."""
    execute(connection, "curated/article_day/gather_statistics")

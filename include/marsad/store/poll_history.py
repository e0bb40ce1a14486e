"""`ops.feed_poll` as a history that does not grow for ever."""

from datetime import datetime

from psycopg import Connection

from marsad.store.load import execute


def delete_polls(connection: Connection, before: datetime) -> int:
    """Delete the polls before that moment, except those whose body is kept. Returns how many."""
    return execute(connection, "ops/feed_poll/delete_before", {"before": before})

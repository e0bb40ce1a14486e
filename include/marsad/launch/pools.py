"""Airflow's pools of the backlog: old days never take the slots that today needs (docs/adr/0016)."""

from marsad.launch.metadata import libpq_url
from marsad.store.connect import connect

# Tasks at once; whoever changed a pool in the UI keeps the change.
POOLS = {
    "history": (2, "Asks sources for past days: ingest_day."),
    "backlog": (2, "Takes past days through every stage: finish_day."),
}
# `airflow pools set` would import all of Airflow, seconds for each pool and start, and undo what the UI changed.
_KEEP = """
INSERT INTO slot_pool (pool, slots, description, include_deferred) VALUES (%s, %s, %s, false)
ON CONFLICT (pool) DO NOTHING
"""


def keep_pools(airflow_dsn: str) -> None:
    """Create the pools that are missing in Airflow's migrated database."""
    with connect(libpq_url(airflow_dsn)) as connection:
        for name, (slots, description) in POOLS.items():
            connection.execute(_KEEP, [name, slots, description])

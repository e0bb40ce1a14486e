"""From `trial` back to the gate: `stage` is filled with what another version found, `trial` with what is published."""

from collections.abc import Sequence
from datetime import date, datetime

from psycopg import Connection

from marsad.store.curated import ANNOTATION_TABLES
from marsad.store.load import execute, fetch
from marsad.store.staging import Waiting


def stage_trial(connection: Connection, annotator_version: str, day: date, now: datetime) -> list[Waiting]:
    """Stage what the version found in the day's articles and send their entries to the gate; returns which.

    What is published of them until then is kept in `trial`. Left out is what the version did not read as it is
    published now, what is published with it, and what is on its way anyhow. The caller holds the transaction.
    """
    version = {"annotator_version": annotator_version}
    execute(connection, "trial/article/begin_adoption", {**version, "day": day})
    adopting = [Waiting(**row) for row in fetch(connection, "trial/article/adopting")]
    execute(connection, "trial/article/delete_published")
    execute(connection, "trial/article/keep_published", {"now": now})
    execute(connection, "stage/article/adopt", version)
    for table in ANNOTATION_TABLES:
        execute(connection, f"trial/{table}/keep_published")
        execute(connection, f"stage/{table}/adopt", version)
    execute(connection, "raw/entry/set_adopting")
    connection.execute("DROP TABLE adopting")
    return adopting


def give_back(connection: Connection, refused: Sequence[Waiting], now: datetime) -> int:
    """Mark those of them that the gate has quarantined published, which they are with the version before.

    Returns how many. The caller holds the transaction.
    """
    entries = {"entry_ids": [a.entry_id for a in refused], "revisions": [a.revision for a in refused]}
    given = [row["entry_id"] for row in fetch(connection, "raw/entry/give_back", entries)]
    execute(connection, "stage/article/delete_of_entries", {"entry_ids": given})
    execute(connection, "ops/quarantine/mark_replayed", {"entry_ids": given, "now": now})
    return len(given)


def count_adopted(connection: Connection, annotator_version: str, day: date) -> tuple[int, int]:
    """How many of the day's articles are published with that version, and how many with others."""
    (row,) = fetch(connection, "curated/article/count_of_day", {"annotator_version": annotator_version, "day": day})
    return row["adopted_count"], row["other_count"]

"""Two versions' readings of published articles: where their rows lie, and the counts of how they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg import Connection

from marsad.store.load import copy_rows, execute, fetch


@dataclass(frozen=True, slots=True)
class Sides:
    """A published article and two versions of the annotator, each with the schema that holds what it found in it.

    curated: the version that is published; trial: it has read this very text; None: it has not.
    """

    article_id: str
    source_id: str
    url: str
    title: str
    body: str
    from_version: str
    to_version: str
    from_schema: str | None
    to_schema: str | None


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A row of `ops.annotation_difference`."""

    day: date
    from_version: str
    to_version: str
    record: str
    change: str
    type: str
    field_name: str
    record_count: int
    compared_at: datetime


def published_ids(connection: Connection, day: date) -> list[str]:
    """The day's published articles, by id."""
    return [row["article_id"] for row in fetch(connection, "curated/article/ids_of_day", {"day": day})]


def sides_of(
    connection: Connection, day: date, article_ids: Sequence[str], from_version: str | None, to_version: str | None
) -> list[Sides]:
    """Those articles of the day, by id; a version of None is the one that each article is published with."""
    versions = {"from_version": from_version, "to_version": to_version}
    parameters = {"day": day, "article_ids": list(article_ids), **versions}
    return [Sides(**row) for row in fetch(connection, "trial/article/sides", parameters)]


def save_differences(
    connection: Connection, day: date, from_version: str, to_version: str, rows: Sequence[DifferenceRow]
) -> None:
    """Replace what is counted of two versions on a day. The caller holds the transaction."""
    parameters = {"day": day, "from_version": from_version, "to_version": to_version}
    execute(connection, "ops/annotation_difference/delete", parameters)
    if rows:
        copy_rows(connection, "ops.annotation_difference", rows)
        execute(connection, "ops/annotation_difference/insert")
